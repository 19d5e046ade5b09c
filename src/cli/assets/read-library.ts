import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import type { Library, PlaceRow, SegmentRow, TakeRow } from './library';

/** One page of a connection. */
export interface Page<N> {
  readonly nodes: readonly N[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface SlotRow {
  readonly id: string;
  readonly key: string;
  readonly type: PlaceRow['type'];
  readonly current: { readonly id: string } | null;
  readonly takes: Page<TakeRow>;
}

export const TAKE = `id type status take source text voice prompt caption notes describes tags figureNumber originRunId externalId
  createdAt generatedAt generatedBy cost { amount } revisionOf { id } staleness { causes } run { id }
  review { rejectedReason approvedAt approvedBy } media { bytes mimeType sha256 durationSeconds size { width height } }`;
const PAGE = 'pageInfo { hasNextPage endCursor }';
/** A place has few takes; whoever has more pays a query for each further page. */
const SLOT = `id key type current { id } takes(first: 5) { nodes { ${TAKE} } ${PAGE} }`;

const HEAD = `query ($id: ID!) {
  script(id: $id) {
    id name project { id key lastSeq }
    figures { number discussedIn { idx } slot { ${SLOT} } }
    timeline { ambience { ${SLOT} } film { ${SLOT} } }
  }
}`;
const SEGMENTS = `query ($id: ID!, $after: String) {
  script(id: $id) {
    segments(first: 250, after: $after) {
      nodes { id number text displayMode audio { ${SLOT} } picture { ${SLOT} } video { ${SLOT} } }
      ${PAGE}
    }
  }
}`;
const TAKES = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on Slot { takes(first: 250, after: $after) { nodes { ${TAKE} } ${PAGE} } } }
}`;

interface Head {
  readonly script: {
    readonly id: string;
    readonly name: string;
    readonly project: { readonly id: string; readonly key: string; readonly lastSeq: number };
    readonly figures: readonly {
      readonly number: number;
      readonly discussedIn: readonly { readonly idx: number }[];
      readonly slot: SlotRow;
    }[];
    readonly timeline: { readonly ambience: SlotRow; readonly film: SlotRow } | null;
  } | null;
}
type Part = 'audio' | 'picture' | 'video';
type Segments = { readonly script: { readonly segments: Page<SegmentRow & Readonly<Record<Part, SlotRow>>> } };

/** The number of the log is read first: what changes while the rest is read is newer than what was seen. */
export async function readLibrary(client: StudioClient, scriptId: string): Promise<Library> {
  const { script } = await client.query<Head>(HEAD, { id: scriptId });
  if (!script) throw noScript(scriptId);
  const { project, figures, timeline } = script;
  const segments = await pages(async (after) => {
    const answer = await client.query<Segments>(SEGMENTS, { id: scriptId, after });
    return answer.script.segments;
  });
  const slots: Unread[] = [
    ...segments.flatMap((segment) =>
      (['audio', 'picture', 'video'] as const).map((part) => ({
        ...{ part, number: segment.number, slot: segment[part] },
        segmentIdxs: [segment.number - 1],
      })),
    ),
    ...figures.map(({ number, slot, discussedIn }) => ({
      ...{ part: 'figure' as const, number, slot },
      segmentIdxs: discussedIn.map(({ idx }) => idx),
    })),
    ...(timeline ? (['ambience', 'film'] as const) : []).flatMap((part) =>
      timeline ? { part, number: null, slot: timeline[part], segmentIdxs: [] } : [],
    ),
  ];
  const places: PlaceRow[] = [];
  for (const unread of slots) places.push(await placeOf(client, unread));
  return {
    projectId: project.id,
    projectKey: project.key,
    scriptId: script.id,
    scriptName: script.name,
    lastSeq: project.lastSeq,
    segments: segments.map(({ id, number, text, displayMode }) => ({ id, number, text, displayMode })),
    places,
  };
}

interface Unread {
  readonly part: PlaceRow['part'];
  readonly number: number | null;
  readonly segmentIdxs: readonly number[];
  readonly slot: SlotRow;
}

async function placeOf(client: StudioClient, { part, number, segmentIdxs, slot }: Unread): Promise<PlaceRow> {
  const { id, key, type, current } = slot;
  const { nodes, pageInfo } = slot.takes;
  const rest = pageInfo.hasNextPage ? await takesAfter(client, id, pageInfo.endCursor) : [];
  return { id, key, type, part, number, segmentIdxs, currentId: current?.id ?? null, takes: [...nodes, ...rest] };
}

function takesAfter(client: StudioClient, id: string, from: string | null): Promise<TakeRow[]> {
  return pages(async (after) => {
    const { node } = await client.query<{ node: { takes: Page<TakeRow> } }>(TAKES, { id, after: after ?? from });
    return node.takes;
  });
}

/** All of a connection, page by page. */
export async function pages<N>(read: (after: string | null) => Promise<Page<N>>): Promise<N[]> {
  const nodes: N[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<N> = await read(after);
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

export function noScript(id: string): Refused {
  return new Refused([
    {
      code: 'NOT_FOUND',
      message: 'There is no such script.',
      expected: 'the id of a script that you may see',
      got: id,
      remedy: 'Take the id as `workprint assets list --json` answers it.',
    },
  ]);
}

const URLS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Asset { id media { url } } } }';
const MOST_IDS = 250;

/** Links that open for an hour without a token: asked for when they are needed. */
export async function mediaUrls(client: StudioClient, ids: readonly string[]): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  for (let at = 0; at < ids.length; at += MOST_IDS) {
    const { nodes } = await client.query<{ nodes: ({ id: string; media: { url: string } } | null)[] }>(URLS, {
      ids: ids.slice(at, at + MOST_IDS),
    });
    for (const node of nodes) if (node) urls.set(node.id, node.media.url);
  }
  return urls;
}

import type { StudioClient } from '../graphql/client';
import type { Treatment } from './treatment';

export interface Walk {
  readonly client: StudioClient;
  readonly scriptId: string;
  /** One picture to send back; none where everything is to be approved as it is. */
  readonly rejection: Treatment['rejection'];
  readonly say: (text: string) => void;
  /** Follows a run to its end. */
  readonly watch: (runId: string) => Promise<void>;
}

type Rejection = NonNullable<Treatment['rejection']>;

interface TakeNow {
  readonly id: string;
  readonly status: string;
  readonly take: number;
}
interface SlotNow {
  readonly key: string;
  readonly current: TakeNow | null;
  readonly takes: { readonly nodes: readonly TakeNow[] };
}
interface Places {
  readonly script: {
    readonly timeline: { readonly ambience: SlotNow };
    readonly segments: {
      readonly nodes: readonly { readonly number: number; readonly audio: SlotNow; readonly picture: SlotNow }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

const SLOT = 'key current { id status take } takes(first: 250) { nodes { id status take } }';
const PLACES = `query ($id: ID!, $after: String) {
  script(id: $id) {
    timeline { ambience { ${SLOT} } }
    segments(first: 250, after: $after) {
      nodes { number audio { ${SLOT} } picture { ${SLOT} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const decision = (name: string): string => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { changedCount userErrors { code message expected got remedy } }
}`;
const REGENERATE = `mutation ($input: RegenerateAssetsInput!) {
  regenerateAssets(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;

/**
 * What a reviewer does: everything goes into review, one picture is sent back with a reason and made anew, the rest is
 * approved. Each step looks at how things are first, so that a walk that was interrupted goes on where it stopped.
 */
export async function review({ client, scriptId, rejection, say, watch }: Walk): Promise<void> {
  await submit();
  if (rejection) await sendBack(rejection);
  await submit();
  await approve();

  async function places(): Promise<SlotNow[]> {
    const slots: SlotNow[] = [];
    for (let after: string | null = null; ; ) {
      const { script }: Places = await client.query<Places>(PLACES, { id: scriptId, after });
      slots.push(...script.segments.nodes.flatMap(({ audio, picture }) => [audio, picture]));
      if (!script.segments.pageInfo.hasNextPage) return [...slots, script.timeline.ambience];
      after = script.segments.pageInfo.endCursor;
    }
  }

  async function sendBack(what: Rejection): Promise<void> {
    const picture = (await places()).find(({ key }) => key === `segment ${what.segment} / picture`);
    if (!picture) throw new Error(`The script has no segment ${what.segment}.`);
    const [first] = picture.takes.nodes;
    if (!first || picture.takes.nodes.length > 1) return;
    if (first.status === 'REVIEW') await reject(first.id, what);
    if (first.status !== 'APPROVED' && first.status !== 'PUBLISHED') await regenerate(first.id, what);
  }

  async function idsIn(...statuses: string[]): Promise<string[]> {
    const takes = (await places()).flatMap(({ current }) => current ?? []);
    return takes.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  }

  async function submit(): Promise<void> {
    const ids = await idsIn('DRAFT', 'REVISED');
    if (ids.length === 0) return;
    await client.mutate(decision('submitAssets'), { input: { selection: { ids } } });
    say(`${ids.length} ${ids.length === 1 ? 'take goes' : 'takes go'} into review.`);
  }

  async function reject(id: string, { reason, segment }: Rejection): Promise<void> {
    await client.mutate(decision('rejectAssets'), { input: { selection: { ids: [id] }, reason } });
    say(`The picture of segment ${segment} is sent back: “${reason}”`);
  }

  async function regenerate(id: string, { prompt }: Rejection): Promise<void> {
    const input = { selection: { ids: [id] }, prompt, idempotencyKey: `demo / regenerate ${id}` };
    const { regenerateAssets } = await client.mutate<{ regenerateAssets: { run: { id: string } } }>(REGENERATE, {
      input,
    });
    await watch(regenerateAssets.run.id);
  }

  async function approve(): Promise<void> {
    const ids = await idsIn('REVIEW');
    if (ids.length === 0) return;
    await client.mutate(decision('approveAssets'), { input: { selection: { ids }, note: 'Seen in the demo.' } });
    say(`${ids.length} takes are approved.`);
  }
}

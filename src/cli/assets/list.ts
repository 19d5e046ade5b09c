import { ASSET_STATUSES, ASSET_TYPES, type AssetStatus, type AssetType } from '../../pipeline/library/asset';
import type { NumberRange } from '../../pipeline/library/numbers';
import type { StudioClient } from '../graphql/client';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';
import { findRun } from './find-run';
import { fileOf, fromStandingOn, type Library, type PlaceRow, type TakeRow } from './library';
import type { Act, Outcome, Scene } from './outcome';
import { holds, parseNumbers } from './ranges';
import { type Page, pages, readLibrary } from './read-library';
import { type Column, table } from './table';

export interface ListedTake {
  readonly place: PlaceRow;
  readonly take: TakeRow;
}

/** What there is and how it stands. Of a run: what it made, and what it used of what was there. */
export const list: Act = (words) => {
  const filter = filterIn(words);
  return (scene) => listed(scene, filter);
};

async function listed(
  { session: { client }, words, signal, say, columns }: Scene,
  filter: ListFilter,
): Promise<Outcome> {
  const target = await findRun({ client, words, signal, say }, words.operands[0] ?? '');
  const library = await readLibrary(client, target.scriptId);
  const about = { project: library.projectKey, scriptId: library.scriptId, script: library.scriptName };
  if (!target.runId) {
    const rows = rowsOf(library, filter);
    const lines = [
      `${library.projectKey}: “${library.scriptName}”`,
      '',
      ...section(rows, columns),
      '',
      ...breakdown(rows),
    ];
    return { lines, json: { ...about, runId: null, assets: rows.map(listedJson) } };
  }
  const { made, used } = await partsOfRun(client, target.runId, library);
  const [madeRows, usedRows] = [made, used].map((rows) => rows.filter((row) => passes(row, filter)));
  const lines = [
    `${library.projectKey}: “${library.scriptName}”, ${target.runId}`,
    ...['', 'made', ...section(madeRows ?? [], columns)],
    ...['', 'used', ...section(usedRows ?? [], columns)],
    ...['', ...breakdown([...(madeRows ?? []), ...(usedRows ?? [])])],
  ];
  const json = { ...about, runId: target.runId, made: madeRows?.map(listedJson), used: usedRows?.map(listedJson) };
  return { lines, json };
}

export interface ListFilter {
  readonly status: AssetStatus | null;
  readonly type: AssetType | null;
  readonly segments: readonly NumberRange[] | null;
  readonly stale: boolean;
}

function filterIn(words: Words): ListFilter {
  const text = words.text('segment');
  const numbers = text === undefined ? 'all' : parseNumbers('segment', text);
  return { ...kindsIn(words), segments: numbers === 'all' ? null : numbers, stale: words.has('stale') };
}

/** `--status` and `--type`. */
export function kindsIn(words: Words): Pick<ListFilter, 'status' | 'type'> {
  return { status: oneOf(words, 'status', ASSET_STATUSES), type: oneOf(words, 'type', ASSET_TYPES) };
}

function oneOf<W extends string>(words: Words, flag: string, known: readonly W[]): W | null {
  const text = words.text(flag)?.trim().toLowerCase();
  if (text === undefined || text === 'all') return null;
  const word = known.find((one) => one.toLowerCase() === text);
  if (word) return word;
  const expected = known.map((one) => one.toLowerCase()).join(', ');
  throw new WrongUsage(`--${flag} is one of ${expected}; it got "${text}".`, words.command);
}

/** What stands in each place and what came after it; asked for a status, whatever take has it. */
export function rowsOf({ places }: Library, filter: ListFilter): ListedTake[] {
  const takesOf = (place: PlaceRow) => (filter.status === null && !filter.stale ? fromStandingOn(place) : place.takes);
  return places
    .flatMap((place) => takesOf(place).map((take) => ({ place, take })))
    .filter((row) => passes(row, filter));
}

function passes({ place, take }: ListedTake, { status, type, segments, stale }: ListFilter): boolean {
  if (status && take.status !== status) return false;
  if (type && take.type !== type) return false;
  if (stale && !take.staleness) return false;
  const isOfSegment = place.number !== null && place.part !== 'figure';
  return !segments || (isOfSegment && holds(segments, place.number));
}

const JOBS = `query ($id: ID!, $after: String) {
  run(id: $id) {
    jobs(first: 250, after: $after) {
      nodes { status result { id run { id } } reusedFrom { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface JobRow {
  readonly status: string;
  readonly result: { readonly id: string; readonly run: { readonly id: string } | null } | null;
  readonly reusedFrom: { readonly id: string } | null;
}

async function partsOfRun(
  client: StudioClient,
  runId: string,
  { places }: Library,
): Promise<{ made: ListedTake[]; used: ListedTake[] }> {
  const jobs = await pages<JobRow>(async (after) => {
    const { run } = await client.query<{ run: { jobs: Page<JobRow> } }>(JOBS, {
      id: runId,
      after,
    });
    return run.jobs;
  });
  const usedIds = new Set(jobs.flatMap(({ result, reusedFrom }) => [result?.id, reusedFrom?.id]));
  const all = places.flatMap((place) => place.takes.map((take) => ({ place, take })));
  const made = all.filter(({ take }) => take.run?.id === runId);
  const used = all.filter(({ take }) => take.run?.id !== runId && usedIds.has(take.id));
  return { made, used };
}

const COLUMNS: readonly Column<ListedTake>[] = [
  { title: 'No', text: ({ place: { number } }) => (number === null ? '–' : String(number)), right: true },
  {
    title: 'Type',
    text: ({ place: { part }, take }) => (part === 'ambience' || part === 'film' ? part : take.type.toLowerCase()),
  },
  { title: 'Status', text: ({ take }) => `${take.status.toLowerCase()}${take.staleness ? ' (stale)' : ''}` },
  { title: 'Take', text: ({ take }) => String(take.take), right: true },
  { title: 'Length', text: ({ take: { media } }) => lengthText(media), right: true },
  { title: 'File', text: ({ place, take }) => fileOf(place, take) },
  { title: 'Source', text: ({ take }) => take.source },
  { title: 'Id', text: ({ take }) => take.id, whole: true },
];

function section(rows: readonly ListedTake[], columns: number): string[] {
  return rows.length === 0 ? ['No assets match.'] : table(rows, COLUMNS, columns);
}

export function lengthText({ durationSeconds, bytes }: TakeRow['media']): string {
  if (durationSeconds !== null) return `${durationSeconds.toFixed(1)} s`;
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function breakdown(rows: readonly ListedTake[]): string[] {
  const counts = ASSET_STATUSES.map(
    (status) => [status, rows.filter(({ take }) => take.status === status).length] as const,
  );
  const told = counts.filter(([, count]) => count > 0).map(([status, count]) => `${status.toLowerCase()} ${count}`);
  return told.length > 0 ? [`${rows.length} in all: ${told.join(', ')}`] : [];
}

export function listedJson({ place, take }: ListedTake): object {
  const { media, staleness, review, ...rest } = take;
  return {
    ...rest,
    slot: place.key,
    number: place.number,
    isCurrent: take.id === place.currentId,
    isStale: staleness !== null,
    staleCauses: staleness?.causes ?? [],
    rejectedReason: review.rejectedReason,
    file: fileOf(place, take),
    media,
  };
}

import { parseGlobalId } from '../../pipeline/values/global-id';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import type { Amount, RunTotals } from '../watching/run-line';

/** A run as lists show it. */
export interface RunRow {
  readonly id: string;
  readonly status: string;
  readonly production: string;
  readonly lastSeq: number;
  readonly startedBy: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly project: { readonly key: string };
  readonly totals: RunTotals & { readonly reserved: Amount };
}

export const RUN_ROW = `id status production lastSeq startedBy createdAt startedAt finishedAt project { key }
  totals { jobs done reused failed secondsLeft reserved { amount } spent { amount } }`;

const BY_ID = `query ($word: ID!) { run(id: $word) { ${RUN_ROW} } }`;
const NEWEST = `query ($word: String!) { project(key: $word) { runs(first: 1) { nodes { ${RUN_ROW} } } } }`;

/** A run by its id, or the newest of a project by its key. */
export async function findRun(client: StudioClient, word: string): Promise<RunRow> {
  const found = parseGlobalId(word) ? await byId(client, word) : await newest(client, word);
  if (found) return found;
  throw new Refused([
    {
      code: 'NOT_FOUND',
      message: `There is no run "${word}".`,
      expected: 'the id of a run, or the key of a project that has one',
      got: parseGlobalId(word) ? 'an id that is none of a run that you may see' : 'no project with a run by that key',
      remedy: 'Look it up with `workprint runs list`.',
    },
  ]);
}

async function byId(client: StudioClient, word: string): Promise<RunRow | null> {
  if (parseGlobalId(word)?.type !== 'Run') return null;
  return (await client.query<{ run: RunRow | null }>(BY_ID, { word })).run;
}

async function newest(client: StudioClient, word: string): Promise<RunRow | null> {
  const { project } = await client.query<{ project: { runs: { nodes: RunRow[] } } | null }>(NEWEST, { word });
  return project?.runs.nodes[0] ?? null;
}

const ENDED = ['SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED'];

export function isOver({ status }: { readonly status: string }): boolean {
  return ENDED.includes(status);
}

/** `5/7 done, 2 reused, 1 failed, $0.0400 spent` */
export function countsText({ jobs, done, reused, failed, spent }: RunTotals): string {
  return [
    `${done}/${jobs} done`,
    reused > 0 ? `${reused} reused` : '',
    failed > 0 ? `${failed} failed` : '',
    `$${spent.amount} spent`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What came of a command that acted on a run. */
export function toldOf(run: RunRow): { lines: readonly string[]; json: object } {
  return { lines: [`${run.id} is ${run.status}: ${countsText(run.totals)}.`], json: { run } };
}

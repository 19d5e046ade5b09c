import type { Act } from '../assets/outcome';
import { table } from '../assets/table';
import type { StudioClient } from '../graphql/client';
import type { Amount, StageProgress } from '../watching/run-line';
import { countsText, findRun, type RunRow } from './run-row';

interface JobNow {
  readonly key: string;
  readonly status: string;
  readonly held: string | null;
  readonly priority: number;
  readonly provider: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string | null } | null;
}

interface Detail {
  readonly stopAfter: string | null;
  readonly budget: { readonly cap: Amount | null; readonly left: Amount | null };
  readonly stages: readonly StageProgress[];
  readonly open: { readonly nodes: readonly JobNow[]; readonly totalCount: number };
  readonly failed: { readonly nodes: readonly JobNow[]; readonly totalCount: number };
}

/** So many of the jobs under way and of those that failed are shown. */
const MOST_JOBS = 25;
const JOBS = 'nodes { key status held priority provider error { code message remedy } } totalCount';
const DETAIL = `query ($id: ID!) {
  run(id: $id) {
    stopAfter budget { cap { amount } left { amount } } stages { stage jobs done reused failed }
    open: jobs(first: ${MOST_JOBS}, where: { statuses: [PROCESSING, READY] }) { ${JOBS} }
    failed: jobs(first: ${MOST_JOBS}, where: { statuses: [FAILED] }) { ${JOBS} }
  }
}`;

/** A run by stages, with what is under way and what failed. */
export const show: Act =
  ({ operands: [word = ''] }) =>
  async ({ session: { client }, columns }) => {
    const run = await findRun(client, word);
    const detail = await detailOf(client, run.id);
    return { lines: [...head(run, detail), ...stages(detail, columns), ...jobs(detail)], json: { run, ...detail } };
  };

async function detailOf(client: StudioClient, id: string): Promise<Detail> {
  return (await client.query<{ run: Detail }>(DETAIL, { id })).run;
}

function head({ id, project, production, status, totals, startedBy, lastSeq }: RunRow, { budget }: Detail): string[] {
  const money = budget.cap ? `, of $${budget.cap.amount} $${budget.left?.amount ?? '0.0000'} left` : '';
  return [
    `${id} is ${status}: ${countsText(totals)}${money}.`,
    `${production.toLowerCase()} of ${project.key}, begun by ${startedBy}; ${lastSeq} lines in its log.`,
    '',
  ];
}

function stages({ stages: all }: Detail, columns: number): string[] {
  const right = true as const;
  return table(
    all,
    [
      { title: 'Stage', text: ({ stage }) => stage },
      { title: 'Jobs', text: (one) => String(one.jobs), right },
      { title: 'Done', text: ({ done }) => String(done), right },
      { title: 'Reused', text: ({ reused }) => String(reused), right },
      { title: 'Failed', text: ({ failed }) => String(failed), right },
    ],
    columns,
  );
}

function jobs({ open, failed }: Detail): string[] {
  const waits = ({ held, status }: JobNow) => {
    if (held === null) return status.toLowerCase();
    return held === 'PAUSED' ? 'held: the run is paused' : 'held: there is no money';
  };
  const lines = [
    ...open.nodes.map((job) => `${job.key}: ${waits(job)}, priority ${job.priority}`),
    ...more(open, 'to be done'),
    ...failed.nodes.map(
      ({ key, error }) => `${key} failed: ${[error?.code, error?.message, error?.remedy].filter(Boolean).join(' ')}`,
    ),
    ...more(failed, 'failed'),
  ];
  return lines.length > 0 ? ['', ...lines] : [];
}

function more({ nodes, totalCount }: Detail['open'], what: string): string[] {
  return totalCount > nodes.length ? [`… and ${totalCount - nodes.length} more ${what}`] : [];
}

import fc from 'fast-check';
import { BEFORE_RUN, type RunState, reduce } from '../../../src/cli/watching/progress';
import type { RunLine, RunTotals } from '../../../src/cli/watching/run-line';
import { formatMicros, parseMicros } from '../../../src/pipeline/values/money';

const BEGUN_MS = Date.parse('2026-03-01T12:00:00Z');

/** A line without its number, its time and its totals: the log adds those. */
type Facts = RunLine extends infer L ? (L extends RunLine ? Omit<L, 'seq' | 'at' | 'totals'> : never) : never;

/** A log as a server would write it: numbered, a second apart, with the totals of each moment. */
export function logOf(jobs: number, facts: readonly Facts[]): RunLine[] {
  let totals: RunTotals = { jobs, done: 0, reused: 0, failed: 0, secondsLeft: null, spent: { amount: '0.0000' } };
  return facts.map((line, n) => {
    totals = totalsAfter(totals, line);
    return { ...line, seq: n + 1, at: new Date(BEGUN_MS + n * 1000).toISOString(), totals } as RunLine;
  });
}

function totalsAfter(totals: RunTotals, line: Facts): RunTotals {
  const isReused = line.__typename === 'AssetReused';
  const hasFailed = line.__typename === 'JobFailed' && line.willRetryAt === null;
  return {
    ...totals,
    done: totals.done + (isReused || line.__typename === 'AssetMade' ? 1 : 0),
    reused: totals.reused + (isReused ? 1 : 0),
    failed: totals.failed + (hasFailed ? 1 : 0),
    spent: line.__typename === 'AssetMade' ? { amount: added(totals.spent.amount, line.cost.amount) } : totals.spent,
  };
}

const added = (...amounts: string[]) =>
  formatMicros(amounts.reduce((sum, amount) => sum + (parseMicros(amount) ?? 0n), 0n));

export const started = (stages: Record<string, number>): Facts => ({
  __typename: 'RunStarted',
  stages: Object.entries(stages).map(([stage, jobs]) => ({ stage, jobs, done: 0, reused: 0, failed: 0 })),
});
export const begun = (stage: string, n: number): Facts => ({
  __typename: 'JobStarted',
  stage,
  jobKey: `${stage} ${n}`,
});
export const progressed = (stage: string, n: number, fraction: number): Facts => ({
  ...{ __typename: 'JobProgressed', stage, jobKey: `${stage} ${n}`, fraction, note: null },
});
export const made = (stage: string, n: number, amount = '0.0000'): Facts => ({
  ...{ __typename: 'AssetMade', stage, jobKey: `${stage} ${n}`, cost: { amount } },
});
export const reused = (stage: string, n: number): Facts => ({
  ...{ __typename: 'AssetReused', stage, jobKey: `${stage} ${n}` },
});
export const failed = (stage: string, n: number, willRetryAt: string | null = null): Facts => ({
  ...{ __typename: 'JobFailed', stage, jobKey: `${stage} ${n}`, willRetryAt },
  error: { code: 'REFUSED', message: 'The text was refused.', remedy: 'Write another.' },
});
export const finished = (status = 'SUCCEEDED'): Facts => ({ __typename: 'RunFinished', status });

export function statesOf(lines: readonly RunLine[]): RunState[] {
  const states = [BEFORE_RUN];
  for (const line of lines) states.push(reduce(states.at(-1) ?? BEFORE_RUN, line));
  return states;
}

export function lastOf(lines: readonly RunLine[]): RunState {
  return lines.reduce(reduce, BEFORE_RUN);
}

/** Runs of one to four stages in which jobs start, progress, are tried again, and end in one way or another, in any order. */
export const logs: fc.Arbitrary<RunLine[]> = fc
  .array(
    fc.array(fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { maxLength: 3 }), { minLength: 1, maxLength: 9 }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .chain((stages) =>
    fc.record({
      stages: fc.constant(stages),
      endings: fc.infiniteStream(fc.constantFrom('made', 'reused', 'failed', 'retried', 'open')),
      picks: fc.infiniteStream(fc.nat(1_000)),
    }),
  )
  .map(({ stages, endings, picks }) => {
    const tracks = stages.flatMap((jobs, s) =>
      jobs.map((fractions, n) => trackOf({ stage: `STAGE ${s}`, n, fractions, ending: endings.next().value })),
    );
    const counts = Object.fromEntries(stages.map((jobs, s) => [`STAGE ${s}`, jobs.length]));
    return logOf(tracks.length, [started(counts), ...woven(tracks, picks), finished()]);
  });

interface Track {
  stage: string;
  n: number;
  fractions: readonly number[];
  ending: string;
}

function trackOf({ stage, n, fractions, ending }: Track): Facts[] {
  if (ending === 'reused') return [reused(stage, n)];
  const working = [begun(stage, n), ...fractions.map((fraction) => progressed(stage, n, fraction))];
  if (ending === 'made') return [...working, made(stage, n, '0.0125')];
  if (ending === 'failed') return [...working, failed(stage, n)];
  if (ending === 'retried') return [...working, failed(stage, n, '2026-03-01T12:01:00Z'), ...working, made(stage, n)];
  return working;
}

function woven(tracks: readonly Facts[][], picks: Iterator<number>): Facts[] {
  const open = tracks.map((track) => [...track]);
  const lines: Facts[] = [];
  while (open.length > 0) {
    const at = picks.next().value % open.length;
    const line = open[at]?.shift();
    if (line) lines.push(line);
    else open.splice(at, 1);
  }
  return lines;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JOBS_A_SHOT, JOBS_AT_ONCE, SHOTS } from './engine/graph';
import type { Benchmark } from './harness/benchmark';
import { withDatabase } from './harness/cluster';
import { type Figures, takeTurns } from './harness/turns';

const OURS = 'ours';
const BARE = 'bare DBOS';
const RATE = 'jobs/s';
const AGAIN = 'seconds, all reused';
const GROWTH = 'MB grown';
const LEAST_RATIO = 0.6;
const MOST_AGAIN_SECONDS = 1.5;
const MOST_GROWTH_MB = 50;
const RUNS_FOR_MEMORY = 10;
const JOBS = SHOTS * JOBS_A_SHOT;

const start = promisify(execFile);

/** A process of its own, since DBOS is one a process; it prints what it measured. */
async function child(script: string, args: readonly string[]): Promise<Record<string, number>> {
  const { stdout } = await start(process.execPath, ['--expose-gc', join(__dirname, 'peers', script), ...args]);
  return JSON.parse(stdout);
}

async function ours(url: string, directory: string, runs: number): Promise<Figures> {
  const {
    seconds = 0,
    againSeconds = 0,
    grownMegabytes = 0,
  } = await child('our-engine.js', [url, directory, String(runs)]);
  return { [RATE]: JOBS / seconds, [AGAIN]: againSeconds, [GROWTH]: grownMegabytes };
}

async function bare(url: string): Promise<Figures> {
  const { seconds = 0 } = await child('bare-engine.js', [url]);
  return { [RATE]: JOBS / seconds };
}

export const engine: Benchmark = {
  about: `${SHOTS} shots × ${JOBS_A_SHOT} jobs that do nothing, ${JOBS_AT_ONCE} at once: all our rows and lines of the log, beside the same workflows, queues and recorded
steps by DBOS alone. Then the same run with everything made already, limit ${MOST_AGAIN_SECONDS} s, and the memory that ${RUNS_FOR_MEMORY} such runs in one process
leave behind, limit ${MOST_GROWTH_MB} MB (in the last round).`,
  rounds: { usual: 3, fewest: 1 },
  async run({ rounds }, { say, show }) {
    await withDatabase(async (url, directory) => {
      const figures = await takeTurns(
        {
          [OURS]: () => ours(url, directory, 1),
          [BARE]: () => bare(url),
        },
        rounds,
      );
      const comparison = { peer: BARE, rounds: figures };
      show({ ...comparison, title: 'Overhead', figure: RATE, targets: [{ of: OURS, ratioAtLeast: LEAST_RATIO }] });
      const only = { [OURS]: figures[OURS] ?? [] };
      show({
        title: 'The same run again',
        figure: AGAIN,
        peer: OURS,
        rounds: only,
        targets: [{ of: OURS, figureAtMost: MOST_AGAIN_SECONDS }],
      });
      say(`${RUNS_FOR_MEMORY} runs in one process`);
      show({
        title: 'Memory',
        figure: GROWTH,
        peer: OURS,
        rounds: { [OURS]: [await ours(url, directory, RUNS_FOR_MEMORY)] },
        targets: [{ of: OURS, figureAtMost: MOST_GROWTH_MB }],
      });
    });
  },
};

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from './harness/benchmark';
import { startServerProcess } from './harness/child';
import { type Figures, takeTurns } from './harness/turns';

const OURS = 'npm start';
const PEER = 'bare Postgres + node:http';
const MOST_SECONDS = 4;
const MOST_MB = 250;
/** Long enough for the garbage of the start to be seen for what it is. */
const IDLE_MS = 3_000;

const SECONDS = 'seconds to ready';
const MEGABYTES = 'MB resident';

const SCRIPTS = { [OURS]: join(__dirname, '../../start.js'), [PEER]: join(__dirname, 'peers/bare-boot.js') };

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
}

/** From the spawn of the process to the first answer of 200, and what it keeps when nobody asks. */
async function boot(script: string, directory: string): Promise<Figures> {
  const began = performance.now();
  const environment = { WORKPRINT_DATA: directory, WORKPRINT_PORT: '0' };
  const server = await startServerProcess({ script, environment, logFile: join(directory, 'boot.log') });
  try {
    const { status } = await fetch(`${server.url}/readyz`);
    const seconds = (performance.now() - began) / 1000;
    if (status !== 200) throw new Error(`${script} listens, yet /readyz answers ${status}.`);
    await pause(IDLE_MS);
    return { [SECONDS]: seconds, [MEGABYTES]: await residentMegabytes(server.pid) };
  } finally {
    await server.stop();
  }
}

export const bootBenchmark: Benchmark = {
  about: `A start on an existing, cleanly stopped data directory until /readyz answers 200, limit ${MOST_SECONDS} s, and the memory of the
Node process ${IDLE_MS / 1000} s later, limit ${MOST_MB} MB, beside the same embedded Postgres under a bare node:http server.`,
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-boot-'));
    try {
      say('the first start makes the data directory');
      await boot(SCRIPTS[OURS], directory);
      const contenders = Object.fromEntries(
        Object.entries(SCRIPTS).map(([name, script]) => [name, () => boot(script, directory)]),
      );
      const figures = await takeTurns(contenders, rounds);
      const comparison = { peer: PEER, rounds: figures };
      const within = (figureAtMost: number) => [{ of: OURS, figureAtMost }];
      show({ ...comparison, title: 'Time until ready', figure: SECONDS, targets: within(MOST_SECONDS) });
      show({ ...comparison, title: 'Memory when idle', figure: MEGABYTES, targets: within(MOST_MB) });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

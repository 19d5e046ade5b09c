import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phasesOf, type ReportFile, type Span } from './demo/phases';
import type { Benchmark } from './harness/benchmark';
import { cpuSecondsOfChildren } from './harness/cpu';
import type { Figures } from './harness/turns';

const FIRST = 'in an empty folder';
const AGAIN = 'again';
const SECONDS = 'seconds';
const MOST_SECONDS = 60;
const ROOT = join(__dirname, '../..');

/** From the spawn of npm to its exit, with all that it starts. */
async function turn(out: string): Promise<Figures> {
  const cpuBefore = await cpuSecondsOfChildren();
  const span = await npmRunDemo(out);
  const cpuSeconds = (await cpuSecondsOfChildren()) - cpuBefore;
  const report: ReportFile = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  return {
    [SECONDS]: (span[1] - span[0]) / 1000,
    ...phasesOf(report, span),
    'CPU s': cpuSeconds,
    'film s': report.film.durationSeconds,
  };
}

/** On the clock of the day, which is the runs' own. */
async function npmRunDemo(out: string): Promise<Span> {
  const log = `${out}.log`;
  const output = await open(log, 'w');
  const startMs = Date.now();
  const child = spawn('npm', ['run', 'demo', '--', '--out', out], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['ignore', output.fd, output.fd],
  });
  const [code] = await once(child, 'exit').finally(() => output.close());
  const endMs = Date.now();
  if (code !== 0) throw new Error(`npm run demo ended with ${code}:\n${await readFile(log, 'utf8')}`);
  return [startMs, endMs];
}

export const demo: Benchmark = {
  about: `npm run demo in an empty folder, limit ${MOST_SECONDS} s, and again in the same: seconds in all, by stage, and of CPU time of every process
that it starts. AUDIO and VISUALS are made side by side.`,
  rounds: { usual: 1, fewest: 1 },
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-demo-'));
    const figures: { [FIRST]: Figures[]; [AGAIN]: Figures[] } = { [FIRST]: [], [AGAIN]: [] };
    try {
      for (let round = 0; round < rounds; round += 1) {
        const out = join(directory, String(round));
        say(`npm run demo, round ${round + 1}`);
        figures[FIRST].push(await turn(out));
        figures[AGAIN].push(await turn(out));
        await rm(out, { recursive: true });
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    const targets = [{ of: FIRST, figureAtMost: MOST_SECONDS }];
    show({ title: 'From nothing to a film', figure: SECONDS, peer: FIRST, targets, rounds: figures });
  },
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSecondsOfChildren } from '../harness/cpu';

const ROOT = join(__dirname, '../../..');
const PAPER = join(ROOT, 'test/pipeline/knowledge/pdf/papers/twelve-pages.pdf');

export interface Explained {
  readonly dataDir: string;
  readonly scriptId: string;
  readonly runId: string;
  /** What the command says of the film that it brought. */
  readonly seconds: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** What a user types who has nothing yet but the paper, from the spawn of the process to its exit. */
export async function explainPaper(minutes: number, directory: string): Promise<Explained> {
  const name = `${minutes}-minutes`;
  const dataDir = join(directory, name);
  const [answerFile, log] = [`${dataDir}.json`, `${dataDir}.log`];
  const [answer, errors] = [await open(answerFile, 'w'), await open(log, 'w')];
  const flags = ['--minutes', String(minutes), '--tier', 'medium', '--project', name, '--out', `${dataDir}-film`];
  const cpuBefore = await cpuSecondsOfChildren();
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'bin/workprint.js'), 'explain', PAPER, ...flags, '--json'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, WORKPRINT_DATA: dataDir },
    stdio: ['ignore', answer.fd, errors.fd],
  });
  const [code] = await once(child, 'exit').finally(() => Promise.all([answer.close(), errors.close()]));
  const wallSeconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`workprint explain ended with ${code}:\n${await readFile(log, 'utf8')}`);
  const cpuSeconds = (await cpuSecondsOfChildren()) - cpuBefore;
  const { scriptId, runId, seconds }: Pick<Explained, 'scriptId' | 'runId' | 'seconds'> = JSON.parse(
    await readFile(answerFile, 'utf8'),
  );
  return { dataDir, scriptId, runId, seconds, wallSeconds, cpuSeconds };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const BIN = join(__dirname, '../../bin/workprint.js');

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** `workprint …` as people type it, in a process of its own and without a terminal. */
export async function workprint(
  args: readonly string[],
  { cwd, ...environment }: Record<string, string> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await closed;
  return { status, out, err };
}

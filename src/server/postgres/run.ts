import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { programPath } from '../config';

export interface Outcome {
  /** null: it never ran, or a signal ended it. */
  code: number | null;
  /** The program itself was not found. */
  missing: boolean;
  /** Both streams, as they came; for a program that never ran, why. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  stdio?: StdioOptions;
  signal?: AbortSignal;
}

/**
 * What Postgres and its helpers see of our environment. Provider keys stay here: any process of the same user can read
 * the environment of a postmaster.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: programPath(), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a short program to its end. Never rejects: what went wrong is in the outcome. */
export function run([program = '', ...args]: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd, stdio = ['pipe', 'pipe', 'pipe'], signal } = options;
  const child = spawn(program, args, { cwd, stdio, env: bareEnvironment(), detached: true });
  const kill = () => killGroup(child);
  signal?.addEventListener('abort', kill, { once: true });
  return outcomeOf(child).finally(() => signal?.removeEventListener('abort', kill));
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: null, missing: error.code === 'ENOENT', output: error.message }),
    );
    child.once('close', (code) => resolve({ code, missing: false, output }));
  });
}

/** initdb starts helpers of its own; `detached` made them one group. */
function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null) signalProcess(-child.pid, 'SIGKILL');
}

/** A process that is already gone is as good as signalled. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

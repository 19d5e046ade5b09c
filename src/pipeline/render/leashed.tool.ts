import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * The command and, beside it, a watcher that reads a pipe of ours. However this process dies, the kernel closes the
 * pipe, and the watcher kills the whole group. The shell stays to reap both: a watcher that outlived the command would
 * be left to a first process that may never reap it, one zombie a call. What runs in the background reads /dev/null unless it
 * is given another descriptor than 0.
 *
 * Whoever asks the server something goes first: beside two encoders of equal rank it waited 190 ms for a processor. Ranked as in
 * come-last.tool.ts, but by the shell itself, before it starts anything: what cannot be ranked so is left as it is.
 */
const UNTIL_WE_DIE = [
  '{ renice -n 10 -p $$; echo 19 >/proc/self/autogroup; } >/dev/null 2>&1',
  '{ read -r _; kill -s KILL -- -$$; } <&3 >/dev/null 2>&1 & watcher=$!',
  'exec 4<&0',
  '"$@" <&4 3<&- 4<&- & command=$!',
  'wait $command; code=$?',
  'kill -s KILL $watcher; wait $watcher 2>/dev/null',
  'exit $code',
].join('\n');

/** Nothing of our environment: it holds the keys of suppliers, and FFmpeg reads names of files that strangers made. */
const BARE_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', AV_LOG_FORCE_NOCOLOR: '1' };

export type Leashed = ChildProcessByStdio<Writable, Readable, Readable>;

/** A process that never outlives this one, in a group of its own. An abort kills the group with SIGKILL. */
export function spawnLeashed(command: string, args: readonly string[], { signal }: { signal: AbortSignal }): Leashed {
  signal.throwIfAborted();
  const child = spawn('/bin/sh', ['-c', UNTIL_WE_DIE, 'leash', command, ...args], {
    detached: true,
    env: BARE_ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const kill = () => killGroup(child.pid);
  signal.addEventListener('abort', kill, { once: true });
  child.once('close', () => signal.removeEventListener('abort', kill));
  // A command that ends before it has read all its input is judged by its exit code, not by our broken pipe.
  child.stdin.on('error', () => {});
  return child;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly stdin?: Uint8Array | string;
  /** An hour unless told otherwise: nothing here may wait for ever. */
  readonly maxSeconds?: number;
}

export interface Outcome {
  /** 127 when there is no such program, 126 when it may not be executed. */
  readonly code: number;
  readonly stdout: Buffer;
  /** Its last 64 kB. */
  readonly stderr: string;
}

const STDERR_BYTES = 65_536;
const MOST_STDOUT_BYTES = 256 * 1024 * 1024;

/** Runs to the end, whatever the exit code. Rejects with the signal's reason, when all of the group is gone. */
export async function runLeashed(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const { signal, stdin, maxSeconds = 3_600 } = options;
  const stop = new AbortController();
  const tooLong = setTimeout(
    () => stop.abort(new Error(`${command} took longer than ${maxSeconds} s.`)),
    maxSeconds * 1_000,
  );
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    const child = spawnLeashed(command, args, { signal: either });
    child.stdin.end(stdin);
    const outcome = await outcomeOf(child, stop);
    either.throwIfAborted();
    return outcome;
  } finally {
    clearTimeout(tooLong);
  }
}

function outcomeOf(child: Leashed, stop: AbortController): Promise<Outcome> {
  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  let stderr = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    stdoutBytes += chunk.length;
    if (stdoutBytes > MOST_STDOUT_BYTES) stop.abort(new Error(`It wrote more than ${MOST_STDOUT_BYTES} bytes.`));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_BYTES);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      signal === null || signal === 'SIGKILL'
        ? resolve({ code: code ?? 137, stdout: Buffer.concat(stdout), stderr: stderr.toString('utf8') })
        : reject(new Error(`The leash was ended by ${signal}.`)),
    );
  });
}

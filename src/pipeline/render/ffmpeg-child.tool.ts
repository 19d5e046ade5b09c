import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { DiskFull } from '../errors';

/** It ran and said no. */
export class FfmpegFailed extends Error {
  constructor(readonly said: string) {
    super(`FFmpeg failed: ${said}`);
    this.name = 'FfmpegFailed';
  }
}

export interface FfmpegChild {
  readonly stdin: Writable | null;
  readonly stdout: Readable | null;
  /** Fulfilled at exit status 0; rejected otherwise, and when it was aborted with the signal's reason, once it is gone. */
  readonly ended: Promise<void>;
}

interface Start {
  readonly path: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  readonly feeds?: boolean;
}

/** Nothing of our environment: it holds the keys of suppliers. */
const BARE_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
const MOST_STDERR = 8_192;

/**
 * FFmpeg in a group of its own: a signal from a terminal reaches us first, and an abort kills whatever it started. When
 * this process dies its pipes close, and FFmpeg ends by itself.
 */
export function startFfmpeg({ path, args, signal, feeds = false }: Start): FfmpegChild {
  signal.throwIfAborted();
  const child = spawn(path, args, {
    detached: true,
    env: BARE_ENVIRONMENT,
    stdio: [feeds ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const kill = () => killGroup(child.pid);
  signal.addEventListener('abort', kill, { once: true });
  const ended = endOf(child, signal).finally(() => signal.removeEventListener('abort', kill));
  ended.catch(() => undefined); // whoever feeds it awaits it later; until then a failure is not an unhandled one
  child.stdin?.on('error', () => undefined); // a broken pipe: `ended` says why
  return { stdin: child.stdin, stdout: child.stdout, ended };
}

function endOf(child: ChildProcess, signal: AbortSignal): Promise<void> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-MOST_STDERR);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, killedBy) => {
      if (signal.aborted) reject(signal.reason);
      else if (status === 0) resolve();
      else if (killedBy) reject(new Error(`FFmpeg was ended by ${killedBy}.`));
      else
        reject(
          /No space left on device|Disk quota exceeded/.test(said) ? new DiskFull() : new FfmpegFailed(said.trim()),
        );
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** All that it writes to standard output, up to a number of bytes. */
export async function outputOf(child: FfmpegChild, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  });
  await child.ended;
  if (bytes > mostBytes) throw new Error(`FFmpeg wrote ${bytes} bytes where at most ${mostBytes} were due.`);
  return Buffer.concat(chunks);
}

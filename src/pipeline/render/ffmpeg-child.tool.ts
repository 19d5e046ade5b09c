import type { Readable, Writable } from 'node:stream';
import { DiskFull } from '../errors';
import { type Leashed, spawnLeashed } from './leashed.tool';

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

const MOST_STDERR = 8_192;
/** What a shell says of a command that SIGKILL ended, and of one that is not there or may not be run. */
const KILLED = 137;
const FULL = /No space left on device|Disk quota exceeded/;
const NOT_RUN: readonly (number | null)[] = [126, 127];

/** FFmpeg on a leash: it ends when it is aborted and when this process dies, also when it reads nothing from us. */
export function startFfmpeg({ path, args, signal, feeds = false }: Start): FfmpegChild {
  const child = spawnLeashed(path, args, { signal });
  if (!feeds) child.stdin.end();
  const ended = endOf(child, signal);
  ended.catch(() => undefined); // whoever feeds it awaits it later; until then a failure is not an unhandled one
  return { stdin: child.stdin, stdout: child.stdout, ended };
}

function endOf(child: Leashed, signal: AbortSignal): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-MOST_STDERR);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      if (signal.aborted) reject(signal.reason);
      else if (status === 0) resolve();
      else if (status === KILLED) reject(new Error('FFmpeg was killed by somebody else.'));
      else if (NOT_RUN.includes(status)) reject(new Error(`FFmpeg cannot be run: ${said.trim()}`));
      else reject(FULL.test(said) ? new DiskFull() : new FfmpegFailed(said.trim()));
    });
  });
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

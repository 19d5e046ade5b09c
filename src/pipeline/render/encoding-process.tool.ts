import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { DiskFull, MediaRefused } from '../errors';
import { comeLast } from './come-last.tool';
import type { Failure, FromWorker, PieceFacts, PieceWork, ToWorker, WorkerSettings } from './piece-order';

/** The extension of this file: TypeScript under a hook that compiles it, JavaScript in service. */
const PROGRAM = join(__dirname, `piece-encoder-worker.tool${extname(__filename)}`);

export interface EncodingWork extends PieceWork {
  readonly signal: AbortSignal;
  readonly onFrame?: (doneFrames: number) => void;
}

/**
 * One process as seen from outside: takes one piece at a time. It keeps this one alive only while it is at work, and ends with it.
 * A process, not a thread: each FFmpeg is forked from whoever starts it, which holds all its threads up, for 50 ms in a process of
 * 460 MB and for 4 ms in one of 46 MB; and a session of its own can be ranked behind the database.
 */
export class EncodingProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  #orders = 0;
  #dead = false;

  constructor({ ffmpeg, wasm }: WorkerSettings, execArgv: readonly string[]) {
    this.#child = fork(PROGRAM, [ffmpeg, wasm], {
      execArgv: [...execArgv],
      env: { DISABLE_SYSTEM_FONTS_LOAD: '1' }, // captions look alike on machines with other fonts
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#ended = new Promise((_, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (code, signal) =>
        reject(new Error(`The encoding process ended with ${signal ?? code}.`)),
      );
    });
    this.#ended.catch(() => {
      this.#dead = true;
    });
    comeLast(this.#child.pid);
    this.#rest();
  }

  get isAlive(): boolean {
    return !this.#dead;
  }

  /** When it was aborted it rejects with the signal's reason, once FFmpeg is gone and nothing is left behind. */
  async encode({ signal, onFrame, ...work }: EncodingWork): Promise<PieceFacts> {
    signal.throwIfAborted();
    const order = ++this.#orders;
    const abort = () => this.#send({ kind: 'abort', order });
    signal.addEventListener('abort', abort, { once: true });
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      const answered = this.#answer(onFrame);
      this.#send({ kind: 'encode', order, work });
      return await Promise.race([answered, this.#ended]);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#child.removeAllListeners('message');
      this.#rest();
    }
  }

  async close(): Promise<void> {
    if (this.#dead) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  #answer(onFrame: EncodingWork['onFrame']): Promise<PieceFacts> {
    return new Promise((resolve, reject) => {
      this.#child.on('message', (message: FromWorker) => {
        if (message.kind === 'frame') onFrame?.(message.doneFrames);
        else if (message.kind === 'done') resolve(message.facts);
        else reject(errorOf(message.failure));
      });
    });
  }

  /** Whether it arrives is told by the answer, or by its end. */
  #send(message: ToWorker): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

function errorOf({ name, message, stack, refusal }: Failure): Error {
  if (name === DiskFull.name) return new DiskFull();
  if (name === MediaRefused.name) return new MediaRefused(message, refusal);
  return Object.assign(new Error(message), { name, stack });
}

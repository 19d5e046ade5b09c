import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DiskFull, MediaRefused } from '../errors';
import type { Failure, FromWorker, PieceFacts, PieceWork, ToWorker, WorkerSettings } from './piece-order';

/** The extension of this file: TypeScript under a hook that compiles it, JavaScript in service. */
const PROGRAM = join(__dirname, `piece-encoder-worker.tool${extname(__filename)}`);

export interface ThreadWork extends PieceWork {
  readonly signal: AbortSignal;
  readonly onFrame?: (doneFrames: number) => void;
}

/** One thread as seen from outside: takes one piece at a time. It keeps the process alive only while it is at work. */
export class EncodingThread {
  readonly #worker: Worker;
  readonly #ended: Promise<never>;
  #orders = 0;
  #dead = false;

  constructor(settings: WorkerSettings, execArgv: readonly string[]) {
    this.#worker = new Worker(PROGRAM, { workerData: settings, execArgv: [...execArgv] });
    this.#ended = new Promise((_, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) => reject(new Error(`The encoding thread ended with ${code}.`)));
    });
    this.#ended.catch(() => {
      this.#dead = true;
    });
    this.#worker.unref();
  }

  get isAlive(): boolean {
    return !this.#dead;
  }

  /** When it was aborted it rejects with the signal's reason, once FFmpeg is gone and nothing is left behind. */
  async encode({ signal, onFrame, ...work }: ThreadWork): Promise<PieceFacts> {
    signal.throwIfAborted();
    const order = ++this.#orders;
    const abort = () => this.#post({ kind: 'abort', order });
    signal.addEventListener('abort', abort, { once: true });
    this.#worker.ref();
    try {
      const answered = this.#answer(onFrame);
      this.#post({ kind: 'encode', order, work });
      return await Promise.race([answered, this.#ended]);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#worker.removeAllListeners('message');
      this.#worker.unref();
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(onFrame: ThreadWork['onFrame']): Promise<PieceFacts> {
    return new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromWorker) => {
        if (message.kind === 'frame') onFrame?.(message.doneFrames);
        else if (message.kind === 'done') resolve(message.facts);
        else reject(errorOf(message.failure));
      });
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

function errorOf({ name, message, stack, refusal }: Failure): Error {
  if (name === DiskFull.name) return new DiskFull();
  if (name === MediaRefused.name) return new MediaRefused(message, refusal);
  return Object.assign(new Error(message), { name, stack });
}

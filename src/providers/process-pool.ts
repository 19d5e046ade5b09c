import { Worker } from 'node:worker_threads';
import { Unavailable } from '../pipeline/errors';
import type { ThreadAnswer } from './thread-answer';

export interface ThreadPoolOptions {
  /** The module whose `answerTasks` does the work. */
  readonly file: string;
  readonly mostThreads: number;
  /** Flags of Node for the threads: what loads TypeScript where nothing was built. */
  readonly execArgv?: readonly string[];
  /** The whole environment of the threads; without it they have none, and no setting of the machine changes what they make. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Errand<Task, Result> {
  readonly task: Task;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

interface Thread {
  readonly worker: Worker;
}

/**
 * Work that must not hold up the server's own thread. Threads are made when first needed, do one task at a time, and let
 * the process end while they are idle. A task that is aborted ends its thread: engines in WebAssembly and C cannot be asked.
 */
export class ThreadPool<Task, Result> {
  readonly #options: ThreadPoolOptions;
  readonly #waiting: Errand<Task, Result>[] = [];
  readonly #idle: Thread[] = [];
  readonly #busy = new Map<Thread, Errand<Task, Result>>();
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  async run(task: Task, signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    return new Promise<Result>((resolve, reject) => {
      const abort = () => this.#abandon(errand, signal.reason);
      const settling =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          signal.removeEventListener('abort', abort);
          settle(value);
        };
      const errand: Errand<Task, Result> = { task, resolve: settling(resolve), reject: settling(reject) };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push(errand);
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const threads = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const errand of [...this.#waiting.splice(0), ...this.#busy.values()]) errand.reject(closed());
    this.#busy.clear();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop() ?? (this.#busy.size < this.#options.mostThreads ? this.#start() : null);
      const errand = thread && this.#waiting.shift();
      if (!thread || !errand) return;
      this.#busy.set(thread, errand);
      thread.worker.ref();
      thread.worker.postMessage(errand.task);
    }
  }

  #start(): Thread {
    const { file, execArgv, env } = this.#options;
    // Kept from the server's own output and never read: reading would hold the process open while the thread is idle.
    const worker = new Worker(file, { execArgv: [...(execArgv ?? [])], env: { ...env }, stdout: true, stderr: true });
    const thread: Thread = { worker };
    worker.on('message', (answer: ThreadAnswer<Result>) => this.#take(thread, answer));
    worker.on('error', (error) => this.#lose(thread, error));
    worker.on('exit', (code) => this.#lose(thread, new Error(`A thread ended with ${code}.`)));
    return thread;
  }

  #take(thread: Thread, answer: ThreadAnswer<Result>): void {
    const errand = this.#busy.get(thread);
    if (!errand) return;
    this.#busy.delete(thread);
    this.#idle.push(thread);
    thread.worker.unref();
    if ('failure' in answer) errand.reject(new Error(answer.failure));
    else errand.resolve(answer.result);
    this.#assign();
  }

  #lose(thread: Thread, reason: unknown): void {
    const place = this.#idle.indexOf(thread);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#busy.get(thread)?.reject(reason);
    this.#busy.delete(thread);
    this.#assign();
  }

  #abandon(errand: Errand<Task, Result>, reason: unknown): void {
    errand.reject(reason);
    const place = this.#waiting.indexOf(errand);
    if (place >= 0) return void this.#waiting.splice(place, 1);
    for (const [thread, its] of this.#busy) {
      if (its !== errand) continue;
      this.#busy.delete(thread);
      void thread.worker.terminate();
    }
    this.#assign();
  }
}

function closed(): Unavailable {
  return new Unavailable('This supplier was closed.', { remedy: 'Open it again.' });
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Unavailable } from '../pipeline/errors';
import type { ProcessAnswer } from './process-answer';

export type ComeLast = (pid: number | undefined) => void;

export interface ProcessPoolOptions {
  /** The module whose `answerTasks` does the work. */
  readonly file: string;
  readonly mostProcesses: number;
  /** Flags of Node for the processes: what loads TypeScript where nothing was built. */
  readonly execArgv?: readonly string[];
  /** Ranks a process that was just started, from outside: by the time its program runs, Node has made ten threads. */
  readonly comeLast?: ComeLast;
  /** The whole environment of the processes; without it they have none, and no setting of the machine changes what they make. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Errand<Task, Result> {
  readonly task: Task;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

/**
 * Work that must not hold up the server. Processes are made when first needed, do one task at a time, and let this one end while
 * they are idle. A task that is aborted ends its process: engines in WebAssembly and C cannot be asked.
 * Processes, not threads: a thread has its code compiled, its garbage collected and its pictures packed by helpers of the whole
 * process, which nobody can rank behind the answers. They took 2.4 s of processor time in the 4.3 s in which six segments were spoken and drawn, on two cores.
 */
export class ProcessPool<Task, Result> {
  readonly #options: ProcessPoolOptions;
  readonly #waiting: Errand<Task, Result>[] = [];
  readonly #idle: ChildProcess[] = [];
  readonly #busy = new Map<ChildProcess, Errand<Task, Result>>();
  #closed = false;

  constructor(options: ProcessPoolOptions) {
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
    const children = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const errand of [...this.#waiting.splice(0), ...this.#busy.values()]) errand.reject(closed());
    this.#busy.clear();
    await Promise.all(children.map(ended));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const child = this.#idle.pop() ?? (this.#busy.size < this.#options.mostProcesses ? this.#start() : null);
      const errand = child && this.#waiting.shift();
      if (!child || !errand) return;
      this.#busy.set(child, errand);
      child.ref();
      child.channel?.ref();
      // Whether it arrives is told by the answer, or by its end.
      child.send(errand.task as object, () => undefined);
    }
  }

  #start(): ChildProcess {
    const { file, execArgv = [], env, comeLast } = this.#options;
    const child = fork(file, [], {
      execArgv: [...execArgv],
      env: { ...env },
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    comeLast?.(child.pid);
    child.on('message', (answer: ProcessAnswer<Result>) => this.#take(child, answer));
    child.once('error', (error) => this.#lose(child, error));
    child.once('exit', (code, signal) => this.#lose(child, new Error(`A process ended with ${signal ?? code}.`)));
    return child;
  }

  #take(child: ChildProcess, answer: ProcessAnswer<Result>): void {
    const errand = this.#busy.get(child);
    if (!errand) return;
    this.#busy.delete(child);
    this.#idle.push(child);
    child.unref();
    child.channel?.unref();
    if ('failure' in answer) errand.reject(new Error(answer.failure));
    else errand.resolve(answer.result);
    this.#assign();
  }

  #lose(child: ChildProcess, reason: unknown): void {
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#busy.get(child)?.reject(reason);
    this.#busy.delete(child);
    this.#assign();
  }

  #abandon(errand: Errand<Task, Result>, reason: unknown): void {
    errand.reject(reason);
    const place = this.#waiting.indexOf(errand);
    if (place >= 0) return void this.#waiting.splice(place, 1);
    for (const [child, its] of this.#busy) {
      if (its !== errand) continue;
      this.#busy.delete(child);
      child.kill('SIGKILL');
    }
    this.#assign();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function closed(): Unavailable {
  return new Unavailable('This supplier was closed.', { remedy: 'Open it again.' });
}

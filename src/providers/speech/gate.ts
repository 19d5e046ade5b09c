/** Lets so many pass at once; the others wait in the order in which they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #passing = new Set<Promise<unknown>>();

  constructor(most: number) {
    this.#free = most;
  }

  pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const passing = this.#enter(signal, work).finally(() => this.#passing.delete(passing));
    this.#passing.add(passing);
    return passing;
  }

  /** When all who came so far are through, whatever became of them. */
  async empty(): Promise<void> {
    await Promise.allSettled(this.#passing);
  }

  async #enter<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((enter) => this.#waiting.push(enter));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

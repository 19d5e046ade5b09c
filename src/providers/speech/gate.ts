/** Lets so many pass at once; the others wait in the order in which they came. */
export class Gate {
  #free: number;
  readonly #all: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
    this.#all = most;
  }

  async pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((enter) => this.#waiting.push(enter));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** When nobody is inside or waits. */
  async empty(): Promise<void> {
    const never = new AbortController().signal;
    while (this.#free < this.#all) await this.pass(never, async () => undefined);
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/** What it costs is at most this part of all time. */
const SHARE = 50;

/** What is dear to find out, found out at most once in a while and never twice at a time, whoever asks and how often. */
export class Kept<Value> {
  #known: { readonly value: Value; readonly untilMs: number } | null = null;
  #asking: Promise<Value> | null = null;

  constructor(
    private readonly ask: () => Promise<Value>,
    private readonly forMs: number,
    private readonly nowMs: () => number,
  ) {}

  get(): Promise<Value> {
    if (this.#known && this.#known.untilMs > this.nowMs()) return Promise.resolve(this.#known.value);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(): Promise<Value> {
    const begunMs = this.nowMs();
    const value = await this.ask();
    const tookMs = this.nowMs() - begunMs;
    this.#known = { value, untilMs: this.nowMs() + Math.max(this.forMs, tookMs * SHARE) };
    return value;
  }
}

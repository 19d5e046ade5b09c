/** A map that forgets what was not used for longest. A JavaScript Map keeps insertion order, so the oldest key comes first. */
export class RecentlyUsed<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(
    private readonly most: number,
    private readonly onForgotten: (value: V) => void = () => undefined,
  ) {}

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries;
    if (this.#entries.size <= this.most || !oldest) return;
    this.#entries.delete(oldest[0]);
    this.onForgotten(oldest[1]);
  }
}

import type { Buckets, Family, Labels, Sample } from './exposition';

interface Described {
  /** A counter's without `_total`. */
  readonly name: string;
  readonly help: string;
}

/** A label that grows without bound would fill the memory of whoever scrapes; past this, new series are not begun. */
const MOST_SERIES = 1_000;

/** One value of each kind for each combination of labels. Labels are given in the same order each time. */
class Series<Value> {
  readonly #of = new Map<string, { readonly labels: Labels; readonly value: Value }>();

  constructor(private readonly fresh: () => Value) {}

  at(labels: Labels): Value | null {
    const key = JSON.stringify(labels);
    const known = this.#of.get(key);
    if (known) return known.value;
    if (this.#of.size >= MOST_SERIES) return null;
    const value = this.fresh();
    this.#of.set(key, { labels, value });
    return value;
  }

  all(): { readonly labels: Labels; readonly value: Value }[] {
    return [...this.#of.values()];
  }
}

/** Only ever rises, as long as this process lives. */
export class Counter {
  readonly #series = new Series(() => ({ total: 0 }));

  constructor(private readonly described: Described) {}

  add(labels: Labels, amount = 1): void {
    const series = this.#series.at(labels);
    if (series) series.total += amount;
  }

  family(): Family {
    const samples: Sample[] = this.#series.all().map(({ labels, value }) => ({ labels, value: value.total }));
    return { ...this.described, type: 'counter', samples };
  }
}

/** How values are spread over buckets; a value that is equal to a bound lies below it. */
export class Histogram {
  readonly #series: Series<{ counts: number[]; sum: number }>;

  constructor(
    private readonly described: Described,
    private readonly bounds: readonly number[],
  ) {
    this.#series = new Series(() => ({ counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 }));
  }

  observe(labels: Labels, value: number): void {
    const series = this.#series.at(labels);
    if (!series) return;
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    const index = bucket < 0 ? this.bounds.length : bucket;
    series.counts[index] = (series.counts[index] ?? 0) + 1;
    series.sum += value;
  }

  family(): Family {
    const { bounds } = this;
    const samples: Buckets[] = this.#series.all().map(({ labels, value }) => ({ labels, bounds, ...value }));
    return { ...this.described, type: 'histogram', samples };
  }
}

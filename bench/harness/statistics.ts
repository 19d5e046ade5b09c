/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('The median of nothing was asked.');
  return (low + high) / 2;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * How many times the peer's figure each round has. Within a round both met the same machine; a busy minute moves the
 * figures of a round together and leaves their ratio alone, which a ratio of two medians would not.
 */
export function ratiosPerRound(values: readonly number[], peer: readonly number[]): number[] {
  if (values.length !== peer.length) throw new Error(`${values.length} rounds cannot be compared with ${peer.length}.`);
  return values.map((value, round) => value / (peer[round] ?? Number.NaN));
}

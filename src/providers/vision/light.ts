import type { Plane } from './plane';

/** Of the brightness of a picture, from 0 to 255. */
export interface Light {
  readonly mean: number;
  readonly deviation: number;
  /** From the darkest to the brightest, without five in a hundred at each end. */
  readonly span: number;
  /** Shares of the picture in which nothing can be told apart any more. */
  readonly clippedBlack: number;
  readonly clippedWhite: number;
  /** The share that is darker than anything is on a good screen in a lit room. */
  readonly nearBlack: number;
}

const [CLIPPED_BLACK, CLIPPED_WHITE, NEAR_BLACK] = [2, 253, 24];

export function lightOf({ values }: Plane): Light {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const share = (from: number, to: number) => sum(counts.subarray(from, to + 1)) / values.length;
  const mean = weighted(counts, (value) => value) / values.length;
  const variance = weighted(counts, (value) => (value - mean) ** 2) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    span: percentile(counts, values.length * 0.95) - percentile(counts, values.length * 0.05),
    clippedBlack: share(0, CLIPPED_BLACK),
    clippedWhite: share(CLIPPED_WHITE, 255),
    nearBlack: share(0, NEAR_BLACK),
  };
}

/** The value below which, or at which, `count` of them are. */
export function percentile(counts: ArrayLike<number>, count: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value += 1) {
    seen += counts[value] ?? 0;
    if (seen >= count) return value;
  }
  return counts.length - 1;
}

const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);

function weighted(counts: Uint32Array, of: (value: number) => number): number {
  return counts.reduce((total, count, value) => total + count * of(value), 0);
}

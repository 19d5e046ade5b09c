export interface Measure {
  readonly characters: number;
  readonly ms: number;
}

/** The slope of log time over log length, by least squares. */
export function growthExponent(measures: readonly Measure[]): number {
  const points = measures.map(({ characters, ms }) => ({ x: Math.log(characters), y: Math.log(ms) }));
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  return mean(({ x, y }) => (x - meanX) * (y - meanY)) / mean(({ x }) => (x - meanX) ** 2);
}

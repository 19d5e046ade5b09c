/** Lines of a paragraph, each as the numbers of its words. */
export interface Line {
  readonly from: number;
  readonly toExclusive: number;
}

/** No line ends with one of these where another break is as good. */
const WEAK_END =
  /^(?:a|an|the|of|and|or|in|on|at|with|to|for|by|from|as|is|are|was|not|no|than|that|its|der|die|das|und)$/i;
const WEAK_COST = 0.02;
/** The last line may be short, but not a word alone. */
const SHORTEST_LAST = 0.3;
const WIDOW_COST = 0.3;

interface Paragraph {
  readonly words: readonly string[];
  readonly widths: readonly number[];
  readonly space: number;
  readonly measure: number;
}

/**
 * As few lines as hold the words, and of those breaks the most even. Null where a word is wider than the measure.
 * The cost of a line is the square of what it leaves free.
 */
export function evenLines({ words, widths, space, measure }: Paragraph): Line[] | null {
  if (words.length === 0) return [];
  if (widths.some((width) => width > measure)) return null;
  const sums = [0];
  for (const width of widths) sums.push((sums.at(-1) ?? 0) + width);
  const widthOf = (from: number, to: number): number => (sums[to] ?? 0) - (sums[from] ?? 0) + space * (to - from - 1);
  const count = fewestLines(words.length, (from, to) => widthOf(from, to) <= measure);
  // Broken to the measure, three lines may end in a word: the free space that there is shall be shared by all.
  const target = Math.min(measure, (widthOf(0, words.length) / count) * 1.08 + space);
  const cost = (from: number, to: number): number => {
    const width = widthOf(from, to);
    if (width > measure) return Number.POSITIVE_INFINITY;
    const isLast = to === words.length;
    const free = (target - width) / measure;
    const uneven = isLast && free > 0 ? free ** 2 * 0.4 : free ** 2;
    const widow = isLast && from > 0 && width < target * SHORTEST_LAST ? WIDOW_COST : 0;
    return uneven + widow + (!isLast && WEAK_END.test(words[to - 1] ?? '') ? WEAK_COST : 0);
  };
  return cheapest(words.length, count, cost);
}

function fewestLines(words: number, fits: (from: number, to: number) => boolean): number {
  let [count, from] = [1, 0];
  for (let to = 1; to <= words; to += 1) {
    if (fits(from, to)) continue;
    count += 1;
    from = to - 1;
  }
  return count;
}

interface Best {
  readonly cost: number;
  readonly lines: readonly Line[];
}

function cheapest(words: number, count: number, cost: (from: number, to: number) => number): Line[] {
  let best: (Best | undefined)[] = [{ cost: 0, lines: [] }];
  for (let line = 0; line < count; line += 1) {
    const next: (Best | undefined)[] = [];
    for (let to = 1; to <= words; to += 1) {
      for (let from = to - 1; from >= 0; from -= 1) {
        const before = best[from];
        if (!before) continue;
        const sum = before.cost + cost(from, to);
        if (sum === Number.POSITIVE_INFINITY) break;
        if (sum < (next[to]?.cost ?? Number.POSITIVE_INFINITY))
          next[to] = { cost: sum, lines: [...before.lines, { from, toExclusive: to }] };
      }
    }
    best = next;
  }
  return [...(best[words]?.lines ?? [])];
}

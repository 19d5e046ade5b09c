/** Shorter words say nothing alone: `the`, `of`, `and`. */
const TELLING_LETTERS = 4;

/** How much a word tells. */
export type Weight = (word: string) => number;

/** What a text is compared by: its telling words and its pairs of neighbouring words, as often as they are in it. */
export interface Traits {
  readonly counts: ReadonlyMap<string, { readonly count: number; readonly worth: number }>;
  readonly total: number;
}

export function traitsOf(words: readonly string[], weight: Weight): Traits {
  const counts = new Map<string, { count: number; worth: number }>();
  let total = 0;
  const add = (trait: string, worth: number): void => {
    const known = counts.get(trait);
    if (known) known.count += 1;
    else counts.set(trait, { count: 1, worth });
    total += worth;
  };
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (word.length >= TELLING_LETTERS) add(word, weight(word));
    if (before !== undefined) add(`${before} ${word}`, (weight(before) + weight(word)) / 2);
  }
  return { counts, total };
}

/** From 0 to 1: how much of both is in both. */
export function likeness(one: Traits, other: Traits): number {
  if (one.counts.size > other.counts.size) return likeness(other, one);
  let shared = 0;
  for (const [trait, { count, worth }] of one.counts) {
    shared += Math.min(count, other.counts.get(trait)?.count ?? 0) * worth;
  }
  const whole = one.total + other.total;
  return whole === 0 ? 0 : (2 * shared) / whole;
}

/** A word that is in few of the texts tells more: log(1 + texts / texts with it). */
export function rarityIn(texts: readonly (readonly string[])[]): Weight {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + texts.length / (counts.get(word) ?? 1));
}

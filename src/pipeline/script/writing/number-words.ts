const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: readonly (readonly [string, number])[] = [
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
];

const SMALL = new Map<string, number>([
  ...ONES.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, idx): [string, number] => [word, (idx + 2) * 10]),
]);
const LARGE = new Map<string, number>(SCALES);

/** The longest first, so that `sixty` is not read as `six`. For a regular expression. */
export const VALUE_WORDS = [...SMALL.keys(), 'hundred', ...LARGE.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => `${word}\\b`)
  .join('|');

/** `three hundred and five` is 305; null where the words are numbers one after another: `two three`. */
export function valueOfWords(words: string): number | null {
  let [total, below, last] = [0, 0, Number.POSITIVE_INFINITY];
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    const small = SMALL.get(word);
    const large = LARGE.get(word);
    if (small !== undefined) {
      if (small >= last || (last < 100 && last % 10 !== 0) || (last < 100 && small >= 10)) return null;
      below += small;
      last = small;
    } else if (word === 'hundred') {
      below = Math.max(1, below) * 100;
      last = 100;
    } else if (large !== undefined) {
      total += Math.max(1, below) * large;
      below = 0;
      last = large;
    }
  }
  return total + below;
}

import { conceptKey, singular } from './words';

const SHORT_IN_BRACKETS = /\(((?:[\p{L}\p{N}-]{0,6}\p{Lu}){2}[\p{L}\p{N}-]{0,8}?)s?\)/gu;
const LONG_IN_BRACKETS = /(?<![\p{L}\p{N}-])(\p{Lu}[\p{Lu}\p{N}-]{1,8})\s\(([^()]{5,100})\)/gu;
const LONGEST_EXPANSION = 120;

export interface Acronym {
  /** `CNN` */
  readonly short: string;
  /** `convolutional neural network`, as it is written. */
  readonly long: string;
}

/** Short forms that a text explains: `convolutional neural network (CNN)`, `CNN (convolutional neural network)`. */
export function acronymsIn(text: string): Acronym[] {
  if (!text.includes('(')) return [];
  const after = [...text.matchAll(SHORT_IN_BRACKETS)].map(({ 1: short = '', index }) => ({
    short,
    long: expansion(short, text.slice(Math.max(0, index - LONGEST_EXPANSION), index).trim()),
  }));
  const before = [...text.matchAll(LONG_IN_BRACKETS)].map(([, short = '', said = '']) => ({
    short,
    long: expansion(short, said.trim()),
  }));
  return [...after, ...before].flatMap(({ short, long }) => (long === null ? [] : [{ short, long }]));
}

/** The fewest of the last words whose letters hold those of the short form in order, the first at the head of a word. */
function expansion(short: string, before: string): string | null {
  const words = before.split(/\s+/);
  const most = Math.min(words.length, short.length + 4);
  for (let count = 1; count <= most; count += 1) {
    const long = words
      .slice(-count)
      .join(' ')
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (isExpansion(short.replace(/[^\p{L}]/gu, '').toLowerCase(), long.toLowerCase())) return long;
  }
  return null;
}

function isExpansion(letters: string, long: string): boolean {
  if (long.length <= letters.length || /[.;:!?]\s/.test(long)) return false;
  let at = long.length;
  for (let nth = letters.length - 1; nth >= 0; nth -= 1) {
    const letter = letters.charAt(nth);
    do at -= 1;
    while (
      at >= 0 &&
      (long.charAt(at) !== letter || (nth === 0 && at > 0 && /[\p{L}\p{N}]/u.test(long.charAt(at - 1))))
    );
    if (at < 0) return false;
  }
  return at === 0 && headsWords(letters, long);
}

/** Half of the letters at least begin words: `CNN` is no `canning`. */
function headsWords(letters: string, long: string): boolean {
  const heads = long.split(/[\s-]+/).map((word) => word.charAt(0));
  let nth = 0;
  for (const head of heads) if (head === letters.charAt(nth)) nth += 1;
  return nth * 2 >= letters.length;
}

/** One key for a short form and its expansion. */
export const acronymKey = ({ long }: Acronym): string => conceptKey(long);

export const singularShort = (word: string): string => (/\p{Lu}s$/u.test(word) ? word.slice(0, -1) : word);

export const singularName = (name: string): string => {
  const words = name.split(' ');
  const last = words.pop() ?? '';
  return [...words, /^\p{Ll}/u.test(last) ? singular(last) : last].join(' ');
};

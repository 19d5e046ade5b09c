/** One spelling for all that are the same word: what documents share is found by it. */

const KEPT =
  /(?:ss|us|is|os|as|ics|ious|news|series|species|means|lens|chaos|corps|diabetes|always|perhaps|whereas|mathematics|statistics)$/;
const IRREGULAR: Readonly<Record<string, string>> = {
  analyses: 'analysis',
  hypotheses: 'hypothesis',
  bases: 'basis',
  crises: 'crisis',
  theses: 'thesis',
  syntheses: 'synthesis',
  children: 'child',
  people: 'people',
  men: 'man',
  women: 'woman',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  leaves: 'leaf',
  lives: 'life',
  halves: 'half',
  shelves: 'shelf',
  matrices: 'matrix',
  vertices: 'vertex',
  indices: 'index',
  appendices: 'appendix',
  criteria: 'criterion',
  phenomena: 'phenomenon',
  spectra: 'spectrum',
  gases: 'gas',
  viruses: 'virus',
  buses: 'bus',
  corpora: 'corpus',
  caches: 'cache',
  canopies: 'canopy',
};

/** Of a lower-case word. */
export function singular(word: string): string {
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || KEPT.test(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:sses|shes|ches|xes|zzes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** The key of a phrase: lower case, its last word singular, without articles, hyphens as blanks. */
export function conceptKey(phrase: string): string {
  const words = partsOf(phrase);
  while (words.length > 1 && /^(?:the|an?)$/.test(words[0] ?? '')) words.shift();
  const last = words.pop();
  return last === undefined ? '' : [...words, singular(last)].join(' ');
}

const plainKey = (word: string): string => partsOf(word).join(' ');

function partsOf(phrase: string): string[] {
  return phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']s(?![\p{L}\p{N}])/gu, '')
    .split(/[\s\u2010-\u2015-]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, ''))
    .filter(Boolean);
}

/** Keys of stretches of words, each word looked at once: a graph of 1 MB took 4.6 s without, and half of that so. */
export class PhraseKeys {
  readonly #inner = new Map<string, string>();
  readonly #last = new Map<string, string>();

  of(words: readonly string[], from: number, length: number): string {
    let key = '';
    for (let at = from; at < from + length - 1; at += 1) {
      const inner = this.#known(this.#inner, words[at] ?? '', plainKey);
      if (inner !== '') key += `${inner} `;
    }
    return (key + this.#known(this.#last, words[from + length - 1] ?? '', conceptKey)).trim();
  }

  #known(cache: Map<string, string>, word: string, keyOf: (word: string) => string): string {
    const known = cache.get(word) ?? keyOf(word);
    cache.set(word, known);
    return known;
  }
}

const NO_WORDS =
  /\$[^$]{1,500}\$|(?:https?:\/\/|www\.)\S{1,500}|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}|\S{0,200}[\\^_{}~]\S{0,200}|\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20}\]|\((?:(?:see|e\.g\.,?|cf\.)\s)?[^()]{0,200}?\d{4}[a-z]?(?:[;,][^()]{0,300})?\)|(?:,\s)?\bet al\b\.?/gu;

/** A text without its formulas, addresses and citations in brackets, each of which ends a phrase. */
export const spokenText = (text: string): string => text.replace(NO_WORDS, ' ; ');

const MOST_OF_A_WORD = 60;
const CLAUSES =
  /\+(?=[\p{L}\p{N}])|[.!?,;:()[\]{}"“”„«»|/\\<>=≈≤≥±×*•–—…]+(?=\s|$|[^\p{L}\p{N}])|[;:()[\]{}"“”„«»|/\\<>=≈≤≥±×*•–—…]+/u;

/** Stretches that no phrase goes beyond, each in words. */
export function clauses(text: string): string[][] {
  return spokenText(text)
    .split(CLAUSES)
    .map((clause) => clause.split(/\s+/).map(bareWord).filter(isWord))
    .filter((words) => words.length > 0);
}

const bareWord = (word: string): string =>
  word.length > MOST_OF_A_WORD ? '' : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, '').replace(/[’']s$/u, '');

const isWord = (word: string): boolean => word !== '';

import { GENERIC, QUALIFIERS, STOP_WORDS } from './stop-words';
import { isVerb } from './verbs';
import { clauses } from './words';

/** Words of one clause that may make up a phrase, in a row, as they are written. */
export type Run = readonly string[];

const BEFORE_VERB = new Set(
  'to will can may could would should must not we they it he she i you who which that cannot might shall'.split(' '),
);
const BEFORE_NOUN = new Set(
  'the a an this these those of in for with on by from each its their our his her between across into per under over no some any all'.split(
    ' ',
  ),
);
const BEFORE_PREDICATE = new Set(
  'is are was were be been being very more too so as remains seems becomes quite'.split(' '),
);
const AFTER_VERB = new Set('the a an that to whether this these its their our'.split(' '));

/** How the words of one document behave: English alone does not tell `cools` from `tools`. */
export class Usage {
  readonly #verbal = new Map<string, number>();
  readonly #nominal = new Map<string, number>();
  readonly #predicate = new Map<string, number>();

  take(words: readonly string[]): void {
    words.forEach((written, at) => {
      const word = written.toLowerCase();
      const before = (words[at - 1] ?? '').toLowerCase();
      const after = (words[at + 1] ?? '').toLowerCase();
      if (BEFORE_VERB.has(before)) add(this.#verbal, word);
      else if (BEFORE_NOUN.has(before)) add(this.#nominal, word);
      if (BEFORE_PREDICATE.has(before)) add(this.#predicate, word);
      if (/(?:s|ed)$/.test(word) && AFTER_VERB.has(after) && !BEFORE_NOUN.has(before)) add(this.#verbal, word);
    });
  }

  /** How often it stands where adjectives do: `is stale`. */
  predicates(word: string): number {
    return this.#predicate.get(word) ?? 0;
  }

  isVerb(word: string): boolean {
    const [verbal, nominal] = [this.#verbal.get(word) ?? 0, this.#nominal.get(word) ?? 0];
    if (isVerb(word)) return /(?:ing|ed)$/.test(word) || nominal < 3 || nominal <= verbal * 2;
    return verbal > nominal;
  }
}

const add = (counts: Map<string, number>, word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1);

const NO_ADVERB = /^(?:famil|assemb|anoma|supp|rep|app|monopo|bel|fami|ital|ju|dai|week|month|year|ear|on)ly$/;
const isAdverb = (word: string): boolean => /..ly$/.test(word) && !NO_ADVERB.test(word);

/** The longest rows of words between those that no phrase goes past. */
export function runsOf(text: string, usage: Usage): Run[] {
  return clauses(text).flatMap((words) => runsWithin(words, usage));
}

function runsWithin(words: readonly string[], usage: Usage): Run[] {
  const runs: string[][] = [];
  let run: string[] = [];
  words.forEach((word, at) => {
    if (isPart(word, { usage, run, next: words[at + 1] ?? '' })) run.push(word);
    else {
      runs.push(run);
      run = [];
    }
  });
  return [...runs, run].filter((each) => each.length > 0);
}

interface Place {
  readonly usage: Usage;
  readonly run: readonly string[];
  readonly next: string;
}

/** `we've`, `it'd`: a verb is within. */
const CONTRACTED = /[’'](?:ve|re|ll|d|m|t|s)$/;

function isPart(written: string, { usage, run, next }: Place): boolean {
  const word = written.toLowerCase();
  if (STOP_WORDS.has(word) || !/\p{L}/u.test(word) || /^[\d.,%°-]/.test(word) || word.length < 2) return false;
  if (CONTRACTED.test(word)) return false;
  if (isAdverb(word) || usage.isVerb(word)) return false;
  if (/[^e]ed$/.test(word) && !word.includes('-'))
    return run.length === 0 && next !== '' && !STOP_WORDS.has(next.toLowerCase());
  return true;
}

export const isGeneric = (word: string): boolean => GENERIC.has(word) || STOP_WORDS.has(word);

export const beginsPhrase = (word: string): boolean =>
  !QUALIFIERS.has(word) && !STOP_WORDS.has(word) && !/iest$/.test(word);

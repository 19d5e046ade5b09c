import { splitSentences } from '../../values/sentences';
import type { DocumentGraph } from '../atom';
import { isFinding } from './importance';
import type { BareAtom, Found } from './topics';
import { clauses, PhraseKeys } from './words';

/** Sentences of so many atoms are weighed: the longest papers have fewer. */
const MOST_ATOMS = 600;
const LONGEST_ATOM = 20_000;
const MEDIUM_WORDS = 110;
const LONG_WORDS = 450;

interface Sentence {
  readonly text: string;
  readonly order: number;
  readonly words: number;
  readonly keys: ReadonlySet<string>;
  readonly score: number;
}

/** A sentence, a paragraph and a page: the sentences that say most of what the document is about, in its order. */
export function summariesOf(atoms: readonly BareAtom[], topics: Found): DocumentGraph['summaries'] {
  const weights = new Map(topics.concepts.map(({ key, weight }) => [key, weight]));
  const sentences = sentencesOf(atoms, weights).sort((a, b) => b.score - a.score || a.order - b.order);
  return {
    short: sentences[0]?.text ?? atoms[0]?.text.slice(0, LONGEST_SHORT) ?? '',
    medium: quoted(sentences, MEDIUM_WORDS),
    long: quoted(sentences, LONG_WORDS),
  };
}

const LONGEST_SHORT = 300;
const FEWEST_WORDS = 7;
const MOST_WORDS = 60;

function sentencesOf(atoms: readonly BareAtom[], weights: ReadonlyMap<string, number>): Sentence[] {
  const told = atoms.filter(isTold).slice(0, MOST_ATOMS);
  const sentences: Sentence[] = [];
  const phraseKeys = new PhraseKeys();
  told.forEach((atom, nth) => {
    splitSentences(atom.text.slice(0, LONGEST_ATOM), 'en').forEach((text, at) => {
      const words = text.split(' ').length;
      if (words < FEWEST_WORDS || words > MOST_WORDS || !isWhole(text)) return;
      const keys = keysIn(text, weights, phraseKeys);
      const score = weigh({ text, words, keys, weights, atom, place: nth / told.length, isFirst: at === 0 });
      sentences.push({ text, order: sentences.length, words, keys, score });
    });
  });
  return sentences;
}

/** Ends as sentences do, and has no gap where its page had a link or a formula. */
const isWhole = (text: string): boolean =>
  /[.!?]["”’)\]]*$/u.test(text) && !/(?:\(|\s)[.,;)]|\(\s|\\[a-z]|\$/i.test(text);

const isTold = ({ kind, zone, form }: BareAtom): boolean =>
  (zone === 'BODY' || zone === 'FRONT') && form !== 'CODE' && (kind === 'ABSTRACT' || kind === 'PARAGRAPH');

const MOST_KEY_WORDS = 4;

function keysIn(text: string, weights: ReadonlyMap<string, number>, phraseKeys: PhraseKeys): Set<string> {
  const keys = new Set<string>();
  for (const words of clauses(text)) {
    words.forEach((_word, from) => {
      for (let length = 1; length <= MOST_KEY_WORDS && from + length <= words.length; length += 1) {
        const key = phraseKeys.of(words, from, length);
        if (weights.has(key)) keys.add(key);
      }
    });
  }
  return keys;
}

interface Told {
  readonly text: string;
  readonly words: number;
  readonly keys: ReadonlySet<string>;
  readonly weights: ReadonlyMap<string, number>;
  readonly atom: BareAtom;
  /** From 0 to 1 through the document. */
  readonly place: number;
  readonly isFirst: boolean;
}

const REFERS_BACK =
  /^(?:this|these|those|it|they|he|she|however|moreover|furthermore|also|but|and|thus|therefore|hence|for example|for instance|in addition|finally|second|third|then|such|here)\b/i;

function weigh({ text, words, keys, weights, atom, place, isFirst }: Told): number {
  const about = [...keys].reduce((sum, key) => sum + (weights.get(key) ?? 0), 0) / Math.sqrt(words);
  const isAbstract = atom.kind === 'ABSTRACT';
  const ends = place < 0.1 || place > 0.9 ? 0.15 : 0;
  const finds = isFinding(text) ? 0.3 : 0;
  const back = (REFERS_BACK.test(text) ? -0.25 : 0) + (/\?["”’)\]]*$|\bet al\b/u.test(text) ? -0.4 : 0);
  return about + finds + ends + back + (isAbstract ? 0.25 : 0) + (isFirst ? 0.08 : 0) + (atom.importance - 0.5) * 0.2;
}

/** The best that fit, without those that say again what one of them says, as they stand in the document. */
function quoted(ranked: readonly Sentence[], mostWords: number): string {
  const taken: Sentence[] = [];
  let words = 0;
  for (const sentence of ranked) {
    if (words + sentence.words > mostWords) continue;
    if (taken.some((other) => saysAgain(sentence, other))) continue;
    taken.push(sentence);
    words += sentence.words;
    if (words > mostWords - FEWEST_WORDS) break;
  }
  return taken
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text)
    .join(' ');
}

const SAME = 0.75;

function saysAgain(one: Sentence, other: Sentence): boolean {
  if (one.text === other.text) return true;
  const shared = [...one.keys].filter((key) => other.keys.has(key)).length;
  return one.keys.size >= 3 && shared / Math.min(one.keys.size, Math.max(1, other.keys.size)) >= SAME;
}

import type { Atom, Concept } from '../atom';
import { beginsPhrase, isGeneric, type Run, runsOf, Usage } from './phrases';
import { namesSomething } from './single-words';
import { clauses, conceptKey, PhraseKeys, singular } from './words';

/** An atom before it is known what it is about. */
export type BareAtom = Omit<Atom, 'topics' | 'entities'>;

export interface Found {
  readonly concepts: readonly Concept[];
  /** Of each atom, in their order: the keys. */
  readonly keys: readonly (readonly string[])[];
}

const MOST_TOPICS = 90;
const MOST_WORDS = 4;
/** 1.5 million characters are some 500 pages: what a document is about is said by then. */
const MOST_CHARACTERS = 1_500_000;
/** A word more makes a phrase say more, to a point. */
const LENGTH_WEIGHT = [0, 0.7, 1.2, 1.4, 1.2];
const PLACE_WEIGHT: Partial<Record<Atom['kind'], number>> = {
  TITLE: 2,
  KEYWORD: 2,
  ABSTRACT: 1.5,
  SECTION_HEADER: 1.5,
};
/** Titles and headings write with capitals what is none: their spelling counts where there is no other. */
const HEAD_NAMES = 0.01;
/** Of a phrase that hardly occurs but within a longer one, only the longer one counts. */
const SHARE_WITHIN_LONGER = 0.75;

/** A plural within a phrase is a sentence that a verb was not known of, unless it is said again and again: `networks struggle`. */
const OFTEN = 5;
const holdsPlural = (key: string): boolean =>
  key
    .split(' ')
    .slice(0, -1)
    .some((word) => word.length > 4 && singular(word) !== word && !/ics$/.test(word));

/** The phrases that a document is about: by how often they are said, in how many atoms, and where. */
export function topicsOf(atoms: readonly BareAtom[], names: ReadonlySet<string> = new Set()): Found {
  const usage = new Usage();
  const read = readable(atoms);
  for (const atom of read) for (const words of clauses(sayable(atom))) usage.take(words);
  const runs = new Map(read.map((atom) => [atom.position, runsOf(sayable(atom), usage)]));
  const phrases = new Phrases(names, usage);
  for (const atom of read) phrases.take(atom, runs.get(atom.position) ?? []);
  return phrases.found(atoms, runs);
}

export const isAboutSomething = ({ zone, kind }: Pick<BareAtom, 'zone' | 'kind'>): boolean =>
  (zone === 'FRONT' || zone === 'BODY') &&
  kind !== 'AUTHOR' &&
  kind !== 'DATE' &&
  kind !== 'CITATION' &&
  kind !== 'EQUATION';

function readable(atoms: readonly BareAtom[]): BareAtom[] {
  let characters = 0;
  return atoms.filter((atom) => {
    if (!isAboutSomething(atom) || atom.form === 'CODE' || characters > MOST_CHARACTERS) return false;
    characters += atom.text.length;
    return true;
  });
}

/** Of a table, its caption: cells are values. */
export const sayable = ({ kind, text }: BareAtom): string =>
  kind === 'TABLE' ? text.replace(/(?::[^:|]*)?\|[\s\S]*$/, '') : text;

interface Phrase {
  readonly words: number;
  count: number;
  /** How often it is all of its run. */
  alone: number;
  /** The most that one longer phrase around it is said. */
  longer: number;
  place: number;
  readonly atoms: Set<number>;
  readonly names: Map<string, number>;
  readonly first: number;
}

class Phrases {
  /** `names`: keys of what is named, which is no topic. */
  constructor(
    private readonly namedKeys: ReadonlySet<string>,
    private readonly usage: Usage,
  ) {}

  readonly #phrases = new Map<string, Phrase>();
  readonly #keys = new PhraseKeys();
  /** How often a word is in a run, and how often it ends one: adjectives seldom do. */
  readonly #ends = new Map<string, { all: number; last: number }>();

  take(atom: BareAtom, runs: readonly Run[]): void {
    const place = PLACE_WEIGHT[atom.kind] ?? 1;
    for (const run of runs) {
      for (const [at, word] of run.entries()) this.#word(word.toLowerCase(), at === run.length - 1);
      for (let from = 0; from < run.length; from += 1) {
        const longest = Math.min(MOST_WORDS, run.length - from);
        for (let length = 1; length <= longest; length += 1) this.#phrase(run, { from, length, place, atom });
      }
    }
  }

  #word(word: string, isLast: boolean): void {
    const seen = this.#ends.get(word) ?? { all: 0, last: 0 };
    seen.all += 1;
    if (isLast) seen.last += 1;
    this.#ends.set(word, seen);
  }

  #phrase(
    run: Run,
    { from, length, place, atom }: { from: number; length: number; place: number; atom: BareAtom },
  ): void {
    const written = run.slice(from, from + length).join(' ');
    const key = this.#keys.of(run, from, length);
    if (key === '') return;
    const phrase = this.#phrases.get(key) ?? this.#born(key, length);
    phrase.count += 1;
    phrase.place = Math.max(phrase.place, place);
    if (run.length === length) phrase.alone += 1;
    if (run.length === length && atom.kind === 'KEYWORD') phrase.alone += 2;
    phrase.atoms.add(atom.position);
    phrase.names.set(written, (phrase.names.get(written) ?? 0) + (place > 1.4 ? HEAD_NAMES : 1));
  }

  #born(key: string, words: number): Phrase {
    const names = new Map<string, number>();
    const phrase = {
      words,
      count: 0,
      alone: 0,
      longer: 0,
      place: 1,
      atoms: new Set<number>(),
      names,
      first: this.#phrases.size,
    };
    this.#phrases.set(key, phrase);
    return phrase;
  }

  found(atoms: readonly BareAtom[], runs: ReadonlyMap<number, readonly Run[]>): Found {
    this.#weighLonger();
    const ranked = [...this.#phrases]
      .filter(([key, phrase]) => this.#isTopic(key, phrase))
      .map(([key, phrase]) => ({ key, phrase, score: scoreOf(phrase) }))
      .sort((a, b) => b.score - a.score || a.phrase.first - b.phrase.first)
      .slice(0, MOST_TOPICS);
    const highest = ranked[0]?.score ?? 1;
    const concepts = ranked.map(({ key, phrase, score }) => ({
      key,
      name: withinSentence(phrase.names),
      count: phrase.atoms.size,
      weight: Math.round((score / highest) * 1000) / 1000,
    }));
    return { concepts, keys: keysOf(atoms, runs, new Set(concepts.map(({ key }) => key))) };
  }

  #weighLonger(): void {
    for (const [key, { count, words }] of this.#phrases) {
      if (words < 2 || count < 2 || !this.#isPhrase(key)) continue;
      const parts = key.split(' ');
      for (const shorter of [parts.slice(1), parts.slice(0, -1)]) {
        const inner = this.#phrases.get(conceptKey(shorter.join(' ')));
        if (inner) inner.longer = Math.max(inner.longer, count);
      }
    }
  }

  /** Whether it may be one at all, however often it is said. */
  #isPhrase(key: string): boolean {
    const parts = key.split(' ');
    const [first = '', last = ''] = [parts[0], parts.at(-1)];
    if (isGeneric(last) || last.length < 2) return false;
    if (!beginsPhrase(first)) return parts.length > 1 && this.#isOneWithFirst(key, parts);
    return parts.length === 1 || !isGeneric(first) || parts.length > 2;
  }

  /** `large eddy simulation`: without its first word the rest is hardly said. */
  #isOneWithFirst(key: string, parts: readonly string[]): boolean {
    const [whole, rest] = [this.#phrases.get(key), this.#phrases.get(parts.slice(1).join(' '))];
    return (
      whole !== undefined && rest !== undefined && whole.count >= 2 && whole.count >= rest.count * SHARE_WITHIN_LONGER
    );
  }

  #isTopic(key: string, phrase: Phrase): boolean {
    const isWithinLonger = phrase.longer >= 2 && phrase.longer >= phrase.count * SHARE_WITHIN_LONGER;
    if (this.namedKeys.has(key) || !this.#isPhrase(key) || isWithinLonger || !this.#endsLikeNoun(key)) return false;
    if (phrase.count < OFTEN && holdsPlural(key)) return false;
    if (phrase.words > 1) return phrase.count >= 2 || (phrase.place >= 2 && phrase.alone > 0);
    if (!namesSomething(key) || this.usage.predicates(key) * 2 >= phrase.alone) return false;
    return key.length > 2 && ((phrase.count >= 3 && phrase.alone >= 2) || phrase.alone > 2);
  }

  #endsLikeNoun(key: string): boolean {
    const last = key.split(' ').at(-1) ?? '';
    const forms = [this.#ends.get(last), this.#ends.get(`${last}s`)].flatMap((seen) => seen ?? []);
    const [all, ends] = [
      forms.reduce((sum, seen) => sum + seen.all, 0),
      forms.reduce((sum, seen) => sum + seen.last, 0),
    ];
    return all === 0 || ends >= all * 0.3;
  }
}

function scoreOf({ count, longer, words, place, atoms }: Phrase): number {
  const own = Math.max(0.5, count - (longer >= 2 ? longer / 2 : 0));
  return (LENGTH_WEIGHT[words] ?? 1) * own * (1 + Math.log2(atoms.size)) * place;
}

/** The capital of a sentence's first word is none of its own. */
function withinSentence(names: ReadonlyMap<string, number>): string {
  const name = mostWritten(names);
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return names.has(lower) ? lower : name;
}

export function mostWritten(names: ReadonlyMap<string, number>): string {
  const [name = ''] = [...names].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0]);
  return name;
}

function keysOf(
  atoms: readonly BareAtom[],
  runs: ReadonlyMap<number, readonly Run[]>,
  topics: ReadonlySet<string>,
): string[][] {
  const phraseKeys = new PhraseKeys();
  return atoms.map(({ position }) => {
    const keys = new Set<string>();
    for (const run of runs.get(position) ?? [])
      for (const key of keysIn(run, phraseKeys)) if (topics.has(key)) keys.add(key);
    return [...keys];
  });
}

function* keysIn(run: Run, keys: PhraseKeys): Generator<string> {
  for (let from = 0; from < run.length; from += 1) {
    for (let length = 1; length <= Math.min(MOST_WORDS, run.length - from); length += 1) {
      yield keys.of(run, from, length);
    }
  }
}

import { splitSentences } from '../../values/sentences';
import type { Atom } from '../atom';
import { isLinkable, type LinkedDocument } from './shared-concepts';

/** A sentence of one document that names another. */
export interface Referral {
  readonly atom: Atom;
  readonly sentence: string;
  readonly to: LinkedDocument;
}

interface Known {
  readonly document: LinkedDocument;
  readonly surnames: readonly string[];
  readonly year: string | null;
  /** Its words without signs; empty where they are too few to be told from others. */
  readonly title: string;
}

const FEWEST_TITLE_CHARACTERS = 16;
const LONGEST_ATOM = 6_000;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Who may be referred to, found by surnames: no document is read once for each of the others. */
export class Library {
  readonly #known: readonly Known[];
  readonly #bySurname = new Map<string, Known[]>();

  constructor(documents: readonly LinkedDocument[]) {
    this.#known = documents.map(knownOf);
    for (const known of this.#known) {
      for (const surname of known.surnames)
        this.#bySurname.set(surname, [...(this.#bySurname.get(surname) ?? []), known]);
    }
  }

  referralsOf(document: LinkedDocument): Referral[] {
    const numbers = this.#numbersIn(document);
    return document.atoms.filter(isLinkable).flatMap((atom) => this.#inAtom(document, atom, numbers));
  }

  #inAtom(document: LinkedDocument, atom: Atom, numbers: ReadonlyMap<number, Known>): Referral[] {
    const text = atom.text.slice(0, LONGEST_ATOM);
    if (!/\d|\p{Lu}\p{L}+.*\p{Lu}/u.test(text)) return [];
    return splitSentences(text, 'en').flatMap((sentence) => {
      const named = new Set([...this.#byNames(sentence), ...byNumbers(sentence, numbers), ...this.#byTitle(sentence)]);
      return [...named]
        .filter((known) => known.document.documentId !== document.documentId)
        .map((known) => ({ atom, sentence, to: known.document }));
    });
  }

  /** `Okafor and Lind (2024)`, `(Okafor et al., 2024)`: a name and, within reach of it, the year. */
  #byNames(sentence: string): Known[] {
    const found: Known[] = [];
    for (const { 0: word, index } of sentence.matchAll(/\p{Lu}[\p{L}’'-]{1,40}/gu)) {
      for (const known of this.#bySurname.get(word.toLowerCase()) ?? []) {
        const near = sentence.slice(index, index + 60);
        if (
          known.year === null
            ? known.surnames.filter((name) => plain(near).includes(name)).length > 1
            : near.includes(known.year)
        )
          found.push(known);
      }
    }
    return found;
  }

  #byTitle(sentence: string): Known[] {
    const said = plain(sentence);
    return said.length < FEWEST_TITLE_CHARACTERS
      ? []
      : this.#known.filter(({ title }) => title !== '' && said.includes(title));
  }

  /** The references of a document that are documents of ours, by their numbers. */
  #numbersIn({ atoms }: LinkedDocument): ReadonlyMap<number, Known> {
    const numbers = new Map<number, Known>();
    atoms
      .filter(({ kind }) => kind === 'CITATION')
      .forEach(({ text }, at) => {
        const number = Number(/^\s*\[?(\d{1,3})[\].)]/.exec(text)?.[1] ?? at + 1);
        const said = plain(text);
        const known = this.#known.find(
          ({ title, year, surnames }) =>
            (title !== '' && said.includes(title)) ||
            (year !== null &&
              said.includes(year) &&
              surnames.length > 1 &&
              surnames.every((name) => ` ${said} `.includes(` ${name} `))),
        );
        if (known && !numbers.has(number)) numbers.set(number, known);
      });
    return numbers;
  }
}

function knownOf(document: LinkedDocument): Known {
  const date = document.atoms.find(({ kind }) => kind === 'DATE')?.text ?? '';
  const title = plain(document.title);
  return {
    document,
    surnames: document.authors.map(surnameOf).filter((name) => name.length > 1),
    year: /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(date)?.[0] ?? null,
    title: title.length >= FEWEST_TITLE_CHARACTERS && title.includes(' ') ? title : '',
  };
}

const surnameOf = (author: string): string =>
  (/([\p{L}’'-]+)$/u.exec(author.slice(0, 200).trim())?.[1] ?? '').toLowerCase();

/** `[3]`, `[1, 3]`, `[2–4]` */
function byNumbers(sentence: string, numbers: ReadonlyMap<number, Known>): Known[] {
  if (numbers.size === 0) return [];
  const found: Known[] = [];
  for (const [, list = ''] of sentence.matchAll(/\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20})\]/g)) {
    for (const number of numbersOf(list)) {
      const known = numbers.get(number);
      if (known) found.push(known);
    }
  }
  return found;
}

function numbersOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(/[–-]/).map(Number);
    return Array.from({ length: Math.min(100, Math.max(1, to - from + 1)) }, (_, n) => from + n);
  });
}

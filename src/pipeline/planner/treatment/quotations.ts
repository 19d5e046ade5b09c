import { folded } from './folded';
import { sourceLines } from './source-lines';
import { bare } from './values';

/** Where a text says what somebody claims that it says. */
export interface Quotation {
  /** As the text has it, on one line. */
  readonly text: string;
  /** Of the text, from 1: where it begins. */
  readonly line: number;
  /** Among the characters that count. */
  readonly from: number;
  readonly toExclusive: number;
}

/** Spaces as one, quotes and angle brackets of any kind as one, and no emphasis: what stands at an index of `text` stands at that of `at` in what was written. */
interface Plain {
  readonly text: string;
  readonly at: readonly number[];
}

const QUOTES = new Set('<>"\'`“”„‟〝〞＂‘’‚‛«»‹›「」『』《》');
const EMPHASIS = new Set('*_');

function plain(written: string): Plain {
  const line = folded(written);
  const [marks, at]: [string[], number[]] = [[], []];
  for (let index = 0; index < line.length; index += 1) {
    const mark = line[index] ?? '';
    if (EMPHASIS.has(mark)) continue;
    const isSpace = /\s/.test(mark);
    if (isSpace && (marks.length === 0 || marks.at(-1) === ' ')) continue;
    marks.push(isSpace ? ' ' : QUOTES.has(written[index] ?? '') ? "'" : mark);
    at.push(index);
  }
  if (marks.at(-1) === ' ') marks.pop();
  return { text: marks.join(''), at };
}

/** One word may stand anywhere. */
const MOST_PLACES = 50;

/** A text by which quotations are held to what it says. Marks of lists, headings and block quotes are no part of it. */
export class Quotations {
  readonly #written: string;
  readonly #plain: Plain;
  /** Where each line begins in what is searched, with its number. */
  readonly #lines: readonly { readonly from: number; readonly number: number }[];

  constructor(text: string) {
    const lines = sourceLines(text).filter(({ isBlank }) => !isBlank);
    this.#written = lines.map((line) => line.text).join('\n');
    this.#plain = plain(this.#written);
    let from = 0;
    this.#lines = lines.map((line) => {
      const begin = { from, number: line.number };
      from += line.text.length + 1;
      return begin;
    });
  }

  /** Each place where it stands whole, in the order of the text: no half of a word, and no part of a figure. */
  of(claimed: string): readonly Quotation[] {
    const whole = plain(bare(claimed)).text;
    const found = this.#placesOf(whole);
    // Whoever quotes a part of a sentence closes it.
    return found.length > 0 ? found : this.#placesOf(whole.replace(/[.,;:!?…]+$/, ''));
  }

  /** How much of what can be read lies within these places: from 0 to 1. */
  shareOf(quotations: readonly Quotation[]): number {
    const { text } = this.#plain;
    const isQuoted = new Uint8Array(text.length);
    for (const { from, toExclusive } of quotations) isQuoted.fill(1, from, toExclusive);
    let [all, quoted] = [0, 0];
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] === ' ') continue;
      all += 1;
      quoted += isQuoted[index] ?? 0;
    }
    return all === 0 ? 0 : quoted / all;
  }

  #placesOf(words: string): readonly Quotation[] {
    if (!/[\p{L}\p{N}]/u.test(words)) return [];
    const { text } = this.#plain;
    const places: Quotation[] = [];
    for (
      let from = text.indexOf(words);
      from >= 0 && places.length < MOST_PLACES;
      from = text.indexOf(words, from + 1)
    ) {
      const toExclusive = from + words.length;
      if (isWhole(text, from, toExclusive)) places.push(this.#quotation(from, toExclusive));
    }
    return places;
  }

  #quotation(from: number, toExclusive: number): Quotation {
    const { at } = this.#plain;
    const [begin, end] = [at[from] ?? 0, (at[toExclusive - 1] ?? 0) + 1];
    const text = this.#written.slice(begin, end).replace(/\s+/g, ' ').trim();
    return { text, line: this.#lineAt(begin), from, toExclusive };
  }

  #lineAt(begin: number): number {
    return this.#lines.findLast(({ from }) => from <= begin)?.number ?? 1;
  }
}

/** Of scripts that put spaces between words. */
const LETTER =
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}]/u;
const FIGURE = /\d/;
const BEFORE_FIGURE = /[-$€£¥₹]$|\d[.,:]$/;
const BEHIND_FIGURE = /^(?:[%‰°]|[.,:]\d|[-]\d|\s(?:thousand|million|billion|trillion|per\s?cent)\b)/i;

/** `5 s` is no part of `1.5 s`, `at` none of `cat`, and `14` none of `14 million`. */
function isWhole(text: string, from: number, toExclusive: number): boolean {
  const [first, last] = [text[from] ?? '', text[toExclusive - 1] ?? ''];
  const [before, behind] = [text.slice(Math.max(0, from - 2), from), text.slice(toExclusive, toExclusive + 12)];
  if (LETTER.test(first) && LETTER.test(before.at(-1) ?? '')) return false;
  if (LETTER.test(last) && LETTER.test(behind[0] ?? '')) return false;
  if (FIGURE.test(first) && BEFORE_FIGURE.test(before)) return false;
  return !(FIGURE.test(last) && BEHIND_FIGURE.test(behind));
}

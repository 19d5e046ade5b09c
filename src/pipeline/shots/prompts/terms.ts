import { endsWell } from './words';

export const sameTerm = (term: string): string => onOneLine(term).toLowerCase();

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Most texts are so already: to look costs a fifth of parting and joining them. */
const UNTIDY = /\s\s|[^\S ]/;

function onOneLine(text: string): string {
  const bare = text.trim();
  return UNTIDY.test(bare) ? wordsIn(bare).join(' ') : bare;
}

interface Term {
  readonly text: string;
  /** Its words alone with a blank on either side: who holds it says it word by word. */
  readonly same: string;
}

function termOf(written: string): Term {
  const text = withoutEchoes(onOneLine(written));
  return { text, same: ` ${plain(text)} ` };
}

const NO_WORDS = '  ';

/** The parts of the prompts of a film, each read once: its shots say mostly the same of place, light, style and people. */
export class Wording {
  readonly #read = new Map<string, readonly Term[]>();

  /** Parted by commas, as people read a prompt. */
  termsOf(part: string): readonly Term[] {
    const before = this.#read.get(part);
    if (before) return before;
    const terms = part.split(',').map(termOf);
    this.#read.set(part, terms);
    return terms;
  }
}

/**
 * One prompt out of its parts in order, each of one or more terms. A term that is blank, was said before, or stands in an earlier one word by
 * word is left out, and so is a word right behind itself.
 */
export function composed(parts: readonly (string | null)[], wording: Wording = new Wording()): string {
  const said: Term[] = [];
  for (const part of parts) {
    if (!part) continue;
    for (const term of wording.termsOf(part)) {
      if (term.same !== NO_WORDS && !said.some(({ same }) => same.includes(term.same))) said.push(term);
    }
  }
  while (said.length > 1 && !endsWell(said.at(-1)?.text ?? '')) said.pop();
  return said.map(({ text }) => text).join(', ');
}

/** Terms as they stand, each where it is first. */
export function uniqueTerms(terms: readonly string[]): string[] {
  const said = new Set(['']);
  return terms
    .map((term) => withoutEchoes(onOneLine(term)))
    .filter((term) => {
      const isNew = !said.has(sameTerm(term));
      said.add(sameTerm(term));
      return isNew;
    });
}

/** Brackets and marks are no part of a word: `(lean` is `lean`. */
function plain(term: string): string {
  const lower = term.toLowerCase();
  if (/^[a-z0-9'-]+(?: [a-z0-9'-]+)*$/.test(lower)) return lower;
  // Classes of Unicode cost four times those of ASCII.
  const words = lower.split(/^[ -~]*$/.test(lower) ? /[^a-z0-9'-]+/ : /[^\p{L}\p{N}\p{M}'’-]+/u);
  return words.filter((word) => word !== '').join(' ');
}

function withoutEchoes(line: string): string {
  if (echoIn(line.toLowerCase()) === null) return line;
  const words = line.split(' ');
  return words.filter((word, index) => word.toLowerCase() !== words[index - 1]?.toLowerCase()).join(' ');
}

/** The first word that stands right behind itself, of a line with single blanks. Cuts out none but neighbours of one length. */
export function echoIn(line: string): string | null {
  let [from, before] = [0, ''];
  let lengthBefore = 0;
  while (from < line.length) {
    const blank = line.indexOf(' ', from);
    const end = blank < 0 ? line.length : blank;
    const length = end - from;
    if (length === lengthBefore && length > 0) {
      before = line.slice(from - length - 1, from - 1);
      if (line.startsWith(before, from)) return before;
    }
    [from, lengthBefore] = [end + 1, length];
  }
  return null;
}

/** On one line, at most so many characters, cut between words; what is cut ends well, or is nothing. */
export function shortened(text: string | null, mostCharacters: number): string {
  if (text === null) return '';
  // Twice as many: blanks collapse.
  const line = onOneLine(text.slice(0, 2 * mostCharacters));
  if (line.length <= mostCharacters && text.length <= 2 * mostCharacters) return line;
  const words = line
    .slice(0, mostCharacters + 1)
    .split(' ')
    .slice(0, -1);
  while (words.length > 0 && !endsWell(words.join(' '))) words.pop();
  return words.join(' ').replace(/[,;:]$/, '');
}

/** As part of one term: commas would part it. */
export function asOneTerm(text: string | null, mostCharacters: number): string {
  if (text === null) return '';
  return shortened(text.slice(0, 2 * mostCharacters).replace(/[,;()]+/g, ' '), mostCharacters);
}

/** The full stop of `East L.A. Strip Mall` ends nothing. */
const ENDS_TERM = /(?<!\b[A-Z])(?:[;.()])+(?=\s|$)/g;

/** With the words of one text at most; whatever else a style says is no term. */
export function asTerms(text: string | null, mostCharacters: number): string {
  if (text === null) return '';
  return shortened(text.slice(0, 2 * mostCharacters).replace(ENDS_TERM, ','), mostCharacters);
}

import { keyOf } from './folded';
import { isRole, NUMBERS } from './roles';
import { titleOf } from './titles';
import { tokensOf } from './tokens';

/** A name in its parts; each part is one or more folded words (`jean luc`). */
export interface PersonName {
  readonly key: string;
  readonly titles: readonly string[];
  readonly parts: readonly (readonly string[])[];
  readonly nicknames: readonly (readonly string[])[];
  /** Other whole names: `Manny (Eduardo Reyes)`. */
  readonly others: readonly string[];
  readonly isRole: boolean;
}

const NICKNAME = /["“”]([^"“”]{1,60})["“”]|(?<=^|\s)['‘]([^'‘’]{1,60})['’](?=\s|$)/g;
const ALSO = /\(([^()]{1,120})\)/g;
const ALSO_KNOWN = /\b(?:a\.?k\.?a\.?|also known as|alias)\b/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md|esq)$/;
const MOST_CHARACTERS = 200;

export function personName(text: string): PersonName {
  const whole = text.slice(0, MOST_CHARACTERS).replace(/\s+/g, ' ').trim();
  const [first = '', ...also] = whole.split(ALSO_KNOWN);
  const others = [...also, ...[...first.matchAll(ALSO)].map((found) => found[1] ?? '')];
  const nicknames = [...first.matchAll(NICKNAME)].map((found) => wordsOf(found[1] ?? found[2] ?? ''));
  const plain = first.replace(ALSO, ' ').replace(NICKNAME, ' ');
  const chunks = plain
    .split(' ')
    .map(wordsOf)
    .filter((chunk) => chunk.length > 0);
  const words = chunks.flat();
  if (isRole(words))
    return { key: keyOf(whole), titles: [], parts: chunks, nicknames, others: others.map(trimmed), isRole: true };
  const titles = leadingTitles(chunks);
  const parts = chunks.slice(titles.length).filter((chunk, index) => index === 0 || !SUFFIX.test(chunk[0] ?? ''));
  return {
    key: keyWithout(plain.trim(), titles.length) || keyOf(whole) || 'unknown_person',
    titles,
    parts,
    nicknames,
    others: others.map(trimmed),
    isRole: false,
  };
}

/** Folded words. */
export function wordsOf(text: string): string[] {
  return tokensOf(text.slice(0, MOST_CHARACTERS)).map(({ norm }) => norm);
}

function trimmed(text: string): string {
  return text.replace(/^[\s,;:]+|[\s,;:]+$/g, '');
}

/** Titles before a name; the last word is a name always. */
function leadingTitles(chunks: readonly (readonly string[])[]): string[] {
  const titles: string[] = [];
  for (const chunk of chunks.slice(0, -1)) {
    const title = chunk.length === 1 ? titleOf(chunk[0] ?? '') : null;
    if (title === null) break;
    titles.push(title);
  }
  return titles;
}

function keyWithout(whole: string, titles: number): string {
  return keyOf(whole.split(/ +/).slice(titles).join(' ')) || keyOf(whole);
}

/** `guard one` and `first guard` are `guard 1`. */
export function numbered(words: readonly string[]): { words: string[]; number: string | null } {
  const last = words.at(-1) ?? '';
  const number = /^\d{1,4}$/.test(last) ? last : (NUMBERS.get(last) ?? null);
  if (number === null || words.length < 2) return { words: [...words], number: null };
  return { words: words.slice(0, -1), number };
}

import { LETTERS, LEXICON, LOUD } from './lexicon';
import { greekName } from './symbols';

/** One run of letters as it is said: an acronym, an identifier, a letter of a formula, or a word like any other. */
export function wordSaid(letters: string, { isLoud = false } = {}): string {
  const known = LEXICON.get(letters);
  if (known !== undefined) return known;
  if (letters.length === 1) return greekName(letters) ?? letters;
  if (/^[a-z]?\p{Lu}{2,}s?$/u.test(letters)) return capitals(letters, isLoud);
  if (/^\p{Ll}{2,}\p{Lu}|^\p{Ll}\p{Lu}\p{Ll}+\p{Lu}|^(?:\p{Lu}\p{Ll}+){3,}$/u.test(letters)) return humps(letters);
  return letters;
}

/** Letters where it has no vowel, or is short; else a word that was written loudly. */
function capitals(letters: string, isLoud: boolean): string {
  const bare = letters.replace(/s$/, '');
  const isLetters = LETTERS.has(letters) || LETTERS.has(bare);
  if (!isLetters && LOUD.has(bare)) return letters.toLowerCase();
  const isWord = /[AEIOUY]/.test(bare.slice(0, -1)) && bare.length >= (isLoud ? 2 : 5) && !/^[a-z]/.test(bare);
  if (!isLetters && isWord) return letters.toLowerCase();
  const ends = letters !== bare ? `${bare.at(-1)}s` : '';
  return [...(ends ? bare.slice(0, -1) : bare), ends].filter(Boolean).join(' ');
}

/** `getUserName`: get user name. */
function humps(letters: string): string {
  return letters
    .split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .map((part) => (/^\p{Lu}{2,}$/u.test(part) ? wordSaid(part) : part.toLowerCase()))
    .join(' ');
}

import { COORDINATING, isCapital } from './main-verb';
import { BASE } from './physical-verbs';
import type { Token } from './tokens';
import { DETERMINERS, isAdverb, POSSESSIVES, SUBJECT_PRONOUNS } from './words';

/** Stand without an article, and are nobody's name. */
const STUFF = new Set(
  `water smoke glass dust blood light rain snow fire steam sweat sand mud gunfire thunder lightning wind fog debris paper traffic metal wood ash
  oil gas ice hair skin cloth clothing broken moonlight sunlight sunrise daylight darkness neon music rubble gravel ink milk coffee foam lava
  heat mist spray wood`.split(/\s+/),
);

export interface Subject {
  /** Word by word; none of a name or a pronoun: who it is, is said elsewhere. */
  readonly said: readonly string[];
  /** The adverb between subject and verb. */
  readonly manner: string | null;
}

export function subjectOf(before: readonly Token[], form: number): Subject {
  const manner = before.at(-1)?.word ?? '';
  const said = partKept(before.filter(({ word }, index) => !isLeading(before, word, index)));
  return { said: isNamed(said, form) ? [] : lowered(said), manner: isManner(manner) ? manner : null };
}

const isManner = (word: string): boolean => isAdverb(word) && word.endsWith('ly');

/** `Suddenly the lights go out`, `and then`: and what stands right before the verb. */
function isLeading(before: readonly Token[], word: string, index: number): boolean {
  if (isAdverb(word)) return index === 0 || index === before.length - 1 || COORDINATING.has(before[0]?.word ?? '');
  return index === 0 && COORDINATING.has(word);
}

/** Behind whose it is: `Rae's hand` is a hand. */
function partKept(tokens: readonly Token[]): readonly Token[] {
  if (POSSESSIVES.has(tokens[0]?.word ?? '')) return tokens.slice(1);
  const owner = tokens.findIndex(({ word }) => word.endsWith("'s") || word.endsWith("s'"));
  const isOwned =
    owner >= 0 && owner < tokens.length - 1 && tokens.slice(0, owner + 1).every(({ text }) => isCapital(text));
  return isOwned && !DETERMINERS.has(tokens[0]?.word ?? '') ? tokens.slice(owner + 1) : tokens;
}

function isNamed(tokens: readonly Token[], form: number): boolean {
  const [first, ...others] = tokens;
  if (!first || SUBJECT_PRONOUNS.has(first.word)) return true;
  const hasName = others.some(({ text }) => isCapital(text));
  if (DETERMINERS.has(first.word)) return hasName && others.some(({ word }) => word === 'and');
  if (!isCapital(first.text)) return hasName;
  if (STUFF.has(first.word)) return false;
  return !isPluralNoun(tokens, form);
}

/** `Fists fly`: names take the third person. */
function isPluralNoun(tokens: readonly Token[], form: number): boolean {
  return form === BASE && !tokens.slice(1).some(({ text, word }) => isCapital(text) || word === 'and');
}

function lowered(tokens: readonly Token[]): string[] {
  return tokens.map(({ text, word }, index) => (index === 0 ? word : text));
}

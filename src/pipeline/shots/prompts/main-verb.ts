import {
  BASE,
  CATENATIVES,
  ING,
  PARTICIPLE,
  PAST,
  PHYSICAL,
  RATHER_NOUNS,
  RESULTS,
  S,
  UNSEEN_FORMS,
} from './physical-verbs';
import type { Token } from './tokens';
import { BE, CONJUNCTIONS, HAVE, isAdverb, isPreposition, MODALS, opensNoun, SUBJECT_PRONOUNS } from './words';

/** Where the verb of a clause stands, from its auxiliary on, and in what form. */
export interface MainVerb {
  readonly at: number;
  readonly form: number;
  /** A camera sees it; what is thought, said, denied or only possible it does not. */
  readonly isSeen: boolean;
}

/** Of what a clause begins with; no subject is longer. */
const MOST_LOOKED_AT = 24;

/** Of the clause that begins with the token at `start`. `continuing`: the form of the clause before it, whose subject it may share. */
export function mainVerb(
  all: readonly Token[],
  start: number,
  continuing: number,
  most = MOST_LOOKED_AT,
): MainVerb | null {
  const tokens = untilParted(all.slice(start, start + most));
  let fallback: MainVerb | null = null;
  let isRelative = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? '';
    if (RELATIVE.has(word) && at > 0) isRelative = true;
    else if (SUBORDINATING.has(word)) return fallback;
    const found = verbAt(tokens, at, continuing);
    if (!found) continue;
    if (isRelative) isRelative = false;
    else if (found.form !== PAST && found.form !== ING) return found;
    else fallback ??= found;
  }
  return fallback;
}

const RELATIVE = new Set(['who', 'which', 'that']);
function untilParted(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findIndex(({ ends }) => ends !== 'NOTHING');
  return last < 0 ? tokens : tokens.slice(0, last + 1);
}

export const COORDINATING: ReadonlySet<string> = new Set(['and', 'or', 'but', 'nor', 'then', 'yet', 'so', 'plus']);
const SUBORDINATING = new Set([...CONJUNCTIONS].filter((word) => !COORDINATING.has(word) && word !== 'that'));
const NEGATIONS = new Set(['not', 'never', 'barely', 'hardly', 'nearly', 'almost']);

function verbAt(tokens: readonly Token[], at: number, continuing: number): MainVerb | null {
  const token = tokens[at];
  if (!token || token.isQuoted) return null;
  if (isAuxiliary(token.word)) return auxiliaryAt(tokens, at);
  const before = wordBefore(tokens, at);
  if (before !== null && (opensNoun(before) || (isPreposition(before) && !mayFollow(tokens, at)))) return null;
  const form = finiteForm(tokens, at, continuing);
  const isDenied = NEGATIONS.has(tokens[at - 1]?.word ?? '');
  if (form !== 0) return { at, form, isSeen: !isDenied };
  return UNSEEN_FORMS.has(token.word) && at > 0 ? { at, form: S, isSeen: false } : null;
}

/** `The man in black turns`: a preposition has had its noun by then. */
function mayFollow(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.word ?? '';
  return ['inside', 'outside', 'around', 'out', 'up', 'down', 'off'].includes(before);
}

const isAuxiliary = (word: string): boolean => BE.has(word) || HAVE.has(word) || MODALS.has(word) || GETS.has(word);
const GETS = new Set(['gets', 'get', 'got']);
/** `is slowly being pulled`. */
const MOST_BETWEEN = 3;

function auxiliaryAt(tokens: readonly Token[], at: number): MainVerb | null {
  const word = tokens[at]?.word ?? '';
  if (word === 'being' || word === 'having') return null;
  const unseen = { at, form: S, isSeen: false };
  if (MODALS.has(word)) return unseen;
  const wanted = HAVE.has(word) || GETS.has(word) ? PARTICIPLE : ING | PARTICIPLE;
  for (let next = at + 1; next <= at + MOST_BETWEEN; next += 1) {
    const after = tokens[next];
    if (!after || NEGATIONS.has(after.word)) return unseen;
    if (isAdverb(after.word) || after.word === 'being' || after.word === 'been') continue;
    const isSeen = !after.isQuoted && ((PHYSICAL.get(after.word) ?? 0) & wanted) !== 0 && !RATHER_NOUNS.has(after.word);
    return { ...unseen, isSeen };
  }
  return unseen;
}

function finiteForm(tokens: readonly Token[], at: number, continuing: number): number {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  const forms = formsAt(tokens, at);
  if (
    RATHER_NOUNS.has(word) &&
    !isBehindName(tokens, at) &&
    !(startsAt(tokens, at) && continuing === S && !isPreposition(next))
  )
    return 0;
  if (forms & S) return isNounBeforeVerb(tokens, at) ? 0 : S;
  if (forms & BASE && isPluralBefore(tokens, at, continuing)) return BASE;
  if (forms & PAST && (at > 0 || continuing === PAST)) return PAST;
  return forms & ING ? ING : 0;
}

/** Of a verb that begins another one those of the first, where the second is seen: `starts to climb`. */
function formsAt(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.word ?? '';
  const physical = PHYSICAL.get(word) ?? 0;
  const begun = CATENATIVES.get(word) ?? 0;
  if (physical !== 0 || begun === 0) return physical;
  const next = tokens[at + 1]?.word ?? '';
  const [second, wanted] = next === 'to' ? [tokens[at + 2]?.word ?? '', BASE] : [next, ING];
  return (PHYSICAL.get(second) ?? 0) & wanted ? begun : 0;
}

/** `steps` in `The steps creak`, `Waves crash`: what comes behind it is the verb. */
function isNounBeforeVerb(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.ends !== 'NOTHING') return false;
  const next = tokens.slice(at + 1, at + 3).find(({ word }) => !isAdverb(word))?.word ?? '';
  if (BE.has(next) || HAVE.has(next) || MODALS.has(next)) return true;
  return !RESULTS.has(next) && !RATHER_NOUNS.has(next) && ((PHYSICAL.get(next) ?? 0) & BASE) !== 0;
}

const PLURALS = new Set(
  'they we you i men women people children police feet teeth mice both all others two three four five six crew crowd team'.split(
    ' ',
  ),
);

function isPluralBefore(tokens: readonly Token[], at: number, continuing: number): boolean {
  const before = wordBefore(tokens, at);
  if (before === null) return continuing === BASE;
  if (PLURALS.has(before)) return true;
  if (tokens.slice(Math.max(0, at - MOST_SUBJECT), at).some(({ word }) => word === 'and')) return true;
  return before.endsWith('s') && !before.endsWith('ss') && !SINGULAR.has(before);
}

const MOST_SUBJECT = 6;
const SINGULAR = new Set([
  'his',
  'its',
  'this',
  'us',
  'is',
  'was',
  'has',
  'as',
  'across',
  'towards',
  'always',
  'perhaps',
]);

const startsAt = (tokens: readonly Token[], at: number): boolean => wordBefore(tokens, at) === null;

function isBehindName(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - MOST_SUBJECT), at).findLast(({ word }) => !isAdverb(word));
  if (!before) return false;
  return SUBJECT_PRONOUNS.has(before.word) || (isCapital(before.text) && !opensNoun(before.word));
}

export const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);

/** Without the adverbs and the connectives between. Null: nothing stands before it. */
function wordBefore(tokens: readonly Token[], at: number): string | null {
  for (let before = at - 1; before >= Math.max(0, at - MOST_SUBJECT); before -= 1) {
    const word = tokens[before]?.word ?? '';
    if (!isAdverb(word) && !(before === 0 && COORDINATING.has(word))) return word;
  }
  return null;
}

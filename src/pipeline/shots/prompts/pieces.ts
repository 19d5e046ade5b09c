import { COORDINATING, type MainVerb, mainVerb } from './main-verb';
import { ING, PAST } from './physical-verbs';
import type { Token } from './tokens';
import { isAdverb, isPreposition } from './words';

/** A clause, or what stands between commas without a verb of its own. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly verb: MainVerb | null;
  /** A semicolon, a dash or a colon is behind it. */
  readonly isLast: boolean;
}

/** Parted at commas, and at `and`, `then`, `but` where a clause begins behind them: those in `the gun and the keys` part nothing. */
export function* piecesOf(sentence: readonly Token[]): Generator<Piece> {
  let [start, continuing] = [0, 0];
  while (start < sentence.length) {
    const verb = mainVerb(sentence, start, continuing);
    continuing = verb?.form ?? continuing;
    const endExclusive = pieceEnd(sentence, start, verb);
    const tokens = sentence.slice(start, endExclusive);
    yield { tokens, verb, isLast: tokens.at(-1)?.ends === 'CLAUSE' };
    start = endExclusive;
  }
}

function pieceEnd(sentence: readonly Token[], start: number, verb: MainVerb | null): number {
  for (let at = start; at < sentence.length; at += 1) {
    const word = sentence[at]?.word ?? '';
    const isBehindVerb = verb !== null && at > start + verb.at && at > start;
    if (isBehindVerb && COORDINATING.has(word) && opensClause(sentence, at + 1, verb.form)) return at;
    if (sentence[at]?.ends !== 'NOTHING') return at + 1;
  }
  return sentence.length;
}

/** `and falls`, `then slowly falls`, `and the man falls`. */
const MOST_BEFORE_VERB = 6;

function opensClause(sentence: readonly Token[], start: number, form: number): boolean {
  const verb = mainVerb(sentence, start, form, MOST_BEFORE_VERB + 3);
  if (!verb || verb.at > MOST_BEFORE_VERB) return false;
  const before = sentence
    .slice(start, start + verb.at)
    .filter(({ word }) => !isAdverb(word) && !COORDINATING.has(word));
  if (before.length === 0) return verb.form === form || verb.form === ING;
  if (before.some(({ word }) => isPreposition(word))) return false;
  return verb.form !== ING && (verb.form !== PAST || form === PAST);
}

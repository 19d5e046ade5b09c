import {
  ADVERBS,
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  isThirdPerson,
  isVerbForm,
  PARTICLES,
  PREPOSITIONS,
  PRONOUN_OBJECTS,
  VERBS,
} from './grammar';
import { ADJECTIVE_NAMES, CALENDAR_NAMES } from './name-words';
import type { Token } from './tokens';

/** What follows says that a name stands here, that a word does, or neither. */
type Reading = 'NAME' | 'WORD' | 'OPEN';

export interface WordNamePlace {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly endExclusive: number;
  /** They are in the scene by their whole name, by a cue, or by its list. */
  readonly isInScene: boolean;
  readonly isName: (index: number) => boolean;
}

const DATED = new Set([
  'in',
  'since',
  'until',
  'till',
  'til',
  'during',
  'last',
  'next',
  'this',
  'early',
  'late',
  'mid',
  'every',
  'each',
  'one',
]);
const MAYBE_DATED = new Set(['of', 'by', 'from', 'before', 'after', 'through', 'on', 'for', 'and', 'is', 'was']);
const NEVER_BEFORE = new Set([
  ...DETERMINERS,
  'it',
  'very',
  'own',
  'state',
  'works',
  'work',
  'to',
  'fire',
  'high',
  'another',
  'of all',
  'false',
  'last',
  'new',
]);
/** Verbs that are nobody's plural: what stands before them is who does it. `attacks head on` is one, too. */
const NO_NOUNS = new Set('keeps goes gets takes puts gives brings makes sees comes sits holds lets sets'.split(' '));
/** What lies on things: `Frost on the rails.` */
const MATTER = new Set(
  'frost snow rain ice dew mist fog sand rust ash dust mud salt soot smoke blood light moss water sun moon oil'.split(
    ' ',
  ),
);
const ALONE = new Set(['it', 'is', 'was', 'its', 'be']);

/**
 * Whether a word that names somebody besides names them here: `Will steps in`, not `Will it hold?`; `He looks at May`, not
 * `in May`; `GRACE waits`, not `a ROSE`. Lower case was sorted out before.
 */
export function isNameHere(place: WordNamePlace): boolean {
  const { tokens, from } = place;
  const token = tokens[from];
  if (token === undefined || isDate(place)) return false;
  const before = token.isStart ? undefined : tokens[from - 1];
  if (before !== undefined && isWordBefore(place, before, token)) return false;
  const reading = readingOf(place);
  if (token.isPossessive) return reading !== 'WORD';
  if (token.casing === 'UPPER' && !isShouted(tokens, from)) return isNameInCapitals(place, reading);
  if (token.isStart || token.casing === 'UPPER')
    return reading === 'NAME' || (reading === 'OPEN' && (place.isInScene || isAim(before)));
  return !(isInCompound(place, before) && !place.isInScene);
}

function isWordBefore({ tokens, from }: WordNamePlace, before: Token, token: Token): boolean {
  if (before.norm === 'to' && token.casing !== 'LOWER') return isSpan(token, tokens[from - 2]);
  const isClose = !/[,;:–—]|--/.test(token.gap);
  return isClose && NEVER_BEFORE.has(before.norm) && !before.isPossessive;
}

/** `from April to May`; `steps up to May` is to her. */
function isSpan(token: Token, before: Token | undefined): boolean {
  const isTime = before !== undefined && (CALENDAR_NAMES.has(before.norm) || /^\d/.test(before.norm));
  return CALENDAR_NAMES.has(token.norm) && isTime;
}

function isDate({ tokens, from, endExclusive, isInScene }: WordNamePlace): boolean {
  const token = tokens[from];
  if (token === undefined || token.isPossessive || !CALENDAR_NAMES.has(token.norm)) return false;
  const next = tokens[endExclusive];
  if (next !== undefined && !next.isStart && /^\d{1,4}(?:st|nd|rd|th)?$/.test(next.norm) && !/\(/.test(next.gap)) {
    return !(next.gap.includes(',') && next.norm.length < 3 && token.casing === 'UPPER');
  }
  const before = token.isStart ? undefined : tokens[from - 1];
  if (before === undefined) return false;
  if (DATED.has(before.norm) || /^\d/.test(before.norm)) return true;
  if (ALONE.has(before.norm) && (before.norm.startsWith('it') || tokens[from - 2]?.norm === 'it')) return true;
  return (
    MAYBE_DATED.has(before.norm) &&
    !isInScene &&
    before.norm !== 'and' &&
    before.norm !== 'from' &&
    before.norm !== 'for'
  );
}

/** The whole sentence is in capitals, as a SHOT is: then they say nothing. */
function isShouted(tokens: readonly Token[], at: number): boolean {
  let others = 0;
  for (const step of [-1, 1]) {
    for (let index = at + step; Math.abs(index - at) < 8; index += step) {
      const token = tokens[index];
      if (token === undefined || (step > 0 && token.isStart) || (step < 0 && tokens[index + 1]?.isStart)) break;
      if (token.casing === 'LOWER' && !/^\d/.test(token.norm)) return false;
      others += token.casing === 'UPPER' ? 1 : 0;
    }
  }
  return others > 0;
}

function isNameInCapitals({ tokens, from, endExclusive, isInScene }: WordNamePlace, reading: Reading): boolean {
  const [token, next] = [tokens[from], tokens[endExclusive]];
  if (next !== undefined && !next.isStart && /,/.test(next.gap) && /^(?:says|reads)$/.test(next.norm)) return false;
  const isEmphasis =
    next !== undefined && !next.isStart && PRONOUN_OBJECTS.has(next.norm) && VERBS.has(token?.norm ?? '');
  if (isEmphasis) return isInScene && token?.isStart === true;
  return reading !== 'WORD' || next === undefined || next.casing !== 'UPPER' || isThirdPerson(next.norm);
}

function isAim(before: Token | undefined): boolean {
  return before !== undefined && (PREPOSITIONS.has(before.norm) || isThirdPerson(before.norm));
}

function readingOf({ tokens, endExclusive, from, isName }: WordNamePlace): Reading {
  const [token, next] = [tokens[from], tokens[endExclusive]];
  if (token === undefined) return 'WORD';
  if (token.isPossessive) return next === undefined || next.isStart ? 'OPEN' : 'NAME';
  if (next === undefined || next.isStart) return 'OPEN';
  if (/^ ?\(/.test(next.gap)) return 'NAME';
  if (/[,;–—-]/.test(next.gap)) return afterComma(token, next);
  if (next.norm === 'and') return isName(endExclusive + 1) ? 'NAME' : 'OPEN';
  return afterBlank(token, next, tokens[endExclusive + 1]);
}

function afterComma(token: Token, next: Token): Reading {
  if (/^\d/.test(next.norm)) return 'NAME';
  if (/^(?:says|said|reads|read)$/.test(next.norm)) return 'WORD';
  if (isVerbForm(next.norm)) return 'NAME';
  return ADJECTIVE_NAMES.has(token.norm) ? 'WORD' : 'OPEN';
}

function afterBlank(token: Token, next: Token, second: Token | undefined): Reading {
  const word = next.norm;
  if (AUXILIARIES.has(word) || ADVERBS.has(word)) return 'NAME';
  if (isVerbForm(word)) return isNounToo(word, second) ? 'WORD' : 'NAME';
  if (word.endsWith('ly')) return 'NAME';
  if (word === 'of') return 'WORD';
  if (/^(?:on|over|across|upon|along)$/.test(word) && MATTER.has(token.norm)) return 'WORD';
  if (PREPOSITIONS.has(word) || CONJUNCTIONS.has(word)) return 'OPEN';
  if (DETERMINERS.has(word) || PRONOUN_OBJECTS.has(word)) return 'WORD';
  const takes = second !== undefined && !second.isStart && (DETERMINERS.has(second.norm) || PARTICLES.has(second.norm));
  return word.endsWith('s') && !word.endsWith('ss') && takes ? 'NAME' : 'WORD';
}

/** `Rose petals fall`, `Art books line the shelf`: a verb after what looks like one. */
function isNounToo(word: string, second: Token | undefined): boolean {
  if (second === undefined || second.isStart || word.endsWith('ing') || word.endsWith('ed')) return false;
  if (NO_NOUNS.has(word) || second.norm === 'head') return false;
  return (
    VERBS.has(second.norm) && !PARTICLES.has(second.norm) && !PREPOSITIONS.has(second.norm) && !ADVERBS.has(second.norm)
  );
}

/** `Chase Bank`, `Cape May`: part of another name. */
function isInCompound({ tokens, endExclusive, isName }: WordNamePlace, before: Token | undefined): boolean {
  const next = tokens[endExclusive];
  const isBefore = before?.casing === 'CAPITAL' && !before.isStart && !before.isPossessive && before.norm.length > 1;
  const isAfter = next?.casing === 'CAPITAL' && !next.isStart && next.gap === ' ' && !isName(endExclusive);
  return isBefore || isAfter;
}

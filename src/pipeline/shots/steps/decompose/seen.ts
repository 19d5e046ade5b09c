import type { FormatRules } from '../../formats';
import type { ShotType, Trigger } from '../../shot';
import type { Cover, ShotSegment } from '../../shot-list';
import { framingOf, framingOfAction, framingOfHeading, isEnd, isListed, montageAt, skipsTime } from './asked';
import { type Piece, piecesOf } from './pieces';
import { isOnlyLook, type Moment, momentOf } from './triggers';
import type { Seen } from './units';

/** A piece of action that may go on in the next one. */
export interface Sight extends Piece {
  readonly covers: readonly Cover[];
  /** Null: of a heading, which is what follows it. */
  readonly trigger: Trigger | null;
  readonly askedType: ShotType | null;
  /** The camera is set anew for it. */
  readonly isNewSetUp: boolean;
  /** `LATER`, `THE END`: words on the screen or none, never a picture of their own where there is one beside them. */
  readonly hangsOn: 'NEXT' | 'LAST' | null;
}

/** What is true where a paragraph stands. */
export interface Standing {
  readonly rules: FormatRules;
  readonly nameOf: (key: string) => string;
  readonly isClimax: boolean;
  /** The shot before is of speech, or reveals something. */
  readonly afterSpeech: boolean;
  readonly inMontage: boolean;
  readonly seenBefore: ReadonlySet<string>;
}

/** Seconds of screen that action takes, by its words: a page of 200 lasts a minute, most of it in few words. */
export const ACTION_WORDS_A_SECOND = 5;

const SET_ANEW = /^(?:INT|EXT|I\/E)\b[./ ]/u;

export function sightsOf(seen: Seen, standing: Standing): Sight[] {
  const { rules } = standing;
  const isHeading = seen.kind === 'SHOT';
  const asked = isHeading ? framingOfHeading(seen.text) : framingOfAction(seen.text);
  const mostWords = (rules.longestSeconds * ACTION_WORDS_A_SECOND) / rules.pace;
  const cutting = { mostWords, bySentence: rules.isIntimate, nameOf: standing.nameOf };
  return piecesOf(seen, cutting).map((piece, at): Sight => {
    const { text, words, count, people } = piece;
    const isFirst = at === 0;
    const startsAnew = isHeading || asked !== null || SET_ANEW.test(seen.text) || standing.inMontage;
    return {
      ...{ text, words, count, people },
      covers: [seen.cover],
      trigger: triggerOf(piece, seen, standing),
      askedType: isFirst ? (asked?.type ?? null) : null,
      isNewSetUp: rules.isIntimate || (isFirst && startsAnew),
      hangsOn: hangsOn(seen),
    };
  });
}

function hangsOn({ kind, text }: Seen): Sight['hangsOn'] {
  if (isEnd(text) || montageAt(text) === false) return 'LAST';
  const isMark = kind === 'SHOT' || montageAt(text) === true || (skipsTime(text) && !text.includes(':'));
  return isMark ? 'NEXT' : null;
}

const TRIGGER: Readonly<Record<Moment, Trigger>> = {
  INTRODUCTION: 'NEW_CHARACTER_ENTERS',
  VIOLENCE: 'CLIMAX_MOMENT',
  REVELATION: 'REVELATION',
  EMOTION: 'EMOTIONAL_MOMENT',
  TENSION: 'TENSION_BUILDING',
  PLAIN: 'ACTION_BEAT',
};

function triggerOf(piece: Piece, seen: Seen, standing: Standing): Trigger | null {
  if (skipsTime(seen.text) || (seen.kind === 'CENTRED' && !isEnd(seen.text))) return 'TIME_SKIP';
  const moment = momentOf(piece.text, piece.words);
  if (moment === 'VIOLENCE' && !standing.isClimax) return 'ACTION_BEAT';
  const mayBeLook = moment === 'EMOTION' || moment === 'TENSION' || moment === 'PLAIN';
  if (mayBeLook && standing.afterSpeech && piece.people.length > 0 && isOnlyLook(piece.text)) return 'REACTION';
  if (moment !== 'PLAIN') return TRIGGER[moment];
  if (presents(piece, standing)) return 'NEW_CHARACTER_ENTERS';
  if (standing.inMontage || isListed(seen.text)) return 'TIME_SKIP';
  return seen.kind === 'SHOT' ? null : 'ACTION_BEAT';
}

/** Whoever is seen for the first time is written in capitals. */
function presents({ text, people }: Piece, { seenBefore, nameOf }: Standing): boolean {
  const strangers = people.filter((key) => !seenBefore.has(key));
  if (strangers.length === 0 || text === text.toUpperCase()) return false;
  const capitals = new Set(text.match(/[\p{Lu}\p{M}]{2,}/gu));
  return strangers.some((key) =>
    (
      nameOf(key)
        .toUpperCase()
        .match(/[\p{Lu}\p{M}]{2,}/gu) ?? []
    ).some((w) => capitals.has(w)),
  );
}

/** Of these each is a moment of its own. The others go on in the next paragraph. */
const GOES_ON: readonly Trigger[] = ['ACTION_BEAT', 'TENSION_BUILDING', 'EMOTIONAL_MOMENT'];

/** Whether one shot shows both: the same kind of moment in one element, nobody new in frame, not too much to see. */
export function goesOnIn(sight: Sight, next: Sight, mergedWords: number): boolean {
  if (sight.hangsOn === 'NEXT') return next.hangsOn === null && next.askedType === null && isHeadingOf(sight, next);
  if (next.isNewSetUp || next.hangsOn !== null || sight.trigger !== next.trigger) return false;
  if (next.trigger === null || !GOES_ON.includes(next.trigger)) return false;
  const isOneElement = sight.covers.at(-1)?.element === next.covers[0]?.element;
  const isAnybodyNew = next.people.some((key) => !sight.people.includes(key));
  return isOneElement && !isAnybodyNew && sight.count + next.count <= mergedWords;
}

function isHeadingOf({ trigger }: Sight, next: Sight): boolean {
  if (trigger === null || trigger === next.trigger) return true;
  return trigger === 'TIME_SKIP' && next.trigger !== null && GOES_ON.includes(next.trigger);
}

export function together(sight: Sight, next: Sight): Sight {
  return {
    ...next,
    text: `${sight.text} ${next.text}`,
    count: sight.count + next.count,
    people: [...new Set([...sight.people, ...next.people])],
    covers: [...sight.covers, ...next.covers],
    trigger: sight.trigger ?? next.trigger,
    askedType: sight.askedType ?? next.askedType,
  };
}

interface Shown {
  readonly intensity: number;
  readonly isDisasterMoment: boolean;
}

export function shotOf(
  sight: Sight,
  trigger: Trigger,
  { intensity, isDisasterMoment }: Shown,
): ShotSegment & { readonly covers: Cover[] } {
  const askedType = framingOf(sight.askedType, sight.people.length);
  return {
    trigger,
    content: sight.text,
    covers: uniqueCovers(sight.covers),
    dialogueText: null,
    dialogueSpeaker: null,
    characters: [...new Set(sight.people)],
    intensity,
    isDisasterMoment,
    ...(askedType ? { askedType } : {}),
  };
}

function uniqueCovers(covers: readonly Cover[]): Cover[] {
  return covers.filter(
    ({ element, paragraph }, at) => covers[at - 1]?.element !== element || covers[at - 1]?.paragraph !== paragraph,
  );
}

import { framesForSeconds, secondsOfFrames } from '../../values/frames';
import type { Rate } from '../../values/rate';
import type { FormatRules } from '../formats';
import type { PacingCurve, Trigger } from '../shot';
import type { SceneFacts, ShotListProblem, ShotSegment, Timing } from '../shot-list';
import { SPOKEN_WORDS_A_SECOND } from './decompose';
import { ACTION_WORDS_A_SECOND } from './decompose/seen';
import { countWords } from './decompose/words';
import { filledFrames } from './filled-frames';

/** Seconds that such a moment takes by itself. */
const BASE_SECONDS: Readonly<Record<Trigger, number>> = {
  LOCATION_ESTABLISH: 4,
  NEW_CHARACTER_ENTERS: 3,
  DIALOGUE_EXCHANGE: 3,
  ACTION_BEAT: 2,
  EMOTIONAL_MOMENT: 4.5,
  REVELATION: 1.5,
  TIME_SKIP: 3,
  TENSION_BUILDING: 2.5,
  CLIMAX_MOMENT: 3.5,
  REACTION: 2.5,
};
const PACE: Readonly<Record<PacingCurve, number>> = { MODERATE: 1, ACCELERATING: 0.85, RAPID: 0.7, DECELERATING: 1.3 };
/** A blow that is not got over at once is held longer. */
const DISASTER = 1.15;
const FASTEST_WORDS_A_SECOND = 4;
const LEAST_SPEECH_SECONDS = 1.5;
const BREATH_SECONDS = 0.5;

/** Seconds that a shot would take if nothing else were asked. */
export function naturalSeconds(shot: ShotSegment, pacing: PacingCurve, { pace }: FormatRules): number {
  const haste = shot.intensity >= 0.7 ? 0.9 : shot.intensity <= 0.3 ? 1.1 : 1;
  const blow = shot.isDisasterMoment ? DISASTER : 1;
  return baseSeconds(shot) * pace * PACE[pacing] * haste * blow;
}

function baseSeconds({ trigger, dialogueText, content, covers }: ShotSegment): number {
  const base = BASE_SECONDS[trigger];
  if (dialogueText !== null) {
    return Math.max(
      base,
      Math.max(LEAST_SPEECH_SECONDS, countWords(dialogueText) / SPOKEN_WORDS_A_SECOND) + BREATH_SECONDS,
    );
  }
  return covers.length > 0 ? Math.max(base, countWords(content) / ACTION_WORDS_A_SECOND) : base;
}

interface Bounds {
  readonly shortest: number;
  readonly longest: number;
}

/** Whole frames within the seconds of the format; at a coarse rate one length may be all that there is. */
export function boundsOf({ shortestSeconds, longestSeconds }: FormatRules, rate: Rate): Bounds {
  const shortest = Math.max(1, framesForSeconds(shortestSeconds, rate));
  const longest = Math.floor((longestSeconds * rate.numerator) / rate.denominator + 1e-6);
  return { shortest, longest: Math.max(shortest, longest) };
}

/** Speech is not shorter than its words at four a second. */
function leastFrames({ dialogueText }: ShotSegment, { shortest, longest }: Bounds, rate: Rate): number {
  if (dialogueText === null) return shortest;
  const spoken = framesForSeconds(countWords(dialogueText) / FASTEST_WORDS_A_SECOND, rate);
  return Math.min(longest, Math.max(shortest, spoken));
}

interface Timed {
  readonly shots: Timing[];
  readonly problem: ShotListProblem | null;
}

/**
 * V4. With a target the frames of the shots sum to it exactly, shared by their natural lengths between the shortest and the longest
 * that the format allows; where that cannot be, they are as near as can be, and the problem says so. Without one they last as they want.
 */
export function timed(shots: readonly ShotSegment[], facts: SceneFacts, rules: FormatRules, rate: Rate): Timed {
  const bounds = boundsOf(rules, rate);
  const wanted = shots.map((shot) => (naturalSeconds(shot, facts.pacing, rules) * rate.numerator) / rate.denominator);
  const least = shots.map((shot) => leastFrames(shot, bounds, rate));
  const most = shots.map(() => bounds.longest);
  const { frames, problem } = shared({ wanted, least, most, facts, bounds, rate });
  return { shots: frames.map((durationFrames) => ({ durationFrames, pacingCurve: facts.pacing })), problem };
}

interface Sharing {
  readonly wanted: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly facts: SceneFacts;
  readonly bounds: Bounds;
  readonly rate: Rate;
}

function shared(sharing: Sharing): { frames: number[]; problem: ShotListProblem | null } {
  const { wanted, least, most, facts, bounds } = sharing;
  const target = facts.targetFrames;
  if (target === null) return { frames: natural(sharing), problem: null };
  const shortest = wanted.map(() => bounds.shortest);
  if (target < total(shortest)) return { frames: shortest, problem: tooShort(sharing, total(shortest)) };
  if (target > total(most)) return { frames: [...most], problem: tooLong(sharing, total(most)) };
  if (target >= total(least)) return { frames: filledFrames(target, { weights: wanted, least, most }), problem: null };
  return { frames: filledFrames(target, { weights: least, least: shortest, most: least }), problem: rushed(sharing) };
}

function natural({ wanted, least, most }: Sharing): number[] {
  return wanted.map((frames, at) => Math.min(most[at] ?? 1, Math.max(least[at] ?? 1, Math.round(frames))));
}

const total = (frames: readonly number[]): number => frames.reduce((a, b) => a + b, 0);

function spoken(frames: number, rate: Rate): string {
  return `${Math.round(secondsOfFrames(frames, rate) * 100) / 100} s`;
}

function tooShort({ facts, wanted, rate, bounds }: Sharing, frames: number): ShotListProblem {
  const target = spoken(facts.targetFrames ?? 0, rate);
  const message = `Scene ${facts.number} should last ${target}; its ${wanted.length} shots of at least ${spoken(bounds.shortest, rate)} last ${spoken(frames, rate)}.`;
  return { code: 'TARGET_TOO_SHORT', severity: 'ERROR', message, scene: facts.number, shot: null };
}

function tooLong({ facts, wanted, rate, bounds }: Sharing, frames: number): ShotListProblem {
  const target = spoken(facts.targetFrames ?? 0, rate);
  const message = `Scene ${facts.number} should last ${target}; its ${wanted.length} shots of at most ${spoken(bounds.longest, rate)} last ${spoken(frames, rate)}.`;
  return { code: 'TARGET_TOO_LONG', severity: 'ERROR', message, scene: facts.number, shot: null };
}

function rushed({ facts, rate, least }: Sharing): ShotListProblem {
  const [target, needed] = [facts.targetFrames ?? 0, total(least)].map((frames) => spoken(frames, rate));
  const message = `Scene ${facts.number} should last ${target}; its words at ${FASTEST_WORDS_A_SECOND} a second and its other shots need ${needed}.`;
  return { code: 'SPEECH_RUSHED', severity: 'WARNING', message, scene: facts.number, shot: null };
}

import { frameNearSeconds } from '../../values/frames';
import type { Rate } from '../../values/rate';
import type { ShotTransition, ShotType } from '../shot';
import type { Framing, Joining, SceneFacts, ShotSegment, Timing } from '../shot-list';
import { foldedWords } from './decompose/words';

type Shot = ShotSegment & Framing & Timing;

export interface JoinedScene {
  readonly facts: SceneFacts;
  readonly shots: readonly Shot[];
}

/** Seconds that a transition takes where nothing else is said. */
const SECONDS: Readonly<Record<ShotTransition, number>> = {
  CUT: 0,
  DISSOLVE: 0.5,
  FADE_BLACK: 1,
  FADE_FROM_BLACK: 1,
  MATCH_CUT: 0,
  SMASH_CUT: 0,
  WIPE: 0.5,
  J_CUT: 0.3,
  L_CUT: 0.3,
};
const ACT_END_SECONDS = 2;

interface Wanted {
  readonly transition: ShotTransition;
  readonly seconds: number;
}

const of = (transition: ShotTransition): Wanted => ({ transition, seconds: SECONDS[transition] });

/**
 * V5, one row a scene. `FADE IN:` is the FADE_FROM_BLACK of the shot before it; before the film's first shot there is none, and the film
 * begins with it. A crossfade takes no more than half of either shot.
 */
export function joined(scenes: readonly JoinedScene[], rate: Rate): Joining[][] {
  return scenes.map(({ facts, shots }, at) => {
    const next = scenes.slice(at + 1, at + 2)[0] ?? null;
    return shots.map((shot, index): Joining => {
      const after = shots[index + 1] ?? next?.shots[0] ?? null;
      const wanted = index < shots.length - 1 ? within(shot, after) : between(shot, facts, next);
      return { transitionToNext: wanted.transition, crossfadeFrames: crossfade(wanted.seconds, shot, after, rate) };
    });
  });
}

function crossfade(seconds: number, shot: Timing, after: Timing | null, rate: Rate): number {
  const halves = [shot, ...(after ? [after] : [])].map(({ durationFrames }) => Math.floor(durationFrames / 2));
  return Math.min(frameNearSeconds(seconds, rate), ...halves);
}

const speaks = ({ dialogueText }: ShotSegment): boolean => dialogueText !== null;

function within(shot: Shot, after: Shot | null): Wanted {
  if (shot.askedTransition) return of(shot.askedTransition);
  return of(speaks(shot) && after !== null && !speaks(after) ? 'L_CUT' : 'CUT');
}

function between(shot: Shot, facts: SceneFacts, next: JoinedScene | null): Wanted {
  const actEnd: Wanted = { transition: 'FADE_BLACK', seconds: ACT_END_SECONDS };
  const endsAct = facts.endsAct && next !== null;
  if (shot.askedTransition) return endsAct && shot.askedTransition === 'FADE_BLACK' ? actEnd : of(shot.askedTransition);
  if (next === null) return of('FADE_BLACK');
  if (endsAct) return actEnd;
  if (isAnotherTime(facts, next.facts)) return of('DISSOLVE');
  if (turns(facts, next.facts)) return of('SMASH_CUT');
  if (matches(shot, next.shots[0])) return of('MATCH_CUT');
  return of(speaks(shot) ? 'J_CUT' : 'CUT');
}

function isAnotherTime({ timeOfDay: here }: SceneFacts, { timeOfDay: there }: SceneFacts): boolean {
  return here !== null && there !== null && here !== there;
}

/** What ended well begins badly, or the other way round. */
function turns(here: SceneFacts, there: SceneFacts): boolean {
  const end = here.emotionalEnd ?? here.emotionalStart;
  const start = there.emotionalStart ?? there.emotionalEnd;
  return end !== null && start !== null && end !== start;
}

const CLOSE: readonly ShotType[] = ['INSERT', 'CLOSE_UP', 'EXTREME_CLOSE_UP'];
/** Letters of a word that names a thing rather than a relation. */
const NAMING = 5;

/** Both show one person close, or the same thing. */
function matches(shot: Shot, after: Shot | undefined): boolean {
  if (!after || !CLOSE.includes(shot.shotType) || !CLOSE.includes(after.shotType)) return false;
  const [one, other] = [shot.characters, after.characters];
  if (one.length > 0 || other.length > 0) return one.length === 1 && other.length === 1 && one[0] === other[0];
  const things = new Set(foldedWords(shot.content).filter((word) => word.length >= NAMING));
  return foldedWords(after.content).some((word) => things.has(word));
}

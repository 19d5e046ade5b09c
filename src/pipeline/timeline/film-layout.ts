import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import { type FittedNarration, fitNarration, type NarrationToFit } from './fit-narration';

const OPENING_SECONDS = 1;
const LEAD_SECONDS = 0.25;
const TAIL_SECONDS = 0.5;
const CLOSING_SECONDS = 2;

/** What a film is to hold besides its narrations. */
export interface Frame {
  /** Of the title's card; null: there is none. */
  readonly titleSeconds?: number | null;
  readonly endSeconds?: number | null;
  /** How long it was asked to be; null: nobody asked. */
  readonly targetSeconds?: number | null;
}

/** One narration, laid out: its frames reach from its start to the next one's. */
export interface Laid {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  readonly voiceFrame: number;
  readonly voiceFrames: number;
}

export interface FilmLayout {
  readonly laid: readonly Laid[];
  /** Where the end's card begins, or the last picture is left alone. */
  readonly endFrame: number;
  readonly durationFrames: number;
  /** How much faster than they were spoken the narrations are heard. */
  readonly tempo: number;
  /** What had to give way, for people; null: nothing. */
  readonly says: string | null;
}

/** Where narrations of these lengths lie in a film, one after another. */
export function filmLayout(voiceSeconds: readonly number[], rate: Rate, frame: Frame = {}): FilmLayout {
  const { titleSeconds = null, endSeconds = null, targetSeconds = null } = frame;
  const frames = (seconds: number): number => framesForSeconds(seconds, rate);
  const [titleFrames, endFrames] = [frames(titleSeconds ?? 0), frames(endSeconds ?? 0)];
  const fitted = fittedWithin({
    voiceFrames: voiceSeconds.map(frames),
    pauses: {
      openingFrames: titleSeconds === null ? frames(OPENING_SECONDS) : 0,
      leadFrames: frames(LEAD_SECONDS),
      tailFrames: frames(TAIL_SECONDS),
      closingFrames: endSeconds === null ? frames(CLOSING_SECONDS) : 0,
    },
    cardFrames: titleFrames + endFrames,
    targetFrames: targetSeconds === null ? null : frames(targetSeconds),
  });
  let startFrame = titleFrames + fitted.openingFrames;
  const laid = fitted.gaps.map(({ leadFrames, voiceFrames, tailFrames }) => {
    const voiceFrame = startFrame + leadFrames;
    const endFrameExclusive = voiceFrame + voiceFrames + tailFrames;
    const place = { startFrame, endFrameExclusive, voiceFrame, voiceFrames };
    startFrame = endFrameExclusive;
    return place;
  });
  const { durationFrames, tempo, says } = fitted;
  return { laid, endFrame: startFrame, durationFrames, tempo, says };
}

/** A film that is a tenth longer or shorter than it was asked to be is as long as it was asked to be. */
const TOLERANCE = 0.1;

/**
 * Within the tolerance nothing gives way: else one word more in one narration would move every pause, and all of the film would be
 * rendered anew.
 */
function fittedWithin(film: NarrationToFit): FittedNarration {
  const natural = fitNarration({ ...film, targetFrames: null });
  const { targetFrames } = film;
  if (targetFrames === null) return natural;
  const mostFrames = Math.floor(targetFrames * (1 + TOLERANCE));
  if (natural.durationFrames > mostFrames) return fitNarration({ ...film, targetFrames: mostFrames });
  return natural.durationFrames < targetFrames * (1 - TOLERANCE) ? fitNarration(film) : natural;
}

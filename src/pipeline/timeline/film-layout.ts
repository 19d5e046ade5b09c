import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';

const OPENING_SECONDS = 1;
const LEAD_SECONDS = 0.25;
const TAIL_SECONDS = 0.5;
const CLOSING_SECONDS = 2;

/** What stands before and behind the narrations, where that is more than a breath. */
export interface Cards {
  /** Of the title's card; null: there is none. */
  readonly titleSeconds: number | null;
  readonly endSeconds: number | null;
}

const NO_CARDS: Cards = { titleSeconds: null, endSeconds: null };

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
}

/** Where narrations of these lengths lie in a film, one after another. */
export function filmLayout(voiceSeconds: readonly number[], rate: Rate, cards: Cards = NO_CARDS): FilmLayout {
  let startFrame = framesForSeconds(cards.titleSeconds ?? OPENING_SECONDS, rate);
  const laid = voiceSeconds.map((seconds) => {
    const voiceFrame = startFrame + framesForSeconds(LEAD_SECONDS, rate);
    const voiceFrames = framesForSeconds(seconds, rate);
    const endFrameExclusive = voiceFrame + voiceFrames + framesForSeconds(TAIL_SECONDS, rate);
    const place = { startFrame, endFrameExclusive, voiceFrame, voiceFrames };
    startFrame = endFrameExclusive;
    return place;
  });
  const closingFrames = framesForSeconds(cards.endSeconds ?? CLOSING_SECONDS, rate);
  return { laid, endFrame: startFrame, durationFrames: startFrame + closingFrames };
}

import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';

const OPENING_SECONDS = 1;
const LEAD_SECONDS = 0.25;
const TAIL_SECONDS = 0.5;
const CLOSING_SECONDS = 2;

/** One narration, laid out: its frames reach from its start to the next one's. */
export interface Laid {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  readonly voiceFrame: number;
  readonly voiceFrames: number;
}

/** Where narrations of these lengths lie in a film, one after another. */
export function filmLayout(voiceSeconds: readonly number[], rate: Rate): { laid: Laid[]; durationFrames: number } {
  let startFrame = framesForSeconds(OPENING_SECONDS, rate);
  const laid = voiceSeconds.map((seconds) => {
    const voiceFrame = startFrame + framesForSeconds(LEAD_SECONDS, rate);
    const voiceFrames = framesForSeconds(seconds, rate);
    const endFrameExclusive = voiceFrame + voiceFrames + framesForSeconds(TAIL_SECONDS, rate);
    const place = { startFrame, endFrameExclusive, voiceFrame, voiceFrames };
    startFrame = endFrameExclusive;
    return place;
  });
  return { laid, durationFrames: startFrame + framesForSeconds(CLOSING_SECONDS, rate) };
}

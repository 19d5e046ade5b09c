import { frameNearSeconds, framesForSeconds, shareFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import { captionTexts, characterCount } from './caption-text';
import type { CaptionLine } from './cut';

export interface Sentence {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Spoken {
  /** Measured in the narration, in its order. */
  readonly sentences: readonly Sentence[];
  /** Where the narration begins in the film, and before which frame its last caption must be gone. */
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

const LEAST_SECONDS = 0.8;

/**
 * What is read while one narration is heard. A sentence stays until the next one begins if its captions would be shorter
 * than 0.8 s. More captions than frames, as no speech can be, lose the last of them.
 */
export function captionLines({ sentences, startFrame, endFrameExclusive }: Spoken, rate: Rate): CaptionLine[] {
  const starts = sentences.map(({ startSeconds }) => startFrame + frameNearSeconds(startSeconds, rate));
  let free = startFrame;
  return sentences.flatMap((sentence, index) => {
    const start = Math.min(Math.max(free, starts[index] ?? free), endFrameExclusive);
    const next = Math.min(starts[index + 1] ?? endFrameExclusive, endFrameExclusive);
    const end = startFrame + frameNearSeconds(sentence.endSeconds, rate);
    const lines = sharedOut(captionTexts(sentence.text), { start, end, next: Math.max(start, next) }, rate);
    free = lines.at(-1)?.endFrameExclusive ?? start;
    return lines;
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Nothing may last beyond it. */
  readonly next: number;
}

function sharedOut(texts: readonly string[], { start, end, next }: Stretch, rate: Rate): CaptionLine[] {
  const least = framesForSeconds(LEAST_SECONDS, rate);
  const wanted = Math.max(end - start, texts.length * least);
  let from = start;
  return shares(Math.min(wanted, next - start), texts.map(characterCount), least)
    .map((frames, index) => {
      const line = { startFrame: from, endFrameExclusive: from + frames, text: texts[index] ?? '' };
      from = line.endFrameExclusive;
      return line;
    })
    .filter((line) => line.endFrameExclusive > line.startFrame);
}

/** By characters; where that leaves one too short and all could be long enough, the least is given to each first. */
function shares(total: number, characters: readonly number[], least: number): number[] {
  const plain = shareFrames(total, characters);
  const rest = total - characters.length * least;
  if (rest < 0 || plain.every((frames) => frames >= least)) return plain;
  return shareFrames(rest, characters).map((frames) => frames + least);
}

import { characterCount } from '../timeline/caption-text';
import { tokensOf } from '../timeline/caption-words';
import type { CaptionLine, Cut } from '../timeline/cut';
import { shareFrames } from '../values/frames';
import type { BurnedCaption } from './piece';

/** What is burned into a film, in its frames. */
export function burnedLines({ captions, captionStyle }: Cut): BurnedCaption[] {
  return captions.map((line) => {
    const { startFrame, endFrameExclusive, text } = line;
    const plain = { startFrame, endFrameExclusive, text };
    return captionStyle === 'KARAOKE' ? { ...plain, wordFrames: wordFrames(line) } : plain;
  });
}

/** Of a line that came without its words, the tokens are shared out over its length. */
function wordFrames({ startFrame, endFrameExclusive, text, words = [] }: CaptionLine): number[] {
  const tokens = tokensOf(text);
  if (words.length === tokens.length) return words.map((word) => word.startFrame);
  let at = startFrame;
  return shareFrames(endFrameExclusive - startFrame, tokens.map(characterCount)).map((frames) => {
    at += frames;
    return at - frames;
  });
}

/** What of them is seen in a stretch of the film, in the stretch's own frames; what lies outside of it leaves no trace. */
export function captionsOn(
  lines: readonly BurnedCaption[],
  { startFrame: from, durationFrames }: { startFrame: number; durationFrames: number },
): BurnedCaption[] {
  const within = (frame: number) => Math.max(0, Math.min(durationFrames, frame - from));
  return lines.flatMap(({ startFrame, endFrameExclusive, text, wordFrames: words }) => {
    const seen = { startFrame: within(startFrame), endFrameExclusive: within(endFrameExclusive), text };
    if (seen.endFrameExclusive <= seen.startFrame) return [];
    return [words ? { ...seen, wordFrames: words.map(within) } : seen];
  });
}

import { frameNearSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import type { CaptionWord } from './cut';

/** A word as it was written, and when it is heard in its narration. */
export interface SpokenWord {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** What stands between the blanks of a caption. */
export function tokensOf(caption: string): string[] {
  return caption.split(/\s+/u).filter(Boolean);
}

/**
 * When each token of each caption is heard; null where captions and words are not of one text. They meet by their characters: a
 * caption breaks a word of a hundred letters, and a sentence may have other blanks than the words came with.
 */
export function tokenWords(captions: readonly string[], words: readonly SpokenWord[]): SpokenWord[][] | null {
  const written = words.flatMap((word) => Array.from(unspaced(word.text), () => word));
  const tokens = captions.map(tokensOf);
  if (tokens.flat().join('') !== words.map(({ text }) => unspaced(text)).join('')) return null;
  let at = 0;
  return tokens.map((some) =>
    some.flatMap((text) => {
      const first = written[at];
      at += Array.from(text).length;
      const last = written[at - 1];
      return first && last ? [{ text, startSeconds: first.startSeconds, endSeconds: last.endSeconds }] : [];
    }),
  );
}

function unspaced(text: string): string {
  return text.replace(/\s+/gu, '');
}

interface Place {
  /** Where the narration begins in the film. */
  readonly voiceFrame: number;
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

/** Words in the film's frames, none of them outside of its caption, none before the one that it follows. */
export function placedWords(words: readonly SpokenWord[], place: Place, rate: Rate): CaptionWord[] {
  let free = place.startFrame;
  return words.map(({ text, startSeconds, endSeconds }) => {
    const within = (seconds: number) =>
      Math.min(place.endFrameExclusive, Math.max(free, place.voiceFrame + frameNearSeconds(seconds, rate)));
    const startFrame = within(startSeconds);
    free = startFrame;
    return { text, startFrame, endFrameExclusive: within(endSeconds) };
  });
}

import { frameNearSeconds, framesForSeconds, shareFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import { captionTexts, characterCount } from './caption-text';
import { placedWords, type SpokenWord, tokenWords } from './caption-words';
import type { CaptionLine } from './cut';

export interface Sentence {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Spoken {
  /** Measured in the narration, in its order. */
  readonly sentences: readonly Sentence[];
  /** Those of the sentences, in their order: then lines have theirs, and each begins with its first. Of another text they are left. */
  readonly words?: readonly SpokenWord[];
  /** Where the narration begins in the film, and before which frame its last caption must be gone. */
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

const LEAST_SECONDS = 0.8;

/**
 * What is read while one narration is heard. A sentence stays until the next one begins if its captions would be shorter
 * than 0.8 s. More captions than frames, as no speech can be, lose the last of them.
 */
export function captionLines(spoken: Spoken, rate: Rate): CaptionLine[] {
  const { sentences, startFrame, endFrameExclusive } = spoken;
  const starts = sentences.map(({ startSeconds }) => startFrame + frameNearSeconds(startSeconds, rate));
  const captions = captionsOf(spoken);
  let free = startFrame;
  return sentences.flatMap((sentence, index) => {
    const start = Math.min(Math.max(free, starts[index] ?? free), endFrameExclusive);
    const next = Math.min(starts[index + 1] ?? endFrameExclusive, endFrameExclusive);
    const end = startFrame + frameNearSeconds(sentence.endSeconds, rate);
    const stretch = { voiceFrame: startFrame, start, end, next: Math.max(start, next) };
    const lines = sharedOut(captions[index] ?? [], stretch, rate);
    free = lines.at(-1)?.endFrameExclusive ?? start;
    return lines;
  });
}

interface Caption {
  readonly text: string;
  readonly words: readonly SpokenWord[] | null;
}

/** By sentence. */
function captionsOf({ sentences, words = [] }: Spoken): Caption[][] {
  const texts = sentences.map(({ text }) => captionTexts(text));
  const timed = tokenWords(texts.flat(), words)?.values();
  return texts.map((some) => some.map((text) => ({ text, words: timed?.next().value ?? null })));
}

interface Stretch {
  readonly voiceFrame: number;
  readonly start: number;
  readonly end: number;
  /** Nothing may last beyond it. */
  readonly next: number;
}

function sharedOut(captions: readonly Caption[], stretch: Stretch, rate: Rate): CaptionLine[] {
  const { voiceFrame, start, end, next } = stretch;
  const least = framesForSeconds(LEAST_SECONDS, rate);
  const total = Math.min(Math.max(end - start, captions.length * least), next - start);
  const characters = captions.map(({ text }) => characterCount(text));
  const lengths = spokenShares(captions, { start, total, voiceFrame }, rate) ?? shares(total, characters, least);
  let from = start;
  return captions.flatMap(({ text, words }, index) => {
    const startFrame = from;
    from += lengths[index] ?? 0;
    if (from <= startFrame) return [];
    const place = { voiceFrame, startFrame, endFrameExclusive: from };
    return [{ startFrame, endFrameExclusive: from, text, ...(words && { words: placedWords(words, place, rate) }) }];
  });
}

/** Each from its first word to the next one's; null where words are not known, or leave one of them no frame. */
function spokenShares(
  captions: readonly Caption[],
  { start, total, voiceFrame }: { start: number; total: number; voiceFrame: number },
  rate: Rate,
): number[] | null {
  const firsts = captions.slice(1).map(({ words }) => words?.[0]?.startSeconds ?? Number.NaN);
  const bounds = [start, ...firsts.map((seconds) => voiceFrame + frameNearSeconds(seconds, rate)), start + total];
  const lengths = bounds.slice(1).map((bound, index) => bound - (bounds[index] ?? bound));
  return lengths.every((frames) => frames > 0) ? lengths : null;
}

/** By characters; where that leaves one too short and all could be long enough, the least is given to each first. */
function shares(total: number, characters: readonly number[], least: number): number[] {
  const plain = shareFrames(total, characters);
  const rest = total - characters.length * least;
  if (rest < 0 || plain.every((frames) => frames >= least)) return plain;
  return shareFrames(rest, characters).map((frames) => frames + least);
}

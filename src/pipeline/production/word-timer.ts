import type { SpokenNarration } from './spoken/spoken-narration';

/** Where a word as it is written is heard, in seconds. */
export interface TimedWord {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface TimingOrder {
  /** RIFF WAVE, 16-bit PCM, mono. */
  readonly wav: Uint8Array;
  readonly narration: SpokenNarration;
  /** BCP 47. */
  readonly language: string;
  readonly signal: AbortSignal;
}

/** Finds each word in speech that nobody told it of. */
export interface WordTimer {
  /** As many as the narration has written words, in their order. Null: what is heard is not what was to be said, or not in a language that it knows. */
  time(order: TimingOrder): Promise<TimedWord[] | null>;
}

/** Who says where words are heard: the vendor, our alignment, or their lengths alone. */
export const WORD_SOURCES = ['TOLD', 'ALIGNED', 'GUESSED'] as const;
export type WordSource = (typeof WORD_SOURCES)[number];

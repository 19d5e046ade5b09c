import type { SegmentIntent } from './segment';

/** How reference transcripts speak, and how a script that follows them is to speak. None of their segments are in it. */
export interface StyleProfile {
  readonly wordsPerMinute: number;
  /** Of a segment, in words: as they are written, a tenth of them shorter than `low` and a tenth longer than `high`. */
  readonly segmentWords: { readonly low: number; readonly median: number; readonly high: number };
  readonly sentenceWords: { readonly low: number; readonly median: number; readonly high: number };
  /** Between segments; null where the references have no times. */
  readonly pauseSeconds: number | null;
  /** What share of the segments has each intent; they sum to 1, and intents that never occur are left out. */
  readonly intents: readonly { readonly intent: SegmentIntent; readonly share: number }[];
  /** How they begin and how they end: a sentence each, of at most 300 characters, as examples of tone and not to be said. */
  readonly openings: readonly string[];
  readonly closings: readonly string[];
  readonly vocabulary: {
    /** Words and phrases that they like more than plain English does, the most telling first. */
    readonly favourites: readonly string[];
    /** Links between thoughts: `so`, `in other words`. */
    readonly connectives: readonly string[];
    readonly questionsShare: number;
    readonly firstPersonShare: number;
    readonly secondPersonShare: number;
    /** Of words that are long or rare, from 0 to 1. */
    readonly technicality: number;
  };
  /** What it was learned from. */
  readonly learnedFrom: { readonly references: number; readonly segments: number; readonly words: number };
}

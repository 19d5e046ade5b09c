import type { GenerationProfile, StoryFormat } from './shot';

/** What a format asks of a shot list. A new format is one row. */
export interface FormatRules {
  /** On every duration that no target decides. */
  readonly pace: number;
  readonly aspectRatio: '16:9' | '9:16';
  readonly generationProfile: GenerationProfile;
  /** Seconds that a shot may last. */
  readonly shortestSeconds: number;
  readonly longestSeconds: number;
  /** Neighbouring paragraphs up to so many words are one shot. */
  readonly mergedWords: number;
  /** Lines of one exchange up to so many share their shots. */
  readonly mergedLines: number;
  /** Closer framings for a small screen. */
  readonly isIntimate: boolean;
  /** Bounds for the whole film, in seconds; null where the format has none. */
  readonly filmSeconds: { readonly least: number; readonly most: number } | null;
}

export const FORMATS: Readonly<Record<StoryFormat, FormatRules>> = {
  TIKTOK: {
    pace: 0.5,
    aspectRatio: '9:16',
    generationProfile: 'SPEED_PREVIEW',
    shortestSeconds: 0.8,
    longestSeconds: 6,
    mergedWords: 25,
    mergedLines: 2,
    isIntimate: true,
    filmSeconds: { least: 5, most: 180 },
  },
  REEL: {
    pace: 0.7,
    aspectRatio: '9:16',
    generationProfile: 'SPEED_PREVIEW',
    shortestSeconds: 1,
    longestSeconds: 8,
    mergedWords: 35,
    mergedLines: 2,
    isIntimate: true,
    filmSeconds: { least: 5, most: 180 },
  },
  YOUTUBE: {
    pace: 1,
    aspectRatio: '16:9',
    generationProfile: 'BALANCED',
    shortestSeconds: 1,
    longestSeconds: 15,
    mergedWords: 70,
    mergedLines: 4,
    isIntimate: false,
    filmSeconds: { least: 15, most: 3_600 },
  },
  SHORT_FILM: {
    pace: 1.1,
    aspectRatio: '16:9',
    generationProfile: 'BALANCED',
    shortestSeconds: 1,
    longestSeconds: 25,
    mergedWords: 90,
    mergedLines: 6,
    isIntimate: false,
    filmSeconds: { least: 30, most: 2_700 },
  },
  FEATURE: {
    pace: 1.2,
    aspectRatio: '16:9',
    generationProfile: 'PRODUCTION_QUALITY',
    shortestSeconds: 1,
    longestSeconds: 30,
    mergedWords: 100,
    mergedLines: 6,
    isIntimate: false,
    filmSeconds: { least: 2_400, most: 12_600 },
  },
  SERIES_EP: {
    pace: 1.05,
    aspectRatio: '16:9',
    generationProfile: 'BALANCED',
    shortestSeconds: 1,
    longestSeconds: 20,
    mergedWords: 80,
    mergedLines: 5,
    isIntimate: false,
    filmSeconds: { least: 900, most: 5_400 },
  },
};

import { wordCount } from './paragraphs';
import type { SegmentIntent } from './segment';

const BY_INTENT: Readonly<Record<SegmentIntent, number>> = {
  INTRO: 80,
  BACKGROUND: 40,
  METHODOLOGY: 70,
  KEY_FINDING: 90,
  FIGURE_WALKTHROUGH: 100,
  DATA_DISCUSSION: 60,
  COMPARISON: 70,
  TRANSITION: 20,
  RECAP: 50,
  OUTRO: 60,
};
const FIGURE_ADDS = 20;
const LENGTH_ADDS = 10;
const LONG_WORDS = 150;

interface Weighed {
  readonly text: string;
  readonly intent: SegmentIntent;
  readonly figures: readonly unknown[];
}

/** How much a segment matters where money is short: 0 to 1 in steps of 0.01. */
export function guessedImportance({ text, intent, figures }: Weighed): number {
  const figure = figures.length > 0 ? FIGURE_ADDS : 0;
  const length = wordCount(text) > LONG_WORDS ? LENGTH_ADDS : 0;
  return Math.min(100, BY_INTENT[intent] + figure + length) / 100;
}

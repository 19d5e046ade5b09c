import { figureMentions } from './figure-mentions';
import type { SegmentIntent } from './segment';

const FIGURE = 'names a figure or table';

/**
 * Whole words, first match wins: `found` says a finding, `foundation` nothing; `by all means` explains nothing. The finer words of
 * later files (counterpoint, definition, …) are signs of the intent that they refine.
 */
const SIGNS: readonly (readonly [SegmentIntent, RegExp | typeof FIGURE])[] = [
  [
    'RECAP',
    /\b(?:to recap|recapping|in summary|to sum up|summing up|in short|to summari[sz]e|to conclude|in conclusion)\b/,
  ],
  ['OUTRO', /\b(?:in closing|thanks for|thank you for|that's all for|until next time|see you next)\b/],
  ['FIGURE_WALKTHROUGH', FIGURE],
  ['KEY_FINDING', /\b(?:claim(?:s|ed)?|argue[sd]?|assert(?:s|ed)?|contend(?:s|ed)?|propose[sd]?)\b/],
  ['KEY_FINDING', /\b(?:results?|findings?|found|show(?:s|ed|n)?|demonstrate[sd]?|evidence)\b/],
  ['KEY_FINDING', /\b(?:according to|research indicates|data from)\b/],
  ['DATA_DISCUSSION', /\b(?:data|datasets?|statistics|metrics|numbers|percent|per cent|percentages?)\b|\d\s?%/],
  ['COMPARISON', /\b(?:compared|versus|vs|comparisons?|better than|outperform(?:s|ed)?|contrast(?:s|ed)?)\b/],
  ['COMPARISON', /\b(?:however|but|on the other hand|critics|opposing|challenge[sd]?)\b/],
  ['DATA_DISCUSSION', /\b(?:suggest(?:s|ed)?|impl(?:y|ies|ied)|indicate[sd]?|analys[ie]s)\b/],
  ['DATA_DISCUSSION', /(?<!\b(?:by (?:all|any|no|some)|the|of) )\bmeans\b(?! of\b)/],
  ['RECAP', /\b(?:taken together|combining|synthesis|overall)\b|(?:^|[.!?]\s)together,/],
  [
    'METHODOLOGY',
    /\b(?:methodolog(?:y|ies)|approach(?:es)?|methods?|algorithms?|techniques?|works by|process(?:es)?)\b/,
  ],
  ['DATA_DISCUSSION', /\b(?:defined as|refers? to|(?:is|are) called|known as)\b/],
  ['BACKGROUND', /\b(?:story|happened|began|started|timeline|history of)\b/],
  ['BACKGROUND', /\b(?:context|background|traditionally|historically|previously)\b/],
  ['DATA_DISCUSSION', /\b(?:i think|in my view|importantly|notably|fascinating)\b/],
  ['DATA_DISCUSSION', /\b(?:what|why|how|could|should)\b[^?]{0,2000}\?/],
  ['DATA_DISCUSSION', /\b(?:might|could|future|imagine|what if|potentially)\b/],
  ['TRANSITION', /\b(?:let's|let us|now|moving|turning|next|shifting)\b/],
];
/** Before the last of fewer there is nothing yet to say again. */
const FEWEST_TO_RECAP = 4;

/** What a segment is for, guessed from its place and its words. People correct it; BACKGROUND says nothing special. */
export function guessedIntent(text: string, idx: number, count: number): SegmentIntent {
  if (idx === 0) return 'INTRO';
  if (idx === count - 1) return 'OUTRO';
  const lower = text.toLowerCase().replaceAll('’', "'");
  const said = SIGNS.find(([, sign]) => (sign === FIGURE ? figureMentions(text).length > 0 : sign.test(lower)));
  if (said) return said[0];
  return idx === count - 2 && count >= FEWEST_TO_RECAP ? 'RECAP' : 'BACKGROUND';
}

import type { SegmentIntent } from './segment';

/** Whole words, first match wins: `found` says a finding, `foundation` says nothing. */
const SIGNS: readonly (readonly [SegmentIntent, RegExp])[] = [
  ['RECAP', /\b(?:to recap|in summary|to sum up|summing up|in short|to summari[sz]e)\b/],
  ['FIGURE_WALKTHROUGH', /\b(?:figures?|figs?\.?|tables?)\s*\d/],
  ['KEY_FINDING', /\b(?:results?|findings?|found|shows?|demonstrates?|evidence|claims?|argues?)\b/],
  ['DATA_DISCUSSION', /\b(?:data|datasets?|statistics|metrics|numbers|percent)\b/],
  ['COMPARISON', /\b(?:compared|versus|comparison|better than|outperforms?|contrast)\b/],
  ['METHODOLOGY', /\b(?:methodology|approach|methods?|algorithms?|techniques?|works by|process)\b/],
  ['TRANSITION', /\b(?:let's|let us|moving on|turning to|next)\b/],
];

/** What a segment is for, guessed from its place and its words. People correct it; BACKGROUND says nothing special. */
export function guessedIntent(text: string, idx: number, count: number): SegmentIntent {
  if (idx === 0) return 'INTRO';
  if (idx === count - 1) return 'OUTRO';
  const lower = text.toLowerCase().replaceAll('’', "'");
  return SIGNS.find(([, sign]) => sign.test(lower))?.[0] ?? 'BACKGROUND';
}

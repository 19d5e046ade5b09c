/** Something is said to be the first, the best, or without its like. */
export interface Superlative {
  /** With what is said to be it: `the first open map`. A stretch of the text as it is. */
  readonly text: string;
  readonly start: number;
  /** The same for all spellings. */
  readonly key: string;
}

/** They end like superlatives. */
const NO_SUPERLATIVES =
  'rest|test|west|forest|interest|request|guest|harvest|invest|protest|contest|nest|chest|honest|modest|priest|arrest|quest|digest|manifest|tempest|crest|pest|latest|vest|behest|conquest|bequest|zest';
/** The first of these is a place in a row, and no claim. */
const IN_A_ROW =
  'is|was|and|of|or|are|were|thing|step|part|section|question|one|stage|phase|point|half|few|two|three|four|five|panel|row|column|figure|table|place|case|line|second|minute|hour|day|week|month|year|author|author’s|time|to mention|layer|experiment';

const OWNED = String.raw`\b(?:the|its|their|our|his|her|\p{L}+['’]s?)\s+(?:very\s+|single\s+|world['’]s\s+)?`;
const SUPERLATIVE = new RegExp(
  [
    String.raw`${OWNED}(?<first>first)(?!\s+(?:${IN_A_ROW})\b)(?=\s+\p{L})`,
    String.raw`${OWNED}(?<only>only)(?=\s+\p{L})`,
    String.raw`${OWNED}(?<est>(?!(?:${NO_SUPERLATIVES})\b)\p{L}{2,14}est|best|worst)\b`,
    String.raw`${OWNED}(?<most>(?:most|least)\s+(?!of\b)\p{L}+)`,
    String.raw`\b(?<art>state[\s-]of[\s-]the[\s-]art|unprecedented|unrivall?ed|unmatched|never before|for the first time)\b`,
  ].join('|'),
  'giu',
);
const WHAT = /^(?:\s+[\p{L}\p{N}'’-]+){1,3}/u;

export function superlativesIn(text: string): Superlative[] {
  return [...text.matchAll(SUPERLATIVE)].map((match) => {
    const end = match.index + match[0].length;
    const { first, only, est, most, art } = match.groups ?? {};
    const key = (first ?? only ?? est ?? most ?? art ?? '').toLowerCase().replace(/[\s-]+/g, ' ');
    return { text: match[0] + (WHAT.exec(text.slice(end, end + 80))?.[0] ?? ''), start: match.index, key };
  });
}

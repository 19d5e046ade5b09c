const NOUNS_IN_ING = new Set(
  `learning training reasoning modelling modeling engineering cooling heating building ceiling clustering sampling imaging sensing computing
planning warming flooding farming fishing housing marketing manufacturing mining pricing programming scheduling spring string king ring wing
evening morning lightning wiring coating bearing bonding binding breathing hearing feeling meaning wellbeing timing tracking routing caching
encoding embedding rendering parsing forecasting upsampling pooling masking padding fine-tuning pretraining printing painting drawing lighting
shading spacing crossing offspring sibling screening sequencing monitoring mapping grazing logging branding banking funding gaming hosting
messaging networking offering ordering packaging parking processing publishing recycling ripening rowing sailing savings shipping shopping
spelling staffing teaching tuning versioning voting weaving weighting welding writing zoning`.split(/\s+/),
);
const ADJECTIVE = /(?:tive|sive|ical|istic|atic|etic|otic|ous|ful|less|able|ible|ual|ial|ary|ior|ern|ish)$/;
const NOUNS_LIKE_ADJECTIVES = new Set(
  `objective incentive perspective narrative derivative adjective additive initiative detective native motive executive representative table
cable variable vegetable statistic diagnostic heuristic characteristic logistic vocabulary library boundary summary secretary salary
glossary dictionary anniversary material trial serial tutorial potential individual manual ritual visual arithmetic cosmetic magnetic
automatic exterior interior behavior behaviour warrior senior junior pattern concern lantern fish dish disease mischief january commentary
documentary estuary sanctuary sublimate commercial memorial testimonial aerial`.split(/\s+/),
);
const SUPERLATIVE =
  /^(?!(?:for|inter|t|requ|harv|gu|n|w|r|cont|ch|qu|arr|conqu|prot|inv|manif|b|z|p|v|l)est$).*[^aeiou]est$/;

/** Whether a word names something by itself, as far as its ending tells: `reasoning` does, `asking` and `cognitive` do not. */
export function namesSomething(word: string): boolean {
  if (/..ing$/.test(word)) return NOUNS_IN_ING.has(word) || word.includes('-');
  if (ADJECTIVE.test(word)) return NOUNS_LIKE_ADJECTIVES.has(word);
  return !SUPERLATIVE.test(word);
}

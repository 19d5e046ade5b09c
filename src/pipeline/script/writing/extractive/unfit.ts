const FEWEST_WORDS = 6;
const MOST_WORDS = 42;
/** More than so many a listener does not keep. */
const MOST_NUMBERS = 4;

const REASONS: readonly RegExp[] = [
  // Fragments: no end, or a beginning that is none.
  /[^.!?”"’']$/u,
  /(?:\.\.\.|…)$/u,
  /^[^\p{Lu}\p{N}“"‘]/u,
  // Formulas: symbols, Greek, letters that stand for quantities.
  /[=∑∏∫√∂∇∈∉⊂∪∩≤≥≪≫←→⇒⇔∀∃∞∝^_{}\\|<>@#~•■□†‡*]/u,
  /[\p{Script=Greek}]/u,
  /(?<![\p{L}\p{N}'’.-]|\d\s)[b-hj-zB-HJ-Z](?![\p{L}\p{N}'’.-])/u,
  // What points at the page, or out of the document.
  /\b(?:sections?|sec\.|chapters?|appendi(?:x|ces)|equations?|eqs?\.|theorem|lemma|corollary|algorithm|listing|footnote|supplement\p{L}*)\s*\(?(?:\d|[A-Z]\b|S\d)/iu,
  /\b(?:supplementary|supporting) (?:material|information|figure|table|data)/iu,
  /\b(?:as follows|following (?:equation|section|table|figure)|the next section|the previous section|this section|described (?:above|below|earlier|later)|mentioned (?:above|below|earlier)|(?:see|listed|shown|given|defined) (?:above|below)|(?:left|right|top|bottom) panel|the remainder of|is organi[sz]ed as)\b/iu,
  /https?:|www\.|\bdoi\b|\.(?:org|com|net|edu)\b/iu,
  /\[[^\]]*\]|\(\s*\)/u,
  // Broken words: `exam- ple`. `Pre- and post-` is whole.
  /\p{L}-\s(?!(?:and|or|to|nor)\b)\p{Ll}/u,
  /\b(?:let us|let’s|let's)\b/iu,
  // Speech that begins in the middle or points at a list.
  /:$/u,
  /;.*;/u,
  /\brespectively\b.*\d|\d.*\brespectively\b/iu,
  /(?:\d[^\p{L}]{1,4}){4,}/u,
  /\b(?:copyright|all rights reserved|corresponding author|e-mail|preprint|under review)\b/iu,
  /[\uFFFD\u0000-\u001F]/u,
  /(?<!\p{L})I(?:['’]\p{L}+)?\s/u,
];

/** A sentence that nobody would want to hear, or that cannot stand in a narration. */
export function isUnfit(text: string): boolean {
  const words = text.split(' ').length;
  if (words < FEWEST_WORDS || words > MOST_WORDS) return true;
  if ((text.match(/\d+(?:[.,]\d+)*/gu) ?? []).length > MOST_NUMBERS) return true;
  if (quotesAreOpen(text)) return true;
  return REASONS.some((reason) => reason.test(text));
}

function quotesAreOpen(text: string): boolean {
  const opened = (text.match(/[“„«]/gu) ?? []).length;
  const closed = (text.match(/[”»]/gu) ?? []).length;
  return opened !== closed || (text.match(/"/gu) ?? []).length % 2 === 1;
}

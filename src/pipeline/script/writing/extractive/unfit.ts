const FEWEST_WORDS = 6;
const MOST_WORDS = 42;
/** More than so many a listener does not keep. */
const MOST_NUMBERS = 4;
const FEWEST_CHARACTERS = 20;
const MOST_CHARACTERS = 700;

/** No end, a beginning that is none, or so short or long that nothing can be made of it. */
export function isHopeless(raw: string): boolean {
  if (raw.length < FEWEST_CHARACTERS || raw.length > MOST_CHARACTERS) return true;
  return !/[.!?][)\]”"’']*(?:\s?\[[\d,\s–-]+\])?$/.test(raw) || /(?:\.\.\.|…)$/.test(raw);
}

/** Looked for in lower case. */
const WORDS: readonly RegExp[] = [
  // What points at the page, or out of the document.
  /\b(?:sections?|sec\.|chapters?|appendi(?:x|ces)|equations?|eqs?\.|theorem|lemma|corollary|algorithm|listing|footnote|supplement[a-z]*)\s*\(?(?:\d|[a-z]\b|s\d)/,
  /\b(?:supplementary|supporting) (?:material|information|figure|table|data)/,
  /\b(?:as follows|following (?:equation|section|table|figure)|the next section|the previous section|this section|(?:described|discussed|mentioned) (?:above|below|earlier|later)|(?:see|listed|shown|given|defined) (?:above|below)|(?:left|right|top|bottom) panel|the remainder of|is organi[sz]ed as)\b/,
  /https?:|www\.|\bdoi\b|\.(?:org|com|net|edu)\b/,
  /\blet us\b|\blet['’]s\b/,
  /\brespectively\b/,
  /\b(?:copyright|all rights reserved|corresponding author|e-mail|preprint|under review)\b/,
];
const MARKS: readonly RegExp[] = [
  /^[^\p{Lu}\p{N}“"‘]/u,
  /[^.!?”"’']$/,
  // Formulas: symbols, Greek, letters that stand for quantities.
  /[=∑∏∫√∂∇∈∉⊂∪∩≤≥≪≫←→⇒⇔∀∃∞∝^_{}\\|<>@#~•■□†‡*\uFFFDͰ-Ͽ[\]]/,
  /(?<![\p{L}\p{N}'’.-]|\d\s)[b-hj-zB-HJ-Z](?![\p{L}\p{N}'’.-])/u,
  // Broken words: `exam- ple`. `Pre- and post-` is whole.
  /\p{L}-\s(?!(?:and|or|to|nor)\b)\p{Ll}/u,
  /;[^;]*;/,
  // Numbers one after another.
  /(?:\d[^\p{L}]{1,4}){4,}/u,
];

/** A sentence that nobody would want to hear, or that cannot stand in a narration. */
export function isUnfit(text: string): boolean {
  const words = text.split(' ').length;
  if (words < FEWEST_WORDS || words > MOST_WORDS) return true;
  if ((text.match(/\d+(?:[.,]\d+)*/g) ?? []).length > MOST_NUMBERS) return true;
  if (quotesAreOpen(text)) return true;
  const lower = text.toLowerCase();
  return MARKS.some((reason) => reason.test(text)) || WORDS.some((reason) => reason.test(lower));
}

function quotesAreOpen(text: string): boolean {
  const opened = (text.match(/[“„«]/g) ?? []).length;
  const closed = (text.match(/[”»]/g) ?? []).length;
  return opened !== closed || (text.match(/"/g) ?? []).length % 2 === 1;
}

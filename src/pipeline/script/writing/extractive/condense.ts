import type { FigureMention } from '../../figure-mentions';
import { authorsNamed } from './authors';
import { withoutFigureClauses } from './figure-clauses';
import { isUnfit } from './unfit';

/** How one document is made fit to be spoken. */
export interface Manner {
  /** Its language has the rules for what stands at the beginning of a sentence. */
  readonly english: boolean;
  /** `We` are `the authors`. Of one author they would be `the author`, and the verb be wrong. */
  readonly authorsNamed: boolean;
  /** Short forms that the document goes on using. */
  readonly acronyms: ReadonlySet<string>;
  /** Words that the document also writes small. */
  readonly smallWords: ReadonlySet<string>;
}

/** A sentence as it may be spoken. */
export interface Condensed {
  /** Without what links it to the sentence before. */
  readonly alone: string;
  /** Right after the sentence that it follows in its document. */
  readonly linked: string;
  /** It makes sense only there. */
  readonly leans: boolean;
  /** What it spoke of in words that were dropped. */
  readonly figures: readonly FigureMention[];
}

const CITED = String.raw`\[\s*\d+(?:\s*[-–,;]\s*\d+)*\s*\]`;
const CITED_CLAUSE = new RegExp(
  String.raw`,?\s*\b(?:as|see|cf\.?|following|e\.g\.,?)\s+(?:\w+\s+){0,2}(?:in|by|from)?\s*${CITED},?`,
  'giu',
);
const CITATION = new RegExp(String.raw`\s*${CITED}`, 'gu');
const ACRONYM_GIVEN = /^\p{Lu}[\p{L}\p{N}-]{1,9}s?$/u;

const WEAK =
  /^(?:however|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|by contrast|in contrast|conversely|therefore|thus|hence|consequently|accordingly|as a result|as a consequence|importantly|notably|interestingly|remarkably|indeed|in fact|first|firstly|second|secondly|third|thirdly|finally|lastly|also|next|then|meanwhile|overall|in summary|in short|in conclusion|to conclude|to summari[sz]e|to this end|to that end|note that|we note that|it should be noted that|it is worth noting that|recall that|and|but|yet|so)(?:,\s+|\s+(?=\p{L}))/iu;
const WEAK_WITH_COMMA =
  /^(?:and|but|yet|so|also|next|then|first|second|third|thus|hence|therefore|indeed|finally|overall|note that|we note that|it should be noted that|it is worth noting that|recall that|however|moreover|importantly|notably)\s/iu;
const STRONG =
  /^(?:for example|for instance|specifically|in particular|that is|in other words|instead|otherwise|similarly|likewise|in turn|on the other hand|on the one hand|again|afterwards|thereafter|subsequently|together|alternatively|rather|still|as such|conversely|in both cases|in this way|at the same time|at this point|doing so|to do so|by doing so|after that|here|there(?! (?:is|are|was|were)))\b/iu;
const OWN_PAPER = /\bth(?:is|e present) (?:paper|study|work|article|report|thesis|survey|review)\b/iu;
const POINTS_BACK =
  /^(?:(?:\p{L}+\s){0,3}(?:this|these|those|such|the (?:latter|former|same|other|others|second|third|remaining|resulting|two|three|above))\b|(?:it|they|he|she|its|their|them|him|her|both|each|either|neither|another|others?|one|some|many|most|all|none|that)\b)/iu;
/** `It is known that …` speaks of nothing before it. */
const EXPLETIVE =
  /^it (?:is|was|has been|remains) (?:\p{L}+ ){0,2}(?:known|important|possible|clear|likely|hard|difficult|easy|unclear|common|often|worth|true|well|essential|necessary|tempting)\b/iu;
/** `Some sensors`, `both ends of`: what they count stands beside them. */
const COUNTS_ITS_OWN = /^(?:some|many|most|all|each|both|one|another)\s(?:of the\s)?\p{L}{3,}/iu;

/** Null where a sentence cannot be spoken, or only with what cannot. */
export function condensed(raw: string, manner: Manner): Condensed | null {
  const shortened = withoutAsides(raw.replace(/\s+/gu, ' ').trim(), manner);
  if (shortened === null) return null;
  const { text, figures } = withoutFigureClauses(shortened.text);
  const plain = tidied(text);
  const said = manner.authorsNamed ? authorsNamed(plain) : plain;
  if (isUnfit(said)) return null;
  const alone = manner.english ? withoutLink(said) : said;
  const known = dedupe([...shortened.figures, ...figures]);
  return { alone, linked: said, leans: manner.english && leans(alone), figures: known };
}

interface Shortened {
  readonly text: string;
  readonly figures: readonly FigureMention[];
}

/** Without citations and brackets. A short form that the document goes on using stays: `…, or LSTM,`. */
function withoutAsides(raw: string, { acronyms }: Manner): Shortened | null {
  const figures: FigureMention[] = [];
  let text = raw
    .replace(CITED_CLAUSE, '')
    .replace(/\bet al\.?(?=\W|$)/gu, 'and colleagues')
    .replace(CITATION, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/(\s*)[([]([^()[\]]*)[)\]](\s*)/u, (_, _left: string, inside: string, right: string) => {
      figures.push(...withoutFigureClauses(inside, true).figures);
      const isShortForm = ACRONYM_GIVEN.test(inside.trim()) && acronyms.has(inside.trim().replace(/s$/u, ''));
      return isShortForm ? `, or ${inside.trim()},${right || ' '}` : right;
    });
  }
  return /[()[\]]/u.test(text) ? null : { text, figures };
}

function tidied(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\s+([,.;:!?])/gu, '$1')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/,([.;:!?])/gu, '$1')
    .replace(/^[,;:\s]+/u, '')
    .trim();
}

/** A connective at the head points at the sentence before. */
function withoutLink(text: string): string {
  const link = WEAK.exec(text)?.[0] ?? '';
  const hasComma = link.trim().endsWith(',');
  if (!link || STRONG.test(text) || (!hasComma && !WEAK_WITH_COMMA.test(link))) return text;
  // `First results`, `Second sensors`: without the comma these count what follows.
  if (!hasComma && /^(?:first|second|third|next|so|also|then|overall)\s/iu.test(link)) return text;
  const rest = text.slice(link.length);
  return withoutLink(capitalised(rest));
}

function leans(alone: string): boolean {
  if (STRONG.test(alone) || WEAK.test(alone)) return true;
  if (EXPLETIVE.test(alone)) return false;
  const withoutOwn = alone.replace(OWN_PAPER, 'the paper');
  return POINTS_BACK.test(withoutOwn) && !COUNTS_ITS_OWN.test(withoutOwn);
}

export const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** As it stands within a sentence: small, unless it is a name. */
export function uncapitalised(text: string, smallWords: ReadonlySet<string>): string {
  const [first = ''] = /^[\p{L}\p{N}'’-]+/u.exec(text) ?? [];
  return smallWords.has(first.toLowerCase()) ? text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()) : text;
}

const dedupe = (figures: readonly FigureMention[]): FigureMention[] => [
  ...new Map(figures.map((it) => [`${it.kind} ${it.number}`, it])).values(),
];

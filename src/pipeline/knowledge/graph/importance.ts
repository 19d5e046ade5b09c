import type { AtomKind, AtomZone } from '../atom';

/** What a paper claims as its own, in the words that papers claim it with. */
const FINDING =
  /\b(?:we (?:\w+ )?(?:find|found|show|showed|demonstrate|demonstrated|conclude|discover|discovered|prove|proved|establish|report that|observe that|observed that)|our (?:\w+ ){0,2}(?:results?|findings?|experiments?|analys[ei]s) (?:\w+ )?(?:show|suggest|indicate|demonstrate|confirm|reveal|imply)|(?:these|the|this) (?:results?|findings?|data|experiments?|stud(?:y|ies)) (?:\w+ )?(?:show|suggest|indicate|demonstrate|confirm|reveal|imply|establish)|in conclusion|the (?:main|key|central|most important) (?:result|finding|conclusion|message)|state[- ]of[- ]the[- ]art|outperform(?:s|ed)?|significantly (?:\w+ )?(?:better|worse|higher|lower|more|less|fewer|improve[sd]?|reduce[sd]?|increase[sd]?)|(?:reduce[sd]?|increase[sd]?|improve[sd]?|fell|rose|dropped|cut|lowered|raised|cooled|warmed)\b[^.]{0,80}?\bby (?:about |up to |nearly |roughly |more than )?\d)/i;

export const isFinding = (text: string): boolean => FINDING.test(text);

const BY_KIND: Readonly<Record<AtomKind, number>> = {
  TITLE: 1,
  ABSTRACT: 0.8,
  SECTION_HEADER: 0.8,
  PARAGRAPH: 0.5,
  QUOTE: 0.5,
  FIGURE: 0.7,
  CHART: 0.7,
  TABLE: 0.7,
  DIAGRAM: 0.7,
  EQUATION: 0.4,
  CITATION: 0.3,
  AUTHOR: 0.3,
  DATE: 0.3,
  KEYWORD: 0.3,
};
const FINDINGS = 1;
const CONCLUSION = 0.8;
const CODE = 0.4;
const BACK = 0.3;
const BOILERPLATE = 0.1;

export interface Weighed {
  readonly kind: AtomKind;
  readonly zone: AtomZone;
  readonly text: string;
  readonly isConclusion: boolean;
  readonly isEarlierWork: boolean;
  readonly isCode: boolean;
}

/** How much of a document is lost without an atom, from 0 to 1. */
export function atomImportance({ kind, zone, text, isConclusion, isEarlierWork, isCode }: Weighed): number {
  if (zone === 'BOILERPLATE') return BOILERPLATE;
  if (zone === 'BACK') return Math.min(BACK, BY_KIND[kind]);
  if (isCode) return CODE;
  if (kind !== 'PARAGRAPH') return BY_KIND[kind];
  if (!isEarlierWork && isFinding(text)) return FINDINGS;
  return isConclusion ? CONCLUSION : BY_KIND[kind];
}

import type { AtomZone } from '../atom';
import type { BlockKind } from '../reading';

const NUMBER = String.raw`^(?:(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*[.)]?\s+)?`;
const heads = (words: string): RegExp => new RegExp(`${NUMBER}(?:${words})`, 'i');
const BOILERPLATE_HEAD = heads(
  "acknowledg|funding|financial support|conflicts? of interest|competing interests?|declarations?|disclosures?|copyright|licen[cs]e|authors?['’]? contributions?|contributions? of authors|data availability|availability of data|code availability|ethics|about the authors?|authors?['’] (?:address|biograph)|biograph|consent|publisher|status of this memo|full copyright|table of contents|contents$|danksagung|remerciements",
);
const BACK_HEAD = heads(
  '(?:normative |informative |cited )?references|bibliography|works cited|literature(?: cited)?$|literaturverzeichnis|further reading|appendix|appendices|supplement|supporting information|notes$|footnotes|see also$|external links$|glossary$|index$',
);
const FRONT_HEAD = heads('abstract$|key\\s?-?words?$|index terms$');
const CONCLUSION_HEAD = heads(
  'conclusions?|concluding|summary and|discussion and conclusions?|summary$|takeaways?|key findings|fazit|schluss',
);
const EARLIER_WORK_HEAD = heads('related|prior|previous|background|literature review|state of the art|history');

/** A paragraph that is about the paper as a print, wherever it stands. */
const BOILERPLATE_TEXT =
  /^(?:©|\(c\)\s|copyright\b|permission to (?:make|reproduce)|this work (?:was|is|has been) (?:supported|funded|licensed)|this article is (?:licensed|distributed)|all rights reserved|corresponding author|correspondence(?: to)?:|e-?mail:|received:?\s.{0,40}(?:accepted|revised)|accepted:|preprint\b|arxiv:|doi:|https?:\/\/doi\.org\S*$|the authors declare|funding:|this memo provides)/i;
const AFFILIATION =
  /\b(?:universit(?:y|ies|é|ät|at|à|dad)|institut(?:e|es|o)?|department|faculty|school of|college of|laborator(?:y|ies)|cent(?:er|re) (?:for|of)|academy|hospital|gmbh|inc\.|ltd\.|research (?:cent(?:er|re)|lab))|@/i;
const LONGEST_AFFILIATION = 300;

export interface Zone {
  readonly zone: AtomZone;
  readonly isConclusion: boolean;
  /** What others did is told there. */
  readonly isEarlierWork: boolean;
}

const BODY: Zone = { zone: 'BODY', isConclusion: false, isEarlierWork: false };

/** What a heading makes of all that stands under it. */
export function zoneUnder(heading: string): Zone {
  if (BOILERPLATE_HEAD.test(heading)) return { ...BODY, zone: 'BOILERPLATE' };
  if (BACK_HEAD.test(heading)) return { ...BODY, zone: 'BACK' };
  if (FRONT_HEAD.test(heading)) return { ...BODY, zone: 'FRONT' };
  return { zone: 'BODY', isConclusion: CONCLUSION_HEAD.test(heading), isEarlierWork: EARLIER_WORK_HEAD.test(heading) };
}

const FRONT = new Set<BlockKind>(['TITLE', 'AUTHOR', 'DATE', 'ABSTRACT', 'KEYWORDS']);

/** Of one block, by what it is and says; `isFirst`: no heading came before it. */
export function zoneOf(
  kind: BlockKind,
  text: string,
  under: { readonly zone: Zone; readonly isFirst: boolean },
): AtomZone {
  if (FRONT.has(kind)) return 'FRONT';
  if (kind === 'REFERENCE') return 'BACK';
  if (kind === 'HEADING' || kind === 'EQUATION' || kind === 'CODE') return under.zone.zone;
  if (BOILERPLATE_TEXT.test(text)) return 'BOILERPLATE';
  const isAffiliation =
    under.isFirst && text.length <= LONGEST_AFFILIATION && AFFILIATION.test(text) && !/[.!?]\s+\p{Lu}/u.test(text);
  return isAffiliation ? 'BOILERPLATE' : under.zone.zone;
}

import { type FigureMention, figureMentions } from '../../figure-mentions';

const NAMED = String.raw`(?:the\s+)?(?:Fig(?:ure)?s?|Tab(?:le)?s?)\.?\s*\d{1,4}\s?[a-z]?(?![\p{L}\p{N}])(?:(?:\s?[-–,&]\s?|,?\s(?:and|to)\s)(?:(?:Fig(?:ure)?s?|Tab(?:le)?s?)\.?\s*)?\d{1,4}[a-z]?(?![\p{L}\p{N}%.]\p{N}?))*`;
const SEEN = `(?:shown|seen|illustrated|depicted|reported|listed|summari[sz]ed|visible|displayed|plotted|indicated|given|presented|described)`;
/** The words that send a reader to a figure, which a listener sees anyway. */
const CLAUSES = [
  new RegExp(String.raw`^As\s+(?:can\s+be\s+)?(?:is\s+)?${SEEN}\s+(?:in|by|on)\s+${NAMED},\s*`, 'iu'),
  new RegExp(String.raw`^As\s+${NAMED}\s+(?:shows?|illustrates?|depicts?|indicates?|makes?\s+clear),\s*`, 'iu'),
  new RegExp(
    String.raw`^(?:In|From|According\s+to|On)\s+${NAMED},?\s+(?:(?:we|one)\s+(?:can\s+)?see\s+that\s+|it\s+can\s+be\s+seen\s+that\s+)?(?=\p{L})`,
    'iu',
  ),
  new RegExp(
    String.raw`,?\s*(?:as|and)\s+(?:can\s+be\s+|is\s+|are\s+)?${SEEN}\s+(?:in|by|on)\s+${NAMED}(?=[,.;])`,
    'giu',
  ),
  new RegExp(
    String.raw`,\s*as\s+${NAMED}\s+(?:shows?|illustrates?|depicts?|indicates?|makes?\s+clear)(?=[,.;])`,
    'giu',
  ),
  new RegExp(String.raw`,\s*(?:see|cf\.?)\s+${NAMED}(?=[,.;])`, 'giu'),
  new RegExp(String.raw`,\s*${SEEN}\s+(?:in|by|on)\s+${NAMED}(?=[,.;])`, 'giu'),
];

const NAMES_NONE = /^(?!.*(?:fig|tab))/is;

export function withoutFigureClauses(text: string): {
  readonly text: string;
  readonly figures: readonly FigureMention[];
} {
  if (NAMES_NONE.test(text)) return { text, figures: [] };
  const figures: FigureMention[] = [];
  let plain = text;
  for (const clause of CLAUSES) {
    plain = plain.replace(clause, (words) => {
      figures.push(...figureMentions(words));
      return '';
    });
  }
  return { text: plain.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()), figures };
}

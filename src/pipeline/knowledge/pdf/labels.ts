import type { FigureKind } from '../../script/segment';

export interface Label {
  /** OTHER has a caption of its own and is no figure: algorithms, listings, boxes. */
  readonly kind: FigureKind | 'OTHER';
  /** As it is printed. */
  readonly text: string;
  /** `3`, `S2`, `4.1`, `II`. */
  readonly mark: string;
  /** What stands between the label and the caption. */
  readonly delimiter: string;
  readonly rest: string;
}

const FIGURE =
  '(?:(?:supplementary|supplemental|supporting|extended data|suppl?\\.?|online)\\s+)?(?:fig(?:ure|s|ures)?\\b\\.?|abb(?:ildung|\\.)|figura|plate\\b|scheme\\b|chart\\b|exhibit\\b|map\\b|graph\\b)';
const TABLE =
  '(?:(?:supplementary|supplemental|supporting|extended data|suppl?\\.?|online)\\s+)?(?:table\\b|tab\\.|tabelle\\b|tableau\\b|tabla\\b|tabela\\b)';
const OTHER = '(?:algorithm\\b|listing\\b|procedure\\b|box\\b|program\\b|code\\b|snippet\\b)';
/** A letter that stands apart is of the label only where a delimiter or nothing follows: `Figure 1 A map`, `Figure 2 (a) At first`. */
const MARK =
  '((?:[A-Z]{1,2}[.\\-]?)?\\d{1,3}(?:[.\\-]\\d{1,3}){0,2}|[IVX]{1,6}|[A-Z](?=\\s*[.:]))(?:\\(?[a-h]\\)?(?=[\\s.:|,]|$)|\\s\\(?[a-h]\\)?(?=[.:|,]|\\s*$))?';
const LABEL = new RegExp(`^((${FIGURE})|(${TABLE})|(${OTHER}))\\s*${MARK}`, 'i');
const DELIMITER = /^\s*(\.:|[.:|\u2013\u2014]|-(?=\s)|\u25a0|\u2022|\)(?=\s+\S)|\u2003)\s*/;

/** A label at the beginning of a line, whatever follows it. */
export function labelOf(text: string): Label | null {
  const found = LABEL.exec(text);
  const mark = found?.[5] ?? '';
  if (!found || !/^(?:[A-Z]{1,2}[.-]?)?\d|^[IVX]+$|^[A-Z]$/.test(mark)) return null;
  const after = text.slice(found[0].length);
  if (/^[\p{L}\d]/u.test(after)) return null;
  const delimiter = DELIMITER.exec(after)?.[0] ?? '';
  const kind = found[2] ? 'FIGURE' : found[3] ? 'TABLE' : 'OTHER';
  return { kind, text: found[0].trim(), mark, delimiter: delimiter.trim(), rest: after.slice(delimiter.length).trim() };
}

/** The number that a plain mark has: `3` and `III` are 3; `S3` and `4.1` have none of their own. */
export function plainNumber(mark: string): number | null {
  if (/^\d+$/.test(mark)) return Number(mark) || null;
  return /^[IVX]+$/.test(mark) ? roman(mark) : null;
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function roman(mark: string): number {
  const values = [...mark].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

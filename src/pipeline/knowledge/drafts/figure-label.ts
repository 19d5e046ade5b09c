import type { FigureKind } from '../../script/segment';

export interface FigureLabel {
  readonly kind: FigureKind;
  readonly number: number;
  /** As it is printed: `Fig. 3`. */
  readonly label: string;
  readonly caption: string;
}

const WORD = String.raw`(?<word>fig(?:ure|\.)?|tab(?:le|\.)?|abb(?:ildung|\.)|tabelle|abbildung|cuadro|figura|tabla|tableau)`;
const NUMBER = String.raw`(?<number>\d{1,4}|[IVX]{1,6})(?:\s?\(?[a-z]\)?)?(?![\p{L}\p{N}]|\.\d)`;
const LABEL = new RegExp(
  String.raw`^[\s*_]{0,6}(?<label>${WORD}\s{0,3}${NUMBER})[\s*_]{0,6}(?<sign>[.:|–—-]|\)?$)?\s{0,3}`,
  'iu',
);

/** Of the words that may come before a number, those which mean a table. */
const IS_TABLE = /^(?:tab|cuadro)/i;

/**
 * A caption that begins with its label. `isNamed`: it is known to be a caption, so `Figure 3 shows nights` is one; a
 * paragraph is one only where a sign parts the label from its words.
 */
export function figureLabel(text: string, isNamed: boolean): FigureLabel | null {
  const found = LABEL.exec(text);
  const { word = '', number = '', label = '', sign } = found?.groups ?? {};
  if (!found || (!isNamed && sign === undefined)) return null;
  const value = /^\d/.test(number) ? Number(number) : romanValue(number.toUpperCase());
  if (value < 1) return null;
  const caption = text.slice(found[0].length).replace(/^[*_]+|[*_]+$/g, '');
  return {
    kind: IS_TABLE.test(word) ? 'TABLE' : 'FIGURE',
    number: value,
    label: label.trim(),
    caption: caption.trim(),
  };
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function romanValue(number: string): number {
  const values = [...number].map((sign) => ROMAN[sign] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

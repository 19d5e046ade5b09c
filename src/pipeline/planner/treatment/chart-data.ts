import { folded } from './folded';
import type { ChartDatum, VisualKind } from './treatment';

/** More than any chart that can be read. */
const MOST_CHARACTERS = 4_000;
const MOST_LABEL_WORDS = 4;
const AMOUNT = '([+-]?)\\s*([$€£¥₹]?)\\s*([+-]?\\d[\\d.,]*)\\s*(%|[$€£¥₹]|[a-zµ°\\p{L}]{1,12}(?:\\/[\\p{L}]{1,6})?)?';
/** `Q1 10`, `Q1=10`, `2019: 3 %`, `Revenue +7.2%`. */
const LABEL_FIRST = new RegExp(`^(.{1,80}?)(\\s*[:=]\\s*|\\s-\\s|\\s\\(?|(?=[+]))${AMOUNT}\\)?$`, 'iu');
/** `95% retention`. */
const VALUE_FIRST = /^([+-]?)([$€£¥₹]?)(\d[\d.,]*)\s*(%|[kmb](?=\s))?\s+(.{1,80})$/iu;

/** What a chart's words state, and nothing that they do not: a sentence with a number in it states none. */
export function chartData(kind: VisualKind, text: string): readonly ChartDatum[] {
  if (kind !== 'CHART_OVERLAY' && kind !== 'KPI_CARD') return [];
  const line = folded(text.slice(0, MOST_CHARACTERS)).replaceAll('\u2212', '-');
  for (const candidate of candidates(line)) {
    const data = stated(candidate, kind);
    if (data.length > 0) return data;
  }
  return [];
}

/** The data may begin at the start, or behind a title: `Bar chart of revenue: Q1 10, Q2 14`. */
function candidates(line: string): readonly string[] {
  const begins = [...line.slice(0, 400).matchAll(/:\s?|;\s| - |\(/g)].slice(0, 4);
  return [line, ...begins.map(({ index, 0: mark }) => line.slice(index + mark.length))];
}

function stated(line: string, kind: VisualKind): readonly ChartDatum[] {
  const pieces = line
    .replace(/[).\]\s]+$/, '')
    .split(line.includes(';') ? /;/ : /,(?!\d)|(?<=\d),(?=\d+\s*[:=])|\s\|\s|\n/)
    .map((piece) => piece.trim().replace(/^(?:and|und|y|et)\s+/i, ''))
    .filter((piece) => piece !== '');
  const read = pieces.map((piece) => labelFirst(piece) ?? (kind === 'KPI_CARD' ? valueFirst(piece) : null));
  const data = read.flatMap((each) => (each === null ? [] : [each]));
  if (data.length !== pieces.length || data.every(isYear)) return [];
  const isOnlyOne = data.length === 1 && kind !== 'KPI_CARD' && !data[0]?.isSigned;
  return isOnlyOne ? [] : data.map(({ label, value, unit }) => ({ label, value, unit }));
}

type Read = ChartDatum & { readonly isSigned: boolean };

function labelFirst(piece: string): Read | null {
  const [, written = '', sign = '', before = '', currency = '', number = '', after] = LABEL_FIRST.exec(piece) ?? [];
  const label = labelText(written);
  const value = numberOf(before, number);
  if (label === null || value === null) return null;
  return { label, value, unit: unitOf(currency, after), isSigned: /[:=]/.test(sign) };
}

function valueFirst(piece: string): Read | null {
  const [, sign = '', currency = '', number = '', after, written = ''] = VALUE_FIRST.exec(piece) ?? [];
  const label = labelText(written.replace(/^(?:of|in)\s+/i, ''));
  const value = numberOf(sign, number);
  return label === null || value === null ? null : { label, value, unit: unitOf(currency, after), isSigned: false };
}

/** `$14.5M` → `$M`. */
function unitOf(currency: string, after = ''): string | null {
  return currency + after || null;
}

/** `Q1`, `2019`, `North America`: no sentence, and no title with a label behind it. */
function labelText(written: string): string | null {
  const label = written
    .trim()
    .replace(/^["'*_]+|["'*_]+$/g, '')
    .trim();
  const isLabel =
    /[\p{L}\p{N}]/u.test(label) && !/[:=;]|\s-\s/.test(label) && label.split(/\s+/).length <= MOST_LABEL_WORDS;
  return isLabel ? label : null;
}

/** `1,200` is thousands, `14,5` is not; where both marks occur the last one is the decimal one. */
function numberOf(sign: string, written: string): number | null {
  const number = written.replace(/[.,]+$/, '');
  const value = Number(sign + plainNumber(number.replace(/^\+/, '')));
  return number !== '' && Number.isFinite(value) ? value : null;
}

function plainNumber(number: string): string {
  if (/^[+-]?\d+$/.test(number)) return number;
  const mark = number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (/^[+-]?\d{1,3}(?:,\d{3})+$/.test(number)) return number.replaceAll(',', '');
  if (number.split(mark).length > 2) return number.replaceAll(mark, '');
  return number.replaceAll(other, '').replace(mark, '.');
}

/** `from 2010, until 2015` names years, and counts nothing. */
function isYear({ value, unit, isSigned }: Read): boolean {
  return !isSigned && unit === null && Number.isInteger(value) && value >= 1900 && value <= 2100;
}

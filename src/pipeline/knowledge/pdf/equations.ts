import { type Area, grown, overlapAcross, overlaps, unionOf } from './area';
import { type Columns, spanOf } from './columns';
import { isInRow, type Line } from './lines';
import { MATH_FONT, type Typography } from './typography';

interface EquationPage {
  readonly columns: Columns;
  /** Neither of a caption nor in a drawing. */
  readonly free: readonly Line[];
  readonly body: readonly Line[];
}

const NUMBER = /^\(([A-Z]\.?)?\d{1,3}([.\-\u2013]\d{1,3})?[a-z]?\)$/;
const SIGN = /[=<>\u2264\u2265\u2248\u2211\u222b\u220f\u2192+\u2212]/;
/** Farthest that limits, numerators and denominators stand from the rest, in ems. */
const REACH = 0.6;
/** From the text that leads to an equation down to it, in ems. */
const LEAD = 1.7;
/** How far it stands in from the edge of its column at least, in ems. */
const STANDS_IN = 1.2;

/** Display equations, which are running text: by the number at the edge of their column, or by the open sentence over them. */
export function equationsOf(page: EquationPage, typography: Typography): Line[] {
  const isOfText = ({ size }: Line) => Math.abs(size - typography.size) <= 0.6;
  const found = new Set<Line>();
  for (const line of page.free.filter(isOfText)) {
    const row = page.free.filter((other) => isInRow(other, line) && isOneColumn(other, line, page));
    const isEquation = isNumbered(line, row, page) || isLedTo(line, row, { ...page, body: [...page.body, ...found] });
    if (isEquation) for (const part of around(row, page)) found.add(part);
  }
  return [...found];
}

function isOneColumn(one: Line, other: Line, { columns }: EquationPage): boolean {
  const span = spanOf(other.area, columns);
  return span !== null && overlapAcross(one.area, span) > 2;
}

const isMath = ({ text, runs }: Line): boolean => SIGN.test(text) || runs.some(({ font }) => MATH_FONT.test(font));

function isNumbered(line: Line, row: readonly Line[], { columns }: EquationPage): boolean {
  const span = spanOf(line.area, columns);
  if (!span || !NUMBER.test(line.text) || Math.abs(line.area.right - span.right) > 4) return false;
  return row.some((other) => other !== line && isMath(other));
}

function isLedTo(line: Line, row: readonly Line[], { columns, body }: EquationPage): boolean {
  const span = spanOf(line.area, columns);
  const words = row.flatMap(({ text }) => text.match(/\p{L}{4,}/gu) ?? []);
  if (!span || !isMath(line) || !SIGN.test(line.text) || words.length > 2) return false;
  if (unionOf(row.map(({ area }) => area)).left < span.left + STANDS_IN * line.size) return false;
  return body.some(
    (over) =>
      over.area.bottom <= line.area.top + 2 &&
      line.area.top - over.area.bottom < LEAD * line.size &&
      overlapAcross(over.area, span) > 6 &&
      !/[.!?]\W?$/.test(over.text),
  );
}

/** The row and what stands close over and under it, in two steps at most. */
function around(row: readonly Line[], { free }: EquationPage): readonly Line[] {
  const [first] = row;
  if (!first) return [];
  const reached = (area: Area) => free.filter((line) => overlaps(grown(area, REACH * first.size), line.area));
  const once = unionOf([...row, ...reached(unionOf(row.map(({ area }) => area)))].map(({ area }) => area));
  return [...row, ...reached(once)];
}

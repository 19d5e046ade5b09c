import { type Area, overlapAcross, unionOf } from './area';
import type { Columns } from './columns';
import type { Line } from './lines';

/** Lines of one row of one column: an equation and its number, a bullet and its item. */
export interface Row {
  readonly lines: readonly Line[];
  readonly area: Area;
  readonly baseline: number;
  readonly column: number;
}

/** In the order of reading: bands between lines across all columns, and within a band column after column. */
export function rowsInOrder(lines: readonly Line[], columns: Columns): Row[] {
  const rows: Row[] = [];
  let band: Line[] = [];
  const flush = () => {
    for (let column = 0; column < columns.spans.length; column += 1) {
      rows.push(
        ...rowsIn(
          band.filter((line) => columnOf(line, columns) === column),
          column,
        ),
      );
    }
    band = [];
  };
  for (const line of lines.toSorted((one, other) => one.baseline - other.baseline || one.area.left - other.area.left)) {
    if (!crosses(line, columns)) {
      band.push(line);
      continue;
    }
    flush();
    rows.push(...rowsIn([line], 0));
  }
  flush();
  return rows;
}

const crosses = ({ area }: Line, { gutters }: Columns): boolean =>
  gutters.some((gutter) => area.left < gutter - 6 && area.right > gutter + 6);

export function columnOf({ area }: Pick<Line, 'area'>, { spans }: Columns): number {
  const overlaps = spans.map((span) => overlapAcross(span, area));
  return Math.max(0, overlaps.indexOf(Math.max(...overlaps)));
}

function rowsIn(lines: readonly Line[], column: number): Row[] {
  const rows: Line[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row && first && Math.abs(first.baseline - line.baseline) < 0.45 * Math.max(first.size, line.size))
      row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => {
    const sorted = row.toSorted((one, other) => one.area.left - other.area.left);
    const [main] = row.toSorted((one, other) => other.text.length - one.text.length);
    return { lines: sorted, area: unionOf(row.map(({ area }) => area)), baseline: main?.baseline ?? 0, column };
  });
}

export const textOf = ({ lines }: Row): string => lines.map(({ text }) => text).join(' ');

/** The line that most of its characters are in. */
export function mainLine({ lines }: Row): Line {
  return lines.reduce((one, other) => (other.text.length > one.text.length ? other : one));
}

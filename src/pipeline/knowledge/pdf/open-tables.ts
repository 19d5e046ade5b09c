import { type Area, overlapAcross, unionOf, widthOf } from './area';
import type { Caption } from './captions';
import { isInRow, type Line } from './lines';
import type { Typography } from './typography';

interface TablePage {
  readonly lines: readonly Line[];
  readonly captions: readonly Caption[];
}

/** Smaller than running text by this many points at least: two columns of text under a rule look like rows of two cells. */
const LEAST_SMALLER = 0.5;
/** From row to row, in ems. */
const ROW_GAP = 2;
/** Of the table's width: a cell takes less of it than a column of text does. */
const MOST_CELL = 0.42;
const LEAST_ROWS = 2;

/** A table that goes on over the page has no last rule here: it reaches down to the last of the rows that follow. */
export function withOpenRows(table: Area, { lines, captions }: TablePage, { size }: Typography): Area {
  const captioned = new Set(captions.flatMap((caption) => caption.lines));
  const below = lines
    .filter(({ area }) => area.top > table.bottom - 2 && overlapAcross(area, table) > 0)
    .toSorted((one, other) => one.baseline - other.baseline);
  const taken: Line[] = [];
  let foot = table.bottom;
  for (const line of below) {
    const isCell =
      line.size <= size - LEAST_SMALLER &&
      !captioned.has(line) &&
      line.area.left > table.left - 6 &&
      line.area.right < table.right + 6 &&
      widthOf(line.area) < MOST_CELL * widthOf(table) &&
      line.area.top - foot < ROW_GAP * line.size;
    if (!isCell) break;
    taken.push(line);
    foot = Math.max(foot, line.area.bottom);
  }
  return rowsIn(taken) >= LEAST_ROWS ? unionOf([table, ...taken.map(({ area }) => area)]) : table;
}

/** Lines with two fellows or more beside them are of rows. */
function rowsIn(lines: readonly Line[]): number {
  const rows: Line[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row?.[0] && isInRow(row[0], line)) row.push(line);
    else rows.push([line]);
  }
  return rows.filter(({ length }) => length >= 3).length;
}

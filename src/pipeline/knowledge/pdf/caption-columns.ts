import { type Area, overlapDown, unionOf, widthOf } from './area';
import type { CaptionPage } from './caption-lines';
import { labelOf } from './labels';
import type { Line } from './lines';

/** Widest gutter between the two columns of one caption, in ems. */
const MOST_GUTTER = 3;

/** What stands to the right of a caption's lines, row by row, when it is set in two columns under a picture across both. */
export function secondColumn(lines: readonly Line[], page: CaptionPage): Line[] {
  const last = lines.at(-1);
  const area = unionOf(lines.map((line) => line.area));
  if (!last || lines.length < 2 || /[.!?]\W?$/.test(last.text) || !fillsColumn(lines, area)) return [];
  const rows = lines.map((line) => besideOf(line, area, page));
  const count = rows.indexOf(null);
  const found = rows.slice(0, count < 0 ? rows.length : count).flatMap((line) => line ?? []);
  const [first] = found;
  if (!first || labelOf(first.text) || found.some((line) => Math.abs(line.area.left - first.area.left) > 3)) return [];
  return goesOn(found, page) || !isUnderPicture(area, first.area, page) ? [] : found;
}

/** Each line from edge to edge, but for what the last word of a ragged one leaves. */
const fillsColumn = (lines: readonly Line[], column: Area): boolean =>
  lines.every(({ area }) => area.left < column.left + 3 && area.right > column.right - 0.2 * widthOf(column));

const besideOf = (line: Line, area: Area, { lines }: CaptionPage): Line | null =>
  lines.find(
    (other) =>
      Math.abs(other.baseline - line.baseline) < 1 &&
      Math.abs(other.size - line.size) < 0.4 &&
      other.area.left > area.right + 2 &&
      other.area.left < area.right + MOST_GUTTER * line.size,
  ) ?? null;

/** In the same type under the last row: a column of text and no end of a caption. */
function goesOn(found: readonly Line[], { lines }: CaptionPage): boolean {
  const last = found.at(-1);
  return lines.some(
    (line) =>
      last !== undefined &&
      Math.abs(line.size - last.size) < 0.4 &&
      Math.abs(line.area.left - last.area.left) < 3 &&
      line.baseline > last.baseline + 1 &&
      line.baseline < last.baseline + 1.6 * last.size,
  );
}

const isUnderPicture = (left: Area, right: Area, { drawings }: CaptionPage): boolean =>
  drawings.some(
    ({ area, isRule }) =>
      !isRule &&
      area.left < left.right &&
      area.right > right.left &&
      area.top < left.top &&
      (left.top - area.bottom < 40 || overlapDown(area, left) > 0),
  );

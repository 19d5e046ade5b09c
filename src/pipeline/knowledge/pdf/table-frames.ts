import { type Area, heightOf, overlapAcross, unionOf, widthOf } from './area';
import type { Caption } from './captions';
import type { Columns } from './columns';
import type { Drawing } from './drawings';
import { isInRow, type Line, lettersIn } from './lines';
import { ruleBeside } from './margin-rules';
import { withOpenRows } from './open-tables';
import { stripOf } from './strip';
import type { Typography } from './typography';

/** Two or more rules of one extent with the rows of a table between them. */
export interface TableFrame {
  readonly caption: Caption;
  /** From its caption. */
  readonly direction: 'ABOVE' | 'BELOW' | 'RIGHT';
  readonly area: Area;
}

interface FramePage {
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
  readonly captions: readonly Caption[];
}

/** How far the first rule may be from its caption, in points. */
const FIRST_GAP = 60;
/** Rules of one table end within this many points of each other. */
const EXTENT_SLACK = 6;

export function tableFramesOf(page: FramePage, typography: Typography): TableFrame[] {
  const rules = page.drawings.filter(({ isRule, area }) => isRule && widthOf(area) > 40).map(({ area }) => area);
  return page.captions
    .filter(({ label }) => label.kind === 'TABLE')
    .flatMap((caption) => {
      const beside = frameBeside(caption, rules, page, typography);
      if (beside.length > 0) return beside;
      return (['BELOW', 'ABOVE'] as const).flatMap((side) => frameOf(caption, side, rules, page, typography) ?? []);
    });
}

function frameOf(
  caption: Caption,
  direction: 'ABOVE' | 'BELOW',
  rules: readonly Area[],
  page: FramePage,
  typography: Typography,
): TableFrame | null {
  const distance = (area: Area) =>
    direction === 'BELOW' ? area.top - caption.area.bottom : caption.area.top - area.bottom;
  const span = stripOf(caption, page);
  const near = sideBySide(rules, span)
    .filter((rule) => distance(rule) > -3 && span !== null && overlapAcross(rule, span) > 10)
    .toSorted((one, other) => distance(one) - distance(other));
  const [first] = near;
  if (!first || distance(first) > FIRST_GAP || textBetween(caption.area, first, page, typography)) return null;
  const area = extentOf(first, near.slice(1), page, typography);
  return area && { caption, direction, area: direction === 'BELOW' ? withOpenRows(area, page, typography) : area };
}

/** A table whose caption stands in the margin to its left. */
function frameBeside(caption: Caption, rules: readonly Area[], page: FramePage, typography: Typography): TableFrame[] {
  const first = ruleBeside(caption.area, page.drawings);
  if (!first) return [];
  const under = rules.filter(({ top }) => top > first.top + 1).toSorted((one, other) => one.top - other.top);
  const area = extentOf(first, under, page, typography);
  return area ? [{ caption, direction: 'RIGHT', area }] : [];
}

/** From the first rule to the last of its extent, nearest first. */
function extentOf(first: Area, rules: readonly Area[], page: FramePage, typography: Typography): Area | null {
  const taken = [first];
  for (const rule of rules) {
    if (Math.abs(rule.left - first.left) > EXTENT_SLACK || Math.abs(rule.right - first.right) > EXTENT_SLACK) continue;
    if (
      captionBetween(taken.at(-1) ?? first, rule, page) ||
      isRunningText(taken.at(-1) ?? first, rule, page, typography)
    )
      break;
    taken.push(rule);
  }
  const area = unionOf(taken);
  return taken.length >= 2 && heightOf(area) > 12 ? area : null;
}

/** Rules in one row with less than this between them are of parts of one table that stand side by side. */
const SIDE_GAP = 45;

function sideBySide(rules: readonly Area[], strip: Area | null): Area[] {
  const rows: Area[] = [];
  for (const rule of rules.toSorted((one, other) => one.left - other.left)) {
    const at = rows.findIndex((row) => isSide(row, rule, strip));
    if (at < 0) rows.push(rule);
    else rows[at] = unionOf([rows[at] ?? rule, rule]);
  }
  return rows;
}

const isSide = (row: Area, rule: Area, strip: Area | null): boolean =>
  strip !== null &&
  Math.abs(row.top - rule.top) < 1.5 &&
  rule.left >= row.right - 1 &&
  rule.left - row.right < SIDE_GAP &&
  row.left > strip.left - 10 &&
  rule.right < strip.right + 10;

function captionBetween(one: Area, other: Area, { captions }: FramePage): boolean {
  const [from, to] = [Math.min(one.top, other.top), Math.max(one.bottom, other.bottom)];
  return captions.some(({ area }) => area.top > from - 1 && area.bottom < to + 1 && overlapAcross(area, one) > 5);
}

function textBetween(one: Area, other: Area, page: FramePage, typography: Typography): boolean {
  const [from, to] = [Math.min(one.bottom, other.bottom), Math.max(one.top, other.top)];
  return (
    running(
      page.lines.filter(({ area }) => area.top > from - 1 && area.bottom < to + 1),
      other,
      page,
      typography,
    ).length >= 2
  );
}

/** Paragraphs across the whole extent, and few rows of cells. */
function isRunningText(one: Area, other: Area, page: FramePage, typography: Typography): boolean {
  const [from, to] = [Math.min(one.bottom, other.bottom), Math.max(one.top, other.top)];
  const between = page.lines.filter(
    ({ area }) => area.top > from - 2 && area.bottom < to + 2 && overlapAcross(area, one) > 5,
  );
  const text = running(between, one, page, typography);
  return text.length >= 4 && text.length > between.length * 0.6;
}

function running(lines: readonly Line[], extent: Area, page: FramePage, { size }: Typography): Line[] {
  return lines.filter(
    (line) =>
      Math.abs(line.size - size) <= 0.6 &&
      widthOf(line.area) > 0.75 * widthOf(extent) &&
      lettersIn(line.text) > line.text.length * 0.6 &&
      !page.lines.some(
        (other) =>
          other !== line && other.text.length > 2 && isInRow(other, line) && overlapAcross(other.area, extent) > 3,
      ),
  );
}

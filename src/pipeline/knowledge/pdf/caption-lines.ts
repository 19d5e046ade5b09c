import { type Area, heightOf, holdsMiddle, middleOf, overlapAcross, unionOf, widthOf } from './area';
import { type Columns, spanOf } from './columns';
import type { Drawing } from './drawings';
import { labelOf } from './labels';
import { isInRow, type Line } from './lines';
import { ruleBeside } from './margin-rules';
import type { Typography } from './typography';

export interface CaptionPage {
  readonly number: number;
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
}

interface Step {
  readonly next: Line;
  readonly last: Line;
  readonly first: Line;
  /** Of all lines so far. */
  readonly area: Area;
  /** From line to line, null before there is a second. */
  readonly leading: number | null;
  readonly found: readonly Line[];
  readonly page: CaptionPage;
  readonly typography: Typography;
}

/** The lines under the first row of a caption that carry it on. */
export function followingLines(row: readonly Line[], page: CaptionPage, typography: Typography): Line[] {
  const found: Line[] = [];
  const [first] = row;
  if (!first) return found;
  let last = row.at(-1) ?? first;
  let area = unionOf(row.map((line) => line.area));
  let leading: number | null = null;
  for (;;) {
    const next = lineUnder(last, area, { ...page, lines: page.lines.filter((line) => !found.includes(line)) });
    if (!next || ENDS.some((ends) => ends({ next, last, first, area, leading, found, page, typography }))) return found;
    leading ??= next.baseline - last.baseline;
    const whole = rowWith(next, area, page);
    found.push(...whole);
    area = unionOf([area, ...whole.map((line) => line.area)]);
    last = whole.at(-1) ?? next;
  }
}

function lineUnder(last: Line, area: Area, { lines }: CaptionPage): Line | null {
  const below = lines.filter(
    (line) =>
      line.baseline > last.baseline + 0.5 * last.size && overlapAcross(line.area, area) > 0 && line.text.length > 1,
  );
  return below.reduce<Line | null>((best, line) => (!best || line.baseline < best.baseline ? line : best), null);
}

const isLabelAlone = ({ found, first }: Step): boolean => found.length === 0 && labelOf(first.text)?.rest === '';

const distanceOf = ({ next, last }: Step): number => next.baseline - last.baseline;

/** What ends a caption before the next line. */
const ENDS: readonly ((step: Step) => boolean)[] = [
  isTooFar,
  isOfOtherSize,
  isOfFigure,
  isRowOfCells,
  // Of an axis that begins under the caption.
  ({ next }) => /^[-\u2212\d.,%\s]{1,6}$/.test(next.text),
  isBehindRule,
  beginsAnother,
  isAfterShortLine,
  isUnderCentred,
  turnsToText,
];

function isTooFar(step: Step): boolean {
  const { leading, last, typography } = step;
  if (leading !== null) return distanceOf(step) > leading * (isAddendum(step) ? ADDENDUM_LEADINGS : 1.2) + 0.6;
  if (!isLabelAlone(step) && [last, step.next].every((line) => isOfText(line, typography)))
    return distanceOf(step) > typography.leading * 1.3;
  const spaced = (typography.leading / typography.size) * 1.06;
  return distanceOf(step) > last.size * Math.max(isLabelAlone(step) ? reachOfLabel(step) : 1.75, spaced);
}

const isOfText = (line: Line, { size, font }: Typography): boolean =>
  Math.abs(line.size - size) < 0.4 && line.font === font;

/** From a label alone to its words, in ems: farther where both are set alike and otherwise than the text. */
function reachOfLabel({ next, first, typography }: Step): number {
  const isAlike = next.font === first.font && Math.abs(next.size - first.size) < 0.2;
  return isAlike && next.font !== typography.font && next.size < typography.size - 0.4 ? 3 : 2.2;
}

/** What a publisher adds in brackets stands a little apart: `(A color version of this figure is available online.)` */
const ADDENDUM_LEADINGS = 1.5;

const isAddendum = ({ next, last, area }: Step): boolean =>
  /^\(\p{Lu}.*\.\)$/u.test(next.text) &&
  /[.!?)]$/.test(last.text) &&
  Math.abs(next.size - last.size) < 0.4 &&
  Math.abs(next.area.left - area.left) < 2;

/** Another label begins a caption of its own, unless a full line runs on into it as into the end of its sentence. */
function beginsAnother(step: Step): boolean {
  const { next, last, area, leading } = step;
  const label = labelOf(next.text);
  if (!label) return false;
  const isNext = distanceOf(step) <= (leading ?? last.size * 1.3) * 1.08 && next.area.left < area.left + 3;
  if (isNext && runsOn(last, area, next)) return false;
  return label.rest === '' || distanceOf(step) > last.size * 1.3;
}

/** A line that does not end its sentence, and has no room in its caption for the word that begins the next. */
export const runsOn = (line: Line, caption: Area, next: Line): boolean =>
  line.area.right > caption.right - 3 - firstWordOf(next) && !/[.!?]\W?$/.test(line.text);

/** Its width with the space before it, by its share of the letters. */
function firstWordOf({ text, area }: Line): number {
  const word = text.split(/\s/)[0] ?? '';
  return (widthOf(area) * (word.length + 1)) / Math.max(1, text.length);
}

/** Some styles set the first line larger than the rest, which is still no running text. */
function isOfOtherSize(step: Step): boolean {
  const { next, last, found, typography } = step;
  if (isLabelAlone(step) || next.text.length < 4 || beginsIn(next, last.size)) return false;
  const isSmallRest = found.length === 0 && next.size < last.size && Math.abs(next.size - typography.size) > 0.4;
  return Math.abs(next.size - last.size) > (isSmallRest && distanceOf(step) < last.size * 1.35 ? 1.3 : 0.7);
}

/** Some parsers hand out what follows an index in the type of the index. */
const beginsIn = ({ runs }: Line, size: number): boolean => Math.abs((runs[0]?.size ?? 0) - size) < 0.3;

/** A drawing that begins under the caption and holds the line; one that the caption overlaps is white there. */
function isOfFigure({ next, first, page }: Step): boolean {
  if (next.isOfDrawing) return true;
  return page.drawings.some(
    ({ area, isRule }) =>
      !isRule && heightOf(area) > 1.5 * next.size && holdsMiddle(area, next.area) && area.top > first.area.top - 1,
  );
}

/** Rows of tables have several cells; another column's lines and a drawing's are no cells, nor are words widely spaced. */
function isRowOfCells(step: Step): boolean {
  const { next, area, page } = step;
  const span = spanOf(area, page.columns) ?? area;
  const tableLeft = ruleBeside(area, page.drawings)?.left ?? Infinity;
  const others = page.lines.filter(
    (line) =>
      line !== next &&
      isInRow(line, next) &&
      !line.isOfDrawing &&
      line.text.length > 2 &&
      overlapAcross(line.area, span) > 4 &&
      line.area.left > area.left - 30 &&
      line.area.right < area.right + 60 &&
      line.area.left < tableLeft - 2 &&
      !page.drawings.some(({ area: drawn, isRule }) => !isRule && holdsMiddle(drawn, line.area)),
  );
  return others.length > 0 && !isSpacedOut([next, ...others], area) && !isSigned([next, ...others], page);
}

/** Parts of one line with a small sign drawn between each and the next: `baseline (◆) and follow-up (■)`. */
function isSigned(row: readonly Line[], { drawings }: CaptionPage): boolean {
  const sorted = row.toSorted((one, other) => one.area.left - other.area.left);
  return sorted.slice(1).every((line, index) => {
    const left = sorted[index]?.area.right ?? 0;
    const isSign = ({ area }: Drawing) =>
      heightOf(area) < 1.5 * line.size &&
      area.left > left - 2 &&
      area.right < line.area.left + 2 &&
      area.top > line.area.top - line.size / 2 &&
      area.bottom < line.area.bottom + line.size / 2;
    return line.area.left - left < 2.2 * line.size && drawings.some(isSign);
  });
}

/** One justified line: from edge to edge of the caption, with spaces below 2.2 ems. */
function isSpacedOut(row: readonly Line[], area: Area): boolean {
  const sorted = row.toSorted((one, other) => one.area.left - other.area.left);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last || sorted.length > 5) return false;
  const isWhole = Math.abs(first.area.left - area.left) < 4 && Math.abs(last.area.right - area.right) < 4;
  return (
    isWhole &&
    sorted.slice(1).every((line, index) => line.area.left - (sorted[index]?.area.right ?? 0) < 2.2 * line.size)
  );
}

/** What stands in a line's row and belongs to it. */
function rowWith(line: Line, area: Area, page: CaptionPage): Line[] {
  const row = page.lines.filter(
    (other) => isInRow(other, line) && overlapAcross(other.area, area) > 2 && Math.abs(other.size - line.size) < 1,
  );
  return isSpacedOut(row, area) || (row.length > 1 && isSigned(row, page))
    ? row.toSorted((one, other) => one.area.left - other.area.left)
    : [line];
}

/** Roots and underlines are short. */
function isBehindRule(step: Step): boolean {
  const { next, last, page, area: caption } = step;
  if (isLabelAlone(step) && isHeaded(step)) return false;
  return page.drawings.some(
    ({ area, isRule }) =>
      overlapAcross(area, next.area) > 8 &&
      widthOf(area) > 0.3 * widthOf(caption) &&
      area.top > last.baseline - 1 &&
      area.bottom < next.baseline - next.size * 0.3 &&
      (isRule || heightOf(area) > 3),
  );
}

/** Lines between the rule under a label and the rule under its words, at most. */
const MOST_HEADED = 6;

/** Words between two rules, of which the first parts them from their label and the second from the table. */
function isHeaded(step: Step): boolean {
  const { next, page } = step;
  const foot = next.baseline + MOST_HEADED * 1.2 * next.size;
  const rules = page.drawings.filter(
    ({ area, isRule }) => isRule && area.top > next.baseline && area.top < foot && widthOf(area) > widthOf(next.area),
  );
  const end = Math.min(...rules.filter(({ area }) => overlapAcross(area, next.area) > 8).map(({ area }) => area.top));
  const words = page.lines.filter(
    ({ baseline, area }) => baseline > next.baseline - 1 && baseline < end && overlapAcross(area, next.area) > 0,
  );
  return end < Infinity && !words.some((line) => isRowOfCells({ ...step, next: line }));
}

const isShort = ({ last, area, found }: Step): boolean =>
  found.length > 0 && last.area.right < area.right - 0.15 * widthOf(area);

function isAfterShortLine(step: Step): boolean {
  const { next, last, first, area, leading } = step;
  if (!isShort(step) || isAddendum(step)) return false;
  const standsIn = next.area.left > first.area.left + 4 && Math.abs(middleOf(next.area) - middleOf(area)) > 6;
  return distanceOf(step) > (leading ?? distanceOf(step)) * 1.08 || (/[.!?)]$/.test(last.text) && standsIn);
}

/** A centred line that leaves room ends its caption when the next fills the column, or has another middle. */
function isUnderCentred(step: Step): boolean {
  const { next, area, found, page } = step;
  const span = spanOf(area, page.columns);
  if (!span || found.length > 0 || isLabelAlone(step)) return false;
  const isCentred = area.left > span.left + 6 && Math.abs(middleOf(area) - middleOf(span)) < 6;
  const fillsColumn = next.area.left < span.left + 3 && widthOf(area) < widthOf(span) * 0.9;
  const isElsewhere = Math.abs(next.area.left - area.left) > 4 && Math.abs(middleOf(next.area) - middleOf(area)) > 2.5;
  return isCentred && (fillsColumn || isElsewhere);
}

/** A caption all of whose lines are set otherwise than the text does not go on in its type. */
function turnsToText({ next, last, first, found, typography }: Step): boolean {
  if (next.baseline - last.baseline < typography.leading * 0.95) return false;
  const isText = (line: Line) => isOfText(line, typography);
  return isText(next) && ![first, last, ...found].some(isText) && /[.!?]$/.test(last.text);
}

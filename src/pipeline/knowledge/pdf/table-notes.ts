import { type Area, heightOf, holdsMiddle, overlapAcross, unionOf, widthOf } from './area';
import type { Caption } from './captions';
import type { Columns } from './columns';
import type { Drawing } from './drawings';
import { isInRow, type Line } from './lines';
import { stripOf } from './strip';
import type { TableFrame } from './table-frames';
import type { Typography } from './typography';

export interface NotedPage {
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
  readonly captions: readonly Caption[];
  readonly frames: readonly TableFrame[];
}

/** Smaller than running text by this many points at least. */
const LEAST_SMALLER = 0.5;
/** From the foot of the table to its notes, and between their paragraphs, in ems of theirs. */
const NOTE_GAP = 1.2;
/** More lines than these in the type of running text are running text. */
const MOST_ALONE = 8;
/** How far below its caption a table without rules of one extent may begin, in points. */
const FIRST_GAP = 60;

/** From the last line over a table to its first rule, in points. */
const TABLE_GAP = 16;

/** What stands under and over the tables in smaller type than running text: paragraphs by their looks. */
export function tableNotesOf(page: NotedPage, typography: Typography): Line[] {
  const captions = page.captions.filter(({ label }) => label.kind === 'TABLE');
  const heads = captions.map((caption) => headNotesOf(caption, page, typography));
  const bare = captions.flatMap((caption, index) => {
    const isFramed = page.frames.some((frame) => frame.caption === caption);
    return isFramed ? [] : [unionOf([caption.area, ...(heads[index] ?? []).map(({ area }) => area)])];
  });
  const tables = [...page.frames.map(({ area }) => area), ...grids(bare, page)];
  return [...heads.flat(), ...tables.flatMap((table) => notesUnder(table, page, typography))];
}

/** Between a caption and its table: what the columns are and the signs mean. */
function headNotesOf(caption: Caption, page: NotedPage, typography: Typography): Line[] {
  const strip = stripOf(caption, page);
  if (!strip) return [];
  const isLastColumn = !page.columns.spans.some(({ left }) => left > strip.right);
  const reach = unionOf([caption.area, isLastColumn ? { ...strip, right: Infinity } : strip]);
  const taken = notesUnder(reach, { ...page, drawings: [] }, typography);
  const notes = unionOf(taken.map(({ area }) => area));
  const isOverTable = page.drawings.some(
    ({ area }) =>
      area.top > notes.bottom - 3 &&
      area.top < notes.bottom + TABLE_GAP &&
      overlapAcross(area, notes) > 0.9 * widthOf(notes),
  );
  return isOverTable ? taken : [];
}

/** Shaded or boxed tables under their captions, which have no rules of their own. */
function grids(captions: readonly Area[], { drawings }: NotedPage): Area[] {
  return captions.flatMap((caption) =>
    drawings
      .filter(
        ({ area, isRule, hasImage }) =>
          !isRule &&
          !hasImage &&
          area.top > caption.bottom - 3 &&
          area.top < caption.bottom + FIRST_GAP &&
          heightOf(area) > 40 &&
          overlapAcross(area, caption) > 0.6 * widthOf(caption),
      )
      .map(({ area }) => area),
  );
}

/** In smaller type than running text; in any type where the page has nothing but the table and what is under it. */
function notesUnder(table: Area, page: NotedPage, { size }: Typography): Line[] {
  const isUnder = ({ area }: Line) => area.top > table.bottom - 3;
  const under = page.lines.filter(isUnder);
  const captioned = new Set(page.captions.flatMap((caption) => caption.lines));
  const isOther = (line: Line) =>
    !captioned.has(line) && !isUnder(line) && !holdsMiddle(table, line.area, NOTE_GAP * line.size);
  const all = page.lines.some(isOther) ? [] : notesBelow(table, page, size);
  return all.length === under.length && all.length <= MOST_ALONE ? all : notesBelow(table, page, size - LEAST_SMALLER);
}

function notesBelow(table: Area, { lines, drawings, captions }: NotedPage, most: number): Line[] {
  const taken: Line[] = [];
  const captioned = new Set(captions.flatMap((caption) => caption.lines));
  const below = lines.filter(({ area }) => area.top > table.bottom - 3 && overlapAcross(area, table) > 0);
  let foot = table.bottom;
  for (const line of below.toSorted((one, other) => one.baseline - other.baseline)) {
    const [first = line] = taken;
    const isOwn =
      !captioned.has(line) &&
      line.size <= most &&
      line.runs.some((run) => Math.abs(run.size - first.size) < 0.8) &&
      line.area.top - foot < NOTE_GAP * line.size &&
      line.area.left > table.left - 6 &&
      line.area.right < table.right + 6 &&
      !below.some((other) => other !== line && isInRow(other, line)) &&
      !drawings.some(({ area }) => area.top > table.bottom + 1 && area.bottom < line.baseline && isOver(area, line));
    if (!isOwn) break;
    taken.push(line);
    foot = line.area.bottom;
  }
  return taken;
}

const isOver = (drawn: Area, { area }: Line): boolean => overlapAcross(drawn, area) > 8 && area.top - drawn.bottom < 40;

import type { Card, CardSource } from '../image';
import { showable } from '../painter/fonts';
import { rule, type Sheet, typeArea } from './sheet';
import { drawCaps, drawPassage, type Passage, setPassage } from './type';
import { typographic } from './wording';

/** What the film was made from: each source with its title, its authors and where it is from. */
export function printEnd(sheet: Sheet, { text, sources, madeWith }: Card): void {
  const { ctx, unit, look, faces, height } = sheet;
  const area = typeArea(sheet);
  const heading = setPassage(ctx, faces.headline, showable(typographic(text), faces.headline), {
    width: area.width,
    height: unit * 16,
    sizes: { largest: unit * 7.2, smallest: unit * 4.5 },
    leading: 1.15,
    mostLines: 2,
  });
  let y = area.y;
  if (heading) {
    drawPassage(ctx, heading, { x: area.x, top: y, color: look.ink });
    y += heading.height + unit * 2.4;
    rule(sheet, area.x, y);
    y += unit * 5;
  }
  const bottom = height - area.y - (madeWith ? unit * 4 : 0);
  printList(sheet, sources, { x: area.x, y, width: area.width, height: bottom - y });
  if (!madeWith) return;
  drawCaps(ctx, [showable(typographic(madeWith), faces.caption)], {
    ...{ face: faces.caption, size: unit * 2.2, color: look.soft, point: look.accent },
    ...{ x: area.x, width: area.width, baseline: height - area.y + unit * 2 },
  });
}

interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const [ONE_COLUMN, GAP_UNITS] = [4, 8];
/** Of the usual sizes: the first with which all sources stand on the card, else as many as do with the last. */
const SCALES = [1.5, 1.3, 1.1, 1, 0.88, 0.76] as const;

function printList(sheet: Sheet, sources: readonly CardSource[], room: Column): void {
  const columns = sources.length > ONE_COLUMN && sheet.width > sheet.height ? 2 : 1;
  const gap = sheet.unit * GAP_UNITS;
  const width = (room.width - gap * (columns - 1)) / columns;
  for (const scale of SCALES) {
    const entries = sources.map((source) => entryOf(sheet, source, { width, scale }));
    const laid = laidOut(entries, { columns, height: room.height });
    if (laid.length < sources.length && scale !== SCALES.at(-1)) continue;
    const isCut = laid.length < sources.length;
    for (const { entry, column, top } of isCut ? laid.slice(0, -1) : laid)
      printEntry(sheet, entry, { x: room.x + column * (width + gap), y: room.y + top });
    const last = laid.at(-1);
    if (isCut && last) {
      const more = sources.length - laid.length + 1;
      printMore(sheet, more, { x: room.x + last.column * (width + gap), y: room.y + last.top, width });
    }
    return;
  }
}

interface Entry {
  readonly title: Passage | null;
  readonly by: Passage | null;
  readonly height: number;
}

function entryOf(
  { ctx, unit, faces }: Sheet,
  { title, authors, detail }: CardSource,
  { width, scale }: { width: number; scale: number },
): Entry {
  const size = (units: number) => ({ largest: unit * units * scale, smallest: unit * units * scale });
  const line = { width, mostLines: 3, height: unit * 30 };
  const named = setPassage(ctx, faces.headline, showable(typographic(title), faces.headline), {
    ...{ ...line, sizes: size(3.3), leading: 1.26 },
  });
  const from = [authors, detail].filter(Boolean).join('. ');
  const by = setPassage(ctx, faces.caption, showable(typographic(from), faces.caption), {
    ...{ ...line, sizes: size(2.8), leading: 1.34 },
  });
  return { title: named, by, height: (named?.height ?? 0) + (by?.height ?? 0) + unit * 2.6 * scale };
}

interface LaidEntry {
  readonly entry: Entry;
  readonly column: number;
  readonly top: number;
}

/** Down one column, then the next: balanced where all fits. */
function laidOut(entries: readonly Entry[], { columns, height }: { columns: number; height: number }): LaidEntry[] {
  const all = entries.reduce((sum, entry) => sum + entry.height, 0);
  const goal = columns > 1 && all < height * columns ? all / columns : height;
  const laid: LaidEntry[] = [];
  let [column, top] = [0, 0];
  for (const entry of entries) {
    const isOver = top > 0 && (top + entry.height > height || (column < columns - 1 && top + entry.height / 2 > goal));
    if (isOver) [column, top] = [column + 1, 0];
    if (column >= columns || top + entry.height > height + 1) break;
    laid.push({ entry, column, top });
    top += entry.height;
  }
  return laid;
}

function printEntry({ ctx, look }: Sheet, { title, by }: Entry, { x, y }: { x: number; y: number }): void {
  if (title) drawPassage(ctx, title, { x, top: y, color: look.ink });
  if (by) drawPassage(ctx, by, { x, top: y + (title?.height ?? 0), color: look.soft });
}

function printMore({ ctx, unit, look, faces }: Sheet, more: number, { x, y, width }: Omit<Column, 'height'>): void {
  const passage = setPassage(ctx, faces.caption, `and ${more} more`, {
    ...{ width, height: unit * 8, leading: 1.3, sizes: { largest: unit * 2.6, smallest: unit * 2 } },
  });
  if (passage) drawPassage(ctx, passage, { x, top: y, color: look.soft });
}

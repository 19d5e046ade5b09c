import { type Area, unionOf, widthOf } from './area';
import type { Columns } from './columns';
import type { PageLayout } from './layout';
import { lettersIn } from './lines';
import { mainLine, type Row, rowsInOrder, textOf } from './order';
import { looksLikeHeading, type Role } from './roles';
import { MATH_FONT, type Typography } from './typography';

/** Rows that are read as one: a paragraph on one page, a heading, an item. */
export interface Passage {
  readonly kind: 'HEADING' | 'PARAGRAPH' | 'LIST_ITEM' | 'EQUATION' | 'CODE';
  readonly page: number;
  readonly rows: readonly Row[];
  readonly area: Area;
  /** Its first row stands in as the first of a paragraph does. */
  readonly isIndented: boolean;
  /** Its last row runs to the end of the column. */
  readonly isOpen: boolean;
}

/** The running text of a page, without captions and what belongs to figures. */
export function passagesOf(layout: PageLayout, typography: Typography): Passage[] {
  const { page, lines, columns, roles, choices } = layout;
  const figures = choices.map(({ candidate }) => candidate.area);
  const parts = new Set(choices.flatMap(({ candidate }) => candidate.parts.flatMap(({ line }) => line ?? [])));
  const text = lines.filter(
    (line) =>
      roles.get(line) !== 'CAPTION' &&
      !parts.has(line) &&
      !isInside(line.area, figures) &&
      !(line.isOfDrawing && roles.get(line) === 'PART'),
  );
  const rows = rowsInOrder(text, columns);
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && continues({ row, last, group }, { columns, roles, typography })) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => passageOf(group, page.number, { columns, roles, typography }));
}

const isInside = (area: Area, figures: readonly Area[]): boolean =>
  figures.some((figure) => {
    const [across, down] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
    return across > figure.left && across < figure.right && down > figure.top && down < figure.bottom;
  });

interface Context {
  readonly columns: Columns;
  readonly roles: ReadonlyMap<unknown, Role>;
  readonly typography: Typography;
}

interface Neighbours {
  readonly row: Row;
  readonly last: Row;
  readonly group: readonly Row[];
}

function continues({ row, last, group }: Neighbours, context: Context): boolean {
  const [main, before] = [mainLine(row), mainLine(last)];
  if (row.column !== last.column || row.baseline <= last.baseline) return false;
  if (Math.abs(main.size - before.size) > 0.7) return false;
  const [isHead, wasHead] = [isHeadingRow(row, context), isHeadingRow(last, context)];
  const step = row.baseline - last.baseline;
  if (isHead || wasHead)
    return (
      isHead && wasHead && step < main.size * 1.6 && main.font === before.font && !BEGINS_NUMBERED.test(textOf(row))
    );
  const reach = Math.max(context.typography.leading * (main.size / context.typography.size), main.size * 1.15) * 1.22;
  const [isMath, wasMath] = [isEquation(row, context), isEquation(last, context)];
  if (isMath || wasMath)
    return (isMath || isFragment(row, context)) && (wasMath || isFragment(last, context)) && step < reach * 1.5;
  if (step > reach || BULLET.test(textOf(row))) return false;
  const [first] = group;
  return !(first && beginsParagraph(row, last, first, context));
}

const BULLET =
  /^([\u2022\u2023\u25aa\u25cf\u25e6\u2043\uf0b7\u25a0]|[\u2013\u2014*-](?=\s)|\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*/;
const REFERENCE_MARK = /^\[[\w+]{1,8}\]\s*/;
const BEGINS_NUMBERED = /^(\d{1,2}(\.\d{1,2})*\.?|[IVX]+\.|[A-Z]\.)\s/;

/** It stands in while the row over it does not, or follows a row that ends early. */
function beginsParagraph(row: Row, last: Row, first: Row, { columns }: Context): boolean {
  const size = mainLine(row).size;
  const isItem = BULLET.test(textOf(first));
  const standsIn = row.area.left - last.area.left;
  if (isItem) return row.area.left < first.area.left - 2 || standsIn < -1.2 * size * (last === first ? 9 : 1);
  if (standsIn > 0.7 * size && standsIn < 4 * size && !(first === last)) return true;
  const span = columns.spans[row.column];
  const isShort = span !== undefined && last.area.right < span.right - 0.2 * widthOf(span);
  return (
    isShort &&
    /[.:!?]["\u201d)]?$/.test(textOf(last)) &&
    standsIn > -0.3 * size - (last === first ? 3 * size : 0) &&
    widthOf(last.area) < 0.8 * widthOf(span ?? last.area)
  );
}

function isHeadingRow(row: Row, { roles, typography, columns }: Context): boolean {
  const line = mainLine(row);
  if (roles.get(line) === 'HEADING' && looksLikeHeading({ ...line, text: textOf(row) }, typography)) return true;
  const span = columns.spans[row.column];
  const isNarrow = span !== undefined && widthOf(row.area) < 0.92 * widthOf(span);
  const text = textOf(row);
  const stands = line.isBold || line.isItalic || line.size > typography.size + 0.8 || !/[a-z]/.test(text);
  return isNarrow && BEGINS_NUMBERED.test(text) && stands && looksLikeHeading({ ...line, text }, typography);
}

/** More signs than words, set apart from the edges of its column. */
function isEquation(row: Row, { columns, typography }: Context): boolean {
  const text = textOf(row);
  const span = columns.spans[row.column];
  const runs = row.lines.flatMap(({ runs: all }) => all);
  const signs = runs.filter(({ font }) => MATH_FONT.test(font)).reduce((sum, run) => sum + run.text.trim().length, 0);
  const words = text.match(/\p{L}{4,}/gu)?.length ?? 0;
  const length = text.replace(/\s/g, '').length;
  const isMathematical = signs > length * 0.3 || /[=\u2264\u2265\u2248\u2211\u222b\u220f]/.test(text);
  const standsIn = span !== undefined && row.area.left > span.left + typography.size * 1.2;
  const isNumbered = /\(\d{1,3}[a-z]?\)$/.test(text);
  return (
    isMathematical &&
    words <= (isNumbered ? 5 : 2) &&
    (standsIn || isNumbered) &&
    length > 2 &&
    !/^[\u2022]/.test(text) &&
    !/[.!?]\s+\p{Lu}/u.test(text)
  );
}

/** Numerators, limits and brackets, which stand in rows of their own. */
function isFragment(row: Row, { columns, typography }: Context): boolean {
  const text = textOf(row);
  const span = columns.spans[row.column];
  const standsIn = span !== undefined && row.area.left > span.left + typography.size * 1.2;
  return standsIn && text.length < 40 && !/\p{L}{4,}/u.test(text);
}

function passageOf(rows: readonly Row[], page: number, context: Context): Passage {
  const [first] = rows;
  if (!first) throw new RangeError('A passage has at least one row.');
  const last = rows.at(-1) ?? first;
  const text = textOf(first);
  const span = context.columns.spans[first.column];
  const isIndented =
    rows.length > 1
      ? first.area.left - (rows[1]?.area.left ?? 0) > 0.5 * mainLine(first).size
      : span !== undefined && first.area.left - span.left > 0.7 * mainLine(first).size;
  const isOpen = span !== undefined && last.area.right > span.right - 0.1 * widthOf(span);
  return {
    kind: kindOf(rows, text, context),
    page,
    rows,
    area: unionOf(rows.map(({ area }) => area)),
    isIndented,
    isOpen,
  };
}

function kindOf(rows: readonly Row[], text: string, context: Context): Passage['kind'] {
  const [first] = rows;
  if (first && isHeadingRow(first, context)) return 'HEADING';
  const isMath = (row: Row) => isEquation(row, context);
  if (rows.some(isMath) && rows.every((row) => isMath(row) || isFragment(row, context))) return 'EQUATION';
  if (BULLET.test(text) && lettersIn(text) > 3) return 'LIST_ITEM';
  const code = rows.filter((row) =>
    /mono|courier|CMTT|typewriter|consol|inconsolata|menlo|LMMono|SFTT/i.test(mainLine(row).font),
  ).length;
  return code > rows.length * 0.6 && rows.length >= 2 ? 'CODE' : 'PARAGRAPH';
}

export const startsReference = (text: string): boolean => BULLET.test(text) || REFERENCE_MARK.test(text);

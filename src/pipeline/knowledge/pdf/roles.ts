import { type Area, heightOf, holdsMiddle, overlapAcross, sizeOf, widthOf } from './area';
import { capitalHeadings } from './capital-headings';
import type { Caption } from './captions';
import { type Columns, spanOf } from './columns';
import type { Drawing } from './drawings';
import { equationsOf } from './equations';
import { isInRow, type Line, lettersIn } from './lines';
import type { TableFrame } from './table-frames';
import type { Typography } from './typography';

/** Running text and its headings bar the way to what belongs to a caption; all else may be part of a figure. */
export type Role = 'BODY' | 'HEADING' | 'CAPTION' | 'PART';

export interface RolePage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
  readonly captions: readonly Caption[];
  readonly frames: readonly TableFrame[];
  /** Over and under tables and under panels in smaller type, and no running text. */
  readonly notes: ReadonlySet<Line>;
}

/** Neighbours of running text within this many leadings are running text too. */
const NEIGHBOUR_LEADINGS = 1.55;

export function rolesOf(page: RolePage, typography: Typography): Map<Line, Role> {
  const roles = new Map<Line, Role>(page.lines.map((line) => [line, 'PART']));
  for (const caption of page.captions) for (const line of caption.lines) roles.set(line, 'CAPTION');
  const free = page.lines.filter((line) => roles.get(line) === 'PART' && !isWithinFigure(line, page, typography));
  const alone = new Set(free.filter((line) => isAlone(line, page)));
  for (const line of alone) if (isSeed(line, page, typography)) roles.set(line, 'BODY');
  dropStrays(page, roles, typography);
  spread(free, alone, roles, page, typography);
  for (const line of free) if (roles.get(line) === 'PART' && isItem(line, page, typography)) roles.set(line, 'BODY');
  spread(free, alone, roles, page, typography);
  const body = page.lines.filter((line) => roles.get(line) === 'BODY');
  const open = free.filter((line) => roles.get(line) === 'PART');
  for (const line of equationsOf({ ...page, free: open, body }, typography)) roles.set(line, 'BODY');
  for (const line of alone)
    if (roles.get(line) === 'PART' && isHeading(line, page, roles, typography)) roles.set(line, 'HEADING');
  for (const line of capitalHeadings(page, typography)) if (roles.get(line) === 'PART') roles.set(line, 'HEADING');
  if (page.number === 1) frontMatter(page, free, roles, typography);
  return roles;
}

function isWithinFigure(line: Line, page: RolePage, typography: Typography): boolean {
  if (line.isOfDrawing || page.notes.has(line)) return true;
  if (page.frames.some(({ area }) => holdsMiddle(area, line.area, 1))) return true;
  return page.drawings.some(
    (drawing) =>
      !drawing.isRule &&
      heightOf(drawing.area) > line.size * 1.2 &&
      (holdsMiddle(drawing.area, line.area) || beginsIn(drawing.area, line, typography)) &&
      !isTextBox(drawing, page, typography),
  );
}

/** A label of a drawing, in smaller type than running text, that runs out of it. */
const beginsIn = (drawn: Area, { area, size }: Line, typography: Typography): boolean =>
  size < typography.size - 0.6 && holdsMiddle(drawn, { ...area, right: area.left + size });

/** A shaded or framed box of running text, far from any caption that could mean it. */
function isTextBox({ area, hasImage }: Drawing, page: RolePage, typography: Typography): boolean {
  if (hasImage || sizeOf(area) < 2000) return false;
  const inside = page.lines.filter((line) => holdsMiddle(area, line.area) && !line.isOfDrawing);
  const long = inside.filter(
    (line) =>
      Math.abs(line.size - typography.size) <= 0.6 && widthOf(line.area) > 0.6 * widthOf(area) && line.text.length > 35,
  );
  if (long.length < 3 || long.length < inside.length * 0.7) return false;
  return !page.captions.some(
    (caption) =>
      overlapAcross(caption.area, area) > 0 &&
      Math.min(Math.abs(caption.area.top - area.bottom), Math.abs(area.top - caption.area.bottom)) < 30,
  );
}

/** Nothing else in its row within its column. */
function isAlone(line: Line, { lines, columns }: RolePage): boolean {
  const span = spanOf(line.area, columns);
  return !lines.some(
    (other) =>
      other !== line &&
      isInRow(other, line) &&
      other.text.length > 1 &&
      (span === null || overlapAcross(other.area, span) > 4) &&
      !isNumbering(other, line),
  );
}

/** The number of an equation or of an item, beside it. */
const isNumbering = (other: Line, line: Line): boolean =>
  (/^\(?\d{1,3}(\.\d{1,2})?[.)]?$/.test(other.text) || /^[\u2022\u2023\u25aa\u25cf\u2013*-]$/.test(other.text)) &&
  (other.area.right < line.area.left || /^\(/.test(other.text));

const MONOSPACED = /mono|courier|CMTT|typewriter|consol|inconsolata|menlo|SFTT|NimbusMon|TeXGyreCursor/i;

function isSeed(line: Line, page: RolePage, typography: Typography): boolean {
  const span = spanOf(line.area, page.columns);
  if (!span) return false;
  const isLong = widthOf(line.area) > 0.6 * widthOf(span) && line.text.length >= 20;
  if (MONOSPACED.test(line.font) && line.font !== typography.font) return false;
  if (!isLong || lettersIn(line.text) <= line.text.length / 2) return false;
  if (Math.abs(line.size - typography.size) <= Math.max(0.6, typography.size * 0.06)) return true;
  return line.text.length >= 35 && widthOf(line.area) > 0.75 * widthOf(span) && line.size > 5.5;
}

/** A single long line with no fellow above or below, of another size or far from its column's edge, is a title of a plot or a note of a table. */
function dropStrays(page: RolePage, roles: Map<Line, Role>, typography: Typography): void {
  const seeds = page.lines.filter((line) => roles.get(line) === 'BODY');
  for (const line of seeds) {
    const isBodyType = Math.abs(line.size - typography.size) <= 0.6 && line.font === typography.font;
    const span = spanOf(line.area, page.columns);
    if (isBodyType && span && line.area.left - span.left < 2.5 * line.size) continue;
    const fellows = seeds.filter(
      (other) => other !== line && isNear(other, line, typography) && Math.abs(other.size - line.size) < 0.6,
    );
    if (fellows.length === 0) roles.set(line, 'PART');
  }
}

const isNear = (one: Line, other: Line, { leading, size }: Typography): boolean =>
  Math.abs(one.baseline - other.baseline) <=
    Math.max(leading * (other.size / size), other.size * 1.1) * NEIGHBOUR_LEADINGS &&
  overlapAcross(one.area, other.area) > 0;

/** First and last lines of paragraphs, and what stands within them. */
function spread(
  free: readonly Line[],
  alone: ReadonlySet<Line>,
  roles: Map<Line, Role>,
  page: RolePage,
  typography: Typography,
): void {
  for (let changed = true; changed; ) {
    changed = false;
    const body = page.lines.filter((line) => roles.get(line) === 'BODY');
    for (const line of free) {
      if (roles.get(line) !== 'PART' || !alone.has(line)) continue;
      if (!body.some((other) => isFellow(line, other, page, typography))) continue;
      roles.set(line, 'BODY');
      changed = true;
    }
  }
}

function isFellow(line: Line, body: Line, page: RolePage, typography: Typography): boolean {
  if (!isNear(line, body, typography) || Math.abs(line.size - body.size) > 0.8) return false;
  const span = spanOf(body.area, page.columns);
  if (!span) return false;
  const startsLeft =
    line.area.left - body.area.left < 2.2 * line.size && body.area.left - line.area.left < 3 * line.size;
  const isBetween = page.drawings.some(
    ({ area, isRule }) =>
      !isRule &&
      overlapAcross(area, line.area) > 0 &&
      area.top < Math.max(line.baseline, body.baseline) &&
      area.bottom > Math.min(line.baseline, body.baseline) &&
      heightOf(area) > 20,
  );
  return startsLeft && !isBetween && (line.text.length > 3 || line.font === body.font);
}

/** Items of lists are shorter than running text, and begin where it begins. */
function isItem(line: Line, page: RolePage, typography: Typography): boolean {
  const span = spanOf(line.area, page.columns);
  if (!span || Math.abs(line.size - typography.size) > 0.6) return false;
  const begins = /^([\u2022\u2023\u25aa\u25cf\u25e6\u2013*]\s|\(?\d{1,2}[.)]\s|\[\d{1,3}\]\s)/.test(line.text);
  return begins && line.area.left < span.left + 3 * line.size && lettersIn(line.text) > 12;
}

const NUMBERED = /^((\d{1,2}(\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.(\d{1,2}\.?)*|Appendix [A-Z]\.?)\s+)\p{Lu}/u;
const NAMED =
  /^(abstract|introduction|background|related work|methods?|materials and methods|results?|discussion|conclusions?|references|bibliography|acknowledge?ments?|appendix|summary|data availability|funding|author contributions|competing interests|supplementary material)\.?:?$/i;

export function looksLikeHeading(line: Line, typography: Typography): boolean {
  if (line.text.length > 120 || lettersIn(line.text) < 3) return false;
  const stands =
    line.isBold ||
    line.size > typography.size + 0.6 ||
    (line.font !== typography.font && /^[^a-z]*$/.test(line.text)) ||
    line.isItalic;
  const words = line.text.replace(/^[\dIVX. ]+/, '');
  if (NAMED.test(words)) return true;
  if (NUMBERED.test(line.text)) return stands || line.font !== typography.font || /^[^a-z]+$/.test(words);
  return stands && line.isBold && /^\p{Lu}/u.test(words);
}

/** Bold or numbered, alone, where its column begins or centred, with running text not far below. */
function isHeading(line: Line, page: RolePage, roles: ReadonlyMap<Line, Role>, typography: Typography): boolean {
  if (!looksLikeHeading(line, typography)) return false;
  const span = spanOf(line.area, page.columns);
  if (!span) return false;
  const atLeft = Math.abs(line.area.left - span.left) < 1.5 * line.size;
  const isCentred = Math.abs((line.area.left + line.area.right) / 2 - (span.left + span.right) / 2) < 6;
  if (
    !atLeft &&
    !(isCentred && (NUMBERED.test(line.text) || NAMED.test(line.text) || line.size > typography.size + 0.6))
  )
    return false;
  const below = page.lines.filter(
    (other) =>
      other.baseline > line.baseline + 2 &&
      overlapAcross(other.area, span) > 6 &&
      other.baseline - line.baseline < typography.leading * 3.2,
  );
  const isOverDrawing = page.drawings.some(
    ({ area }) =>
      overlapAcross(area, span) > 10 &&
      area.top > line.baseline - 2 &&
      area.top < line.baseline + typography.leading * 1.8,
  );
  const isCertain = atLeft && line.isBold && /^\d{1,2}\.\d{1,2}\.?(\d\.?)*\s+\p{Lu}/u.test(line.text);
  if (isCertain) return true;
  if (isOverDrawing) return false;
  if (NAMED.test(line.text) && (line.isBold || line.size > typography.size + 0.6)) return true;
  if (!NUMBERED.test(line.text) && isUnderLabels(line, page, roles)) return false;
  const [next] = below.toSorted((one, other) => one.baseline - other.baseline);
  return next === undefined
    ? line.baseline > page.height * 0.8 && NUMBERED.test(line.text)
    : roles.get(next) === 'BODY' || looksLikeHeading(next, typography);
}

/** Close under the numbers of an axis stands its title. */
const isUnderLabels = (line: Line, { lines }: RolePage, roles: ReadonlyMap<Line, Role>): boolean =>
  lines.some(
    (other) =>
      roles.get(other) === 'PART' &&
      overlapAcross(other.area, line.area) > 0 &&
      line.baseline - other.baseline > 0 &&
      line.baseline - other.baseline < line.size,
  );

/** Title, authors and affiliations stand over the first drawing of the first page. */
function frontMatter(
  { lines, drawings, height }: RolePage,
  free: readonly Line[],
  roles: Map<Line, Role>,
  typography: Typography,
): void {
  const title = lines.filter(
    (line) =>
      line.size > typography.size * 1.2 &&
      line.area.top < height * 0.5 &&
      roles.get(line) === 'PART' &&
      free.includes(line) &&
      line.text.length > 8,
  );
  if (title.length === 0) return;
  const from = Math.min(...title.map((line) => line.area.top));
  const body = lines.filter((line) => roles.get(line) === 'BODY' && line.baseline > from).map((line) => line.area.top);
  const large = drawings.filter(({ area }) => sizeOf(area) > 5000 && area.top > from).map(({ area }) => area.top);
  const captions = lines.filter((line) => roles.get(line) === 'CAPTION').map((line) => line.area.top);
  const to = Math.min(height * 0.6, ...body, ...large, ...captions);
  const isOfDrawing = (line: Line) =>
    drawings.some(
      ({ area }) =>
        sizeOf(area) > 5000 &&
        area.top - line.area.bottom < 10 &&
        overlapAcross(area, line.area) > 0.9 * widthOf(line.area),
    );
  for (const line of free)
    if (roles.get(line) === 'PART' && !isOfDrawing(line) && line.area.top <= to && line.area.bottom < to + 4)
      roles.set(line, 'HEADING');
}

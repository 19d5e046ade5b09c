import { type Area, overlapAcross } from './area';
import { labelOf } from './labels';
import { type Line, lettersIn } from './lines';
import type { Mark } from './page';

interface PageLines {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** How much of the page's height its outer part is, above and below. */
const OUTER_SHARE = 0.13;
/** Of pages with wide margins: there the outermost row alone can be furniture. */
const WIDE_SHARE = 0.2;
const NUMBER_SHARE = 0.1;
/** In a document of so many pages two left ones may be all that have the header of left pages. */
const SHORT = 5;

/** Running headers, footers and page numbers: what comes again at the same height with nothing further out. */
export function furnitureOf(pages: readonly PageLines[]): Set<Line> {
  const outer = pages.map((page) => page.lines.filter((line) => isOuter(line, page)));
  const places = new Map<string, Set<number>>();
  for (const [page, lines] of outer.entries()) {
    for (const line of lines)
      for (const key of keysOf(line, pages[page]?.height ?? 0))
        places.set(key, (places.get(key) ?? new Set()).add(page));
  }
  const least = pages.length <= SHORT ? 2 : 3;
  const texts = new Map<string, number>();
  for (const line of outer.flat()) texts.set(textOf(line), (texts.get(textOf(line)) ?? 0) + 1);
  const isRow = (row: readonly Line[]) =>
    row.length >= CELLS && row.filter((line) => (texts.get(textOf(line)) ?? 0) >= 2).length * 2 < row.length;
  const found = new Set<Line>();
  for (const [index, page] of pages.entries()) {
    const sorted = outer[index] ?? [];
    const [above, below] = [
      sorted.filter((line) => line.baseline < page.height / 2),
      sorted.filter((line) => line.baseline >= page.height / 2),
    ];
    const again = (line: Line) =>
      keysOf(line, page.height).some((key) => (places.get(key)?.size ?? 0) >= least) || isNumber(line, page);
    const downwards = above.toSorted((one, other) => one.baseline - other.baseline);
    const upwards = below.toSorted((one, other) => other.baseline - one.baseline);
    for (const line of fromOutside(downwards, { again, isRow }, page.height)) found.add(line);
    for (const line of fromOutside(upwards, { again, isRow }, page.height)) found.add(line);
    for (const line of marginNumbers(page)) found.add(line);
  }
  return found;
}

const isOuter = ({ area }: Line, { height }: PageLines): boolean =>
  area.bottom < height * WIDE_SHARE || area.top > height * (1 - WIDE_SHARE);

const isFarIn = ({ area }: Line, height: number): boolean =>
  area.bottom >= height * OUTER_SHARE && area.top <= height * (1 - OUTER_SHARE);

/** The height in steps of 4 points, and half a step further, so that no boundary parts equals. Labels of plates and of tables that go on differ by their number, if at all. */
function keysOf(line: Line, height: number): string[] {
  const text = line.text.replace(/\d+/g, '#').toLowerCase();
  const label = labelOf(line.text);
  if (!/[\p{L}#]/u.test(text) || (label && label.kind !== 'OTHER')) return [];
  const isSentence = isInMargin(line.area, height) && lettersIn(text) >= SENTENCE;
  return [
    `${text}@${Math.floor(line.baseline / 4)}`,
    `${text}@${Math.floor((line.baseline + 2) / 4)}h`,
    ...(isSentence ? [`${text}@${line.baseline < height / 2 ? 'head' : 'foot'}`] : []),
  ];
}

/** So many letters in the margin say the same by no chance, at whatever height. */
const SENTENCE = 20;

/** Headers of as many parts say the same in most of them. */
const CELLS = 3;

const textOf = ({ text, baseline }: Line): string => `${text}@${Math.round(baseline / 4)}`;

const isNumber = ({ text, area }: Line, { height }: PageLines): boolean =>
  /^\W{0,3}(page )?(\d{1,4}|[ivxl]{1,6})\W{0,3}((of|\/) ?\d{1,4})?$/i.test(text) &&
  (area.bottom < height * NUMBER_SHARE || area.top > height * (1 - NUMBER_SHARE));

interface Signs {
  /** At the same height on other pages, numbers apart. */
  readonly again: (line: Line) => boolean;
  /** Of a table: cells that are alike but for their numbers. */
  readonly isRow: (row: readonly Line[]) => boolean;
}

/** A title of a plot at the top of two pages is not furniture when something else stands above it. */
function fromOutside(lines: readonly Line[], { again, isRow }: Signs, height: number): Line[] {
  const found: Line[] = [];
  for (const line of lines) {
    const isBehind = found.some((other) => Math.abs(other.baseline - line.baseline) >= 3);
    if (isBehind && isFarIn(line, height)) break;
    const row = lines.filter((other) => Math.abs(other.baseline - line.baseline) < 3);
    if (isRow(row)) break;
    if (again(line)) found.push(line);
    else if (!row.some(again)) break;
    else if (line.text.length < 90) found.push(line);
  }
  return found;
}

/** Line numbers of manuscripts: a column of numbers beside the text. */
function marginNumbers({ lines, width }: PageLines): Line[] {
  const numbers = lines.filter(
    ({ text, area }) => /^\d{1,4}$/.test(text) && (area.right < width * 0.16 || area.left > width * 0.86),
  );
  const long = lines.filter(({ text }) => text.length > 30);
  const alone = numbers.filter((number) => long.every((line) => overlapAcross(number.area, line.area) < 0));
  return alone.length >= 15 ? alone : [];
}

/** Of the height, above and below: what stands wholly in it is furniture where three pages have it, be they odd ones alone. */
const MARGIN_SHARE = 0.08;
const LEAST_PAGES = 3;

/** Graphics that stand at the same place on two pages of five: logos, frames, rules of headers. */
export function repeatedMarks(all: readonly { readonly marks: readonly Mark[]; readonly height: number }[]): Set<Mark> {
  const pages = all.map(({ marks }) => marks);
  if (pages.length < LEAST_PAGES) return new Set();
  const places = new Map<string, Set<number>>();
  for (const [page, marks] of pages.entries()) {
    for (const { area } of marks.slice(0, 3000)) {
      const key = placeOf(area);
      places.set(key, (places.get(key) ?? new Set()).add(page));
    }
  }
  const least = Math.max(LEAST_PAGES, pages.length * 0.4);
  const again = (area: Area) => places.get(placeOf(area))?.size ?? 0;
  return new Set(
    all.flatMap(({ marks, height }) =>
      marks.filter(({ area }) => again(area) >= (isInMargin(area, height) ? LEAST_PAGES : least)),
    ),
  );
}

const isInMargin = ({ top, bottom }: Area, height: number): boolean =>
  bottom < height * MARGIN_SHARE || top > height * (1 - MARGIN_SHARE);

const placeOf = ({ left, top, right, bottom }: Area): string =>
  [left, top, right, bottom].map((edge) => Math.round(edge / 2)).join();

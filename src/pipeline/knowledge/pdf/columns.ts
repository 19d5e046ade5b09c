import { type Area, widthOf } from './area';
import { type Line, lettersIn } from './lines';

/** What the page's running text is set in: from left to right, without what lies between them. */
export interface Columns {
  /** Where one column ends and the next begins. */
  readonly gutters: readonly number[];
  readonly spans: readonly Area[];
}

const LEAST_LINES_ASIDE = 6;

/** Lines long enough to tell a column: cells and labels are shorter. */
export function tellingLines(lines: readonly Line[]): Line[] {
  return lines.filter(
    (line) => line.text.length >= 20 && lettersIn(line.text) > line.text.length / 2 && widthOf(line.area) > 60,
  );
}

/** Gutters by the lines that end before them and begin after them, against those that cross. */
export function guttersOf(lines: readonly Line[], pageWidth: number): number[] {
  const found = gutterIn(lines, pageWidth * 0.2, pageWidth * 0.8);
  if (found === null) return [];
  const before = lines.filter(({ area }) => area.right <= found);
  const after = lines.filter(({ area }) => area.left >= found);
  const inLeft = before.length > 24 ? gutterIn(before, pageWidth * 0.25, found - pageWidth * 0.2) : null;
  const inRight = after.length > 24 ? gutterIn(after, found + pageWidth * 0.2, pageWidth * 0.75) : null;
  return [inLeft, found, inRight].filter((gutter) => gutter !== null);
}

function gutterIn(lines: readonly Line[], from: number, to: number): number | null {
  let best: { x: number; aside: number; crossing: number } | null = null;
  for (let x = from; x <= to; x += 1) {
    let [left, right, crossing] = [0, 0, 0];
    for (const { area } of lines) {
      if (area.right <= x + 1) left += 1;
      else if (area.left >= x - 1) right += 1;
      else crossing += 1;
    }
    const aside = Math.min(left, right);
    if (aside < LEAST_LINES_ASIDE || aside * 2 < crossing * 0.8 || aside * 2 < (left + right) * 0.12) continue;
    if (!best || aside - crossing > best.aside - best.crossing) best = { x, aside, crossing };
  }
  return best && middleOfGutter(lines, best.x);
}

function middleOfGutter(lines: readonly Line[], x: number): number {
  const ends = lines.map(({ area }) => area.right).filter((right) => right <= x + 1);
  const starts = lines.map(({ area }) => area.left).filter((left) => left >= x - 1);
  return (Math.max(...ends) + Math.min(...starts)) / 2;
}

/** The columns as wide as their lines; a column without any line has the middle half of the page's rest. */
export function columnsOf(lines: readonly Line[], gutters: readonly number[], page: Area): Columns {
  const edges = [page.left, ...gutters, page.right];
  const spans = edges.slice(1).map((right, index) => {
    const left = edges[index] ?? page.left;
    const own = lines.filter(({ area }) => area.left >= left - 4 && area.right <= right + 4);
    if (own.length < 2)
      return { ...page, left: Math.max(left, page.right * 0.08), right: Math.min(right, page.right * 0.92) };
    return {
      ...page,
      left: usual(
        own.map(({ area }) => area.left),
        0.1,
      ),
      right: usual(
        own.map(({ area }) => area.right),
        0.9,
      ),
    };
  });
  return { gutters, spans };
}

function usual(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** From the first to the last column that an area touches by more than a few points. */
export function spanOf(area: Area, { spans }: Columns): Area | null {
  const touched = spans.filter((span) => Math.min(area.right, span.right) - Math.max(area.left, span.left) > 6);
  const [first] = touched;
  const last = touched.at(-1);
  return first && last ? { ...first, right: last.right } : null;
}

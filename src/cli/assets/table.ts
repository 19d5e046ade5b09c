import { stripVTControlCharacters } from 'node:util';
import { printable } from '../watching/bars';

export interface Column<R> {
  readonly title: string;
  readonly text: (row: R) => string;
  readonly right?: true;
  /** Never shortened: half an id is none. */
  readonly whole?: true;
}

const GAP = '  ';
/** Under this a shortened column says nothing any more. */
const FEWEST_CELLS = 8;

/**
 * A table as wide as it must be and at most as wide as the terminal: the widest columns that may be shortened are, each
 * to the same width; ids are not, so on a very narrow terminal their lines wrap.
 */
export function table<R>(rows: readonly R[], columns: readonly Column<R>[], most = Number.POSITIVE_INFINITY): string[] {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text }) => printable(text(row)))),
  ];
  const natural = columns.map((_, n) => Math.max(...cells.map((line) => cellsOf(line[n] ?? ''))));
  const widths = fitted(natural, columns, most);
  return cells.map((line) =>
    line
      .map((text, n) => padded(shortened(text, widths[n] ?? 0), { width: widths[n] ?? 0, right: columns[n]?.right }))
      .join(GAP)
      .trimEnd(),
  );
}

function fitted(natural: readonly number[], columns: readonly { whole?: true }[], most: number): number[] {
  const gaps = GAP.length * (natural.length - 1);
  const widths = [...natural];
  const sum = () => widths.reduce((all, width) => all + width, gaps);
  while (sum() > most) {
    const widest = Math.max(...widths.filter((_, n) => !columns[n]?.whole), 0);
    if (widest <= FEWEST_CELLS) break;
    const at = widths.findIndex((width, n) => width === widest && !columns[n]?.whole);
    widths[at] = widest - 1;
  }
  return widths;
}

function padded(text: string, { width, right }: { width: number; right?: true }): string {
  const blanks = ' '.repeat(Math.max(0, width - cellsOf(text)));
  return right ? `${blanks}${text}` : `${text}${blanks}`;
}

/** With an ellipsis where something was left out; a wide character is never cut in half. */
export function shortened(text: string, width: number): string {
  if (cellsOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of SEGMENTS.segment(text)) {
    if (cellsOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const SEGMENTS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const NO_CELL = /^[\p{Mn}\p{Me}\p{Cf}\u200b]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
/** East Asian Wide and Fullwidth, by their blocks. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/** How many cells of a terminal a text takes. */
export function cellsOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let cells = 0;
  for (const { segment } of SEGMENTS.segment(plain)) {
    if (NO_CELL.test(segment)) continue;
    cells += WIDE.test(segment) || EMOJI.test(segment) ? 2 : 1;
  }
  return cells;
}

import { type Area, heightOf, unionOf } from './area';
import type { TextRun } from './page';

/** Runs that are read in one go: one line of a column, one cell of a table, one label of a plot. */
export interface Line {
  readonly text: string;
  readonly area: Area;
  readonly baseline: number;
  readonly size: number;
  readonly font: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isOfDrawing: boolean;
  readonly runs: readonly TextRun[];
}

/** Widest gap within a line, in ems. */
const WORD_GAP = 1;
/** A gap at a gutter is a word gap below this, in ems: justified lines across both columns have .2 to .5 there. */
const GUTTER_GAP = 0.62;

interface OpenLine {
  readonly runs: TextRun[];
  right: number;
  baseline: number;
  size: number;
  letters: number;
}

/** Upright runs to lines; nothing is joined across a gutter unless its words stand closer than columns do. */
export function linesOf(runs: readonly TextRun[], gutters: readonly number[] = []): Line[] {
  const asides = asidesOf(runs);
  const rows = new Map<number, OpenLine[]>();
  const open: OpenLine[] = [];
  const upright = runs.filter(({ isUpright, text }) => isUpright && text.trim() !== '');
  for (const run of upright.toSorted((one, other) => one.area.left - other.area.left)) {
    const line = lineFor(run, rows, gutters, asides);
    if (line) extend(line, run);
    else open.push(begun(run, rows));
  }
  return open.map(finished).toSorted((one, other) => one.baseline - other.baseline || one.area.left - other.area.left);
}

function begun(run: TextRun, rows: Map<number, OpenLine[]>): OpenLine {
  const line = { runs: [run], right: run.area.right, baseline: run.baseline, size: run.size, letters: run.text.length };
  const row = Math.round(run.baseline / 4);
  rows.set(row, [...(rows.get(row) ?? []), line]);
  return line;
}

function extend(line: OpenLine, run: TextRun): void {
  line.runs.push(run);
  line.right = Math.max(line.right, run.area.right);
  if (run.text.length <= line.letters) return;
  line.letters = run.text.length;
  // The row under which it is found stays that of its first run; the search looks at the neighbours as well.
  line.baseline = run.baseline;
  line.size = run.size;
}

function lineFor(
  run: TextRun,
  rows: ReadonlyMap<number, OpenLine[]>,
  gutters: readonly number[],
  asides: readonly Aside[],
): OpenLine | null {
  const row = Math.round(run.baseline / 4);
  const reach = Math.ceil(Math.max(2, run.size / 4)) + 1;
  let best: OpenLine | null = null;
  let bestOffset = Infinity;
  for (let near = row - reach; near <= row + reach; near += 1) {
    for (const line of rows.get(near) ?? []) {
      const offset = Math.abs(line.baseline - run.baseline);
      if (offset < bestOffset && continues(line, run, gutters) && !isAside(line, run, asides))
        [best, bestOffset] = [line, offset];
    }
  }
  return best;
}

/** Captions side by side may stand closer than columns do: nothing is joined across the second one's left edge, some lines on. */
interface Aside {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

const LABEL_RUN = /^(figure|fig\.?|table)(\s*\d{1,2}\b(?![,;)])|$)/i;
/** With it the label needs no wider space before it than words have, without it this one at least, in ems. */
const DELIMITED = /^\S+\s*\d{1,2}[:.]/;
const ASIDE_GAP = 0.7;
const ASIDE_LINES = 10;

function asidesOf(runs: readonly TextRun[]): Aside[] {
  const labels = runs.filter(({ isUpright, text }) => isUpright && LABEL_RUN.test(text.trim()));
  return labels.flatMap((run) => {
    const { area, baseline, size } = run;
    const before = labels.some((other) => Math.abs(other.baseline - baseline) < 3 && other.area.left < area.left - 60);
    const isAside = before && (DELIMITED.test(run.text) || isApart(run, runs));
    return isAside ? [{ left: area.left, top: baseline - size, bottom: baseline + ASIDE_LINES * 1.2 * size }] : [];
  });
}

const isApart = ({ area, baseline, size }: TextRun, runs: readonly TextRun[]): boolean =>
  !runs.some(
    (other) =>
      Math.abs(other.baseline - baseline) < 3 &&
      other.text.trim() !== '' &&
      other.area.left < area.left - 1 &&
      other.area.right > area.left - ASIDE_GAP * size,
  );

const isAside = ({ right }: OpenLine, run: TextRun, asides: readonly Aside[]): boolean =>
  asides.some(
    ({ left, top, bottom }) =>
      run.baseline > top && run.baseline < bottom && right <= left + 1 && Math.abs(run.area.left - left) < 3,
  );

function continues(line: OpenLine, run: TextRun, gutters: readonly number[]): boolean {
  const size = Math.max(line.size, run.size);
  const smaller = Math.min(line.size, run.size);
  const offset = Math.abs(line.baseline - run.baseline);
  if (offset > size * (smaller < size * 0.88 ? 0.55 : 0.25)) return false;
  const gap = run.area.left - line.right;
  if (gap > smaller * widestGap(line, run) || gap < -size * 1.5) return false;
  const crosses = gutters.some((gutter) => line.right <= gutter + 2 && run.area.left >= gutter - 2);
  return !crosses || gap <= size * GUTTER_GAP;
}

/** A bold beginning of a paragraph stands a quad before its text, the number of a heading up to two before its words. */
function widestGap({ runs, size }: OpenLine, run: TextRun): number {
  if (run.size < size * 0.6 || size < run.size * 0.6) return 0.6;
  const last = runs.at(-1);
  if (last?.isBold && !run.isBold && run.text.length > 20) return 1.7;
  const isNumbered =
    last !== undefined && runs.length === 1 && /^(\d+(\.\d+)*|[IVX]+|[A-Z])\.?$/.test(last.text.trim());
  return isNumbered && last.font === run.font && run.isBold && /\p{L}{3}/u.test(run.text) ? 2.6 : WORD_GAP;
}

function finished({ runs }: OpenLine): Line {
  const weights = new Map<string, number>();
  for (const run of runs) {
    const key = `${run.font}/${run.size.toFixed(1)}`;
    weights.set(key, (weights.get(key) ?? 0) + run.text.trim().length);
  }
  const [main] = [...weights].reduce((one, other) => (other[1] > one[1] ? other : one));
  const style = runs.find((run) => `${run.font}/${run.size.toFixed(1)}` === main) ?? runs[0];
  if (!style) throw new RangeError('A line has at least one run.');
  const { baseline, size, font, isBold, isItalic } = style;
  const area = unionOf(runs.map((run) => run.area));
  const isOfDrawing = runs.every((run) => run.isOfDrawing);
  return { text: joined(runs), area, baseline, size, font, isBold, isItalic, isOfDrawing, runs };
}

/** A space where runs stand apart as words do: kerning within a word stays below .15 em. */
function joined(runs: readonly TextRun[]): string {
  let text = '';
  let right = Infinity;
  for (const run of runs) {
    const isApart = run.area.left - right > 0.15 * run.size;
    text += isApart && !text.endsWith(' ') && !run.text.startsWith(' ') ? ` ${run.text}` : run.text;
    right = run.area.right;
  }
  return text.replace(/\s+/g, ' ').trim();
}

export const isInRow = (one: Line, other: Line): boolean =>
  Math.min(one.area.bottom, other.area.bottom) - Math.max(one.area.top, other.area.top) >
  0.5 * Math.min(heightOf(one.area), heightOf(other.area));

export const lettersIn = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;

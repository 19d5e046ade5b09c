import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Face } from './fonts';

export interface Measure {
  readonly width: number;
  readonly mostLines: number;
  /** Tried from the largest to the smallest; below it nobody can read. */
  readonly sizes: { readonly largest: number; readonly smallest: number };
}

export interface Setting {
  readonly lines: readonly string[];
  readonly size: number;
}

const STEP = 0.92;

/** The text in its largest size that fits the measure; cut with an ellipsis at the smallest. Null where even that is illegible. */
export function setText(
  ctx: SKRSContext2D,
  face: Face,
  text: string,
  { width, mostLines, sizes }: Measure,
): Setting | null {
  if (!text || sizes.largest < sizes.smallest) return null;
  for (let size = sizes.largest; size >= sizes.smallest; size *= STEP) {
    useFace(ctx, face, size);
    const lines = wrap(ctx, text, width);
    if (lines.length <= mostLines && lines.every((line) => fits(ctx, line, width))) {
      return { lines: balance(ctx, lines, width), size };
    }
  }
  useFace(ctx, face, sizes.smallest);
  const lines = wrap(ctx, text, width).slice(0, mostLines);
  const cut = lines.map((line, index) => shorten(ctx, line, width, index === mostLines - 1)).filter(Boolean);
  return cut.length > 0 ? { lines: cut, size: sizes.smallest } : null;
}

export function useFace(ctx: SKRSContext2D, { family, weight }: Face, size: number): void {
  // Left alone, the shaping of letters follows the language of the machine.
  ctx.lang = 'en';
  ctx.font = `${weight} ${size}px "${family}"`;
}

function fits(ctx: SKRSContext2D, line: string, width: number): boolean {
  return ctx.measureText(line).width <= width;
}

function wrap(ctx: SKRSContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && fits(ctx, longer, width)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The same number of lines in the narrowest measure, so that no word stands alone on the last. */
function balance(ctx: SKRSContext2D, lines: readonly string[], width: number): readonly string[] {
  let best = lines;
  for (let share = 0.96; share > 0.5; share -= 0.04) {
    const narrower = wrap(ctx, lines.join(' '), width * share);
    if (narrower.length > lines.length || !narrower.every((line) => fits(ctx, line, width * share))) break;
    best = narrower;
  }
  return best;
}

function shorten(ctx: SKRSContext2D, line: string, width: number, last: boolean): string {
  if (!last && fits(ctx, line, width)) return line;
  for (let length = line.length; length > 0; length -= 1) {
    const short = `${line.slice(0, length).trimEnd()}…`;
    if (fits(ctx, short, width)) return short;
  }
  return '';
}

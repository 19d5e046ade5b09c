import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Face } from '../painter/fonts';
import { useFace } from '../painter/typesetting';
import { evenLines, type Line } from './lines';
import { fitting, type Span } from './wording';

/** Type below this many pixels is no type. */
const SMALLEST_PIXELS = 5;
const STEP = 0.94;

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly sizes: { readonly largest: number; readonly smallest: number };
  /** From line to line, as a share of the size. */
  readonly leading: number;
  readonly mostLines?: number;
}

/** A paragraph that is broken into lines. */
export interface Passage {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
  readonly lines: readonly PlacedLine[];
  readonly width: number;
  readonly height: number;
}

interface PlacedLine {
  readonly text: string;
  /** Where it begins in the text. */
  readonly at: number;
  readonly width: number;
}

/** The text in its largest size that fits; at the smallest as much of it as does. Null where nothing can be read. */
export function setPassage(ctx: SKRSContext2D, face: Face, text: string, room: Room): Passage | null {
  const { largest, smallest } = room.sizes;
  if (text === '' || largest < SMALLEST_PIXELS || room.width <= 0 || room.height <= 0) return null;
  const least = Math.min(largest, Math.max(SMALLEST_PIXELS, smallest));
  for (let size = largest; size > least; size *= STEP) {
    const passage = broken(ctx, { face, text, size }, room);
    if (passage) return passage;
  }
  const fits = (beginning: string): boolean => broken(ctx, { face, text: beginning, size: least }, room) !== null;
  const most = fitting(text, fits) || brokenOff(text.split(' ', 1)[0] ?? '', fits);
  return most === '' ? null : broken(ctx, { face, text: most, size: least }, room);
}

/** A word that is wider than the room. */
function brokenOff(word: string, fits: (beginning: string) => boolean): string {
  const letters = [...word];
  for (let count = letters.length - 1; count > 0; count -= 1) {
    const beginning = `${letters.slice(0, count).join('')}…`;
    if (fits(beginning)) return beginning;
  }
  return '';
}

interface Setting {
  readonly face: Face;
  readonly text: string;
  readonly size: number;
}

function broken(ctx: SKRSContext2D, { face, text, size }: Setting, room: Room): Passage | null {
  useFace(ctx, face, size);
  const words = text.split(' ');
  const widths = words.map((word) => ctx.measureText(word).width);
  const lines = evenLines({ words, widths, space: ctx.measureText(' ').width, measure: room.width });
  const leading = size * room.leading;
  if (!lines || lines.length > (room.mostLines ?? Number.POSITIVE_INFINITY)) return null;
  const height = leading * lines.length;
  if (height > room.height) return null;
  const placed = placedLines(ctx, words, lines);
  return { face, size, leading, lines: placed, width: Math.max(...placed.map(({ width }) => width)), height };
}

function placedLines(ctx: SKRSContext2D, words: readonly string[], lines: readonly Line[]): PlacedLine[] {
  let at = 0;
  return lines.map(({ from, toExclusive }) => {
    const text = words.slice(from, toExclusive).join(' ');
    const line = { text, at, width: ctx.measureText(text).width };
    at += text.length + 1;
    return line;
  });
}

export interface Inked {
  readonly x: number;
  readonly top: number;
  readonly color: string;
  /** Set off in another colour. */
  readonly emphasis?: { readonly span: Span; readonly color: string } | null;
  /** Marks of quotation hang out of the measure. */
  readonly hangs?: boolean;
}

/** Where in a line's height its letters stand. */
const BASELINE = 0.5;
const CAP_SHARE = 0.34;

export function drawPassage(ctx: SKRSContext2D, passage: Passage, { x, top, color, emphasis, hangs }: Inked): void {
  const { face, size, leading, lines } = passage;
  useFace(ctx, face, size);
  ctx.textBaseline = 'alphabetic';
  for (const [index, { text, at }] of lines.entries()) {
    const y = top + leading * (index + BASELINE) + size * CAP_SHARE;
    const outside = hangs ? (/^[“‘«„]/.exec(text)?.[0] ?? '') : '';
    let left = x - ctx.measureText(outside).width;
    for (const piece of pieces(text, at, emphasis?.span ?? null)) {
      ctx.fillStyle = piece.isSetOff ? (emphasis?.color ?? color) : color;
      ctx.fillText(piece.text, left, y);
      left += ctx.measureText(piece.text).width;
    }
  }
}

function pieces(text: string, at: number, span: Span | null): { text: string; isSetOff: boolean }[] {
  const [start, end] = [(span?.start ?? 0) - at, (span?.end ?? 0) - at].map((n) =>
    Math.max(0, Math.min(text.length, n)),
  );
  return [
    { text: text.slice(0, start), isSetOff: false },
    { text: text.slice(start, end), isSetOff: true },
    { text: text.slice(end), isSetOff: false },
  ].filter((piece) => piece.text !== '');
}

export interface CapsRow {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  readonly x: number;
  /** Of the letters' feet. */
  readonly baseline: number;
  readonly width: number;
}

/** Words in spaced capitals with points between them, as many as go into a line. Answers how many did. */
export function drawCaps(
  ctx: SKRSContext2D,
  words: readonly string[],
  row: CapsRow & { readonly point: string },
): number {
  const { face, size, color, x, baseline, width, point } = row;
  if (size < SMALLEST_PIXELS) return 0;
  useFace(ctx, face, size);
  ctx.letterSpacing = `${size * 0.12}px`;
  ctx.textBaseline = 'alphabetic';
  const gap = size * 0.9;
  let [left, count] = [x, 0];
  for (const word of words.map((one) => one.toLocaleUpperCase('en'))) {
    const wide = ctx.measureText(word).width;
    const before = count === 0 ? 0 : 2 * gap;
    if (left + before + wide > x + width) break;
    if (count > 0) {
      ctx.fillStyle = point;
      ctx.beginPath();
      ctx.arc(left + gap - size * 0.06, baseline - size * 0.34, size * 0.13, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.fillStyle = color;
    ctx.fillText(word, left + before, baseline);
    left += before + wide;
    count += 1;
  }
  ctx.letterSpacing = '0px';
  return count;
}

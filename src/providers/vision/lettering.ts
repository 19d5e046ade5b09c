import { percentile } from './light';
import type { Plane } from './plane';

/**
 * What looks like writing: places of two tones only, whose darker or brighter one comes in many thin strokes. It says how well words
 * could be read there, and not which: nothing here reads. Railings and leaves in front of the sky can look like it.
 */
export interface Lettering {
  /** Of the picture. */
  readonly share: number;
  /** Of the two tones, as WCAG 2 counts it: from 1 to 21. Null: nothing looks like writing. */
  readonly contrast: number | null;
  /** How thick the strokes are, as a share of the picture's height. */
  readonly stroke: number | null;
}

/** Places as high as a caption, and as a headline: strokes must fit into one several times. */
const TILES_A_HEIGHT = [24, 8] as const;
const SMALLEST_TILE = 10;
const LEAST_RANGE = 48;
/** Of a place's pixels: so many have one of its two tones, and not one between. */
const LEAST_TWO_TONED = 0.62;
/** The strokes of writing never fill a place, and leave a mark on it. */
const [LEAST_INK, MOST_INK] = [0.05, 0.45];
const LEAST_STROKES_A_ROW = 1.2;

export function letteringOf(plane: Plane): Lettering {
  const found = TILES_A_HEIGHT.map((parts) =>
    writtenTiles(plane, Math.max(SMALLEST_TILE, Math.round(plane.height / parts))),
  );
  const [best] = found.sort((a, b) => b.share - a.share);
  if (!best || best.tiles.length === 0) return { share: 0, contrast: null, stroke: null };
  return {
    share: best.share,
    contrast: median(best.tiles.map(({ contrast }) => contrast)),
    stroke: median(best.tiles.map(({ stroke }) => stroke)) / plane.height,
  };
}

interface Tile {
  readonly contrast: number;
  /** In pixels. */
  readonly stroke: number;
}

function writtenTiles(plane: Plane, side: number): { readonly share: number; readonly tiles: readonly Tile[] } {
  const tiles: Tile[] = [];
  for (let top = 0; top + side <= plane.height; top += side) {
    for (let left = 0; left + side <= plane.width; left += side) {
      const tile = writtenTile(plane, { left, top, side });
      if (tile) tiles.push(tile);
    }
  }
  return { share: (tiles.length * side * side) / (plane.width * plane.height), tiles };
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

function writtenTile(plane: Plane, place: Place): Tile | null {
  const counts = countsWithin(plane, place);
  const pixels = place.side ** 2;
  const [low, high] = [percentile(counts, pixels * 0.02), percentile(counts, pixels * 0.98)];
  if (high - low < LEAST_RANGE) return null;
  const quarter = (high - low) / 4;
  const between = counts.subarray(Math.ceil(low + quarter), Math.floor(high - quarter) + 1);
  const isTwoToned = 1 - total(between) / pixels >= LEAST_TWO_TONED;
  const middle = (low + high) / 2;
  const dark = total(counts.subarray(0, Math.ceil(middle))) / pixels;
  const ink = Math.min(dark, 1 - dark);
  if (!isTwoToned || ink < LEAST_INK || ink > MOST_INK) return null;
  const strokes = strokesWithin(plane, place, { middle, isDark: dark < 0.5 });
  const isWritten = strokes.rows > place.side / 5 && strokes.lengths.length >= LEAST_STROKES_A_ROW * strokes.rows;
  return isWritten ? { contrast: contrastOf(low, high), stroke: median(strokes.lengths) } : null;
}

function countsWithin({ values, width }: Plane, { left, top, side }: Place): Uint32Array {
  const counts = new Uint32Array(256);
  for (let row = top; row < top + side; row += 1) {
    for (let at = row * width + left; at < row * width + left + side; at += 1) {
      const value = values[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}

interface Ink {
  readonly middle: number;
  readonly isDark: boolean;
}

interface Strokes {
  /** Of the runs of ink, row by row; what runs on over the border is left out. */
  readonly lengths: readonly number[];
  /** How many rows have any: between the lines there is none. */
  readonly rows: number;
}

function strokesWithin({ values, width }: Plane, { left, top, side }: Place, { middle, isDark }: Ink): Strokes {
  const lengths: number[] = [];
  let rows = 0;
  for (let row = top; row < top + side; row += 1) {
    const [before, from] = [lengths.length, row * width + left];
    let begun: number | null = null;
    let wasInk = true;
    for (let at = 0; at < side; at += 1) {
      const isInk = (values[from + at] ?? 0) < middle === isDark;
      if (isInk && !wasInk) begun = at;
      if (!isInk && wasInk && begun !== null) lengths.push(at - begun);
      wasInk = isInk;
    }
    if (lengths.length > before) rows += 1;
  }
  return { lengths, rows };
}

function contrastOf(low: number, high: number): number {
  return (linear(high) + 0.05) / (linear(low) + 0.05);
}

/** Light on the screen, of what a byte says (sRGB). */
function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import type { Plane } from './plane';

/** A frame in 96 × 54 cells, whatever its size: enough to see whether anything moved. */
export const [CELLS_WIDE, CELLS_HIGH] = [96, 54];
/** Of 255. What a codec makes of the same picture twice stays below both. */
const [STILL_MEAN, STILL_CELL] = [0.6, 6];

export interface Motion {
  /** Shares of the neighbouring frames that are alike. */
  readonly frozen: number;
  /** How much the cells change from frame to frame. */
  readonly mean: number;
  readonly largest: number;
}

/** The mean brightness of each cell. A picture of fewer pixels than cells gives some the same pixel. */
export function cellsOf({ values, width, height }: Plane): Float32Array {
  const cells = new Float32Array(CELLS_WIDE * CELLS_HIGH);
  for (let cell = 0; cell < cells.length; cell += 1) {
    const [column, row] = [cell % CELLS_WIDE, Math.floor(cell / CELLS_WIDE)];
    const [left, right] = bounds(column, CELLS_WIDE, width);
    const [top, bottom] = bounds(row, CELLS_HIGH, height);
    let total = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) total += values[y * width + x] ?? 0;
    }
    cells[cell] = total / ((right - left) * (bottom - top));
  }
  return cells;
}

function bounds(index: number, of: number, size: number): readonly [number, number] {
  const from = Math.floor((index * size) / of);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * size) / of))];
}

/** Null of a single frame. */
export function motionOf(frames: readonly Float32Array[]): Motion | null {
  const changes = frames.slice(1).map((cells, index) => changeBetween(frames[index] ?? cells, cells));
  if (changes.length === 0) return null;
  const still = changes.filter(({ mean, largest }) => mean < STILL_MEAN && largest < STILL_CELL);
  return {
    frozen: still.length / changes.length,
    mean: changes.reduce((total, { mean }) => total + mean, 0) / changes.length,
    largest: Math.max(...changes.map(({ largest }) => largest)),
  };
}

function changeBetween(before: Float32Array, after: Float32Array): { readonly mean: number; readonly largest: number } {
  let [total, largest] = [0, 0];
  after.forEach((value, at) => {
    const change = Math.abs(value - (before[at] ?? 0));
    total += change;
    largest = Math.max(largest, change);
  });
  return { mean: total / after.length, largest };
}

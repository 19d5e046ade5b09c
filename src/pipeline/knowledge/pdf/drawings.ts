import { type Area, heightOf, unionOf, widthOf } from './area';
import type { Mark } from './page';

/** Marks that touch or nearly touch, taken as one. */
export interface Drawing {
  readonly area: Area;
  readonly hasImage: boolean;
  /** A line across and nothing else: rules of tables, of headers, of fractions. */
  readonly isRule: boolean;
}

/** Side of a cell, in points; marks in neighbouring cells are one drawing, so gaps of up to two cells join. */
const CELL = 2;

/** Connected marks by a grid: linear in marks and cells, where comparing pairs took minutes on maps. */
export function drawingsOf(marks: readonly Mark[], page: Area): Drawing[] {
  const grid = new Grid(page);
  for (const { area } of marks) grid.cover(area);
  const labels = grid.labels();
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const label = labels(mark.area);
    const group = groups.get(label);
    if (group) group.push(mark);
    else groups.set(label, [mark]);
  }
  return [...groups.values()].flatMap(drawingsIn);
}

/** Rules apart from what stands between them: a table with rules alone is no box. */
function drawingsIn(marks: readonly Mark[]): Drawing[] {
  const area = unionOf(marks.map((mark) => mark.area));
  return [
    { area, hasImage: marks.some(({ kind }) => kind === 'IMAGE'), isRule: heightOf(area) <= 3 && widthOf(area) >= 12 },
  ];
}

class Grid {
  readonly #columns: number;
  readonly #rows: number;
  readonly #counts: Int32Array;

  constructor(page: Area) {
    this.#columns = Math.min(4000, Math.ceil(widthOf(page) / CELL)) + 2;
    this.#rows = Math.min(4000, Math.ceil(heightOf(page) / CELL)) + 2;
    this.#counts = new Int32Array((this.#columns + 1) * (this.#rows + 1));
  }

  /** Corners alone: their sums along rows and columns say later which cells are covered, however large the marks are. */
  cover(area: Area): void {
    const [left, top, right, bottom] = this.#cells(area);
    this.#at(left, top, 1);
    this.#at(right + 1, top, -1);
    this.#at(left, bottom + 1, -1);
    this.#at(right + 1, bottom + 1, 1);
  }

  labels(): (area: Area) => number {
    this.#sum();
    const labels = this.#flood();
    return (area) => {
      const [left, top] = this.#cells(area);
      return labels[this.#index(left, top)] ?? 0;
    };
  }

  #cells(area: Area): [number, number, number, number] {
    const within = (value: number, most: number) => Math.max(0, Math.min(most - 2, Math.floor(value / CELL)));
    return [
      within(area.left, this.#columns),
      within(area.top, this.#rows),
      within(area.right, this.#columns),
      within(area.bottom, this.#rows),
    ];
  }

  #index(column: number, row: number): number {
    return row * (this.#columns + 1) + column;
  }

  #at(column: number, row: number, by: number): void {
    const index = this.#index(column, row);
    this.#counts[index] = (this.#counts[index] ?? 0) + by;
  }

  #sum(): void {
    const counts = this.#counts;
    for (let row = 0; row <= this.#rows; row += 1) {
      for (let column = 0; column <= this.#columns; column += 1) {
        const left = column > 0 ? (counts[this.#index(column - 1, row)] ?? 0) : 0;
        const above = row > 0 ? (counts[this.#index(column, row - 1)] ?? 0) : 0;
        const both = column > 0 && row > 0 ? (counts[this.#index(column - 1, row - 1)] ?? 0) : 0;
        this.#at(column, row, left + above - both);
      }
    }
  }

  #flood(): Int32Array {
    const labels = new Int32Array(this.#counts.length);
    let label = 0;
    const waiting: number[] = [];
    for (let start = 0; start < labels.length; start += 1) {
      if ((this.#counts[start] ?? 0) <= 0 || labels[start]) continue;
      label += 1;
      labels[start] = label;
      waiting.push(start);
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) this.#spread(at, label, labels, waiting);
    }
    return labels;
  }

  #spread(at: number, label: number, labels: Int32Array, waiting: number[]): void {
    const width = this.#columns + 1;
    for (const step of [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1]) {
      const next = at + step;
      if ((this.#counts[next] ?? 0) <= 0 || labels[next]) continue;
      labels[next] = label;
      waiting.push(next);
    }
  }
}

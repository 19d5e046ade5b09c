import { type Area, sizeOf } from './area';
import type { Raster } from './crop';
import type { Mark, PageContent } from './page';

/** What is darker than this, at a pixel a point, was printed: hairlines come out as a light grey. */
const PAPER = 250;
/** Marks below this many square points are left as they are. */
const LEAST_TRIMMED = 400;

/** Where a page drawn at one pixel a point has ink, with sums over all boxes that begin at its corner. */
class InkSums {
  readonly #sums: Int32Array;
  readonly #width: number;
  readonly #height: number;

  constructor({ width, height }: Raster, isInk: (x: number, y: number) => boolean) {
    this.#width = width;
    this.#height = height;
    this.#sums = new Int32Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y += 1) {
      let row = 0;
      for (let x = 0; x < width; x += 1) {
        if (isInk(x, y)) row += 1;
        this.#sums[(y + 1) * (width + 1) + x + 1] = (this.#sums[y * (width + 1) + x + 1] ?? 0) + row;
      }
    }
  }

  /** Pixels of ink, right and bottom exclusive. */
  within(left: number, top: number, right: number, bottom: number): number {
    const at = (x: number, y: number) => this.#sums[y * (this.#width + 1) + x] ?? 0;
    return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
  }

  /** The part of an area that has ink up to its edges; null where there is none. */
  trimmed(area: Area): Area | null {
    let left = this.#across(Math.floor(area.left));
    let right = this.#across(Math.ceil(area.right));
    let top = this.#down(Math.floor(area.top));
    let bottom = this.#down(Math.ceil(area.bottom));
    if (this.within(left, top, right, bottom) === 0) return null;
    while (this.within(left, top, left + 1, bottom) === 0) left += 1;
    while (this.within(right - 1, top, right, bottom) === 0) right -= 1;
    while (this.within(left, top, right, top + 1) === 0) top += 1;
    while (this.within(left, bottom - 1, right, bottom) === 0) bottom -= 1;
    return {
      left: Math.max(left, area.left),
      top: Math.max(top, area.top),
      right: Math.min(right, area.right),
      bottom: Math.min(bottom, area.bottom),
    };
  }

  #across(x: number): number {
    return Math.max(0, Math.min(this.#width, x));
  }

  #down(y: number): number {
    return Math.max(0, Math.min(this.#height, y));
  }
}

/** A page without what leaves no ink (white margins of pictures, invisible characters), by a drawing of it at one pixel a point. */
export function seenContent(content: PageContent, raster: Raster): PageContent {
  const { data, width } = raster;
  const isDark = (x: number, y: number) => {
    const at = (y * width + x) * 4;
    return (data[at] ?? 255) < PAPER || (data[at + 1] ?? 255) < PAPER || (data[at + 2] ?? 255) < PAPER;
  };
  const all = new InkSums(raster, isDark);
  const runs = content.runs.filter(({ area }) => all.trimmed(area) !== null);
  const isText = textMask(content, raster);
  const drawn = new InkSums(raster, (x, y) => isText[y * width + x] === 0 && isDark(x, y));
  return { ...content, runs, marks: content.marks.flatMap((mark) => trimmedMark(mark, drawn)) };
}

function textMask({ runs }: PageContent, { width, height }: Raster): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const { area } of runs.filter(({ text }) => text.trim() !== '')) {
    const [left, right] = [Math.max(0, Math.floor(area.left - 1)), Math.min(width, Math.ceil(area.right + 1))];
    for (let y = Math.max(0, Math.floor(area.top - 1)); y < Math.min(height, Math.ceil(area.bottom + 1)); y += 1) {
      mask.fill(1, y * width + left, y * width + Math.max(left, right));
    }
  }
  return mask;
}

function trimmedMark(mark: Mark, drawn: InkSums): Mark[] {
  if (sizeOf(mark.area) < LEAST_TRIMMED) return [mark];
  const area = drawn.trimmed(mark.area);
  return area ? [{ ...mark, area }] : [];
}

/** Worth the drawing: a caption may be here, and something large enough to have margins. */
export const needsInk = ({ runs, marks }: PageContent): boolean =>
  runs.some(({ text }) => /^\s*(suppl\w*\s+|extended\s+data\s+)?(fig|tab|abb|scheme|chart|plate)/i.test(text)) &&
  marks.some(({ kind, area }) => kind !== 'STROKE' && sizeOf(area) > 1500);

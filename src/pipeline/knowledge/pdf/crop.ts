import { type Area, grown } from './area';

/** Pixels of a part of a page: four bytes each, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** In pixels; right and bottom exclusive. */
export type PixelBox = Area;

/** What is darker than this in any channel is ink: the paper of scanned figures is off-white. */
const PAPER = 244;

const isInk = ({ data, width }: Raster, x: number, y: number): boolean => {
  const at = (y * width + x) * 4;
  return (data[at] ?? 255) < PAPER || (data[at + 1] ?? 255) < PAPER || (data[at + 2] ?? 255) < PAPER;
};

interface Claims {
  /** What stands near a figure and is none of it. */
  readonly strangers: readonly PixelBox[];
  /** What the figure consists of. */
  readonly own: readonly PixelBox[];
  readonly pixelsPerPoint: number;
}

/** Letters stand out of the line that they are reckoned to fill by so much. */
const STRANGERS_REACH = 0.5;
/** Half the width of a thin rule. With a whole point, the tips of a caption stayed under the rule that it stands close to. */
const OWN_REACH = 0.25;

/** Paints over what is none of a figure; what the figure consists of is spared. */
export function paintOver(raster: Raster, { strangers, own, pixelsPerPoint }: Claims): void {
  const isOwn = new Uint8Array(raster.width * raster.height);
  for (const box of own) {
    const { left, top, right, bottom } = whole(grown(box, OWN_REACH * pixelsPerPoint), raster);
    for (let y = top; y < bottom; y += 1)
      isOwn.fill(1, y * raster.width + left, y * raster.width + Math.max(left, right));
  }
  for (const box of strangers) {
    const { left, top, right, bottom } = whole(grown(box, STRANGERS_REACH * pixelsPerPoint), raster);
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = y * raster.width + x;
        if (isOwn[at] === 0) raster.data.fill(255, at * 4, at * 4 + 4);
      }
    }
  }
}

/** The box grown, at most this far, until no ink lies on its border, then trimmed to its ink; null where there is none. */
export function inkBox(raster: Raster, start: PixelBox, most: number): PixelBox | null {
  return trimmed(raster, grownToInk(raster, start, most));
}

function grownToInk(raster: Raster, start: PixelBox, most: number): PixelBox {
  let { left, top, right, bottom } = whole(start, raster);
  const least = whole(
    { left: start.left - most, top: start.top - most, right: start.right + most, bottom: start.bottom + most },
    raster,
  );
  for (let grew = true; grew; ) {
    grew = false;
    for (; left > least.left && inColumn(raster, left, top, bottom); grew = true) left -= 1;
    for (; right < least.right && inColumn(raster, right - 1, top, bottom); grew = true) right += 1;
    for (; top > least.top && inRow(raster, top, left, right); grew = true) top -= 1;
    for (; bottom < least.bottom && inRow(raster, bottom - 1, left, right); grew = true) bottom += 1;
  }
  return { left, top, right, bottom };
}

function trimmed(raster: Raster, box: PixelBox): PixelBox | null {
  let { left, top, right, bottom } = box;
  while (top < bottom && !inRow(raster, top, left, right)) top += 1;
  while (bottom > top && !inRow(raster, bottom - 1, left, right)) bottom -= 1;
  while (left < right && !inColumn(raster, left, top, bottom)) left += 1;
  while (right > left && !inColumn(raster, right - 1, top, bottom)) right -= 1;
  return right > left && bottom > top ? { left, top, right, bottom } : null;
}

const whole = ({ left, top, right, bottom }: PixelBox, { width, height }: Raster): PixelBox => ({
  left: Math.min(Math.max(0, Math.floor(left)), width),
  top: Math.min(Math.max(0, Math.floor(top)), height),
  right: Math.max(0, Math.min(width, Math.ceil(right))),
  bottom: Math.max(0, Math.min(height, Math.ceil(bottom))),
});

function inRow(raster: Raster, y: number, from: number, to: number): boolean {
  for (let x = from; x < to; x += 1) if (isInk(raster, x, y)) return true;
  return false;
}

function inColumn(raster: Raster, x: number, from: number, to: number): boolean {
  for (let y = from; y < to; y += 1) if (isInk(raster, x, y)) return true;
  return false;
}

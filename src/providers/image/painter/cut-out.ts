import { type Color, distancesTo, edgeColors, edgePixels } from './edge-colors';
import { matte } from './matte';
import type { Pixels } from './pixels';

/** Colours that are nearer to one of the edge's than this may be background. */
const REACH = 80;
/** Where the picture changes by so much more than it does along its own edge, a thing begins. */
const [NOISE_TIMES, LEAST_LEAP, MOST_LEAP] = [3, 3, 60];
/** Crumbs smaller than this share of the largest thing belong to the background: letters, lights, grain. */
const LEAST_CRUMB = 0.06;

/**
 * Makes the background transparent: what can be reached from the edge through the edge's own colours without crossing an outline. The
 * lower edge does not count, since people stand on it. False: nothing stands out, or nothing is behind it.
 */
export function cutOut(pixels: Pixels): boolean {
  const behind = flooded(pixels, { away: distancesTo(edgeColors(pixels)), walls: outlines(pixels) });
  dropCrumbs(behind, pixels.width);
  const gone = behind.reduce((sum, one) => sum + one, 0);
  if (gone < behind.length * 0.002 || gone > behind.length * 0.995) return false;
  matte(pixels, behind);
  return true;
}

const opacity = ({ data }: Pixels, pixel: number) => data[pixel * 4 + 3] ?? 0;

/** Pixels on an outline and those beside them: a gap of one or two pixels lets nothing through. */
function outlines(pixels: Pixels): Uint8Array {
  const { width, height } = pixels;
  const leaps = leapsOf(pixels);
  const along = [...edgePixels(pixels)].map((pixel) => leaps[pixel] ?? 0).sort((a, b) => a - b);
  const noise = along[Math.floor(along.length * 0.8)] ?? 0;
  const most = Math.min(MOST_LEAP, Math.max(LEAST_LEAP, noise * NOISE_TIMES));
  const walls = new Uint8Array(leaps.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pixel = y * width + x;
      if ((leaps[pixel] ?? 0) <= most) continue;
      for (const down of [-1, 0, 1])
        for (const across of [-1, 0, 1])
          if (x + across >= 0 && x + across < width) walls[pixel + down * width + across] = 1; // beyond the last row nothing is written
    }
  }
  return walls;
}

/** How much each pixel's neighbours differ, left from right and upper from lower. */
function leapsOf({ data, width, height }: Pixels): Uint8Array {
  const leaps = new Uint8Array(width * height);
  for (let pixel = 0; pixel < leaps.length; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const [left, right] = [x > 0 ? pixel - 1 : pixel, x < width - 1 ? pixel + 1 : pixel];
    const [upper, lower] = [y > 0 ? pixel - width : pixel, y < height - 1 ? pixel + width : pixel];
    for (let channel = 0; channel < 4; channel += 1) {
      const across = Math.abs((data[left * 4 + channel] ?? 0) - (data[right * 4 + channel] ?? 0));
      const down = Math.abs((data[upper * 4 + channel] ?? 0) - (data[lower * 4 + channel] ?? 0));
      leaps[pixel] = Math.max(leaps[pixel] ?? 0, across, down);
    }
  }
  return leaps;
}

interface Ground {
  readonly away: (color: Color) => number;
  readonly walls: Uint8Array;
}

function flooded(pixels: Pixels, { away, walls }: Ground): Uint8Array {
  const { data, width, height } = pixels;
  const behind = new Uint8Array(width * height);
  const stack: number[] = [];
  const visit = (pixel: number) => {
    if (behind[pixel] || walls[pixel]) return;
    const at = pixel * 4;
    const isGround = opacity(pixels, pixel) < 8 || away([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]) < REACH;
    if (!isGround) return;
    behind[pixel] = 1;
    stack.push(pixel);
  };
  for (const pixel of edgePixels(pixels)) visit(pixel);
  for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
    const x = pixel % width;
    if (x > 0) visit(pixel - 1);
    if (x < width - 1) visit(pixel + 1);
    if (pixel >= width) visit(pixel - width);
    if (pixel < width * (height - 1)) visit(pixel + width);
  }
  return behind;
}

function dropCrumbs(behind: Uint8Array, width: number): void {
  const seen = behind.slice();
  const things: number[][] = [];
  for (let first = 0; first < seen.length; first += 1) {
    if (seen[first]) continue;
    seen[first] = 1;
    const thing = [first];
    for (let n = 0; n < thing.length; n += 1) {
      const pixel = thing[n] ?? 0;
      const x = pixel % width;
      for (const next of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
        if (next < 0 || next >= seen.length || seen[next]) continue;
        seen[next] = 1;
        thing.push(next);
      }
    }
    things.push(thing);
  }
  const largest = things.reduce((most, thing) => Math.max(most, thing.length), 0);
  for (const thing of things) if (thing.length < largest * LEAST_CRUMB) for (const pixel of thing) behind[pixel] = 1;
}

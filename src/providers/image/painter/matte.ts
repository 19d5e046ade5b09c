import type { Color } from './edge-colors';
import type { Pixels } from './pixels';

/** So near to the background a pixel may be a mixture of both. */
const BAND = 4;
/** The pure colours of both sides are looked for so far round it. */
const WINDOW = 7;
/** Below it (the square of a distance) the two sides are of one colour, and nobody sees where the one ends. */
const LEAST_CONTRAST = 300;

/** Along the outline each pixel is a mixture of what is before and what is behind; what is behind is taken out of it. */
export function matte(pixels: Pixels, behind: Uint8Array): void {
  const source = pixels.data.slice();
  const depth = depths(behind, pixels.width);
  const sides = { source, depth, behind, width: pixels.width };
  for (let pixel = 0; pixel < behind.length; pixel += 1) {
    if (behind[pixel]) pixels.data[pixel * 4 + 3] = 0;
    else if ((depth[pixel] ?? 0) <= BAND) unmix(pixels, pixel, sides);
  }
}

/** How many steps each pixel before the background is away from it, up to one beyond the band. */
function depths(behind: Uint8Array, width: number): Uint8Array {
  const depth = new Uint8Array(behind.length).fill(BAND + 1);
  let front: number[] = [];
  for (let pixel = 0; pixel < behind.length; pixel += 1) {
    if (!behind[pixel]) continue;
    depth[pixel] = 0;
    front.push(pixel);
  }
  for (let step = 1; step <= BAND; step += 1) {
    const next: number[] = [];
    for (const pixel of front) {
      const x = pixel % width;
      for (const beside of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
        if ((depth[beside] ?? 0) <= step) continue;
        depth[beside] = step;
        next.push(beside);
      }
    }
    front = next;
  }
  return depth;
}

interface Sides {
  readonly source: Uint8ClampedArray;
  readonly depth: Uint8Array;
  readonly behind: Uint8Array;
  readonly width: number;
}

/** How far the pixel's colour is from the ground's on the way to that of the thing before it. */
function unmix({ data }: Pixels, pixel: number, sides: Sides): void {
  const before = mean(sides, pixel, (depth) => depth > BAND);
  const ground = mean(sides, pixel, (depth) => depth === 0);
  if (before === null || ground === null) return;
  const at = pixel * 4;
  let [along, all] = [0, 0];
  for (const channel of [0, 1, 2] as const) {
    const way = before[channel] - ground[channel];
    along += ((sides.source[at + channel] ?? 0) - ground[channel]) * way;
    all += way * way;
  }
  if (all < LEAST_CONTRAST) return;
  // A little beyond either end is the end itself: no ground is of one colour.
  const share = Math.max(0, Math.min(1, (along / all - 0.04) / 0.92));
  data[at + 3] = Math.min(sides.source[at + 3] ?? 0, Math.round(255 * share));
  if (share < 0.02) return;
  for (const channel of [0, 1, 2] as const)
    data[at + channel] = ((sides.source[at + channel] ?? 0) - (1 - share) * ground[channel]) / share;
}

function mean({ source, depth, width }: Sides, pixel: number, isOurs: (depth: number) => boolean): Color | null {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const last = depth.length / width - 1;
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let row = Math.max(0, y - WINDOW); row <= Math.min(last, y + WINDOW); row += 1) {
    for (let column = Math.max(0, x - WINDOW); column <= Math.min(width - 1, x + WINDOW); column += 1) {
      const its = row * width + column;
      if (!isOurs(depth[its] ?? 0)) continue;
      red += source[its * 4] ?? 0;
      green += source[its * 4 + 1] ?? 0;
      blue += source[its * 4 + 2] ?? 0;
      count += 1;
    }
  }
  return count === 0 ? null : [red / count, green / count, blue / count];
}

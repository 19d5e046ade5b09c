import type { Pixels } from './pixels';

/** Colours that are nearer to one of the background's than this may belong to it. */
const REACH = 52;
/** From pixel to pixel the background changes by no more. */
const STEP = 30;
/** A colour that takes up less of the edge is no background, but something that sticks out of the picture. */
const LEAST_SHARE = 0.004;
/** Crumbs smaller than this share of the largest thing belong to the background. */
const LEAST_CRUMB = 0.03;
const BAND = 2;

/**
 * Makes the background transparent: what can be reached from the edge through the edge's own colours, without a leap. The lower
 * edge does not count, since people stand on it. False: nothing stands out, or nothing is behind it.
 */
export function cutOut(pixels: Pixels): boolean {
  const away = distancesTo(edgeColors(pixels));
  const behind = flooded(pixels, away);
  dropCrumbs(behind, pixels.width);
  const gone = behind.reduce((sum, one) => sum + one, 0);
  if (gone < behind.length * 0.002 || gone > behind.length * 0.999) return false;
  matte(pixels, behind);
  return true;
}

type Color = readonly [red: number, green: number, blue: number];

const opacity = ({ data }: Pixels, pixel: number) => data[pixel * 4 + 3] ?? 0;

/** The edge but for its lower part, in colours of a sixteenth of each channel; what is transparent is nobody's colour. */
function edgeColors(pixels: Pixels): Color[] {
  const sums = new Map<number, [count: number, red: number, green: number, blue: number]>();
  let seen = 0;
  for (const pixel of edgePixels(pixels)) {
    if (opacity(pixels, pixel) < 128) continue;
    const [red, green, blue] = [0, 1, 2].map((channel) => pixels.data[pixel * 4 + channel] ?? 0) as unknown as Color;
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const sum = sums.get(key) ?? [0, 0, 0, 0];
    sums.set(key, [sum[0] + 1, sum[1] + red, sum[2] + green, sum[3] + blue]);
    seen += 1;
  }
  return [...sums.values()]
    .filter(([count]) => count >= seen * LEAST_SHARE)
    .map(([count, red, green, blue]) => [red / count, green / count, blue / count]);
}

function* edgePixels({ width, height }: Pixels): Generator<number> {
  for (let x = 0; x < width; x += 1) yield x;
  for (let y = 1; y < height * 0.6; y += 1) {
    yield y * width;
    yield y * width + width - 1;
  }
}

/** Of each colour, in 32 steps a channel, how far it is from the nearest of these, up to 255. */
function distancesTo(colors: readonly Color[]): Uint8Array {
  return Uint8Array.from({ length: 32 ** 3 }, (_, key) => {
    const color: Color = [(key >> 10) * 8 + 4, ((key >> 5) & 31) * 8 + 4, (key & 31) * 8 + 4];
    return Math.min(255, ...colors.map((its) => distance(color, its)));
  });
}

/** As the eye tells them apart, roughly: green counts most. */
function distance([red, green, blue]: Color, its: Color): number {
  return Math.sqrt((2 * (red - its[0]) ** 2 + 4 * (green - its[1]) ** 2 + 3 * (blue - its[2]) ** 2) / 3);
}

function flooded(pixels: Pixels, away: Uint8Array): Uint8Array {
  const { data, width, height } = pixels;
  const behind = new Uint8Array(width * height);
  const stack: number[] = [];
  const isLike = (pixel: number) => {
    const at = pixel * 4;
    const key = (((data[at] ?? 0) >> 3) << 10) | (((data[at + 1] ?? 0) >> 3) << 5) | ((data[at + 2] ?? 0) >> 3);
    return (data[at + 3] ?? 0) < 8 || (away[key] ?? 255) < REACH;
  };
  const isNear = (a: number, b: number) => {
    if ((data[a * 4 + 3] ?? 0) < 8 || (data[b * 4 + 3] ?? 0) < 8) return true;
    for (let channel = 0; channel < 3; channel += 1)
      if (Math.abs((data[a * 4 + channel] ?? 0) - (data[b * 4 + channel] ?? 0)) > STEP) return false;
    return true;
  };
  const take = (pixel: number) => {
    behind[pixel] = 1;
    stack.push(pixel);
  };
  for (const pixel of edgePixels(pixels)) if (!behind[pixel] && isLike(pixel)) take(pixel);
  for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
    const x = pixel % width;
    const visit = (next: number) => {
      if (!behind[next] && isLike(next) && isNear(pixel, next)) take(next);
    };
    if (x > 0) visit(pixel - 1);
    if (x < width - 1) visit(pixel + 1);
    if (pixel >= width) visit(pixel - width);
    if (pixel < width * (height - 1)) visit(pixel + width);
  }
  return behind;
}

/** Stars, lights and grain in the background go with it. */
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

/** Along the outline each pixel is a mixture of what is before and what is behind; what is behind is taken out of it. */
function matte({ data, width, height }: Pixels, behind: Uint8Array): void {
  const source = data.slice();
  const around = (pixel: number, radius: number, see: (neighbour: number) => void) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (let ny = Math.max(0, y - radius); ny <= Math.min(height - 1, y + radius); ny += 1)
      for (let nx = Math.max(0, x - radius); nx <= Math.min(width - 1, x + radius); nx += 1) see(ny * width + nx);
  };
  const isWithin = (pixel: number, side: number, radius: number) => {
    let found = false;
    around(pixel, radius, (neighbour) => {
      found ||= behind[neighbour] === side;
    });
    return found;
  };
  const mean = (pixel: number, side: number): Color | null => {
    const sum = [0, 0, 0, 0];
    around(pixel, BAND * 2, (neighbour) => {
      if (behind[neighbour] !== side || isWithin(neighbour, 1 - side, 1)) return;
      for (let channel = 0; channel < 3; channel += 1)
        sum[channel] = (sum[channel] ?? 0) + (source[neighbour * 4 + channel] ?? 0);
      sum[3] = (sum[3] ?? 0) + 1;
    });
    const [red = 0, green = 0, blue = 0, count = 0] = sum;
    return count === 0 ? null : [red / count, green / count, blue / count];
  };
  for (let pixel = 0; pixel < behind.length; pixel += 1) {
    const isBehind = behind[pixel] === 1;
    const isOutline = isWithin(pixel, isBehind ? 0 : 1, isBehind ? 1 : BAND);
    if (isBehind) data[pixel * 4 + 3] = 0;
    if (!isOutline) continue;
    const [before, ground] = [mean(pixel, 0), mean(pixel, 1)];
    if (before && ground) mix({ data, source, pixel }, before, ground);
  }
}

interface Spot {
  readonly data: Uint8ClampedArray;
  readonly source: Uint8ClampedArray;
  readonly pixel: number;
}

/** How far the pixel's colour is from the ground's on the way to that of the thing before it. */
function mix({ data, source, pixel }: Spot, before: Color, ground: Color): void {
  let [along, all] = [0, 0];
  for (const channel of [0, 1, 2] as const) {
    const way = before[channel] - ground[channel];
    along += ((source[pixel * 4 + channel] ?? 0) - ground[channel]) * way;
    all += way * way;
  }
  if (all < 300) return;
  const share = Math.max(0, Math.min(1, along / all));
  const own = source[pixel * 4 + 3] ?? 0;
  data[pixel * 4 + 3] = Math.min(own, Math.round(255 * share));
  if (share < 0.02) return;
  for (const channel of [0, 1, 2] as const)
    data[pixel * 4 + channel] = ((source[pixel * 4 + channel] ?? 0) - (1 - share) * ground[channel]) / share;
}

import type { Pixels } from './pixels';

export type Color = readonly [red: number, green: number, blue: number];

/** A colour that takes up less of the edge is no background, but something that sticks out of the picture. */
const LEAST_SHARE = 0.004;

/** The colours along the edge, in sixteenths of each channel; what is transparent has none. */
export function edgeColors(pixels: Pixels): Color[] {
  const { data } = pixels;
  const sums = new Map<number, [count: number, red: number, green: number, blue: number]>();
  let seen = 0;
  for (const pixel of edgePixels(pixels)) {
    const at = pixel * 4;
    if ((data[at + 3] ?? 0) < 128) continue;
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const sum = sums.get(key) ?? [0, 0, 0, 0];
    sums.set(key, [sum[0] + 1, sum[1] + red, sum[2] + green, sum[3] + blue]);
    seen += 1;
  }
  return [...sums.values()]
    .filter(([count]) => count >= seen * LEAST_SHARE)
    .map(([count, red, green, blue]) => [red / count, green / count, blue / count]);
}

/** The upper edge and both sides. */
export function* edgePixels({ width, height }: Pixels): Generator<number> {
  for (let x = 0; x < width; x += 1) yield x;
  for (let y = 1; y < height; y += 1) {
    yield y * width;
    yield y * width + width - 1;
  }
}

/** How far a colour is from the nearest of these, up to 255; told in 32 steps a channel. */
export function distancesTo(colors: readonly Color[]): (color: Color) => number {
  const away = Uint8Array.from({ length: 32 ** 3 }, (_, key) => {
    const color: Color = [(key >> 10) * 8 + 4, ((key >> 5) & 31) * 8 + 4, (key & 31) * 8 + 4];
    return Math.min(255, ...colors.map((its) => distance(color, its)));
  });
  return ([red, green, blue]) => away[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)] ?? 255;
}

/** As the eye tells them apart, roughly: green counts most. */
function distance([red, green, blue]: Color, its: Color): number {
  return Math.sqrt((2 * (red - its[0]) ** 2 + 4 * (green - its[1]) ** 2 + 3 * (blue - its[2]) ** 2) / 3);
}

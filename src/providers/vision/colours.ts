import { type Box, brightness, type Pixels } from './plane';

export const COLOURS = [
  'black',
  'grey',
  'white',
  'red',
  'orange',
  'brown',
  'beige',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'pink',
] as const;
export type Colour = (typeof COLOURS)[number];

export interface Palette {
  /** Of the picture, by colour; only what is there. */
  readonly shares: Partial<Record<Colour, number>>;
  /** How dark each is on average, from 0 to 255. */
  readonly brightness: Partial<Record<Colour, number>>;
  /** The mean distance from grey, from 0 to 1. */
  readonly colourfulness: number;
}

/** Pixels that are looked at: twice as many change no share by a hundredth. */
const MOST_SAMPLES = 40_000;

export function paletteOf({ data, width }: Pixels, box: Box): Palette {
  const [counts, totals] = [new Float64Array(COLOURS.length), new Float64Array(COLOURS.length)];
  let [samples, chroma] = [0, 0];
  const area = (box.rightExclusive - box.left) * (box.bottomExclusive - box.top);
  const step = Math.max(1, Math.floor(Math.sqrt(area / MOST_SAMPLES)));
  for (let y = box.top; y < box.bottomExclusive; y += step) {
    for (let x = box.left; x < box.rightExclusive; x += step) {
      const at = (y * width + x) * 4;
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const colour = COLOURS.indexOf(colourOf(red, green, blue));
      counts[colour] = (counts[colour] ?? 0) + 1;
      totals[colour] = (totals[colour] ?? 0) + brightness(red, green, blue);
      chroma += Math.max(red, green, blue) - Math.min(red, green, blue);
      samples += 1;
    }
  }
  const there = COLOURS.map((colour, index) => ({ colour, count: counts[index] ?? 0, total: totals[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return {
    shares: Object.fromEntries(there.map(({ colour, count }) => [colour, count / samples])),
    brightness: Object.fromEntries(there.map(({ colour, count, total }) => [colour, total / count])),
    colourfulness: chroma / samples / 255,
  };
}

/** What people would call it. */
export function colourOf(red: number, green: number, blue: number): Colour {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const bright = brightness(red, green, blue);
  const isGrey = most - least < 20 || (most - least) / most < 0.14;
  if (most < 32 || (isGrey && bright < 36)) return 'black';
  if (isGrey) return bright > 212 ? 'white' : 'grey';
  return hued({ hue: hueOf(red, green, blue), saturation: (most - least) / most, most, bright });
}

interface Hued {
  /** In degrees: 0 is red, 120 green, 240 blue. */
  readonly hue: number;
  readonly saturation: number;
  readonly most: number;
  readonly bright: number;
}

function hued({ hue, saturation, most, bright }: Hued): Colour {
  if (hue < 16 || hue >= 346) return bright > 165 ? 'pink' : 'red';
  if (hue < 66 && saturation < 0.4 && bright > 140) return 'beige';
  if (hue < 44) return most < 165 ? 'brown' : 'orange';
  if (hue < 68) return most < 110 ? 'brown' : 'yellow';
  if (hue < 164) return 'green';
  if (hue < 196) return 'cyan';
  if (hue < 256) return 'blue';
  return hue < 292 || bright < 90 ? 'purple' : 'pink';
}

function hueOf(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return (sixth * 60 + 360) % 360;
}

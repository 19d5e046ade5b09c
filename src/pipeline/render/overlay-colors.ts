type Rgb = readonly [red: number, green: number, blue: number];

/** Where a brand names none. */
const HOUSE_ACCENT = '#e9b44c';
/** What a plate leaves of white below it. */
const LIGHTEST_PLATE: Rgb = [59, 60, 63];
const WHITE: Rgb = [255, 255, 255];
/** Of large letters and of signs to their ground. */
const LEAST_CONTRAST = 3;

/**
 * A brand's colour as it is told from the plate, whatever lies below that. One that is too dark is first made as bright as its hue can
 * be, then as pale as it takes.
 */
export function accentOnPlate(accent: string | null): string {
  const brand = rgb(accent ?? HOUSE_ACCENT);
  const brightest = 255 / Math.max(1, ...brand);
  const brighter = STEPS.map((step) => mixed(brand, scaled(brand, brightest), step));
  const paler = STEPS.map((step) => mixed(scaled(brand, brightest), WHITE, step));
  return spelled([...brighter, ...paler].find(isTold) ?? WHITE);
}

const STEPS = Array.from({ length: 17 }, (_, step) => step / 16);
const scaled = ([red, green, blue]: Rgb, times: number): Rgb => [red * times, green * times, blue * times];
const spelled = (color: Rgb): string =>
  `#${color.map((level) => Math.round(level).toString(16).padStart(2, '0')).join('')}`;

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const level = (at: 0 | 1 | 2) => from[at] + (to[at] - from[at]) * share;
  return [level(0), level(1), level(2)];
}

function isTold(color: Rgb): boolean {
  return (luminance(color) + 0.05) / (luminance(LIGHTEST_PLATE) + 0.05) >= LEAST_CONTRAST;
}

function rgb(color: string): Rgb {
  const level = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  return [level(1), level(3), level(5)];
}

/** Squared, where the standard has an exponent of 2.4 and a kink: every machine rounds products alike. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (level: number) => (level / 255) * (level / 255);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Whether a picture is dark where it is to be seen. Out of RGBA that is not multiplied by its alpha. */
export function isDark(rgba: Uint8ClampedArray): boolean {
  let [levels, opaque] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    levels += alpha * luminance([rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]);
    opaque += alpha;
  }
  return opaque > 0 && levels / opaque < DARK_BELOW;
}
const DARK_BELOW = 0.18;

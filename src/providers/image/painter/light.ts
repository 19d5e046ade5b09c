import { mix, type Palette } from './palettes';

/** The light that a prompt speaks of. */
export type Hour = 'NIGHT' | 'MORNING' | 'NOON' | 'DUSK';

const HOURS: readonly (readonly [Hour, RegExp])[] = [
  ['NIGHT', /\b(?:night|nights|nighttime|midnight|moonlit|moonlight|after dark)\b/i],
  ['MORNING', /\b(?:morning|dawn|sunrise|daybreak|breakfast)\b/i],
  ['NOON', /\b(?:noon|midday|blazing|daylight|bright day)\b/i],
  ['DUSK', /\b(?:dusk|evening|sunset|twilight|golden hour)\b/i],
];

/** Null: it speaks of none, and the style's own light is good. */
export function hourOf(prompt: string): Hour | null {
  const named = HOURS.map(([hour, words]) => ({ hour, at: prompt.search(words) })).filter(({ at }) => at >= 0);
  return named.sort((a, b) => a.at - b.at)[0]?.hour ?? null;
}

/** The same palette in that light. What type is set in stays: it was chosen to be read. */
export function litPalette(palette: Palette, hour: Hour | null): Palette {
  const { sky, layers, light, accent } = palette;
  const dark = mix(layers[1], '#080c1c', 0.55);
  switch (hour) {
    case 'NIGHT':
      return {
        ...palette,
        sky: [mix(sky[0], dark, 0.8), mix(sky[0], dark, 0.5), mix(sky[1], dark, 0.5)],
        layers: [mix(layers[0], dark, 0.5), mix(layers[1], dark, 0.6)],
      };
    case 'MORNING':
      return {
        ...palette,
        sky: [mix(sky[0], light, 0.35), mix(sky[1], light, 0.45), mix(sky[2], light, 0.55)],
        layers: [mix(layers[0], light, 0.25), mix(layers[1], layers[0], 0.15)],
      };
    case 'NOON':
      return {
        ...palette,
        sky: [mix(sky[0], light, 0.12), mix(mix(sky[0], sky[2], 0.4), light, 0.4), mix(sky[2], light, 0.7)],
        layers: [mix(layers[0], light, 0.2), mix(layers[1], layers[0], 0.2)],
      };
    case 'DUSK':
      return { ...palette, sky: [mix(sky[0], dark, 0.35), mix(sky[1], accent, 0.2), mix(sky[2], accent, 0.5)] };
    case null:
      return palette;
  }
}

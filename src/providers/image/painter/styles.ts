import { STYLES, type Style } from './palettes';

/** What people call a style, and the one that comes nearest; the first that fits. */
const NEAREST: readonly (readonly [Style, RegExp])[] = [
  ['blueprint', /\b(?:technical|diagrams?|schematics?|engineering|blueprints?|charts?|infographics?|vector)\b/],
  ['nocturne', /\b(?:dark|night|noir|neon|moody|cinematic|space|cyberpunk)\b/],
  [
    'paper',
    /\b(?:paper|sketch(?:es)?|pencil|ink|watercolou?r|hand[- ]drawn|cartoon|illustrations?|illustrated|minimal(?:ist)?)\b/,
  ],
];

/** A style of the painter's, out of whatever words: free words are what other suppliers take. */
export function nearestStyle(words: string | null): Style {
  const said = words?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(STYLES, said)) return said as Style;
  return NEAREST.find(([, sign]) => sign.test(said))?.[0] ?? 'editorial';
}

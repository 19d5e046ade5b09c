import type { ActColor, Cinematography, LocationDesign, VisualStyle } from '../bible';
import { keyOf } from '../people/folded';
import { type Brought, objectOf, objectsOf, textOf, textsByName, textsOf } from './brought';

export const NO_STYLE: VisualStyle = {
  tone: null,
  palette: [],
  lighting: null,
  grain: null,
  era: null,
  shapeLanguage: null,
  doNot: [],
};
export const NO_CINEMATOGRAPHY: Cinematography = {
  defaultLensMm: null,
  movement: null,
  depthOfField: null,
  aspectRatio: null,
};
const ACTS: Readonly<Record<string, number>> = { '1': 1, '2a': 2, '2b': 3, '3': 4, i: 1, iia: 2, iib: 3, iii: 4 };
const LEADING_NO = /^(?:no|do not|don['’]?t|avoid|never)\b[\s:,]*/i;

export function styleOf(visual: Brought): VisualStyle {
  const style = objectOf(visual, 'style_bible');
  if (style === null) return NO_STYLE;
  return {
    tone: textOf(style, 'visual_tone'),
    palette: textsOf(style, 'color_palette'),
    lighting: textOf(style, 'lighting_style'),
    grain: textOf(style, 'texture_grain'),
    era: textOf(style, 'era_feel'),
    shapeLanguage: textOf(style, 'shape_language'),
    doNot: textsOf(style, 'do_not')
      .map(unwanted)
      .filter((term) => term !== ''),
  };
}

/** `No lens flares.` → `lens flares`. */
function unwanted(item: string): string {
  return item.replace(LEADING_NO, '').replace(/\.$/, '').trim();
}

export function colorsOf(visual: Brought): ActColor[] {
  return objectsOf(visual, 'color_script', 'act').flatMap((color) => {
    const name = textOf(color, 'act', 'act_name');
    const act = name === null ? null : actOf(name);
    if (act === null) return strangeAct(color, name);
    const [dominantColor, warmth] = [textOf(color, 'dominant_color'), textOf(color, 'warmth')];
    const [brightness, lightingShift] = [textOf(color, 'brightness'), textOf(color, 'lighting_shift')];
    return [{ act, dominantColor, warmth, brightness, lightingShift }];
  });
}

/** `Act 2A (Antithesis)` → 2. */
function actOf(name: string): number | null {
  const said = /^\s*act\s*([123ivab]+)\b/i.exec(name)?.[1] ?? /^\s*([123][ab]?)\s*(?:\(|$)/i.exec(name)?.[1];
  return ACTS[said?.toLowerCase() ?? ''] ?? null;
}

function strangeAct(from: Brought, name: string | null): [] {
  const message = `Expected \`Act 1\`, \`Act 2A\`, \`Act 2B\` or \`Act 3\` at \`${from.path}.act\`, got ${name === null ? 'none' : `\`${name}\``}; its colours were left out.`;
  from.problems.push({ code: 'BIBLE_ACT_UNKNOWN', severity: 'WARNING', message, scene: null, shot: null });
  return [];
}

export function cinematographyOf(visual: Brought): Cinematography {
  const said = objectOf(visual, 'cinematography_approach');
  if (said === null) return NO_CINEMATOGRAPHY;
  return {
    defaultLensMm: lensOf(said),
    movement: textOf(said, 'handheld_vs_dolly', 'movement'),
    depthOfField: textOf(said, 'depth_of_field'),
    aspectRatio: textOf(said, 'aspect_ratio'),
  };
}

/** `35mm` → 35; of `24-70mm` the shorter. */
function lensOf(said: Brought): number | null {
  const text = textOf(said, 'default_lens');
  if (text === null) return null;
  const millimetres = Number(/\d{1,4}(?:\.\d{1,2})?/.exec(text)?.[0] ?? Number.NaN);
  if (millimetres > 0) return millimetres;
  const message = `Expected a focal length such as \`35mm\` at \`${said.path}.default_lens\`; it was left out.`;
  said.problems.push({ code: 'BIBLE_VALUE_LEFT_OUT', severity: 'WARNING', message, scene: null, shot: null });
  return null;
}

export function designsOf(visual: Brought): LocationDesign[] {
  return objectsOf(visual, 'location_designs', 'location_name').flatMap((design) => {
    const name = textOf(design, 'location_name', 'name');
    if (name === null) return namelessPlace(design);
    const described = {
      description: textOf(design, 'visual_description', 'description'),
      basePrompt: textOf(design, 't2i_base_prompt'),
      moodKeywords: textsOf(design, 'mood_keywords'),
    };
    const palette = textsOf(design, 'color_sub_palette');
    return [{ name, ...described, palette, timeVariants: textsByName(design, 'time_variants') }];
  });
}

function namelessPlace(from: Brought): [] {
  const message = `Expected a name at \`${from.path}\`, got none; the location was left out.`;
  from.problems.push({ code: 'BIBLE_NAME_MISSING', severity: 'WARNING', message, scene: null, shot: null });
  return [];
}

/** Key locations of the world complete the designs, and stand alone where there is none. */
export function withKeyLocations(designs: readonly LocationDesign[], world: Brought): LocationDesign[] {
  const found = new Map(designs.map((design) => [keyOf(design.name), design]));
  const geography = objectOf(world, 'geography');
  for (const place of geography === null ? [] : objectsOf(geography, 'key_locations', 'name')) {
    const name = textOf(place, 'name', 'location_name');
    if (name === null) namelessPlace(place);
    else found.set(keyOf(name), completed(found.get(keyOf(name)), name, textOf(place, 'description')));
  }
  return [...found.values()];
}

function completed(design: LocationDesign | undefined, name: string, description: string | null): LocationDesign {
  if (design !== undefined) return { ...design, description: design.description ?? description };
  return { name, description, basePrompt: null, moodKeywords: [], palette: [], timeVariants: {} };
}

/** A line each; a list that is one text is parted at line ends and semicolons, for commas stand within what is sensed. */
export function sensoryPaletteOf(world: Brought): string[] {
  const days = objectOf(world, 'daily_life');
  return days === null ? [] : textsOf(days, 'sensory_palette', /[\n;]|(?<=\.)\s/);
}

import type { SettledHints } from '../hints';
import type { Consistency, Visuals } from '../manifest/manifest-schema';
import type { ConsistencyWords, Treatment } from '../treatment/treatment';

const VARIES = /\b(?:var(?:y|ies|ied|iable)|different|chang(?:e|es|ing)|mixed|diverse)\b/i;
const FONTS = { primary: 'Inter', secondary: 'Roboto' };

interface Look {
  readonly settled: SettledHints;
  readonly logoAssetId: string | null;
}

export function builtConsistency({ consistency }: Treatment, { settled, logoAssetId }: Look): Consistency {
  const { primary } = fontsOf(consistency);
  const isBranded = logoAssetId !== null || consistency.branding !== null;
  return {
    character_faces: VARIES.test(consistency.faces ?? '') ? 'vary' : 'locked',
    voice_style: VARIES.test(consistency.voice ?? '') ? 'vary' : 'consistent',
    tone: settled.tone,
    visual_continuity: 'maintain',
    ...(isBranded && {
      brand: { colors: colorsOf(consistency), ...(logoAssetId !== null && { logoAssetId }), font: primary },
    }),
    enforceTextToImageToVideo: consistency.enforcesTextToImageToVideo ?? true,
  };
}

export function builtVisuals({ consistency }: Treatment, { aspect }: SettledHints): Visuals {
  const colors = colorsOf(consistency);
  return {
    defaultAspect: aspect,
    ...(colors.length > 0 && { colorPalette: colors }),
    fonts: fontsOf(consistency),
    ...(consistency.enforcesTextToImageToVideo !== false && { imagePipeline: 'text-to-image-then-video' as const }),
  };
}

function colorsOf({ colors }: ConsistencyWords): string[] {
  return colors.filter((color) => /^#[0-9a-f]{6}$/i.test(color));
}

/** `Inter / Roboto`, `Lora for headings, Inter for text`. */
function fontsOf({ typography }: ConsistencyWords): { primary: string; secondary: string } {
  const names = (typography ?? '')
    .split(/[/,;&+|]|\band\b/i)
    .map((name) => name.replace(/\b(?:for|as|in)\b.*$/i, '').trim())
    .filter((name) => name !== '' && name.length <= 60);
  const [primary = FONTS.primary, secondary = FONTS.secondary] = names;
  return { primary, secondary };
}

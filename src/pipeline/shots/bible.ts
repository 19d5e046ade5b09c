/** How somebody looks, as far as it is said. */
export interface Look {
  readonly ageRange: string | null;
  readonly gender: string | null;
  readonly height: string | null;
  readonly build: string | null;
  readonly hair: string | null;
  readonly skinTone: string | null;
  readonly wardrobe: string | null;
  readonly marks: string | null;
}

/** Of whom nothing is said. */
export const NO_LOOK: Look = {
  ageRange: null,
  gender: null,
  height: null,
  build: null,
  hair: null,
  skinTone: null,
  wardrobe: null,
  marks: null,
};

/** Hero, antagonist and B story are tier 0; background types (`street vendor`) tier 3. */
export type CastTier = 0 | 1 | 2 | 3;

export interface CastEntry {
  /** `Rae Calder`; of tier 3 the type: `street vendor`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly tier: CastTier;
  readonly role: string | null;
  readonly look: Look;
  /** What people know them by: `a scar through the left brow`. */
  readonly signature: string | null;
  readonly portraitPrompt: string | null;
}

export interface LocationDesign {
  readonly name: string;
  readonly description: string | null;
  readonly basePrompt: string | null;
  readonly moodKeywords: readonly string[];
  readonly palette: readonly string[];
  /** By the time of day, as written. */
  readonly timeVariants: Readonly<Record<string, string>>;
}

/** `Act 1`, `Act 2A`, `Act 2B`, `Act 3` are the acts 1 to 4. */
export interface ActColor {
  readonly act: number;
  readonly dominantColor: string | null;
  readonly warmth: string | null;
  readonly brightness: string | null;
  readonly lightingShift: string | null;
}

export interface VisualStyle {
  readonly tone: string | null;
  readonly palette: readonly string[];
  readonly lighting: string | null;
  readonly grain: string | null;
  readonly era: string | null;
  readonly shapeLanguage: string | null;
  /** What must not be seen, as terms: without `No`, `Avoid`, `Never`. */
  readonly doNot: readonly string[];
}

export interface Cinematography {
  readonly defaultLensMm: number | null;
  /** `handheld for chases, dolly elsewhere`. */
  readonly movement: string | null;
  readonly depthOfField: string | null;
  /** `2.39:1`, as written. */
  readonly aspectRatio: string | null;
}

/** Hero, cast, world and visual bible, as far as they were brought. */
export interface Bible {
  readonly cast: readonly CastEntry[];
  readonly locations: readonly LocationDesign[];
  readonly colors: readonly ActColor[];
  readonly style: VisualStyle;
  readonly cinematography: Cinematography;
  /** What the days there smell and sound like, a line each. */
  readonly sensoryPalette: readonly string[];
}

import type { HardConstraints, Metadata } from './manifest/metadata-schema';

export type EnforcementMode = NonNullable<Metadata['enforcementMode']>;

/** One kind of film: what it looks and sounds like, what it may cost, and what is demanded of it. */
export interface Profile {
  readonly name: string;
  /** Who names it so, in a treatment's intent or a style. */
  readonly named: RegExp;
  readonly enforcement: EnforcementMode;
  readonly mostPerJobMicros: number;
  readonly mostMicros: number;
  /** In a painter's words. */
  readonly style: string;
  /** Of its music; null: the tone decides. */
  readonly mood: string | null;
  readonly imageModel: string;
  /** Whether every picture moves, and not only the hook's and those whose words say so. */
  readonly alwaysMoves: boolean;
  readonly constraints: HardConstraints;
}

const CENT = 10_000;
const IMAGE_MODEL = 'falai-image-v1';

const GENERAL: Profile = {
  name: 'general',
  named: /^general$/,
  enforcement: 'balanced',
  mostPerJobMicros: 100 * CENT,
  mostMicros: 1_000 * CENT,
  style: 'clear cinematic style',
  mood: null,
  imageModel: IMAGE_MODEL,
  alwaysMoves: false,
  constraints: {},
};

export const PROFILES: readonly Profile[] = [
  {
    name: 'educational_explainer',
    named: /educat|explain|tutorial|lesson/,
    enforcement: 'strict',
    mostPerJobMicros: 50 * CENT,
    mostMicros: 500 * CENT,
    style: 'clean educational illustration',
    mood: 'neutral_learning',
    imageModel: IMAGE_MODEL,
    alwaysMoves: false,
    constraints: {
      style: { visualStyle: 'educational' },
      effects: { maxIntensity: 0.6, forbiddenTypes: ['lens_flare'] },
      pacing: { maxSpeed: 1 },
      audioStyle: { tone: 'neutral', musicIntensity: 0.4, voiceStyle: 'clear' },
    },
  },
  {
    name: 'ugc_testimonial',
    named: /\bugc|testimonial|user generated/,
    enforcement: 'balanced',
    mostPerJobMicros: 30 * CENT,
    mostMicros: 300 * CENT,
    style: 'authentic handheld look',
    mood: null,
    imageModel: IMAGE_MODEL,
    alwaysMoves: false,
    constraints: {
      style: { visualStyle: 'authentic' },
      effects: { maxIntensity: 0.7, forbiddenTypes: ['lens_flare', 'chart_animation'] },
      audioStyle: { tone: 'personal', musicIntensity: 0.3, voiceStyle: 'natural' },
      aspectRatio: '9:16',
      platform: 'tiktok',
    },
  },
  {
    name: 'marketing_dynamic',
    named: /marketing|promo|advert|commercial/,
    enforcement: 'creative',
    mostPerJobMicros: 100 * CENT,
    mostMicros: 1_000 * CENT,
    style: 'dynamic commercial photography',
    mood: null,
    imageModel: IMAGE_MODEL,
    alwaysMoves: false,
    constraints: {
      style: { visualStyle: 'dynamic' },
      pacing: { maxSpeed: 2 },
      audioStyle: { tone: 'energetic', musicIntensity: 0.8, voiceStyle: 'confident' },
    },
  },
  {
    name: 'anime_mode',
    named: /\banime\b|\bmanga\b/,
    enforcement: 'creative',
    mostPerJobMicros: 100 * CENT,
    mostMicros: 1_000 * CENT,
    style: 'anime style, cel shading',
    mood: 'energetic_upbeat',
    imageModel: 'falai-anime-v1',
    alwaysMoves: true,
    constraints: { style: { visualStyle: 'anime' } },
  },
  {
    name: 'corporate_presentation',
    named: /corporate|business presentation/,
    enforcement: 'balanced',
    mostPerJobMicros: 50 * CENT,
    mostMicros: 500 * CENT,
    style: 'polished corporate photography',
    mood: 'corporate_inspiring',
    imageModel: IMAGE_MODEL,
    alwaysMoves: false,
    constraints: {
      style: { visualStyle: 'corporate' },
      effects: { maxIntensity: 0.5, forbiddenTypes: ['lens_flare', 'bokeh_transition'] },
      pacing: { maxSpeed: 1, transitionStyle: 'crossfade' },
      audioStyle: { tone: 'professional', musicIntensity: 0.4, voiceStyle: 'clear' },
    },
  },
  GENERAL,
];

/** The profile that words name: `anime_mode`, `Educational explainer`. Null: none. */
export function profileNamed(words: string): Profile | null {
  const plain = words.trim().toLowerCase().replace(/[_-]+/g, ' ');
  return (
    PROFILES.find(({ name }) => name.replace(/_/g, ' ') === plain) ??
    PROFILES.find(({ named }) => named.test(plain)) ??
    null
  );
}

/** The profile of a manifest, which may be in somebody's own words. */
export function profileOf({ profile }: Pick<Metadata, 'profile'>): Profile {
  return profileNamed(profile ?? '') ?? GENERAL;
}

export function generalProfile(): Profile {
  return GENERAL;
}

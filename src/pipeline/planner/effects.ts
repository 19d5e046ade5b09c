import { UNSAFE_KEYS } from './json/json-value';
import { beginningOf } from './json/storable';

/** How an effect is laid on: by layer, then by order. */
export interface Effect {
  /** 0: the picture's colours; 1: its movement; 2: what is written over it; 3: what nobody knows. */
  readonly layer: 0 | 1 | 2 | 3;
  readonly order: number;
  /** How much of it a viewer notices, from 0 to 1. */
  readonly intensity: number;
  readonly moves?: 'ZOOM' | 'PAN';
  /** It stands between two scenes. */
  readonly isTransition?: boolean;
}

const UNKNOWN_ORDER = 50;
/** Of an effect's name. */
const MOST_CHARACTERS = 80;

const EFFECTS: Readonly<Record<string, Effect>> = {
  color_grade: { layer: 0, order: 0, intensity: 0.2 },
  lens_flare: { layer: 0, order: 1, intensity: 0.8 },
  cinematic_zoom: { layer: 1, order: 10, intensity: 0.5, moves: 'ZOOM' },
  slow_pan: { layer: 1, order: 11, intensity: 0.3, moves: 'PAN' },
  parallax_scroll: { layer: 1, order: 12, intensity: 0.4 },
  bokeh_transition: { layer: 1, order: 15, intensity: 0.6, isTransition: true },
  crossfade: { layer: 1, order: 16, intensity: 0.2, isTransition: true },
  fade: { layer: 1, order: 16, intensity: 0.2, isTransition: true },
  fade_in: { layer: 1, order: 16, intensity: 0.2, isTransition: true },
  fade_out: { layer: 1, order: 16, intensity: 0.2, isTransition: true },
  dissolve: { layer: 1, order: 16, intensity: 0.2, isTransition: true },
  slide_left: { layer: 1, order: 16, intensity: 0.5, isTransition: true },
  overlay_text: { layer: 2, order: 20, intensity: 0.3 },
  text_reveal: { layer: 2, order: 21, intensity: 0.3 },
  logo_reveal: { layer: 2, order: 22, intensity: 0.4 },
  data_highlight: { layer: 2, order: 23, intensity: 0.4 },
  chart_animation: { layer: 2, order: 24, intensity: 0.4 },
};

/** What an effect that is not in the table does can still be read off its name: `gentle_zoom`. */
const NAMED: readonly [RegExp, Partial<Effect>][] = [
  [/(?:^|_)(?:zoom|push|dolly|ken_burns)(?:_|$)/, { moves: 'ZOOM' }],
  [/(?:^|_)(?:pan|tilt|track|tracking)(?:_|$)/, { moves: 'PAN' }],
  [/(?:^|_)(?:fade|dissolve|wipe|slide|crossfade|transition|cut)(?:_|$)/, { isTransition: true }],
];

export function isKnownEffect(name: string): boolean {
  return Object.hasOwn(EFFECTS, name);
}

export function effectNamed(name: string): Effect {
  const known = isKnownEffect(name) ? EFFECTS[name] : undefined;
  if (known) return known;
  const traits = NAMED.find(([words]) => words.test(name))?.[1];
  return { layer: 3, order: UNKNOWN_ORDER, intensity: 0, ...traits };
}

/** `Gentle zoom` → `gentle_zoom`. Empty where there is neither a letter nor a figure, and where it could be no key of an object. */
export function effectSlug(words: string): string {
  const plain = words.normalize('NFKC').toLowerCase();
  const slug = beginningOf(plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '_').replace(/^_+|_+$/g, ''), MOST_CHARACTERS);
  return UNSAFE_KEYS.has(slug) ? '' : slug;
}

/** What scenes get whose treatment names none. */
const BY_PURPOSE: Readonly<Record<string, readonly string[]>> = {
  hook: ['cinematic_zoom'],
  body: ['parallax_scroll'],
  cta: ['cinematic_zoom', 'overlay_text'],
  outro: ['cinematic_zoom', 'overlay_text'],
};
export function effectsOfPurpose(purpose: string): readonly string[] {
  return Object.hasOwn(BY_PURPOSE, purpose) ? (BY_PURPOSE[purpose] ?? []) : [];
}

const ROTATION = ['fade', 'slide_left', 'bokeh_transition'] as const;
export function transitionInTurn(sceneIndex: number): string {
  return ROTATION[sceneIndex % ROTATION.length] ?? 'fade';
}

const BY_PLATFORM: readonly [RegExp, string][] = [
  [/\b(?:tik ?tok|social)\b/i, 'bokeh_transition'],
  [/\b(?:youtube|instagram)\b/i, 'crossfade'],
];
export function transitionOfPlatform(platform: string): string {
  return BY_PLATFORM.find(([named]) => named.test(platform))?.[1] ?? 'fade';
}

export const NEUTRAL_GRADE = 'neutral_pro';
export const ORDINARY_EFFECTS: readonly string[] = ['cinematic_zoom', 'overlay_text', 'fade'];

import { z } from 'zod';
import { ttsSchema } from './audio-schema';
import { languageTag, lengthSeconds, open, seconds, text } from './fields';

export const OVERLAY_TYPES = ['text', 'kpi', 'chart', 'logo', 'lower_third'] as const;
export const CHART_TYPES = ['bar', 'line', 'pie', 'table', 'custom'] as const;
export const ASSET_SOURCES = ['user', 'generated'] as const;
const CAMERAS = ['static', 'push', 'pull', 'pan', 'tilt'] as const;
const FOCAL_LENGTHS = ['tight', 'mid', 'wide'] as const;

export const overlaySchema = z.strictObject({
  type: z.enum(OVERLAY_TYPES),
  params: open,
  animate: z.union([z.string(), z.boolean()]).optional(),
});
export type Overlay = z.infer<typeof overlaySchema>;

export const visualSchema = z.strictObject({
  type: z.enum(ASSET_SOURCES),
  /** A key of `assets`. */
  assetId: text,
  /** `graphic` and `overlay` lie over the others; those come one after another. */
  role: text.optional(),
  transform: z
    .strictObject({
      scale: z.number().gt(0).optional(),
      crop: z.strictObject({ x: z.number(), y: z.number(), w: z.number().gt(0), h: z.number().gt(0) }).optional(),
      angle: z.number().optional(),
    })
    .optional(),
  shot: z.strictObject({ camera: z.enum(CAMERAS).optional(), focal: z.enum(FOCAL_LENGTHS).optional() }).optional(),
  overlays: z.array(overlaySchema).optional(),
});
export type Visual = z.infer<typeof visualSchema>;

const multiShotSchema = z.strictObject({
  shotId: text,
  camera: z.enum(CAMERAS),
  focal: z.enum(FOCAL_LENGTHS),
  description: z.string().optional(),
});

export const sceneEffectsSchema = z.strictObject({
  transitions: z.array(text).optional(),
  layeredEffects: z.array(text).optional(),
  overlays: z.array(text).optional(),
  filters: z.array(text).optional(),
  gradePreset: text.optional(),
  /** Of each effect, when it is laid on: the lowest first. */
  orderingHints: z.record(z.string(), z.number()).optional(),
  shotstackConfig: z
    .strictObject({
      layers: z.array(text).optional(),
      transitions: z.array(text).optional(),
      timing: z.strictObject({ startSec: seconds.optional(), durationSec: lengthSeconds.optional() }).optional(),
    })
    .optional(),
});
export type SceneEffects = z.infer<typeof sceneEffectsSchema>;

/** In the time of the film, not of its scene. */
export const subtitleSchema = z.strictObject({ text, start: seconds, end: seconds });
export type Subtitle = z.infer<typeof subtitleSchema>;

export const chartSchema = z.strictObject({
  id: text,
  type: z.enum(CHART_TYPES),
  prompt: z.string(),
  /** A key of `assets`, whose `meta.data` is what is drawn. */
  resultAssetId: text.optional(),
});
export type Chart = z.infer<typeof chartSchema>;

export const sceneSchema = z.strictObject({
  id: text,
  startAtSec: seconds,
  durationSeconds: lengthSeconds,
  /** `hook`, `body`, `cta`, `outro`, or in somebody's own words. */
  purpose: text,
  narration: z.string().optional(),
  language: languageTag.optional(),
  tts: ttsSchema.nullable().optional(),
  /** A key of `audio.music.cueMap`. */
  musicCue: text.nullable().optional(),
  visualAnchor: z.string().optional(),
  visuals: z.array(visualSchema),
  multiShot: z.array(multiShotSchema).optional(),
  effects: sceneEffectsSchema.optional(),
  subtitles: z.array(subtitleSchema).optional(),
  charts: z.array(chartSchema).optional(),
  notes: z.string().optional(),
  /** 1, 2, 3 … in the order of the film. */
  orderingHint: z.int().min(0).optional(),
});
export type Scene = z.infer<typeof sceneSchema>;

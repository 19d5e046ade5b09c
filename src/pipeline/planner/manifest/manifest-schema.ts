import { z } from 'zod';
import { ASPECT_NAMES } from '../aspect';
import { assetSchema } from './asset-schema';
import { audioSchema } from './audio-schema';
import { color, share, text } from './fields';
import { jobSchema } from './job-schema';
import { metadataSchema } from './metadata-schema';
import { sceneEffectsSchema, sceneSchema } from './scene-schema';

export const sourceRefsSchema = z.strictObject({
  analyzerRef: z.string().nullable().optional(),
  refinerRef: z.string().nullable().optional(),
  scriptRef: z.string().nullable().optional(),
});

export const visualsSchema = z.strictObject({
  /** What is really drawn, never `Smart Auto`. */
  defaultAspect: z.enum(ASPECT_NAMES),
  colorPalette: z.array(color).optional(),
  fonts: z.strictObject({ primary: text.optional(), secondary: text.optional() }).optional(),
  imagePipeline: z.literal('text-to-image-then-video').optional(),
});

export const effectsSchema = z.strictObject({
  allowed: z.array(text),
  defaultTransition: text.optional(),
  /** By the id of a scene. */
  perScene: z.record(z.string(), sceneEffectsSchema).optional(),
});

export const consistencySchema = z.strictObject({
  character_faces: z.enum(['locked', 'vary']),
  voice_style: z.enum(['consistent', 'vary']),
  tone: text,
  visual_continuity: z.enum(['maintain', 'relaxed']),
  brand: z
    .strictObject({ colors: z.array(color).optional(), logoAssetId: text.optional(), font: text.optional() })
    .optional(),
  enforceTextToImageToVideo: z.boolean().optional(),
});

export const qualityGateSchema = z.strictObject({
  durationCompliance: z.boolean(),
  requiredAssetsReady: z.boolean(),
  manifestScore: share.optional(),
});

/** The shape of a manifest, said once: its types and `production-manifest.schema.json` come of it. */
export const manifestSchema = z.strictObject({
  id: z.guid().optional(),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  userId: z.guid().nullable(),
  sourceRefs: sourceRefsSchema,
  metadata: metadataSchema,
  scenes: z.array(sceneSchema).min(1),
  assets: z.record(z.string(), assetSchema),
  audio: audioSchema,
  visuals: visualsSchema,
  effects: effectsSchema,
  consistency: consistencySchema,
  jobs: z.array(jobSchema),
  qualityGate: qualityGateSchema.optional(),
  warnings: z.array(z.string()).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
/** Everything that its jobs are made of. */
export type ManifestWithoutJobs = Omit<Manifest, 'jobs' | 'qualityGate' | 'warnings'>;
export type Consistency = Manifest['consistency'];
export type Visuals = Manifest['visuals'];
export type Effects = Manifest['effects'];

import { z } from 'zod';
import { color, languageTag, share, text } from './fields';

export const ENFORCEMENT_MODES = ['strict', 'balanced', 'creative'] as const;

/** What a profile demands of every plan that is made by it. */
export const hardConstraintsSchema = z.strictObject({
  style: z
    .strictObject({
      palette: z.array(color).optional(),
      fonts: z.array(text).optional(),
      visualStyle: text.optional(),
    })
    .optional(),
  effects: z
    .strictObject({
      maxIntensity: share.optional(),
      allowedTypes: z.array(text).optional(),
      forbiddenTypes: z.array(text).optional(),
    })
    .optional(),
  pacing: z
    .strictObject({
      /** In scenes a second. */
      maxSpeed: z.number().gt(0).optional(),
      transitionStyle: text.optional(),
    })
    .optional(),
  audioStyle: z
    .strictObject({ tone: text.optional(), musicIntensity: share.optional(), voiceStyle: text.optional() })
    .optional(),
  aspectRatio: text.optional(),
  platform: text.optional(),
});
export type HardConstraints = z.infer<typeof hardConstraintsSchema>;

export const metadataSchema = z.strictObject({
  intent: z.enum(['video', 'image', 'audio']),
  durationSeconds: z.number().min(1),
  /** As it was asked for: `16:9`, `Smart Auto`. */
  aspectRatio: text,
  /** `tiktok`, `social`, or in somebody's own words: `LinkedIn / TikTok`. */
  platform: text,
  language: languageTag,
  profile: text.optional(),
  priority: z.enum(['low', 'normal', 'high']).optional(),
  voiceGender: z.enum(['male', 'female', 'neutral', 'auto']).optional(),
  cinematicLevel: z.enum(['basic', 'pro']).optional(),
  note: z.string().optional(),
  profileId: z.string().optional(),
  profileVersion: z.string().optional(),
  pipelineRecipeId: z.string().optional(),
  enforcementMode: z.enum(ENFORCEMENT_MODES).optional(),
  hardConstraints: hardConstraintsSchema.optional(),
  profileContext: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  featureFlags: z.record(z.string(), z.boolean()).optional(),
});
export type Metadata = z.infer<typeof metadataSchema>;

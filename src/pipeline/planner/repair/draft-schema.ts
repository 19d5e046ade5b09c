import { z } from 'zod';
import type { JsonValue } from '../../values/canonical-json';
import { assetSchema } from '../manifest/asset-schema';
import { audioSchema, musicCueSchema, musicSchema, soundEffectSchema, ttsSchema } from '../manifest/audio-schema';
import { consistencySchema, effectsSchema, manifestSchema, visualsSchema } from '../manifest/manifest-schema';
import { metadataSchema } from '../manifest/metadata-schema';
import { chartSchema, sceneSchema, visualSchema } from '../manifest/scene-schema';
import type { Warn } from '../warnings';
import { fitted, type SchemaNode } from './fit-schema';

/** What a manifest may lack, or say in another way, and is repaired: everything else that it lacks or says is taken out first. */
const ttsDraft = ttsSchema.extend({ provider: z.string() }).partial();
export type TtsDraft = z.infer<typeof ttsDraft>;

const sceneDraft = sceneSchema
  .extend({
    id: z.string(),
    startAtSec: z.number(),
    language: z.string(),
    tts: ttsDraft.nullable(),
    visuals: z.array(visualSchema.partial().required({ assetId: true })),
    charts: z.array(chartSchema.partial()),
  })
  .partial();
export type SceneDraft = z.infer<typeof sceneDraft>;

const audioDraft = audioSchema
  .extend({
    ttsDefaults: ttsDraft,
    narrationMap: z.record(z.string(), ttsDraft),
    music: musicSchema.extend({ cueMap: z.record(z.string(), musicCueSchema.partial()) }).partial(),
    sfx: z.array(soundEffectSchema.partial().required({ cue: true })),
  })
  .partial();
export type AudioDraft = z.infer<typeof audioDraft>;

const metadataDraft = metadataSchema.extend({ durationSeconds: z.number().gt(0), language: z.string() }).partial();
export type MetadataDraft = z.infer<typeof metadataDraft>;

const draftSchema = manifestSchema
  .extend({
    metadata: metadataDraft,
    scenes: z.array(sceneDraft),
    assets: z.record(z.string(), assetSchema.partial()),
    audio: audioDraft,
    visuals: visualsSchema.extend({ defaultAspect: z.string() }).partial(),
    effects: effectsSchema.partial(),
    consistency: consistencySchema.partial(),
    jobs: z.array(z.unknown()),
  })
  .partial();
export type Draft = z.infer<typeof draftSchema>;

let node: SchemaNode | null = null;

/** What a draft may say, and where. */
export function draftNode(): SchemaNode {
  node ??= z.toJSONSchema(draftSchema) as SchemaNode;
  return node;
}

/** The types of what is there; undefined: it is no draft at all. */
export function draftOf(value: JsonValue, warn: Warn): Draft | undefined {
  return fitted(draftNode(), value, '', warn) as Draft | undefined;
}

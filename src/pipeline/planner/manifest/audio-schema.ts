import { z } from 'zod';
import { lengthSeconds, seconds, share, text } from './fields';

export const TTS_PROVIDER = 'elevenlabs';

export const ttsSchema = z.strictObject({
  provider: z.literal(TTS_PROVIDER),
  voiceId: text.optional(),
  style: z.string().optional(),
  stability: share.optional(),
  similarityBoost: share.optional(),
  sampleRate: z.literal([22050, 44100]).optional(),
  format: z.enum(['mp3', 'wav']).optional(),
});
export type TtsConfig = z.infer<typeof ttsSchema>;

export const MUSIC_STRUCTURES = ['intro', 'build', 'climax', 'outro'] as const;

export const musicCueSchema = z.strictObject({
  id: text,
  startSec: seconds,
  durationSec: lengthSeconds.optional(),
  mood: text,
  structure: z.enum(MUSIC_STRUCTURES).optional(),
  instructions: z.string().optional(),
});
export type MusicCue = z.infer<typeof musicCueSchema>;

/** `startAt` is a time of the film. */
export const soundEffectSchema = z.strictObject({ id: text, cue: text, sceneId: text, startAt: seconds });
export type SoundEffect = z.infer<typeof soundEffectSchema>;

export const musicSchema = z.strictObject({
  cueMap: z.record(z.string(), musicCueSchema),
  duckToVoice: z.boolean().optional(),
});

export const audioSchema = z.strictObject({
  ttsDefaults: ttsSchema,
  /** By the id of a scene. */
  narrationMap: z.record(z.string(), ttsSchema).optional(),
  music: musicSchema,
  sfx: z.array(soundEffectSchema).optional(),
});
export type Audio = z.infer<typeof audioSchema>;

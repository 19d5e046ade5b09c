import { z } from 'zod';
import { open, seconds, text } from './fields';

export const JOB_TYPES = [
  'tts',
  'generate_image',
  'generate_video',
  'generate_music',
  'generate_chart',
  'enhance_image',
  'lip_sync',
  'render_shotstack',
  'video_assembly',
  'effect_application',
  'subtitle_generation',
] as const;

export const jobSchema = z.strictObject({
  id: text,
  type: z.enum(JOB_TYPES),
  payload: open,
  /** Ids of jobs that stand before it. */
  dependsOn: z.array(text),
  /** 20 first. */
  priority: z.int().min(0).max(20),
  /** So many more tries after the first. */
  retryPolicy: z.strictObject({ maxRetries: z.int().min(0), backoffSeconds: seconds }),
  /** In US dollars, before any supplier is chosen. */
  estimatedCost: z.number().min(0).optional(),
  /** In seconds. */
  estimatedDuration: seconds.optional(),
  warnings: z.array(z.string()).optional(),
});
export type Job = z.infer<typeof jobSchema>;
export type JobType = Job['type'];

import type { Job, JobType } from '../manifest/job-schema';

interface JobRow {
  /** 20 first. */
  readonly priority: number;
  readonly retryPolicy: Job['retryPolicy'];
  /** Whether the film can do without it: then it is left out where it costs too much. */
  readonly isOptional: boolean;
}

/** The kinds of jobs that a plan is taken apart into. */
export type PlannedJobType = Exclude<JobType, 'video_assembly' | 'effect_application' | 'subtitle_generation'>;

const row = (priority: number, maxRetries: number, backoffSeconds: number, isOptional = false): JobRow => ({
  priority,
  retryPolicy: { maxRetries, backoffSeconds },
  isOptional,
});

export const JOB_TABLE: Readonly<Record<PlannedJobType, JobRow>> = {
  tts: row(10, 3, 30),
  generate_image: row(10, 2, 60),
  generate_chart: row(9, 2, 60),
  enhance_image: row(8, 2, 60),
  lip_sync: row(7, 2, 90, true),
  generate_video: row(6, 2, 90, true),
  generate_music: row(5, 2, 60),
  render_shotstack: row(12, 3, 120),
};

/** What suppliers of the kind ask for, in millionths of a dollar: before one is chosen nobody knows better. */
export const NOMINAL_MICROS = {
  speechPerCharacter: 300,
  image: 40_000,
  chart: 0,
  enhancedImage: 20_000,
  lipSyncPerSecond: 50_000,
  videoPerSecond: 80_000,
  musicPerSecond: 5_000,
} as const;

export const PRODUCTIONS = ['EXPLAINER', 'FILM', 'PILOTS', 'PLAN'] as const;
export type Production = (typeof PRODUCTIONS)[number];

export const RUN_SUBJECT_TYPES = ['STRUCTURED_SCRIPT', 'SHOT_LIST'] as const;
export type RunSubjectType = (typeof RUN_SUBJECT_TYPES)[number];

export const RUN_STATUSES = [
  'QUEUED',
  'RUNNING',
  'PAUSED',
  'WAITING_FOR_REVIEW',
  'SUCCEEDED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const JOB_STATUSES = [
  'PENDING',
  'READY',
  'PROCESSING',
  'COMPLETED',
  'REUSED',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const JOB_TYPES = [
  'TTS',
  'GENERATE_IMAGE',
  'GENERATE_VIDEO',
  'GENERATE_MUSIC',
  'GENERATE_CHART',
  'ENHANCE_IMAGE',
  'LIP_SYNC',
  'RENDER_SHOTSTACK',
  'VIDEO_ASSEMBLY',
  'EFFECT_APPLICATION',
  'SUBTITLE_GENERATION',
] as const;
export type JobType = (typeof JOB_TYPES)[number];

export const JOB_ERROR_CODES = [
  'RATE_LIMITED',
  'TRANSIENT',
  'REFUSED',
  'UNAUTHORISED',
  'OUT_OF_CREDIT',
  'TIMED_OUT',
  'BAD_REPLY',
  'BUDGET_REACHED',
  'DEPENDENCY_FAILED',
  'LOST',
  'CANCELLED',
  'INTERNAL',
] as const;
export type JobErrorCode = (typeof JOB_ERROR_CODES)[number];

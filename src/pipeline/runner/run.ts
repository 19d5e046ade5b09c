export const PRODUCTIONS = ['EXPLAINER', 'FILM', 'PILOTS', 'PLAN'] as const;
export type Production = (typeof PRODUCTIONS)[number];

export const RUN_SUBJECT_TYPES = ['STRUCTURED_SCRIPT', 'SHOT_LIST', 'PRODUCTION_PLAN'] as const;
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

/** Why a job that is READY is not in the queue. */
export const HOLDS = ['PAUSED', 'BUDGET'] as const;
export type Hold = (typeof HOLDS)[number];

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
  'WRITE_SCRIPT',
  'LAY_OUT_SCRIPT',
  'BUILD_CUT',
  'RENDER_FILM',
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

/** Jobs in one of these may be begun again. */
export const UNDONE_JOB_STATUSES: readonly JobStatus[] = ['FAILED', 'SKIPPED', 'CANCELLED'];
/** Jobs in one of these are still to be done. */
export const OPEN_JOB_STATUSES: readonly JobStatus[] = ['PENDING', 'READY', 'PROCESSING'];
/** Jobs in one of these are over, done or not. */
export const ENDED_JOB_STATUSES: readonly JobStatus[] = ['COMPLETED', 'REUSED', 'FAILED', 'SKIPPED', 'CANCELLED'];
/** Runs in one of these are over; `resumeRun` begins those again that did not succeed. */
export const ENDED_RUN_STATUSES: readonly RunStatus[] = ['SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED'];

/** The kinds of line that a run's log may hold. */
export const RUN_EVENT_KINDS = [
  'RUN_STARTED',
  'JOB_STARTED',
  'JOB_PROGRESSED',
  'JOB_FAILED',
  'ASSET_MADE',
  'ASSET_REUSED',
  'JOB_FINISHED',
  'PROVIDER_FELL_BACK',
  'PROVIDER_OVERRAN',
  'BUDGET_LOW',
  'BUDGET_REACHED',
  'RUN_PAUSED',
  'RUN_FINISHED',
] as const;
export type RunEventKind = (typeof RUN_EVENT_KINDS)[number];

import type { Lane } from './lanes';
import type { JobType, Production, RunSubjectType } from './run';

/** A job as a production plans it. Keys are unique within the run; what it depends on is named by key. */
export interface JobPlan {
  readonly key: string;
  readonly stage: string;
  readonly type: JobType;
  /** The place it fills; null where it makes no asset. */
  readonly slotId: string | null;
  readonly wishHash: string | null;
  readonly dependsOn: readonly string[];
  /** Jobs that it waits for and can do without: it begins when they are over, however they ended. */
  readonly follows?: readonly string[];
  /** An approved take stays in use though its wish has changed. */
  readonly keepsApproved?: boolean;
  /** 0 to 20, 20 first. */
  readonly priority?: number;
  readonly estimateMicros?: bigint;
  /** Few of its kind at a time; else as many as suppliers take. */
  readonly lane?: Lane;
  /** Whose money it spends within the run. */
  readonly pilot?: string;
  /** How often one supplier is asked for it before it has failed; 3 unless said. */
  readonly mostTries?: number;
}

export interface CapPlan {
  readonly kind: 'PILOT' | 'JOB_TYPE';
  /** The pilot's name, or the type of the jobs. */
  readonly label: string;
  readonly capMicros: bigint;
}

export interface RunPlan {
  readonly projectId: string;
  readonly production: Production;
  readonly subject: { readonly type: RunSubjectType; readonly id: string };
  readonly stopAfter: string | null;
  readonly options: Readonly<Record<string, boolean | string | number | null | readonly string[]>>;
  readonly capMicros: bigint | null;
  /** Caps within the run, beside its own. */
  readonly caps?: readonly CapPlan[];
  readonly startedBy: string;
  /** A job after all jobs that it depends on. */
  readonly jobs: readonly JobPlan[];
}

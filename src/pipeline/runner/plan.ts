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
  /** An approved take stays in use though its wish has changed. */
  readonly keepsApproved?: boolean;
  /** 0 to 20, 20 first. */
  readonly priority?: number;
  readonly estimateMicros?: bigint;
}

export interface RunPlan {
  readonly projectId: string;
  readonly production: Production;
  readonly subject: { readonly type: RunSubjectType; readonly id: string };
  readonly stopAfter: string | null;
  readonly options: Readonly<Record<string, boolean | string | number | null | readonly string[]>>;
  readonly capMicros: bigint | null;
  readonly startedBy: string;
  /** A job after all jobs that it depends on. */
  readonly jobs: readonly JobPlan[];
}

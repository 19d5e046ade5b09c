import type { JsonObject } from '../../values/canonical-json';
import type { PlannedJobType } from './job-table';

/** A job before its name is settled. */
export interface WantedJob {
  readonly type: PlannedJobType;
  /** What it is for, of all jobs of its type: a scene, an asset, a cue. */
  readonly subject: string;
  /** What it is called, unless another is called so already. */
  readonly id: string;
  /** Jobs that stand before it, and that it cannot do without. */
  readonly needs: readonly JobKey[];
  readonly payload: (idOf: (key: JobKey) => string) => JsonObject;
  readonly costMicros: number;
  readonly warnings?: readonly string[];
}

export type JobKey = Pick<WantedJob, 'type' | 'subject'>;

export function keyText({ type, subject }: JobKey): string {
  return `${type} ${subject}`;
}

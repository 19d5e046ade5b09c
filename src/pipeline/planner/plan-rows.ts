import type { JobType } from '../runner/run';
import type { JsonValue } from '../values/canonical-json';
import { beginningOf } from './json/storable';
import type { Job } from './manifest/job-schema';

/** A planned job as it is kept. */
export interface PlannedJobRow {
  readonly position: number;
  readonly key: string;
  readonly type: JobType;
  readonly payload: JsonValue;
  readonly dependsOn: readonly string[];
  readonly priority: number;
  readonly maxRetries: number;
  readonly backoffSeconds: number;
  /** Whole millionths of a dollar, as text: JSON's numbers end at 2^53. */
  readonly estimateMicros: string;
}

export function plannedJobRows(jobs: readonly Job[]): PlannedJobRow[] {
  return jobs.map(({ id, type, payload, dependsOn, priority, retryPolicy, estimatedCost = 0 }, position) => ({
    position,
    key: id,
    type: runType(type),
    payload: payload as JsonValue,
    dependsOn,
    priority,
    maxRetries: retryPolicy.maxRetries,
    backoffSeconds: retryPolicy.backoffSeconds,
    estimateMicros: String(Math.round(estimatedCost * 1_000_000)),
  }));
}

/** What runs call it: `generate_image` is GENERATE_IMAGE. */
export function runType(type: Job['type']): JobType {
  return type.toUpperCase() as Uppercase<Job['type']>;
}

const MOST_NAME_CHARACTERS = 200;

/** As people find it again. */
export function planName(title: string | undefined): string {
  const name = beginningOf((title ?? '').trim(), MOST_NAME_CHARACTERS).trim();
  return name === '' ? 'Production plan' : name;
}

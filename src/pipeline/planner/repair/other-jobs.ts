import { isSameJson } from '../json/same-json';
import type { Job } from '../manifest/job-schema';
import type { Warn } from '../warnings';

/**
 * Jobs are made anew of the repaired manifest: that leaves no circle, nothing that waits for itself or for nobody, no id twice and one render, whatever
 * the draft had. Where they are others than the draft's, that is said.
 */
export function warnOfOtherJobs(drafted: unknown, jobs: readonly Job[], warn: Warn): void {
  if (isSameJson(drafted, jobs)) return;
  warn({ code: 'JOBS_REBUILT', message: 'The jobs are made anew of the manifest.', path: 'jobs' });
}

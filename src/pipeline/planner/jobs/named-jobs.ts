import type { Job } from '../manifest/job-schema';
import { JOB_TABLE } from './job-table';
import { type JobKey, keyText, type WantedJob } from './wanted-job';

/**
 * Jobs with ids that are theirs alone: an asset `x` and an asset `gen_x` both want `job_gen_x`, so the second is `job_gen_x_2`. They come in an order in
 * which each stands behind what it needs.
 */
export function namedJobs(wanted: readonly WantedJob[], reserved: readonly string[]): Job[] {
  const ids = idsByKey(wanted, reserved);
  const idOf = (key: JobKey): string => ids.get(keyText(key)) ?? '';
  return wanted.map((job) => jobOf(job, idOf));
}

function idsByKey(wanted: readonly WantedJob[], reserved: readonly string[]): Map<string, string> {
  const taken = new Set(reserved);
  return new Map(
    wanted.map((job) => {
      const id = freeId(job.id, taken);
      taken.add(id);
      return [keyText(job), id];
    }),
  );
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  return id;
}

function jobOf(job: WantedJob, idOf: (key: JobKey) => string): Job {
  const { priority, retryPolicy } = JOB_TABLE[job.type];
  return {
    id: idOf(job),
    type: job.type,
    payload: job.payload(idOf),
    dependsOn: job.needs.map(idOf).filter((id) => id !== ''),
    priority,
    retryPolicy: { ...retryPolicy },
    estimatedCost: job.costMicros / 1_000_000,
    ...(job.warnings && { warnings: [...job.warnings] }),
  };
}

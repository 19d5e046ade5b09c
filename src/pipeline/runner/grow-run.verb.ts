import type { EntityManager } from 'typeorm';
import type { Studio } from '../workspace/studio';
import { enqueueReady, insertJobs } from './insert-jobs.verb';
import type { JobPlan } from './plan';
import { resolveReused } from './resolve-reused.verb';

export interface Growth {
  readonly run: { readonly id: string; readonly projectId: string };
  /** A job after all jobs that it depends on; those of the run may be depended on by their keys. */
  readonly jobs: readonly JobPlan[];
}

/**
 * More jobs for a run that is under way, in the transaction of one of its own: what comes after a script is known when it is written.
 * What exists already is resolved here, in bulk, and what is ready is in the queue.
 */
export async function growRun(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'newId'>,
  { run, jobs }: Growth,
): Promise<void> {
  await insertJobs(manager, studio, { run, jobs });
  await resolveReused(manager, run.id);
  await enqueueReady(manager, run.id);
}

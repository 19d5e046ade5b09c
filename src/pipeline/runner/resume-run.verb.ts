import type { DataSource, EntityManager } from 'typeorm';
import { IllegalTransition } from '../errors';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { runStatusLine } from './end-job.verb';
import { enqueueJobs } from './enqueue-jobs.verb';
import { lockRun } from './lock-run.verb';
import { appendToRunLog } from './run-log.verb';

/**
 * Begins again what failed, what needed it and what was cancelled; what is done stays done. A run that is under way is left
 * alone. Answers the row id.
 */
export async function resumeRun(
  studio: Studio<DataSource>,
  caller: Caller,
  { runId }: { runId: string },
): Promise<string> {
  return studio.store.transaction(async (manager) => {
    const run = await lockRun(manager, caller, runId);
    if (run.status === 'SUCCEEDED') throw nothingToResume(run.status);
    if (run.status !== 'RUNNING') await resume(manager, caller, run);
    return run.id;
  });
}

async function resume(manager: EntityManager, caller: Caller, run: { id: string; projectId: string }): Promise<void> {
  const [again] = await manager.query<[{ id: string; failed: boolean; ready: boolean }[], number]>(
    `UPDATE job SET status = CASE WHEN w.waits = 0 THEN 'READY' ELSE 'PENDING' END, waits = w.waits, tries = job.tries + 1,
       error = NULL, started_at = NULL, finished_at = NULL, next_job_id = NULL
     FROM (
       SELECT j.id, j.status = 'FAILED' AS failed, (
         SELECT count(*)::int FROM job_dependency d JOIN job i ON i.id = d.depends_on_id
         WHERE d.job_id = j.id AND i.status NOT IN ('COMPLETED', 'REUSED')) AS waits
       FROM job j WHERE j.run_id = $1 AND j.status IN ('FAILED', 'SKIPPED', 'CANCELLED')
     ) w
     WHERE job.id = w.id RETURNING job.id, w.failed, w.waits = 0 AS ready`,
    [run.id],
  );
  const failed = again.filter((job) => job.failed).length;
  await manager.query(
    "UPDATE run SET status = 'RUNNING', finished_at = NULL, error = NULL, budget_low_at = NULL, budget_reached_at = NULL WHERE id = $1",
    [run.id],
  );
  await enqueueJobs(
    manager,
    again.filter(({ ready }) => ready).map(({ id }) => id),
  );
  const change = { failed: -failed, cancelled: failed - again.length };
  await appendToRunLog(manager, { runId: run.id, kind: 'RUN_STARTED', change });
  await appendToProjectLog(manager, runStatusLine(run.projectId, run.id, { actor: caller.name, status: 'RUNNING' }));
}

function nothingToResume(status: string): IllegalTransition {
  return new IllegalTransition('The run has done all it had to do.', {
    field: ['input', 'runId'],
    expected: 'a run that is PARTIAL, FAILED or CANCELLED',
    got: status,
    remedy: 'Start another run; what exists is reused.',
  });
}

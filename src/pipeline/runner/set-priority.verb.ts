import type { DataSource, EntityManager } from 'typeorm';
import { IllegalTransition, InvalidInput } from '../errors';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { runOfJob } from './assert-job.verb';
import { lockRun } from './lock-run.verb';
import { ENGINE_SCHEMA, HIGHEST_PRIORITY, MAKE } from './queue';

/** What of a run may be moved: whatever is not done, so that what failed comes back in its new place. */
const MOVABLE = "job.status NOT IN ('COMPLETED', 'REUSED')";

/** When a job has its turn, 20 first, and its place in the queue with it. Answers its row id. */
export async function setJobPriority(
  studio: Studio<DataSource>,
  caller: Caller,
  { jobId, priority }: { jobId: string; priority: number },
): Promise<string> {
  assertPriority(priority);
  return studio.store.transaction(async (manager) => {
    await runOfJob(manager, caller, jobId);
    const [moved] = await manager.query<[{ id: string }[], number]>(
      `UPDATE job SET priority = $2 WHERE id = $1 AND ${MOVABLE} RETURNING id`,
      [jobId, priority],
    );
    if (moved.length === 0) throw isDone();
    await moveInQueue(manager, [jobId]);
    return jobId;
  });
}

/** The same for all jobs of a run that are not done. Answers the run's row id. */
export async function setRunPriority(
  studio: Studio<DataSource>,
  caller: Caller,
  { runId, priority }: { runId: string; priority: number },
): Promise<string> {
  assertPriority(priority);
  return studio.store.transaction(async (manager) => {
    const run = await lockRun(manager, caller, runId);
    const [moved] = await manager.query<[{ id: string }[], number]>(
      `UPDATE job SET priority = $2 WHERE run_id = $1 AND ${MOVABLE} RETURNING id`,
      [run.id, priority],
    );
    if (moved.length === 0) throw allDone(run.status);
    await moveInQueue(
      manager,
      moved.map(({ id }) => id),
    );
    return run.id;
  });
}

/**
 * In the queue of jobs, or in that of their supplier, where a call that several wait for goes by the most urgent of them. What a
 * process has taken meanwhile has had its turn.
 */
async function moveInQueue(manager: EntityManager, jobIds: readonly string[]): Promise<void> {
  const moved = await manager.query<{ priority: number; workflowIds: string[] }[]>(
    `WITH moved AS (
       SELECT concat('job:', j.id, ':', j.tries) AS id, j.priority FROM job j WHERE j.id = ANY($1) AND j.status = 'READY'
       UNION ALL
       SELECT concat_ws(':', $2::text, i.project_id, i.wish_hash, i.provider, i.attempt), max(o.priority)
       FROM job j JOIN make_intent i ON i.project_id = j.project_id AND i.wish_hash = j.wish_hash AND i.provider = j.provider
       JOIN job o ON o.project_id = i.project_id AND o.wish_hash = i.wish_hash AND o.status = 'PROCESSING'
       WHERE j.id = ANY($1) AND j.status = 'PROCESSING' GROUP BY 1
     )
     SELECT priority, array_agg(id) AS "workflowIds" FROM moved GROUP BY priority ORDER BY priority`,
    [jobIds, MAKE],
  );
  for (const { priority, workflowIds } of moved) {
    await manager.query(
      `UPDATE ${ENGINE_SCHEMA}.workflow_status SET priority = $2 WHERE workflow_uuid = ANY($1) AND status = 'ENQUEUED'`,
      [workflowIds, HIGHEST_PRIORITY - priority],
    );
  }
}

function assertPriority(priority: number): void {
  if (Number.isInteger(priority) && priority >= 0 && priority <= HIGHEST_PRIORITY) return;
  throw new InvalidInput('There is no such priority.', {
    field: ['input', 'priority'],
    expected: `a whole number from 0 to ${HIGHEST_PRIORITY}, ${HIGHEST_PRIORITY} first`,
    got: String(priority),
    remedy: 'Jobs have 10 unless their production says otherwise.',
  });
}

function allDone(status: string): IllegalTransition {
  return new IllegalTransition('Every job of the run is done.', {
    field: ['input', 'runId'],
    expected: 'a run with a job that is still to be done, or that failed or was cancelled',
    got: `a run that is ${status}`,
    remedy: 'Its priority no longer matters; choose another run.',
  });
}

function isDone(): IllegalTransition {
  return new IllegalTransition('The job is done.', {
    field: ['input', 'jobId'],
    expected: 'a job that is still to be done, or that failed or was cancelled',
    got: 'one that is COMPLETED or REUSED',
    remedy: 'Its priority no longer matters; choose another job.',
  });
}

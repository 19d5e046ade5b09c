import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { dequeue } from './dequeue.verb';
import { runStatusLine } from './end-job.verb';
import { lockRun } from './lock-run.verb';
import { ENDED_RUN_STATUSES, OPEN_JOB_STATUSES } from './run';
import { appendToRunLog, RUN_LOG_CHANNEL, UNWANTED } from './run-log.verb';

/**
 * Nothing of the run is begun any more, and what is under way for it alone is stopped by whoever does it, as soon as the log
 * tells them. What was made stays. A run that is over stays as it ended. Answers the row id.
 */
export async function cancelRun(
  studio: Studio<DataSource>,
  caller: Caller,
  { runId }: { runId: string },
): Promise<string> {
  return studio.store.transaction(async (manager) => {
    const run = await lockRun(manager, caller, runId);
    if (!ENDED_RUN_STATUSES.includes(run.status)) await cancel(manager, caller, run);
    return run.id;
  });
}

async function cancel(manager: EntityManager, caller: Caller, run: { id: string; projectId: string }): Promise<void> {
  await wakeMakers(manager, run.id);
  const [, cancelled] = await manager.query<[unknown, number]>(
    "UPDATE job SET status = 'CANCELLED', finished_at = clock_timestamp(), next_job_id = NULL, held = NULL WHERE run_id = $1 AND status = ANY($2)",
    [run.id, OPEN_JOB_STATUSES],
  );
  await dequeue(manager, { runId: run.id, status: 'CANCELLED' });
  await manager.query("UPDATE run SET status = 'CANCELLED', finished_at = clock_timestamp() WHERE id = $1", [run.id]);
  const status = 'CANCELLED';
  await appendToRunLog(manager, { runId: run.id, kind: 'RUN_FINISHED', facts: { status }, change: { cancelled } });
  await appendToProjectLog(manager, runStatusLine(run.projectId, run.id, { actor: caller.name, status }));
}

/**
 * Whoever makes something for this run looks whether it is still wanted, also where it was ordered by another run that wished for the
 * same: makers listen to whoever ordered.
 */
async function wakeMakers(manager: EntityManager, runId: string): Promise<void> {
  await manager.query(
    `SELECT pg_notify($2, concat(s.run_id, $3::text)) FROM (
       SELECT $1::uuid AS run_id
       UNION SELECT o.run_id FROM job j JOIN job o ON o.project_id = j.project_id AND o.wish_hash = j.wish_hash
       WHERE j.run_id = $1 AND j.status = 'PROCESSING'
     ) s`,
    [runId, RUN_LOG_CHANNEL, UNWANTED],
  );
}

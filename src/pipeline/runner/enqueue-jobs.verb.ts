import type { EntityManager } from 'typeorm';
import { holdWherePaused } from './hold-job.verb';
import {
  ENGINE_NAME,
  ENGINE_SCHEMA,
  ENGINE_VERSION,
  HIGHEST_PRIORITY,
  IDLE_POLL_MS,
  POLL_MS,
  WORK,
  WORK_QUEUE,
} from './queue';

/**
 * Hands jobs to whichever process is free, within the transaction that made them ready: no job is ready and forgotten. A
 * workflow that is in the queue already is left alone, so this may be asked twice. Jobs of a paused run are held instead.
 */
export async function enqueueJobs(manager: EntityManager, readyIds: readonly string[]): Promise<void> {
  const jobIds = readyIds.length === 0 ? [] : await holdWherePaused(manager, readyIds);
  if (jobIds.length === 0) return;
  await manager.query(
    `SELECT ${ENGINE_SCHEMA}.enqueue_workflow(workflow_name => $2, queue_name => concat_ws(' ', $3::text, lower(j.lane)), positional_args => ARRAY[to_json(j.id::text)],
       workflow_id => concat('job:', j.id, ':', j.tries), app_version => $4, priority => $5 - j.priority, application_name => $6)
     FROM job j WHERE j.id = ANY($1) ORDER BY j.priority DESC, j.id`,
    [jobIds, WORK, WORK_QUEUE, ENGINE_VERSION, HIGHEST_PRIORITY, ENGINE_NAME],
  );
  await manager.query(
    `UPDATE ${ENGINE_SCHEMA}.queues SET polling_interval_sec = $1 WHERE application_name = $2 AND polling_interval_sec > $1`,
    [POLL_MS / 1000, ENGINE_NAME],
  );
}

/**
 * Lets every process look into the queues less often while there is nothing in them: five queues at 100 ms took 7 % of a core of an
 * idle server. Whoever enqueues a job has them looked at often again; each process reads that within a second.
 */
export async function calmQueues(manager: EntityManager): Promise<void> {
  await manager.query(
    `UPDATE ${ENGINE_SCHEMA}.queues SET polling_interval_sec = $1 WHERE application_name = $2 AND polling_interval_sec < $1
       AND NOT EXISTS (SELECT 1 FROM ${ENGINE_SCHEMA}.workflow_status w WHERE w.status IN ('ENQUEUED', 'PENDING') AND w.application_name = $2)`,
    [IDLE_POLL_MS / 1000, ENGINE_NAME],
  );
}

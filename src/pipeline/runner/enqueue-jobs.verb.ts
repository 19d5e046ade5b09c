import type { EntityManager } from 'typeorm';
import { holdWherePaused } from './hold-job.verb';
import type { Lane } from './lanes';
import { ENGINE_NAME, ENGINE_SCHEMA, ENGINE_VERSION, HIGHEST_PRIORITY, WORK, WORK_QUEUE, workQueue } from './queue';
import { hastenQueues } from './queue-tempo.verb';

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
  await hastenQueues(manager, await queuesOf(manager, jobIds));
}

async function queuesOf(manager: EntityManager, jobIds: readonly string[]): Promise<string[]> {
  const rows = await manager.query<{ lane: Lane | null }[]>('SELECT DISTINCT lane FROM job WHERE id = ANY($1)', [
    jobIds,
  ]);
  return rows.map(({ lane }) => workQueue(lane));
}

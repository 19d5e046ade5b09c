import type { EntityManager } from 'typeorm';
import { ENGINE_NAME, ENGINE_SCHEMA, ENGINE_VERSION, HIGHEST_PRIORITY, WORK, WORK_QUEUE } from './queue';

/**
 * Hands jobs to whichever process is free, within the transaction that made them ready: no job is ready and forgotten. A
 * workflow that is in the queue already is left alone, so this may be asked twice.
 */
export async function enqueueJobs(manager: EntityManager, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return;
  await manager.query(
    `SELECT ${ENGINE_SCHEMA}.enqueue_workflow(workflow_name => $2, queue_name => $3, positional_args => ARRAY[to_json(j.id::text)],
       workflow_id => concat('job:', j.id, ':', j.tries), app_version => $4, priority => $5 - j.priority, application_name => $6)
     FROM job j WHERE j.id = ANY($1) ORDER BY j.priority DESC, j.id`,
    [jobIds, WORK, WORK_QUEUE, ENGINE_VERSION, HIGHEST_PRIORITY, ENGINE_NAME],
  );
}

import type { EntityManager } from 'typeorm';
import { lockEnrolment, SILENT_SECONDS } from './executor.verb';
import { ENGINE_NAME, ENGINE_SCHEMA } from './queue';

/**
 * Work that an engine of another version began, and that nobody of that version is left to go on with. What was recorded of
 * its steps is forgotten, since another version takes others; it is begun anew under its own name, and the rows of jobs and
 * orders tell how far it came. A living worker of that version keeps what it listens to. Answers how many.
 *
 * Nothing is adopted in its first 15 s: of a release that comes up, the API may be there before the workers are.
 */
export async function adoptOrphans(manager: EntityManager, version: string): Promise<number> {
  await lockEnrolment(manager);
  const [adopted] = await manager.query<[unknown[], number]>(
    `WITH orphan AS (
       SELECT w.workflow_uuid AS id FROM ${ENGINE_SCHEMA}.workflow_status w
       WHERE w.status IN ('ENQUEUED', 'PENDING') AND w.application_name = $1 AND w.application_version <> $2
         AND coalesce(w.updated_at, w.created_at) < (extract(epoch FROM clock_timestamp()) - $3) * 1000
         AND NOT EXISTS (
           SELECT 1 FROM executor e WHERE e.retired_at IS NULL AND e.version = w.application_version
             AND (e.id = w.executor_id OR e.queues IS NULL OR w.queue_name = ANY(e.queues)))
       FOR UPDATE SKIP LOCKED
     ), forgotten AS (
       DELETE FROM ${ENGINE_SCHEMA}.operation_outputs o USING orphan WHERE o.workflow_uuid = orphan.id
     )
     UPDATE ${ENGINE_SCHEMA}.workflow_status w SET status = 'ENQUEUED', application_version = $2, owner_xid = NULL,
       started_at_epoch_ms = NULL, updated_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
     FROM orphan WHERE w.workflow_uuid = orphan.id RETURNING w.workflow_uuid`,
    [ENGINE_NAME, version, SILENT_SECONDS],
  );
  return adopted.length;
}

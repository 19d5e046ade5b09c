import type { EntityManager } from 'typeorm';
import { ENGINE_SCHEMA } from './queue';
import type { JobStatus } from './run';

/**
 * Takes the jobs of a run that are in this state out of the queue, within the transaction that stops them: ten thousand workflows would
 * be begun to find nothing to do. One that a process has taken meanwhile finds that out by itself. Answers the others, as row ids.
 * The names are handed over as one array: joined with the queue, as long as nobody had counted its rows, 2,000 of them took 10 s.
 */
export async function dequeue(
  manager: EntityManager,
  { runId, status }: { runId: string; status: JobStatus },
): Promise<string[]> {
  const jobs = await manager.query<{ workflowId: string }[]>(
    `SELECT concat('job:', id, ':', tries) AS "workflowId" FROM job WHERE run_id = $1 AND status = $2 AND held IS NULL`,
    [runId, status],
  );
  const [taken] = await manager.query<[{ jobId: string }[], number]>(
    `UPDATE ${ENGINE_SCHEMA}.workflow_status SET status = 'CANCELLED', queue_name = NULL, deduplication_id = NULL,
       updated_at = extract(epoch FROM now()) * 1000, completed_at = extract(epoch FROM now()) * 1000
     WHERE workflow_uuid = ANY($1) AND status = 'ENQUEUED' RETURNING split_part(workflow_uuid, ':', 2) AS "jobId"`,
    [jobs.map(({ workflowId }) => workflowId)],
  );
  return taken.map(({ jobId }) => jobId);
}

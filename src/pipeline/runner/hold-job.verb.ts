import type { EntityManager } from 'typeorm';
import { dequeue } from './dequeue.verb';

/**
 * True: the job is READY, its run is paused, and it was put back, so that the workflow that was about to begin it may end; the next
 * one has another name. What is under way is never held. Who asks holds the job's lock, and who pauses or resumes a run holds the
 * locks of all its jobs: the run cannot change its state between this statement and the commit, so its row needs no lock.
 */
export async function holdIfPaused(
  manager: EntityManager,
  { id, runId }: { id: string; runId: string },
): Promise<boolean> {
  const [held] = await manager.query<[unknown[], number]>(
    `UPDATE job SET held = 'PAUSED', tries = tries + 1 FROM run r
     WHERE job.id = $1 AND job.status = 'READY' AND r.id = $2 AND r.status = 'PAUSED' RETURNING job.id`,
    [id, runId],
  );
  return held.length > 0;
}

/**
 * Of jobs that became ready, those of a paused run are held before they reach the queue. Answers the others. Who asks holds the
 * lock of a job of the same run, or of the run: see above.
 */
export async function holdWherePaused(manager: EntityManager, jobIds: readonly string[]): Promise<readonly string[]> {
  const [held] = await manager.query<[{ id: string }[], number]>(
    `UPDATE job SET held = 'PAUSED' FROM run r
     WHERE job.id = ANY($1) AND r.id = job.run_id AND r.status = 'PAUSED' RETURNING job.id`,
    [jobIds],
  );
  const ids = new Set(held.map(({ id }) => id));
  return ids.size === 0 ? jobIds : jobIds.filter((id) => !ids.has(id));
}

/**
 * Takes the jobs of a run out of the queue and holds them, within the transaction that pauses it: ten thousand workflows would
 * be begun to find nothing to do. A job that is ready and not in the queue is about to be begun by a workflow that is under
 * way; that one holds it, or it would be in two hands when the run goes on.
 */
export async function holdQueued(manager: EntityManager, runId: string): Promise<void> {
  const taken = await dequeue(manager, { runId, status: 'READY' });
  await manager.query("UPDATE job SET held = 'PAUSED', tries = tries + 1 WHERE id = ANY($1)", [taken]);
}

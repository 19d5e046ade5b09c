import type { EntityManager } from 'typeorm';
import { enqueueJobs } from './enqueue-jobs.verb';

/** So many try at once when money comes back; each that goes through brings the next with its own end. */
const WOKEN_AT_ONCE = 4;

/** Back to the others that are READY, and out of the queue: its workflow ends, and the next one has another name. */
export async function holdForMoney(manager: EntityManager, jobId: string): Promise<void> {
  await manager.query("UPDATE job SET status = 'READY', held = 'BUDGET', tries = tries + 1 WHERE id = $1", [jobId]);
}

interface Waiting {
  /** Null: of every project. */
  readonly projectId: string | null;
  /** All of one run, to hear that there is no money; else the first few. */
  readonly runId?: string;
}

/**
 * Sends those who wait for money to ask again. It skips jobs that somebody holds locked, so it may be called after budgets were
 * locked; each heartbeat asks again for those that were skipped.
 */
export async function wakeHeld(manager: EntityManager, { projectId, runId }: Waiting): Promise<void> {
  const [woken] = await manager.query<[{ id: string }[], number]>(
    `WITH waiting AS (
       SELECT j.id FROM job j JOIN run r ON r.id = j.run_id
       WHERE j.held = 'BUDGET' AND r.status = 'RUNNING' AND ($1::uuid IS NULL OR j.project_id = $1) AND ($3::uuid IS NULL OR j.run_id = $3)
       ORDER BY j.priority DESC, j.id LIMIT $2 FOR UPDATE OF j SKIP LOCKED
     )
     UPDATE job SET held = NULL FROM waiting w WHERE job.id = w.id RETURNING job.id`,
    [projectId, runId ? null : WOKEN_AT_ONCE, runId ?? null],
  );
  await enqueueJobs(
    manager,
    woken.map(({ id }) => id),
  );
}

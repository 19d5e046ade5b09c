import type { EntityManager } from 'typeorm';
import { appendReusedToRunLog, type RunHead } from './run-log.verb';

/** A take that nobody sent back and that is fresh; or approved, where the job leaves what is approved in place. */
const USABLE = `a.status <> 'REJECTED' AND (a.wish_hash = j.wish_hash OR j.keeps_approved AND a.status IN ('APPROVED', 'PUBLISHED'))`;

/**
 * Jobs whose place is filled are resolved as reused, set by set, until nothing changes. Null where nothing was reused. A wish
 * that is not known yet, or whose take is in another slot, is looked at when the job is begun.
 */
export async function resolveReused(manager: EntityManager, runId: string): Promise<RunHead | null> {
  let head: RunHead | null = null;
  for (;;) {
    const reused = await resolveSet(manager, runId);
    if (reused.length === 0) return head;
    const jobIds = reused.map(({ id }) => id);
    await release(manager, jobIds);
    const droppedMicros = reused.reduce((sum, { estimateMicros }) => sum + BigInt(estimateMicros), 0n);
    head = await appendReusedToRunLog(manager, { runId, jobIds, droppedMicros });
  }
}

interface ReusedJob {
  readonly id: string;
  /** What it was thought to cost. */
  readonly estimateMicros: string;
}

/** What is reused costs nothing: its estimate goes. */
async function resolveSet(manager: EntityManager, runId: string): Promise<ReusedJob[]> {
  const [rows] = await manager.query<[ReusedJob[], number]>(
    `UPDATE job SET status = 'REUSED', result_id = s.current_id, reused_from_id = s.current_id, estimate_micros = 0,
       started_at = clock_timestamp(), finished_at = clock_timestamp()
     FROM job j JOIN slot s ON s.id = j.slot_id JOIN asset a ON a.id = s.current_id
     WHERE job.id = j.id AND j.run_id = $1 AND j.status = 'READY' AND ${USABLE}
     RETURNING job.id, j.estimate_micros AS "estimateMicros"`,
    [runId],
  );
  return rows;
}

async function release(manager: EntityManager, jobIds: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE job SET waits = job.waits - done.count, status = CASE WHEN job.waits = done.count THEN 'READY' ELSE job.status END
     FROM (SELECT job_id, count(*)::int AS count FROM job_dependency WHERE depends_on_id = ANY($1) GROUP BY job_id) done
     WHERE job.id = done.job_id AND job.status = 'PENDING'`,
    [jobIds],
  );
}

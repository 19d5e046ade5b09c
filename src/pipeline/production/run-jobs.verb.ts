import type { EntityManager } from 'typeorm';
import { type JobStatus, OPEN_JOB_STATUSES, UNDONE_JOB_STATUSES } from '../runner/run';
import type { RunJob } from './further-jobs';

interface Looking {
  /** A row id. */
  readonly runId: string;
  /** What failed or was cancelled is about to be begun again. */
  readonly isResumed: boolean;
}

interface JobRow extends Pick<RunJob, 'key' | 'slotId'> {
  readonly status: JobStatus;
  readonly isSettled: boolean;
}

/** The jobs of a run, with what they are worth to it now. */
export async function runJobs(manager: EntityManager, { runId, isResumed }: Looking): Promise<RunJob[]> {
  const rows = await manager.query<JobRow[]>(
    `SELECT j.key, j.slot_id AS "slotId", j.status,
       coalesce(c.wish_hash = s.wish_hash OR c.status IN ('APPROVED', 'PUBLISHED'), false) AS "isSettled"
     FROM job j LEFT JOIN slot s ON s.id = j.slot_id LEFT JOIN asset c ON c.id = s.current_id
     WHERE j.run_id = $1 ORDER BY j.id`,
    [runId],
  );
  const open = [...OPEN_JOB_STATUSES, ...(isResumed ? UNDONE_JOB_STATUSES : [])];
  return rows.map(({ key, slotId, status, isSettled }) => {
    if (open.includes(status)) return { key, slotId, is: 'OPEN' };
    const isDone = !UNDONE_JOB_STATUSES.includes(status);
    return { key, slotId, is: isDone && isSettled ? 'HOLDS' : 'OVER' };
  });
}

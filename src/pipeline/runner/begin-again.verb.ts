import type { EntityManager } from 'typeorm';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import { runStatusLine } from './end-job.verb';
import { enqueueJobs } from './enqueue-jobs.verb';
import { ENDED_RUN_STATUSES, type JobStatus, type RunStatus, UNDONE_JOB_STATUSES } from './run';
import { appendToRunLog } from './run-log.verb';

export interface LockedRun {
  readonly id: string;
  readonly projectId: string;
  readonly status: RunStatus;
}

/** Which jobs of a run are wanted again. */
const WANTED = {
  UNDONE: `SELECT j.id FROM job j WHERE j.run_id = $1 AND j.status = ANY($2)`,
  FAILED: `SELECT j.id FROM job j WHERE j.run_id = $1 AND j.status IN ('FAILED', 'SKIPPED')`,
  /** It, and what was not done for want of it. */
  JOB: `SELECT $3::uuid AS id UNION SELECT j.id FROM job j JOIN below b ON b.job_id = j.id
        WHERE j.status = 'SKIPPED' OR j.status = 'FAILED' AND j.error ->> 'code' = 'DEPENDENCY_FAILED'`,
};
export type Wanted = keyof typeof WANTED;

/**
 * Jobs of a locked run that can be begun again, and with them what went on without one of them and is done: it is to be done with it. One that needs, however far above, what is not done and not among them would wait
 * for it for ever, and the run with it: it stays as it is.
 */
export async function undoneJobs(
  manager: EntityManager,
  runId: string,
  { wanted, jobId = null }: { wanted: Wanted; jobId?: string | null },
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `WITH RECURSIVE below AS (
       SELECT d.job_id FROM job_dependency d WHERE d.depends_on_id = $3
       UNION SELECT d.job_id FROM job_dependency d JOIN below b ON d.depends_on_id = b.job_id
     ), wanted AS (${WANTED[wanted]}), barred AS (
       SELECT d.job_id FROM job j JOIN job_dependency d ON d.depends_on_id = j.id AND NOT d.is_soft
       WHERE j.run_id = $1 AND j.status = ANY($2) AND j.id NOT IN (SELECT id FROM wanted)
       UNION SELECT d.job_id FROM job_dependency d JOIN barred b ON d.depends_on_id = b.job_id AND NOT d.is_soft
     ), free AS (
       SELECT id FROM wanted WHERE id NOT IN (SELECT job_id FROM barred)
     ), outdated AS (
       SELECT d.job_id FROM job_dependency d JOIN free f ON f.id = d.depends_on_id WHERE d.is_soft
       UNION SELECT d.job_id FROM job_dependency d JOIN outdated o ON o.job_id = d.depends_on_id
     )
     SELECT id FROM free
     UNION SELECT j.id FROM job j JOIN outdated o ON o.job_id = j.id WHERE j.status IN ('COMPLETED', 'REUSED')`,
    [runId, UNDONE_JOB_STATUSES, jobId],
  );
  return rows.map(({ id }) => id);
}

export interface BeginningAgain {
  readonly caller: Caller;
  readonly run: LockedRun;
  readonly jobIds: readonly string[];
  /** Writes more jobs, before the run's log tells how many there are. */
  readonly grow?: () => Promise<void>;
  /** For the project's log, before it tells of the run. */
  readonly lines?: readonly ProjectLine[];
}

/** These jobs as if they had never been begun. A run that was over is under way again; one that is paused stays so. */
export async function beginAgain(
  manager: EntityManager,
  { caller, run, jobIds, grow, lines = [] }: BeginningAgain,
): Promise<void> {
  const again = await reopen(manager, jobIds);
  const isOver = ENDED_RUN_STATUSES.includes(run.status);
  if (isOver) {
    await manager.query(
      `UPDATE run SET status = 'RUNNING', finished_at = NULL, error = NULL, budget_low_at = NULL, budget_reached_at = NULL
       WHERE id = $1`,
      [run.id],
    );
  }
  const ready = again.filter((job) => job.ready).map(({ id }) => id);
  await enqueueJobs(manager, ready);
  await grow?.();
  const had = (status: JobStatus): number => again.filter((job) => job.status === status).length;
  const done = had('COMPLETED') + had('REUSED');
  const failed = had('FAILED');
  const change = { done: -done, reused: -had('REUSED'), failed: -failed, cancelled: done + failed - again.length };
  const kind = run.status === 'PAUSED' ? 'RUN_PAUSED' : 'RUN_STARTED';
  await appendToRunLog(manager, { runId: run.id, kind, change });
  const status = runStatusLine(run.projectId, run.id, { actor: caller.name, status: 'RUNNING' });
  await appendLinesToProjectLog(manager, isOver ? [...lines, status] : lines);
}

const DONE: readonly JobStatus[] = ['COMPLETED', 'REUSED'];
const ENDED: readonly JobStatus[] = [...DONE, ...UNDONE_JOB_STATUSES];

interface Reopened {
  readonly id: string;
  /** Before. */
  readonly status: JobStatus;
  readonly ready: boolean;
}

async function reopen(manager: EntityManager, jobIds: readonly string[]): Promise<Reopened[]> {
  const [again] = await manager.query<[Reopened[], number]>(
    `UPDATE job SET status = CASE WHEN w.waits = 0 THEN 'READY' ELSE 'PENDING' END, waits = w.waits, tries = job.tries + 1,
       held = NULL, error = NULL, started_at = NULL, finished_at = NULL, next_job_id = NULL
     FROM (
       SELECT j.id, j.status, (
         SELECT count(*)::int FROM job_dependency d JOIN job i ON i.id = d.depends_on_id
         WHERE d.job_id = j.id AND (i.id = ANY($1) OR i.status <> ALL(CASE WHEN d.is_soft THEN $2::text[] ELSE $3::text[] END))) AS waits
       FROM job j WHERE j.id = ANY($1)
     ) w
     WHERE job.id = w.id RETURNING job.id, w.status, w.waits = 0 AS ready`,
    [jobIds, ENDED, DONE],
  );
  await waitAgain(manager, jobIds);
  return again;
}

/** What goes on without a job that failed, and has not begun yet, waits for it once more. */
async function waitAgain(manager: EntityManager, jobIds: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE job SET waits = waits + n.count
     FROM (SELECT job_id AS id, count(*)::int AS count FROM job_dependency WHERE is_soft AND depends_on_id = ANY($1) GROUP BY 1) n
     WHERE job.id = n.id AND job.status = 'PENDING' AND job.id <> ALL($1)`,
    [jobIds],
  );
}

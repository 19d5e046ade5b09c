import type { EntityManager } from 'typeorm';
import { type AuditLine, appendAudit } from '../library/audit-log.verb';
import type { JsonObject } from '../values/canonical-json';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { enqueueJobs } from './enqueue-jobs.verb';
import type { Failure } from './order';
import { appendToRunLog, type RunHead, type RunLine, type TotalsChange } from './run-log.verb';

/** The job at hand, as far as its end needs it. */
export interface EndedJob {
  readonly id: string;
  readonly runId: string;
  readonly projectId: string;
  readonly key: string;
  readonly attempts: number;
}

/** Lines of other logs that belong to the same change; their heads are locked after the run's. */
export interface OtherLines {
  readonly project: readonly ProjectLine[];
  readonly audit: readonly AuditLine[];
}

const NO_LINES: OtherLines = { project: [], audit: [] };

export interface DoneJob {
  readonly job: EndedJob;
  readonly status: 'COMPLETED' | 'REUSED';
  readonly resultId: string | null;
  readonly reusedFromId: string | null;
  readonly costMicros: bigint;
  readonly line: Omit<RunLine, 'runId' | 'jobId' | 'change'>;
  readonly others?: OtherLines;
  /** Moves its money: after every job was locked, and before the logs. Answers how the run's totals move with it. */
  readonly settle?: () => Promise<TotalsChange>;
}

type EndStudio = Pick<Studio<unknown>, 'now' | 'newId'>;

/** A job is done: what waited for it alone becomes ready, and all of that but one is enqueued. Answers the one. */
export async function endDone(manager: EntityManager, studio: EndStudio, done: DoneJob): Promise<string | null> {
  const { job, status, costMicros } = done;
  const next = await release(manager, job.id);
  await manager.query(
    `UPDATE job SET status = $2, result_id = $3, reused_from_id = $4, cost_micros = $5, error = NULL, next_job_id = $6,
       finished_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
     WHERE id = $1`,
    [job.id, status, done.resultId, done.reusedFromId, costMicros.toString(), next],
  );
  const change = { ...(await done.settle?.()), done: 1, reused: status === 'REUSED' ? 1 : 0 };
  const head = await appendToRunLog(manager, { ...done.line, runId: job.runId, jobId: job.id, change });
  await closeLogs(manager, studio, { job, head, others: done.others ?? NO_LINES });
  return next;
}

/** One of the same lane goes on in its place. In the order of their ids, as everybody locks jobs: two that end at once wait for each other and never in a circle. */
async function release(manager: EntityManager, jobId: string): Promise<string | null> {
  const freed = await manager.query<{ id: string; ready: boolean; isOurs: boolean }[]>(
    `WITH waiting AS (
       SELECT j.id FROM job j JOIN job_dependency d ON d.job_id = j.id
       WHERE d.depends_on_id = $1 AND j.status = 'PENDING' ORDER BY j.id FOR UPDATE OF j
     ), freed AS (
       UPDATE job SET waits = waits - 1, status = CASE WHEN waits = 1 THEN 'READY' ELSE status END
       FROM waiting w WHERE job.id = w.id RETURNING job.id, job.waits = 0 AS ready, job.priority, job.lane
     )
     SELECT f.id, f.ready, f.lane IS NOT DISTINCT FROM j.lane AS "isOurs" FROM freed f, job j WHERE j.id = $1
     ORDER BY f.priority DESC, f.id`,
    [jobId],
  );
  const ready = freed.filter((job) => job.ready);
  const next = ready.find(({ isOurs }) => isOurs)?.id ?? null;
  await enqueueJobs(
    manager,
    ready.map(({ id }) => id).filter((id) => id !== next),
  );
  return next;
}

export interface FailedJob {
  readonly job: EndedJob;
  readonly failure: Failure;
  readonly settle?: DoneJob['settle'];
}

/** A job failed, and with it all that needs what it would have made; the rest of the run goes on. */
export async function endFailed(
  manager: EntityManager,
  studio: EndStudio,
  { job, failure, settle }: FailedJob,
): Promise<void> {
  const below = await failBelow(manager, job);
  await manager.query(
    `UPDATE job SET status = 'FAILED', error = $2, next_job_id = NULL, finished_at = clock_timestamp() WHERE id = $1`,
    [job.id, failure],
  );
  const money = await settle?.();
  let head = await appendToRunLog(manager, failedLine(job, failure, money));
  for (const dependant of below) head = await appendToRunLog(manager, failedLine(dependant, dependant.error));
  await closeLogs(manager, studio, { job, head, others: NO_LINES });
}

function failedLine(job: EndedJob, failure: Failure, money?: TotalsChange): RunLine {
  const error: JsonObject = { ...failure };
  const facts = { jobKey: job.key, attempt: job.attempts, error, willRetryAt: null };
  return { runId: job.runId, kind: 'JOB_FAILED', jobId: job.id, facts, change: { ...money, failed: 1 } };
}

async function failBelow(manager: EntityManager, job: EndedJob): Promise<(EndedJob & { error: Failure })[]> {
  const error: Failure = {
    code: 'DEPENDENCY_FAILED',
    message: `It needs ${job.key}, which failed.`,
    provider: null,
    retryable: true,
    remedy: 'Mend what failed, then resume the run.',
  };
  return manager
    .query(
      `WITH RECURSIVE below AS (
         SELECT d.job_id FROM job_dependency d WHERE d.depends_on_id = $1
         UNION SELECT d.job_id FROM job_dependency d JOIN below b ON d.depends_on_id = b.job_id
       ), waiting AS (
         SELECT j.id FROM job j JOIN below b ON b.job_id = j.id WHERE j.status IN ('PENDING', 'READY') ORDER BY j.id FOR UPDATE OF j
       )
       UPDATE job SET status = 'FAILED', error = $2, finished_at = clock_timestamp() FROM waiting w WHERE job.id = w.id
       RETURNING job.id, job.run_id AS "runId", job.project_id AS "projectId", job.key, job.attempts, job.error`,
      [job.id, error],
    )
    .then(([rows]) => rows);
}

/** The run's own end, where this was the last of it, then the logs whose heads everybody locks last. */
async function closeLogs(
  manager: EntityManager,
  studio: EndStudio,
  { job, head, others }: { job: EndedJob; head: RunHead; others: OtherLines },
): Promise<void> {
  const ended = head.open === 0 ? await endRun(manager, job, head) : [];
  await appendLinesToProjectLog(manager, [...others.project, ...ended]);
  await appendAudit(manager, studio, others.audit);
}

async function endRun(manager: EntityManager, job: EndedJob, head: RunHead): Promise<ProjectLine[]> {
  // What was cancelled stays so where one job of a cancelled run was done again.
  const status = head.failed + head.cancelled === 0 ? 'SUCCEEDED' : head.done > 0 ? 'PARTIAL' : 'FAILED';
  await manager.query('UPDATE run SET status = $2, finished_at = clock_timestamp() WHERE id = $1', [job.runId, status]);
  await appendToRunLog(manager, { runId: job.runId, kind: 'RUN_FINISHED', facts: { status } });
  return [runStatusLine(job.projectId, job.runId, { actor: 'workprint', status })];
}

/** A run changed its state, as a line of its project's log. */
export function runStatusLine(
  projectId: string,
  runId: string,
  { actor, status }: { actor: string; status: string },
): ProjectLine {
  return { projectId, actor, kind: 'RUN_STATUS_CHANGED', subjectId: runId, facts: { status } };
}

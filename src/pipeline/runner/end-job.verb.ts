import type { EntityManager } from 'typeorm';
import { type AuditLine, appendAudit } from '../library/audit-log.verb';
import type { JsonObject } from '../values/canonical-json';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { enqueueJobs } from './enqueue-jobs.verb';
import type { Failure } from './order';
import { appendLinesToRunLog, appendToRunLog, type RunHead, type RunLine, type TotalsChange } from './run-log.verb';

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
  const next = await endAllDone(manager, studio, [done]);
  return next.get(done.job.id) ?? null;
}

/** Jobs that are done at once, and locked with all that waits for them. Answers what follows each, where anything does. */
export async function endAllDone(
  manager: EntityManager,
  studio: EndStudio,
  all: readonly DoneJob[],
): Promise<ReadonlyMap<string, string>> {
  const next = await release(
    manager,
    all.map(({ job }) => job.id),
  );
  await keepDone(manager, all, next);
  const lines: RunLine[] = [];
  for (const { job, status, line, settle } of all) {
    const change = { ...(await settle?.()), done: 1, reused: status === 'REUSED' ? 1 : 0 };
    lines.push({ ...line, runId: job.runId, jobId: job.id, change });
  }
  const heads = await appendLinesToRunLog(manager, lines);
  const others = {
    project: all.flatMap((done) => done.others?.project ?? []),
    audit: all.flatMap((done) => done.others?.audit ?? []),
  };
  await closeLogs(manager, studio, { jobs: all.map(({ job }) => job), heads, others });
  return next;
}

async function keepDone(
  manager: EntityManager,
  all: readonly DoneJob[],
  next: ReadonlyMap<string, string>,
): Promise<void> {
  await manager.query(
    `UPDATE job SET status = d.status, result_id = d.result_id, reused_from_id = d.reused_from_id, cost_micros = d.cost_micros,
       error = NULL, next_job_id = d.next_job_id, finished_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[])
       AS d(id, status, result_id, reused_from_id, cost_micros, next_job_id)
     WHERE job.id = d.id`,
    [
      all.map(({ job }) => job.id),
      all.map(({ status }) => status),
      all.map(({ resultId }) => resultId),
      all.map(({ reusedFromId }) => reusedFromId),
      all.map(({ costMicros }) => costMicros.toString()),
      all.map(({ job }) => next.get(job.id) ?? null),
    ],
  );
}

interface FreedJob {
  readonly id: string;
  /** Those of whom it needed one that is done now, and who are of its lane. */
  readonly before: readonly string[];
}

/** Each goes on, in its place, with one of the same lane that it freed; the others are enqueued. */
async function release(manager: EntityManager, doneIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const next = new Map<string, string>();
  const queued: string[] = [];
  for (const { id, before } of await freedBy(manager, doneIds)) {
    const free = before.find((doneId) => !next.has(doneId));
    if (free) next.set(free, id);
    else queued.push(id);
  }
  await enqueueJobs(manager, queued);
  return next;
}

/** In the order of their ids, as everybody locks jobs: two that end at once wait for each other and never in a circle. */
function freedBy(manager: EntityManager, doneIds: readonly string[]): Promise<FreedJob[]> {
  return manager.query(
    `WITH needed AS (
       SELECT d.job_id AS id, count(*)::int AS count, array_agg(d.depends_on_id) AS inputs
       FROM job_dependency d WHERE d.depends_on_id = ANY($1) GROUP BY d.job_id
     ), waiting AS (
       SELECT j.id, n.count, n.inputs FROM job j JOIN needed n ON n.id = j.id WHERE j.status = 'PENDING' ORDER BY j.id FOR UPDATE OF j
     ), freed AS (
       UPDATE job SET waits = waits - w.count, status = CASE WHEN waits = w.count THEN 'READY' ELSE status END
       FROM waiting w WHERE job.id = w.id RETURNING job.id, job.waits, job.priority, job.lane, w.inputs
     )
     SELECT f.id, ARRAY(SELECT j.id FROM job j WHERE j.id = ANY(f.inputs) AND j.lane IS NOT DISTINCT FROM f.lane ORDER BY j.id) AS before
     FROM freed f WHERE f.waits = 0 ORDER BY f.priority DESC, f.id`,
    [doneIds],
  );
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
  const lines = [failedLine(job, failure, money), ...below.map((dependant) => failedLine(dependant, dependant.error))];
  const heads = await appendLinesToRunLog(manager, lines);
  await closeLogs(manager, studio, { jobs: [job], heads, others: NO_LINES });
}

function failedLine(job: EndedJob, failure: Failure, money?: TotalsChange): RunLine {
  const error: JsonObject = { ...failure };
  const facts = { jobKey: job.key, attempt: job.attempts, error, willRetryAt: null };
  return { runId: job.runId, kind: 'JOB_FAILED', jobId: job.id, facts, change: { ...money, failed: 1 } };
}

/** What needs it fails with it. What only follows it goes on without: where nothing else is waited for, it is enqueued. */
async function failBelow(manager: EntityManager, job: EndedJob): Promise<(EndedJob & { error: Failure })[]> {
  await lockAround(manager, job.id);
  const error: Failure = {
    code: 'DEPENDENCY_FAILED',
    message: `It needs ${job.key}, which failed.`,
    provider: null,
    retryable: true,
    remedy: 'Mend what failed, then resume the run.',
  };
  const [failed] = await manager.query<[(EndedJob & { error: Failure })[], number]>(
    `WITH RECURSIVE ${BELOW}
     UPDATE job SET status = 'FAILED', error = $2, finished_at = clock_timestamp()
     WHERE id IN (SELECT job_id FROM below) AND status IN ('PENDING', 'READY')
     RETURNING job.id, job.run_id AS "runId", job.project_id AS "projectId", job.key, job.attempts, job.error`,
    [job.id, error],
  );
  await freeFollowing(manager, [job.id, ...failed.map(({ id }) => id)]);
  return failed;
}

const BELOW = `below AS (
  SELECT d.job_id FROM job_dependency d WHERE d.depends_on_id = $1 AND NOT d.is_soft
  UNION SELECT d.job_id FROM job_dependency d JOIN below b ON d.depends_on_id = b.job_id WHERE NOT d.is_soft
)`;

/** All that its failure reaches, in the order of their ids, as everybody locks jobs. */
async function lockAround(manager: EntityManager, jobId: string): Promise<void> {
  await manager.query(
    `WITH RECURSIVE ${BELOW}, following AS (
       SELECT d.job_id FROM job_dependency d WHERE d.is_soft AND (d.depends_on_id = $1 OR d.depends_on_id IN (SELECT job_id FROM below))
     )
     SELECT 1 FROM job WHERE id IN (SELECT job_id FROM below UNION SELECT job_id FROM following) AND status IN ('PENDING', 'READY')
     ORDER BY id FOR UPDATE`,
    [jobId],
  );
}

async function freeFollowing(manager: EntityManager, failedIds: readonly string[]): Promise<void> {
  const [freed] = await manager.query<[{ id: string; waits: number }[], number]>(
    `UPDATE job SET waits = waits - n.count, status = CASE WHEN waits = n.count THEN 'READY' ELSE status END
     FROM (SELECT job_id AS id, count(*)::int AS count FROM job_dependency WHERE is_soft AND depends_on_id = ANY($1) GROUP BY 1) n
     WHERE job.id = n.id AND job.status = 'PENDING' RETURNING job.id, job.waits`,
    [failedIds],
  );
  await enqueueJobs(
    manager,
    freed.filter(({ waits }) => waits === 0).map(({ id }) => id),
  );
}

interface Closing {
  readonly jobs: readonly EndedJob[];
  readonly heads: ReadonlyMap<string, RunHead>;
  readonly others: OtherLines;
}

/** Each run's own end, where this was the last of it, then the logs whose heads everybody locks last. */
async function closeLogs(manager: EntityManager, studio: EndStudio, { jobs, heads, others }: Closing): Promise<void> {
  const ended: ProjectLine[] = [];
  for (const [runId, head] of heads) {
    const last = head.open === 0 ? jobs.find((job) => job.runId === runId) : null;
    if (last) ended.push(await endRun(manager, last, head));
  }
  await appendLinesToProjectLog(manager, [...others.project, ...ended]);
  await appendAudit(manager, studio, others.audit);
}

/** Of a run of which nothing is open any more. Answers the line that its project's log is to have. */
export async function endRun(
  manager: EntityManager,
  { runId, projectId }: Pick<EndedJob, 'runId' | 'projectId'>,
  head: Omit<RunHead, 'open' | 'lastSeq'>,
): Promise<ProjectLine> {
  // What was cancelled stays so where one job of a cancelled run was done again.
  const status = head.failed + head.cancelled === 0 ? 'SUCCEEDED' : head.done > 0 ? 'PARTIAL' : 'FAILED';
  await manager.query('UPDATE run SET status = $2, finished_at = clock_timestamp() WHERE id = $1', [runId, status]);
  await appendToRunLog(manager, { runId, kind: 'RUN_FINISHED', facts: { status } });
  return runStatusLine(projectId, runId, { actor: 'workprint', status });
}

/** A run changed its state, as a line of its project's log. */
export function runStatusLine(
  projectId: string,
  runId: string,
  { actor, status }: { actor: string; status: string },
): ProjectLine {
  return { projectId, actor, kind: 'RUN_STATUS_CHANGED', subjectId: runId, facts: { status } };
}

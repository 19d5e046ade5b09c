import type { DataSource, EntityManager } from 'typeorm';
import { Job } from '../../entities/job.entity';
import { IllegalTransition } from '../errors';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { runOfJob } from './assert-job.verb';
import { beginAgain, undoneJobs } from './begin-again.verb';
import { lockRun } from './lock-run.verb';
import { UNDONE_JOB_STATUSES } from './run';

export interface RetryJob {
  /** A row id. */
  readonly jobId: string;
  readonly idempotencyKey: string;
}

export interface RetryFailedJobs {
  /** A row id. */
  readonly runId: string;
  readonly idempotencyKey: string;
}

/** One job again that was not done, with what failed for want of it; the run is under way again if it was over. Answers its row id. */
export async function retryJob(studio: Studio<DataSource>, caller: Caller, input: RetryJob): Promise<string> {
  const attempt = { caller, operation: 'retryJob', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, () => retry(manager, caller, input.jobId)),
  );
  return id;
}

async function retry(manager: EntityManager, caller: Caller, jobId: string): Promise<{ id: string }> {
  const run = await lockRun(manager, caller, await runOfJob(manager, caller, jobId));
  const job = await manager.findOneByOrFail(Job, { id: jobId });
  if (!UNDONE_JOB_STATUSES.includes(job.status)) throw notUndone(job);
  const jobIds = await undoneJobs(manager, run.id, { wanted: 'JOB', jobId });
  if (!jobIds.includes(jobId)) throw await inputsMissing(manager, job);
  await beginAgain(manager, { caller, run, jobIds });
  return { id: jobId };
}

/** All jobs of a run again that failed, but those that need one that was cancelled. Answers the run's row id. */
export async function retryFailedJobs(
  studio: Studio<DataSource>,
  caller: Caller,
  input: RetryFailedJobs,
): Promise<string> {
  const attempt = { caller, operation: 'retryFailedJobs', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, () => retryFailed(manager, caller, input.runId)),
  );
  return id;
}

async function retryFailed(manager: EntityManager, caller: Caller, runId: string): Promise<{ id: string }> {
  const run = await lockRun(manager, caller, runId);
  const jobIds = await undoneJobs(manager, run.id, { wanted: 'FAILED' });
  if (jobIds.length === 0) throw nothingFailed(run.status);
  await beginAgain(manager, { caller, run, jobIds });
  return { id: run.id };
}

function notUndone({ key, status }: Job): IllegalTransition {
  return new IllegalTransition(`${key} did not fail.`, {
    field: ['input', 'jobId'],
    expected: `a job that is ${UNDONE_JOB_STATUSES.join(', ')}`,
    got: status,
    remedy: 'For another take of what is there use `regenerateAssets`.',
  });
}

async function inputsMissing(manager: EntityManager, job: Job): Promise<IllegalTransition> {
  const missing = await manager.query<{ key: string; status: string }[]>(
    `WITH RECURSIVE above AS (
       SELECT d.depends_on_id AS id FROM job_dependency d WHERE d.job_id = $1
       UNION SELECT d.depends_on_id FROM job_dependency d JOIN above a ON d.job_id = a.id
     )
     SELECT j.key, j.status FROM job j JOIN above a ON a.id = j.id WHERE j.status = ANY($2) ORDER BY j.id LIMIT 1`,
    [job.id, UNDONE_JOB_STATUSES],
  );
  const [first = { key: 'another job', status: 'not done' }] = missing;
  return new IllegalTransition(`${job.key} needs ${first.key}, which is ${first.status}.`, {
    field: ['input', 'jobId'],
    expected: 'a job whose inputs are done or under way',
    got: `${first.key}: ${first.status}`,
    remedy: `Retry ${first.key}; what failed for want of it comes along. \`resumeRun\` begins everything again.`,
  });
}

function nothingFailed(status: string): IllegalTransition {
  return new IllegalTransition('No job of the run failed that could be begun again.', {
    field: ['input', 'runId'],
    expected: 'a run with a job that is FAILED and needs nothing that was cancelled',
    got: `none, in a run that is ${status}`,
    remedy: '`resumeRun` also begins again what was cancelled.',
  });
}

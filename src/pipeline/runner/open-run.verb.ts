import type { EntityManager } from 'typeorm';
import { Budget } from '../../entities/budget.entity';
import { Job, JobDependency } from '../../entities/job.entity';
import { Run } from '../../entities/run.entity';
import { RunLogHead } from '../../entities/run-event.entity';
import { Cycle } from '../errors';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { runStatusLine } from './end-job.verb';
import { enqueueJobs } from './enqueue-jobs.verb';
import type { JobPlan, RunPlan } from './plan';
import { resolveReused } from './resolve-reused.verb';
import { appendToRunLog } from './run-log.verb';

/** A job row binds 18 parameters and a statement takes 65,535. */
const ROWS_A_STATEMENT = 500;

/**
 * A run with its jobs, its budget and its log, under way when the transaction commits: what exists already is resolved here,
 * in bulk, and what is ready is in the queue. Answers the row id.
 */
export async function openRun(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  plan: RunPlan,
): Promise<string> {
  const run = runOf(plan, studio);
  await manager.insert(Run, run);
  await manager.insert(Budget, {
    id: studio.newId(),
    projectId: plan.projectId,
    runId: run.id,
    capMicros: plan.capMicros,
  });
  const jobs = plan.jobs.map((job) => jobOf(job, run, studio));
  const estimatedMicros = jobs.reduce((total, { estimateMicros }) => total + estimateMicros, 0n);
  await manager.insert(RunLogHead, { runId: run.id, projectId: plan.projectId, jobs: jobs.length, estimatedMicros });
  await inBatches(jobs, (batch) => manager.insert(Job, batch));
  await inBatches(dependenciesOf(plan.jobs, jobs), (batch) => manager.insert(JobDependency, batch));
  let head = await appendToRunLog(manager, { runId: run.id, kind: 'RUN_STARTED' });
  head = (await resolveReused(manager, run.id)) ?? head;
  if (head.open === 0) await endAtOnce(manager, run.id);
  const ready = await manager.query<{ id: string }[]>("SELECT id FROM job WHERE run_id = $1 AND status = 'READY'", [
    run.id,
  ]);
  await enqueueJobs(
    manager,
    ready.map(({ id }) => id),
  );
  const status = head.open === 0 ? 'SUCCEEDED' : 'RUNNING';
  await appendToProjectLog(manager, runStatusLine(plan.projectId, run.id, { actor: plan.startedBy, status }));
  return run.id;
}

function runOf(plan: RunPlan, studio: Pick<Studio<unknown>, 'now' | 'newId'>) {
  const now = studio.now();
  const { projectId, production, subject, stopAfter, options, startedBy } = plan;
  return {
    id: studio.newId(),
    projectId,
    production,
    subjectType: subject.type,
    subjectId: subject.id,
    status: 'RUNNING' as const,
    stopAfter,
    options,
    startedBy,
    createdAt: now,
    startedAt: now,
  };
}

function jobOf(plan: JobPlan, run: { id: string; projectId: string }, studio: Pick<Studio<unknown>, 'newId'>) {
  const { key, stage, type, slotId, wishHash, dependsOn, priority = 10, estimateMicros = 0n } = plan;
  const waits = new Set(dependsOn).size;
  return {
    id: studio.newId(),
    projectId: run.projectId,
    runId: run.id,
    key,
    stage,
    type,
    slotId,
    wishHash,
    priority,
    estimateMicros,
    waits,
    status: waits === 0 ? ('READY' as const) : ('PENDING' as const),
    keepsApproved: plan.keepsApproved ?? false,
  };
}

/** What a job depends on comes before it: whoever plans a circle, or a job that is not there, is told so before anything starts. */
function dependenciesOf(plans: readonly JobPlan[], jobs: readonly { id: string; projectId: string; key: string }[]) {
  const known = new Map<string, string>();
  return plans.flatMap((plan, index) => {
    const job = jobs[index];
    if (!job || known.has(plan.key)) throw new Cycle(`Two jobs are called ${plan.key}.`);
    const rows = [...new Set(plan.dependsOn)].map((key) => {
      const dependsOnId = known.get(key);
      if (!dependsOnId) throw new Cycle(`${plan.key} depends on ${key}, which is not among the jobs before it.`);
      return { jobId: job.id, dependsOnId, projectId: job.projectId };
    });
    known.set(plan.key, job.id);
    return rows;
  });
}

async function inBatches<T>(rows: readonly T[], insert: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await insert(rows.slice(start, start + ROWS_A_STATEMENT));
  }
}

async function endAtOnce(manager: EntityManager, runId: string): Promise<void> {
  await manager.query("UPDATE run SET status = 'SUCCEEDED', finished_at = clock_timestamp() WHERE id = $1", [runId]);
  await appendToRunLog(manager, { runId, kind: 'RUN_FINISHED', facts: { status: 'SUCCEEDED' } });
}

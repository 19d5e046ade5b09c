import type { EntityManager } from 'typeorm';
import { Budget } from '../../entities/budget.entity';
import { Run } from '../../entities/run.entity';
import { RunLogHead } from '../../entities/run-event.entity';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { runStatusLine } from './end-job.verb';
import { enqueueReady, insertJobs } from './insert-jobs.verb';
import type { RunPlan } from './plan';
import { resolveReused } from './resolve-reused.verb';
import { appendToRunLog } from './run-log.verb';

export interface NewRun extends RunPlan {
  /** What its planning changed: the project's log says so before it tells of the run. */
  readonly lines?: readonly ProjectLine[];
}

/**
 * A run with its jobs, its budget and its log, under way when the transaction commits: what exists already is resolved here,
 * in bulk, and what is ready is in the queue. Answers the row id.
 */
export async function openRun(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  plan: NewRun,
): Promise<string> {
  const run = runOf(plan, studio);
  await manager.insert(Run, run);
  await manager.insert(Budget, budgetsOf(plan, run.id, studio));
  await manager.insert(RunLogHead, { runId: run.id, projectId: plan.projectId, jobs: 0, estimatedMicros: 0n });
  await insertJobs(manager, studio, { run, jobs: plan.jobs });
  let head = await appendToRunLog(manager, { runId: run.id, kind: 'RUN_STARTED' });
  head = (await resolveReused(manager, run.id)) ?? head;
  if (head.open === 0) await endAtOnce(manager, run.id);
  await enqueueReady(manager, run.id);
  const status = head.open === 0 ? 'SUCCEEDED' : 'RUNNING';
  const line = runStatusLine(plan.projectId, run.id, { actor: plan.startedBy, status });
  await appendLinesToProjectLog(manager, [...(plan.lines ?? []), line]);
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

/** The run's own, and whatever it is divided into. */
function budgetsOf(
  { projectId, capMicros, caps = [] }: RunPlan,
  runId: string,
  studio: Pick<Studio<unknown>, 'newId'>,
) {
  const whole = { kind: 'RUN' as const, label: '', capMicros };
  return [whole, ...caps].map((budget) => ({ ...budget, id: studio.newId(), projectId, runId }));
}

async function endAtOnce(manager: EntityManager, runId: string): Promise<void> {
  await manager.query("UPDATE run SET status = 'SUCCEEDED', finished_at = clock_timestamp() WHERE id = $1", [runId]);
  await appendToRunLog(manager, { runId, kind: 'RUN_FINISHED', facts: { status: 'SUCCEEDED' } });
}

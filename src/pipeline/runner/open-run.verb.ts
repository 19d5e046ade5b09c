import type { EntityManager } from 'typeorm';
import { Budget } from '../../entities/budget.entity';
import { Job } from '../../entities/job.entity';
import { Run } from '../../entities/run.entity';
import { RunLogHead } from '../../entities/run-event.entity';
import type { Studio } from '../workspace/studio';
import type { RunPlan } from './plan';

/** A run with its budget, its log and its jobs. Answers the row id. */
export async function openRun(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  plan: RunPlan,
): Promise<string> {
  const { projectId, production, subject, stopAfter, options, capMicros, startedBy, jobs } = plan;
  const runId = studio.newId();
  const row = { id: runId, projectId, production, stopAfter, options, startedBy, createdAt: studio.now() };
  await manager.insert(Run, { ...row, subjectType: subject.type, subjectId: subject.id, status: 'QUEUED' });
  await manager.insert(Budget, { id: studio.newId(), projectId, runId, capMicros });
  await manager.insert(RunLogHead, { runId, projectId, jobs: jobs.length });
  for (let start = 0; start < jobs.length; start += 500) {
    const rows = jobs
      .slice(start, start + 500)
      .map(({ dependsOn: _, ...job }) => ({ ...job, ...{ projectId, runId } }));
    await manager.insert(
      Job,
      rows.map((job) => ({ ...job, id: studio.newId(), status: 'READY' as const })),
    );
  }
  return runId;
}

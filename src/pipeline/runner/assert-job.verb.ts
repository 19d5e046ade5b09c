import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';

/** The run of a job. One answer for a job that is not there and for one of a project that the caller may not see. */
export async function runOfJob(manager: EntityManager, caller: Caller, jobId: string): Promise<string> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const [found] = await manager.query<{ runId: string }[]>(
    'SELECT run_id AS "runId" FROM job WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))',
    [jobId, seen],
  );
  if (found) return found.runId;
  throw new NotFound('There is no such job.', {
    field: ['input', 'jobId'],
    expected: 'the id of a job of a project that you may see',
    remedy: 'Look it up with the field `jobs` of its run.',
  });
}

import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from './caller';

/** One answer for a project that is not there and for one that the caller may not see. */
export async function assertProject(
  manager: EntityManager,
  caller: Caller,
  { projectId, field }: { projectId: string; field: string[] },
): Promise<void> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const found = await manager.query('SELECT 1 FROM project WHERE id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2))', [
    projectId,
    seen,
  ]);
  if (found.length > 0) return;
  throw new NotFound('There is no such project.', {
    field,
    expected: 'the id of a project that you may see',
    remedy: 'Look it up with the query `projects`.',
  });
}

import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';

/** One answer for a run that is not there and for one of a project that the caller may not see. */
export async function assertRun(
  manager: EntityManager,
  caller: Caller,
  { runId, field }: { runId: string; field: string[] },
): Promise<void> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const found = await manager.query(
    'SELECT 1 FROM run WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))',
    [runId, seen],
  );
  if (found.length > 0) return;
  throw new NotFound('There is no such run.', {
    field,
    expected: 'the id of a run of a project that you may see',
    remedy: 'Look it up with the field `runs` of its project.',
  });
}

import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';

/** The project of a script that the caller may see. One answer for a script that is not there and for one that is not theirs. */
export async function projectOfScript(manager: EntityManager, caller: Caller, scriptId: string): Promise<string> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const [script] = await manager.query<{ project_id: string }[]>(
    'SELECT project_id FROM structured_script WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))',
    [scriptId, seen],
  );
  if (script) return script.project_id;
  throw new NotFound('There is no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script that you may see',
    remedy: 'Look it up with the field `scripts` of its project.',
  });
}

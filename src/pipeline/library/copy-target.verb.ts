import type { EntityManager } from 'typeorm';
import { InvalidInput, NotFound, Unsupported } from '../errors';

/** Where copies go: a script by itself, as what a run works on, or as the only one of its project. Row ids. */
export interface CopyTarget {
  readonly toProjectId: string;
  readonly toScriptId?: string | null;
  readonly toRunId?: string | null;
}

/** The script's row id. It is locked for reading: its segments keep their numbers until the copies are in. */
export async function targetScript(manager: EntityManager, target: CopyTarget): Promise<string> {
  if (target.toScriptId && target.toRunId) throw twoTargets();
  const named = target.toRunId ? await subjectOf(manager, target) : (target.toScriptId ?? null);
  const scripts = await manager.query<{ id: string }[]>(
    `SELECT id FROM structured_script WHERE project_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id LIMIT 2 FOR SHARE`,
    [target.toProjectId, named],
  );
  const [script, another] = scripts;
  if (another) throw severalScripts();
  if (script) return script.id;
  throw new NotFound('The target project has no such script.', {
    field: ['input', named === null ? 'toProjectId' : 'toScriptId'],
    expected: named === null ? 'a project with a script' : 'the id of a script of the target project',
    remedy: 'Look it up with the field `scripts` of the target project, or import one with `importScript`.',
  });
}

async function subjectOf(manager: EntityManager, { toProjectId, toRunId }: CopyTarget): Promise<string> {
  const [run] = await manager.query<{ type: string; id: string }[]>(
    'SELECT subject_type AS type, subject_id AS id FROM run WHERE id = $1 AND project_id = $2',
    [toRunId, toProjectId],
  );
  const field = ['input', 'toRunId'];
  if (!run) {
    throw new NotFound('The target project has no such run.', {
      field,
      expected: 'the id of a run of the target project',
      remedy: 'Look it up with the field `runs` of the target project.',
    });
  }
  if (run.type === 'STRUCTURED_SCRIPT') return run.id;
  throw new Unsupported('Assets are copied into scripts alone.', {
    field,
    expected: 'a run that works on a script',
    got: `a run that works on a ${run.type}`,
    remedy: 'Choose another run, or name the script with `toScriptId`.',
  });
}

function twoTargets(): InvalidInput {
  return new InvalidInput('The target is named in two ways.', {
    field: ['input', 'toRunId'],
    expected: 'toScriptId or toRunId, or neither where the project has one script',
    got: 'both',
    remedy: 'Keep the one that you mean.',
  });
}

function severalScripts(): InvalidInput {
  return new InvalidInput('The target project has several scripts.', {
    field: ['input', 'toScriptId'],
    expected: 'the id of one of them, or of a run that works on one',
    got: 'neither',
    remedy: 'Name the script that you mean with `toScriptId`.',
  });
}

import type { EntityManager } from 'typeorm';
import { Run } from '../../entities/run.entity';
import { NotFound } from '../errors';
import { type Caller, maySee } from '../workspace/caller';

/** The run, its row locked; one answer for a run that is not there and for one that the caller may not see. */
export async function lockRun(manager: EntityManager, caller: Caller, runId: string): Promise<Run> {
  const run = await manager.findOne(Run, { where: { id: runId }, lock: { mode: 'for_no_key_update' } });
  if (run && maySee(caller, run.projectId)) return run;
  throw new NotFound('There is no such run.', {
    field: ['input', 'runId'],
    expected: 'the id of a run that you may see',
    remedy: 'Look it up with the field `runs` of its project.',
  });
}

/** Every job of a run, in the order of their ids, as everybody locks them. */
export async function lockJobs(manager: EntityManager, runId: string): Promise<void> {
  await manager.query('SELECT 1 FROM job WHERE run_id = $1 ORDER BY id FOR UPDATE', [runId]);
}

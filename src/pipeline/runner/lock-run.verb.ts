import type { EntityManager } from 'typeorm';
import { Run } from '../../entities/run.entity';
import type { Caller } from '../workspace/caller';
import { assertRun } from './assert-run.verb';

/**
 * A run that the caller may see, with its jobs: locked in the order in which who ends a job locks them, jobs by id and then the run.
 * Whoever may not see it holds nobody up.
 */
export async function lockRun(manager: EntityManager, caller: Caller, runId: string): Promise<Run> {
  await assertRun(manager, caller, { runId, field: ['input', 'runId'] });
  await manager.query('SELECT 1 FROM job WHERE run_id = $1 ORDER BY id FOR UPDATE', [runId]);
  return manager.findOneOrFail(Run, { where: { id: runId }, lock: { mode: 'for_no_key_update' } });
}

import type { DataSource, EntityManager } from 'typeorm';
import { IllegalTransition } from '../errors';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { runStatusLine } from './end-job.verb';
import { holdQueued } from './hold-job.verb';
import { lockRun } from './lock-run.verb';
import { appendToRunLog } from './run-log.verb';

/**
 * Nothing of the run is begun until it is resumed, also by servers that start meanwhile. What is under way is finished and kept,
 * and where that was the last of it the run ends. Answers the row id.
 */
export async function pauseRun(
  studio: Studio<DataSource>,
  caller: Caller,
  { runId }: { runId: string },
): Promise<string> {
  return studio.store.transaction(async (manager) => {
    const run = await lockRun(manager, caller, runId);
    if (run.status === 'PAUSED') return run.id;
    if (run.status !== 'RUNNING') throw notUnderWay(run.status);
    await pause(manager, caller, run);
    return run.id;
  });
}

async function pause(manager: EntityManager, caller: Caller, run: { id: string; projectId: string }): Promise<void> {
  await manager.query("UPDATE run SET status = 'PAUSED' WHERE id = $1", [run.id]);
  await holdQueued(manager, run.id);
  await appendToRunLog(manager, { runId: run.id, kind: 'RUN_PAUSED' });
  await appendToProjectLog(manager, runStatusLine(run.projectId, run.id, { actor: caller.name, status: 'PAUSED' }));
}

function notUnderWay(status: string): IllegalTransition {
  return new IllegalTransition('Only a run that is under way can be paused.', {
    field: ['input', 'runId'],
    expected: 'a run that is RUNNING',
    got: status,
    remedy: 'Look at its `status`; what is over needs no pause.',
  });
}

import type { EntityManager } from 'typeorm';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { beginAgain, type LockedRun, undoneJobs } from './begin-again.verb';
import { capRun } from './cap-run.verb';
import { endRun } from './end-job.verb';
import { enqueueReady, insertJobs } from './insert-jobs.verb';
import type { JobPlan } from './plan';
import { resolveReused } from './resolve-reused.verb';
import { freeHeld, goOn, type ResumingLocked } from './resume-run.verb';
import type { RunHead } from './run-log.verb';

export interface Extending extends ResumingLocked {
  /** How far it goes from now on, in a word of its production. */
  readonly stopAfter: string;
  /** A job after all jobs that it depends on; those of the run may be depended on by their keys. */
  readonly jobs: readonly JobPlan[];
  /** What its planning changed, for the project's log. */
  readonly lines?: readonly ProjectLine[];
}

/**
 * A locked run goes further than it was asked to: with these jobs more, and with what of it failed or was cancelled begun again. It
 * keeps its budget and its log; where all of it is there already it ends at once.
 */
export async function extendRun(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'newId'>,
  { caller, run, micros, stopAfter, jobs, lines }: Extending & { readonly caller: Caller },
): Promise<void> {
  await manager.query('UPDATE run SET stop_after = $2 WHERE id = $1', [run.id, stopAfter]);
  if (micros !== null) await capRun(manager, run.id, micros);
  if (run.status === 'PAUSED') await goOn(manager, caller, run);
  else if (run.status === 'RUNNING' && micros !== null) await freeHeld(manager, run.id);
  const jobIds = await undoneJobs(manager, run.id, { wanted: 'UNDONE' });
  const again: LockedRun = run.status === 'PAUSED' ? { ...run, status: 'RUNNING' } : run;
  const grow = () => insertJobs(manager, studio, { run, jobs });
  await beginAgain(manager, { caller, run: again, jobIds, grow, lines });
  await resolveReused(manager, run.id);
  await enqueueReady(manager, run.id);
  await endWhereNothingIsLeft(manager, run);
}

async function endWhereNothingIsLeft(manager: EntityManager, { id: runId, projectId }: LockedRun): Promise<void> {
  const [head] = await manager.query<[Omit<RunHead, 'lastSeq'>]>(
    'SELECT jobs - done - failed - cancelled AS open, done, failed, cancelled FROM run_log_head WHERE run_id = $1',
    [runId],
  );
  if (head.open === 0) await appendToProjectLog(manager, await endRun(manager, { runId, projectId }, head));
}

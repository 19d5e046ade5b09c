import type { DataSource, EntityManager } from 'typeorm';
import { IllegalTransition } from '../errors';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { beginAgain, type LockedRun, undoneJobs } from './begin-again.verb';
import { capRun } from './cap-run.verb';
import { runStatusLine } from './end-job.verb';
import { enqueueJobs } from './enqueue-jobs.verb';
import { lockRun } from './lock-run.verb';
import { appendToRunLog } from './run-log.verb';

export interface Resuming {
  /** A row id. */
  readonly runId: string;
  /** What it may cost from now on, all in all; as before where it is left out. */
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
}

/**
 * A paused run goes on where it was. Of one that is over, begins again what failed, what needed it and what was cancelled; what is
 * done stays done. A run that is under way is left alone but for its cap. Answers the row id.
 */
export async function resumeRun(studio: Studio<DataSource>, caller: Caller, { runId, cap }: Resuming): Promise<string> {
  const micros = capMicros(cap);
  return studio.store.transaction(async (manager) => {
    const run = await lockRun(manager, caller, runId);
    await resumeLocked(manager, caller, { run, micros });
    return run.id;
  });
}

export interface ResumingLocked {
  readonly run: LockedRun;
  /** Null: as before. */
  readonly micros: bigint | null;
}

/** The same within a transaction of somebody else's, who has locked the run. */
export async function resumeLocked(
  manager: EntityManager,
  caller: Caller,
  { run, micros }: ResumingLocked,
): Promise<void> {
  if (run.status === 'SUCCEEDED') throw nothingToResume(run.status);
  if (micros !== null) await capRun(manager, run.id, micros);
  if (run.status === 'PAUSED') await goOn(manager, caller, run);
  else if (run.status !== 'RUNNING') await resume(manager, caller, run);
  else if (micros !== null) await freeHeld(manager, run.id);
}

/** A paused run is under way again, and what was held of it is in the queue. */
export async function goOn(manager: EntityManager, caller: Caller, run: LockedRun): Promise<void> {
  await manager.query("UPDATE run SET status = 'RUNNING' WHERE id = $1", [run.id]);
  await freeHeld(manager, run.id);
  await appendToRunLog(manager, { runId: run.id, kind: 'RUN_STARTED' });
  await appendToProjectLog(manager, runStatusLine(run.projectId, run.id, { actor: caller.name, status: 'RUNNING' }));
}

/** Those that still lack money are held again when they are begun. */
export async function freeHeld(manager: EntityManager, runId: string): Promise<void> {
  const [freed] = await manager.query<[{ id: string }[], number]>(
    'UPDATE job SET held = NULL WHERE run_id = $1 AND held IS NOT NULL RETURNING id',
    [runId],
  );
  await enqueueJobs(
    manager,
    freed.map(({ id }) => id),
  );
}

async function resume(manager: EntityManager, caller: Caller, run: LockedRun): Promise<void> {
  const jobIds = await undoneJobs(manager, run.id, { wanted: 'UNDONE' });
  await beginAgain(manager, { caller, run, jobIds });
}

function nothingToResume(status: string): IllegalTransition {
  return new IllegalTransition('The run has done all it had to do.', {
    field: ['input', 'runId'],
    expected: 'a run that is PAUSED, PARTIAL, FAILED or CANCELLED',
    got: status,
    remedy: 'Start another run; what exists is reused.',
  });
}

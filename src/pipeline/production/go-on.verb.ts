import type { DataSource, EntityManager } from 'typeorm';
import type { Run } from '../../entities/run.entity';
import { staleLines } from '../library/rewish.verb';
import { assertRun } from '../runner/assert-run.verb';
import { extendRun } from '../runner/extend-run.verb';
import { lockRun } from '../runner/lock-run.verb';
import { preferencesOf } from '../runner/preferences-of.verb';
import { type Resuming, resumeLocked } from '../runner/resume-run.verb';
import { OPEN_JOB_STATUSES } from '../runner/run';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { type ExplainerStage, scriptJobs } from './explainer';
import { goalOf } from './explainer-goal';
import { furtherJobs } from './further-jobs';
import { assertSuppliers, lacksOf } from './lacking-suppliers';
import { planRow } from './plan-places.verb';
import { runJobs } from './run-jobs.verb';
import { keepLeftOut, planRest, type RunStages, stageOf } from './run-stages.verb';
import { openDraft } from './script-draft.verb';
import { stagesOfPlan } from './start-plan.verb';

export interface GoingOn extends Resuming {
  /** How far now; see `goalOf`. */
  readonly stopAfter?: ExplainerStage | null;
  /** Left out: called twice, it acts by what it finds the second time. */
  readonly idempotencyKey?: string | null;
}

/**
 * A run goes on: where it was paused, with what it did not do, or from where it was told to stop, on the same budget and with the options
 * that it was started with. Answers its row id.
 */
export async function goOnWithRun(
  studio: Studio<DataSource>,
  caller: Caller,
  { idempotencyKey = null, ...input }: GoingOn,
): Promise<string> {
  const micros = capMicros(input.cap);
  const { id } = await studio.store.transaction((manager) => {
    const act = async () => ({ id: await goOn(manager, studio, { caller, input, micros }) });
    if (idempotencyKey === null) return act();
    return once(manager, { caller, operation: 'resumeRun', key: idempotencyKey, input, now: studio.now() }, act);
  });
  return id;
}

interface Going {
  readonly caller: Caller;
  readonly input: Omit<GoingOn, 'idempotencyKey'>;
  readonly micros: bigint | null;
}

async function goOn(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, input: { runId, stopAfter = null }, micros }: Going,
): Promise<string> {
  await assertRun(manager, caller, { runId, field: ['input', 'runId'] });
  if (stopAfter !== null) await lockOpenPlaces(manager, runId);
  const run = await lockRun(manager, caller, runId);
  const goal = goalOf(run, stopAfter);
  if (goal === null) await resumeLocked(manager, caller, { run, micros });
  else await goFurther(manager, studio, { caller, run, micros, stopAfter: goal });
  return run.id;
}

/** Slots are locked before jobs: what of a run under way is being begun holds its slot, and waits for its job. */
async function lockOpenPlaces(manager: EntityManager, runId: string): Promise<void> {
  await manager.query(
    `SELECT 1 FROM slot WHERE id IN (SELECT slot_id FROM job WHERE run_id = $1 AND status = ANY($2))
     ORDER BY id FOR NO KEY UPDATE`,
    [runId, OPEN_JOB_STATUSES],
  );
}

interface GoingFurther extends Omit<Going, 'input'> {
  readonly run: Run;
  readonly stopAfter: ExplainerStage;
}

/** The script may have been edited since: what is missing is planned by what it says now. */
async function goFurther(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, run, micros, stopAfter }: GoingFurther,
): Promise<void> {
  const { planned, leftOut, wentStale } = await restOf(manager, studio, { ...run, stopAfter });
  const jobs = furtherJobs(planned, await runJobs(manager, { runId: run.id, isResumed: true }));
  const lines = staleLines(wentStale, caller.name);
  await extendRun(manager, studio, { caller, run, micros, stopAfter, jobs, lines });
  if (leftOut) await keepLeftOut(manager, run.id, leftOut);
}

interface Rest extends Pick<RunStages, 'wentStale'> {
  readonly planned: RunStages['jobs'];
  /** Null: nobody knows yet. */
  readonly leftOut: RunStages['leftOut'] | null;
}

/** Where the script is not laid out yet, the run grows by the rest when it is. */
async function restOf(manager: EntityManager, studio: Studio<DataSource>, run: Run): Promise<Rest> {
  const { projectId, subjectId: scriptId } = run;
  if (run.production === 'PLAN') return restOfPlan(manager, studio, run);
  const draft = await openDraft(manager, studio, { projectId, scriptId });
  if (!draft) {
    const { jobs: planned, ...plan } = await planRest(manager, studio, run);
    return { ...plan, planned };
  }
  const planned = scriptJobs(draft);
  assertSuppliers(lacksOf(planned), await preferencesOf(manager, projectId));
  return { planned, leftOut: null, wentStale: [] };
}

async function restOfPlan(manager: EntityManager, studio: Studio<DataSource>, run: Run): Promise<Rest> {
  const plan = await planRow(manager, run.subjectId);
  if (!plan) throw new Error(`The plan ${run.subjectId} is gone.`);
  const { jobs: planned, ...rest } = await stagesOfPlan(manager, studio, { plan, stopAfter: stageOf(run.stopAfter) });
  return { ...rest, planned };
}

import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput, NotFound } from '../errors';
import { staleLines } from '../library/rewish.verb';
import { openRun } from '../runner/open-run.verb';
import type { JobPlan } from '../runner/plan';
import { preferencesOf } from '../runner/preferences-of.verb';
import { type Caller, maySee } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import type { ExplainerStage } from './explainer';
import type { CaptionPlace } from './explainer-options';
import { assertSuppliers, lacksOf } from './lacking-suppliers';
import { type EnsuredPlan, ensurePlan, type PlanAtHand, planRow } from './plan-places.verb';
import { type PlanStages, planStages } from './plan-stages';
import { capsOf, type JobTypeCap } from './run-caps';

export interface StartedPlan {
  /** A row id. */
  readonly planId: string;
  readonly stopAfter: ExplainerStage;
  readonly captions?: CaptionPlace | null;
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly caps?: readonly JobTypeCap[] | null;
  readonly idempotencyKey: string;
}

/** A plan as a film, or as far as it is asked to go. What exists and is fresh is used again. Answers the run's row id. */
export async function startPlan(studio: Studio<DataSource>, caller: Caller, input: StartedPlan): Promise<string> {
  assertStage(input.stopAfter);
  const micros = capMicros(input.cap);
  const caps = capsOf(input.caps ?? []);
  const attempt = { caller, operation: 'startPlan', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const plan = await planAtHand(manager, caller, input.planId);
      const { jobs, leftOut, wentStale } = await stagesOfPlan(manager, studio, { plan, stopAfter: input.stopAfter });
      const runId = await openRun(manager, studio, {
        projectId: plan.projectId,
        production: 'PLAN',
        subject: { type: 'PRODUCTION_PLAN', id: plan.id },
        stopAfter: input.stopAfter,
        options: { captions: input.captions ?? null, leftOut },
        ...{ jobs: jobs as readonly JobPlan[], capMicros: micros, caps, startedBy: caller.name },
        lines: staleLines(wentStale, caller.name),
      });
      return { id: runId };
    }),
  );
  return id;
}

interface Staged extends PlanStages, Pick<EnsuredPlan, 'wentStale'> {}

/** What is to be done for a plan as things stand: the same for whoever starts it and for a run that goes on. */
export async function stagesOfPlan(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId' | 'prices'>,
  { plan, stopAfter }: { readonly plan: PlanAtHand; readonly stopAfter: ExplainerStage },
): Promise<Staged> {
  const { rows, filmSlotId, wentStale } = await ensurePlan(manager, studio, plan);
  const project = await preferencesOf(manager, plan.projectId);
  const { jobs } = plan.manifest;
  const stages = planStages({ jobs, rows, filmSlotId, stopAfter, prices: studio.prices, project });
  assertSuppliers(lacksOf(stages.jobs), project);
  return { ...stages, wentStale };
}

async function planAtHand(manager: EntityManager, caller: Caller, planId: string): Promise<PlanAtHand> {
  const plan = await planRow(manager, planId);
  if (plan && maySee(caller, plan.projectId)) return plan;
  throw new NotFound('There is no such plan.', {
    field: ['input', 'planId'],
    expected: 'the id of a plan of a project that you may see',
    remedy: 'Look it up with the field `plans` of the project.',
  });
}

function assertStage(stopAfter: ExplainerStage): void {
  if (stopAfter !== 'SCRIPT') return;
  throw new InvalidInput('A plan has no script to write.', {
    field: ['input', 'stopAfter'],
    expected: 'AUDIO, VISUALS, CUT or FILM',
    got: stopAfter,
    remedy: 'Name one of these, or leave it out for the film.',
  });
}

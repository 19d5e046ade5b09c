import type { EntityManager } from 'typeorm';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { JsonValue } from '../values/canonical-json';
import { parseGlobalId } from '../values/global-id';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { type Attempt, answered } from '../workspace/once.verb';
import { type AskedHints, type Blueprint, heardHints } from './asked-hints';
import type { Plan } from './finished-plan';
import { keepPlanOnce, type PlanDesk, type TimedPlan } from './keep-plan.verb';
import { assertDraft, assertHints, assertOneOf, assertTreatment } from './plan-input';
import type { PlanWarning } from './plan-warning';
import { type ModelAsk, type PlannerModel, plannedDraftWithModel, plannedTextWithModel } from './plan-with-model.stage';
import { plannedDraft, plannedText } from './planned-text';

/** What is said beside a treatment or a draft. */
export interface NamedHints extends AskedHints {
  /** The global id of an earlier plan. One that cannot be found is no reason to refuse. */
  readonly studioBlueprintId?: string | null;
}

interface NewPlan {
  /** A row id. */
  readonly projectId: string;
  readonly hints?: NamedHints | null;
  readonly idempotencyKey: string;
}

export interface TreatmentPlan extends NewPlan {
  readonly treatment: string;
}

export interface DraftPlan extends NewPlan {
  readonly draft: JsonValue;
}

export interface PlanningDesk extends PlanDesk {
  /** Who helps where a text has no scenes of its own; null or absent: nobody is asked. */
  readonly planner?: PlannerModel | null;
}

/** A treatment as a plan with its jobs, kept in one transaction. Answers the row id. */
export async function planProduction(desk: PlanningDesk, caller: Caller, input: TreatmentPlan): Promise<string> {
  assertTreatment(input.treatment);
  return keptOnce(desk, caller, { operation: 'planProduction', input }, (hints, ask) =>
    plannedTextWithModel(input.treatment, hints, ask, desk.planner ?? null),
  );
}

/** A draft of a manifest, however far from valid, as the plan of the nearest that is. Answers the row id. */
export async function repairManifest(desk: PlanningDesk, caller: Caller, input: DraftPlan): Promise<string> {
  assertDraft(input.draft);
  return keptOnce(desk, caller, { operation: 'repairManifest', input }, (hints, ask) =>
    plannedDraftWithModel(input.draft, hints, ask, desk.planner ?? null),
  );
}

export interface AskedPreview {
  readonly treatment?: string | null;
  readonly draft?: JsonValue;
  readonly hints?: NamedHints | null;
}

/** What either of them would keep. Without a project there is no earlier plan to take over from, and no model to ask. */
export function previewPlan({ treatment = null, draft = null, hints = null }: AskedPreview): TimedPlan {
  assertOneOf({ treatment, draft });
  if (treatment !== null) assertTreatment(treatment);
  else assertDraft(draft);
  assertHints(hints);
  const heard = heardHints(asked(hints), null);
  const began = performance.now();
  const plan = treatment === null ? plannedDraft(draft, heard) : plannedText(treatment, heard);
  return timed(plan, began);
}

interface Asked {
  readonly operation: string;
  readonly input: TreatmentPlan | DraftPlan;
}

/** Whoever waits for a plan waits no longer; a model is given up long before. */
const LONGEST_MS = 10_000;

/** Planned outside the transaction: it takes up to a tenth of a second of this process, or seconds of a model, and no row needs to wait for it. */
async function keptOnce(
  desk: PlanningDesk,
  caller: Caller,
  { operation, input }: Asked,
  planned: (hints: JsonValue, ask: ModelAsk) => Promise<Plan>,
): Promise<string> {
  const { projectId, hints = null, idempotencyKey: key } = input;
  assertHints(hints);
  const { manager } = desk.store;
  const attempt: Attempt = { caller, operation, key, input, now: desk.now() };
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const before = await answered<{ id: string }>(manager, attempt);
  if (before) return before.id;
  const { blueprint, warnings } = await blueprintOf(manager, projectId, hints);
  const { mode } = await preferencesOf(manager, projectId);
  const ask = { projectId, caller: caller.name, mode, signal: AbortSignal.timeout(LONGEST_MS) };
  const began = performance.now();
  const plan = timed(await planned(heardHints(asked(hints), blueprint), ask), began);
  return keepPlanOnce(desk, attempt, { plan, warnings, projectId, caller });
}

function timed(plan: Plan, began: number): TimedPlan {
  return { ...plan, processingTimeMs: Math.round(performance.now() - began) };
}

/** What the planner is told: it knows no ids of ours. */
function asked(hints: NamedHints | null): AskedHints {
  const { studioBlueprintId: _, ...rest } = hints ?? {};
  return rest;
}

interface Found {
  readonly blueprint: Blueprint | null;
  readonly warnings: readonly PlanWarning[];
}

async function blueprintOf(manager: EntityManager, projectId: string, hints: NamedHints | null): Promise<Found> {
  const id = hints?.studioBlueprintId ?? null;
  if (id === null) return { blueprint: null, warnings: [] };
  const named = parseGlobalId(id);
  const [row] =
    named?.type === 'ProductionPlan'
      ? await manager.query<{ manifest: Blueprint }[]>(
          'SELECT manifest FROM production_plan WHERE id = $1 AND project_id = $2',
          [named.rowId, projectId],
        )
      : [];
  if (row) return { blueprint: row.manifest, warnings: [] };
  const message = 'The project has no such earlier plan; nothing is taken over from it.';
  return { blueprint: null, warnings: [{ code: 'BLUEPRINT_NOT_FOUND', message, path: 'studioBlueprintId' }] };
}

import type { DataSource, EntityManager } from 'typeorm';
import type { JsonValue } from '../values/canonical-json';
import { parseGlobalId } from '../values/global-id';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { type Attempt, answered, once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type AskedHints, type Blueprint, heardHints } from './asked-hints';
import type { Plan } from './finished-plan';
import { identifiedPlan } from './identified-plan';
import { assertDraft, assertHints, assertOneOf, assertTreatment } from './plan-input';
import { planName, plannedJobRows } from './plan-rows';
import type { PlanWarning } from './plan-warning';
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

/** A treatment as a plan with its jobs, kept in one transaction. Answers the row id. */
export function planProduction(studio: Studio<DataSource>, caller: Caller, input: TreatmentPlan): Promise<string> {
  assertTreatment(input.treatment);
  return keptOnce(studio, caller, { operation: 'planProduction', input }, (hints) =>
    plannedText(input.treatment, hints),
  );
}

/** A draft of a manifest, however far from valid, as the plan of the nearest that is. Answers the row id. */
export function repairManifest(studio: Studio<DataSource>, caller: Caller, input: DraftPlan): Promise<string> {
  assertDraft(input.draft);
  return keptOnce(studio, caller, { operation: 'repairManifest', input }, (hints) => plannedDraft(input.draft, hints));
}

export interface AskedPreview {
  readonly treatment?: string | null;
  readonly draft?: JsonValue;
  readonly hints?: NamedHints | null;
}

/** What planning comes to, and how long it took. */
export interface TimedPlan extends Plan {
  readonly processingTimeMs: number;
}

/** What either of them would keep. Without a project there is no earlier plan to take over from, and no model to ask. */
export function previewPlan({ treatment = null, draft = null, hints = null }: AskedPreview): TimedPlan {
  assertOneOf({ treatment, draft });
  if (treatment !== null) assertTreatment(treatment);
  else assertDraft(draft);
  assertHints(hints);
  const heard = heardHints(asked(hints), null);
  return timed(() => (treatment === null ? plannedDraft(draft, heard) : plannedText(treatment, heard)));
}

interface Asked {
  readonly operation: string;
  readonly input: TreatmentPlan | DraftPlan;
}

/** Planned outside the transaction: it takes up to a tenth of a second of this process, and no row needs to wait for it. */
async function keptOnce(
  studio: Studio<DataSource>,
  caller: Caller,
  { operation, input }: Asked,
  planned: (hints: JsonValue) => Plan,
): Promise<string> {
  const { projectId, hints = null, idempotencyKey: key } = input;
  assertHints(hints);
  const attempt: Attempt = { caller, operation, key, input, now: studio.now() };
  await assertProject(studio.store.manager, caller, { projectId, field: ['input', 'projectId'] });
  const before = await answered<{ id: string }>(studio.store.manager, attempt);
  if (before) return before.id;
  const { blueprint, warnings } = await blueprintOf(studio.store.manager, projectId, hints);
  const plan = timed(() => planned(heardHints(asked(hints), blueprint)));
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => ({
      id: await keepPlan(manager, studio, { plan, warnings, projectId, caller }),
    })),
  );
  return id;
}

function timed(planned: () => Plan): TimedPlan {
  const began = performance.now();
  const plan = planned();
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

interface Kept {
  readonly plan: TimedPlan;
  readonly warnings: readonly PlanWarning[];
  readonly projectId: string;
  readonly caller: Caller;
}

/** Manifest, jobs and line in one transaction: there is never one without the others. */
async function keepPlan(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { plan, warnings, projectId, caller }: Kept,
): Promise<string> {
  const [id, now] = [studio.newId(), studio.now()];
  const { manifest, jobs, valid, usedRepair } = identifiedPlan(plan, {
    ...{ id, createdAt: now.toISOString(), userId: caller.tokenId },
  });
  const noticed = JSON.stringify([...plan.warnings, ...warnings]);
  await manager.query(
    `INSERT INTO production_plan (id, project_id, name, manifest, warnings, valid, used_repair, processing_time_ms, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, projectId, planName(plan.title), JSON.stringify(manifest), noticed],
      ...[valid, usedRepair, plan.processingTimeMs, now, caller.name],
    ],
  );
  await manager.query(
    `INSERT INTO planned_job (plan_id, project_id, position, key, type, payload, depends_on, priority, max_retries, backoff_seconds, estimate_micros)
     SELECT $1, $2, j.position, j.key, j.type, j.payload, j."dependsOn", j.priority, j."maxRetries", j."backoffSeconds", j."estimateMicros"
     FROM json_to_recordset($3) AS j(position int, key text, type text, payload json, "dependsOn" text[], priority int, "maxRetries" int,
       "backoffSeconds" float8, "estimateMicros" bigint)`,
    [id, projectId, JSON.stringify(plannedJobRows(jobs))],
  );
  const line = { projectId, actor: caller.name, subjectId: id, facts: { jobCount: jobs.length } };
  await appendToProjectLog(manager, { ...line, kind: 'PLAN_STORED' });
  return id;
}

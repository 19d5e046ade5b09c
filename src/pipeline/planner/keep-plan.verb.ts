import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../errors';
import type { Watch } from '../runner/watch';
import type { Caller } from '../workspace/caller';
import { type Attempt, once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import type { Plan } from './finished-plan';
import { identifiedPlan } from './identified-plan';
import { planName, plannedJobRows } from './plan-rows';
import type { PlanWarning } from './plan-warning';

/** What planning comes to, and how long it took. */
export interface TimedPlan extends Plan {
  readonly processingTimeMs: number;
}

/** What keeps plans, and who is told of each. */
export interface PlanDesk extends Studio<DataSource> {
  readonly watch: Watch;
}

export interface PlanToKeep {
  readonly plan: TimedPlan;
  readonly warnings: readonly PlanWarning[];
  readonly projectId: string;
  readonly caller: Caller;
}

/** Answers its row id. Told by whoever kept it: of several calls with one key the others have planned for nothing. */
export async function keepPlanOnce(desk: PlanDesk, attempt: Attempt, wanted: PlanToKeep): Promise<string> {
  const begunMs = performance.now();
  let isMine = false;
  const tell = (code: string | null) =>
    tellOf(desk.watch, wanted.plan, { code, seconds: (performance.now() - begunMs) / 1000 });
  const keep = (manager: EntityManager) =>
    once(manager, attempt, async () => {
      isMine = true;
      return { id: await keepPlan(manager, desk, wanted) };
    });
  try {
    const { id } = await desk.store.transaction(keep);
    if (isMine) tell(null);
    return id;
  } catch (error) {
    tell(error instanceof DomainError ? error.code : 'INTERNAL');
    throw error;
  }
}

interface Keeping {
  /** Null: it is kept. */
  readonly code: string | null;
  readonly seconds: number;
}

function tellOf(watch: Watch, plan: TimedPlan, { code, seconds }: Keeping): void {
  watch.planned({ phase: 'plan', seconds: plan.processingTimeMs / 1000 });
  watch.planned({ phase: 'store', seconds });
  watch.checkedManifest({ isValid: plan.valid });
  watch.madePlan({ usedRepair: plan.usedRepair });
  watch.keptPlan({ code, jobs: plan.jobs.length });
}

/** Manifest, jobs and line in one transaction: there is never one without the others. */
async function keepPlan(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { plan, warnings, projectId, caller }: PlanToKeep,
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

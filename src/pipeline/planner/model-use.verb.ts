import type { DataSource, EntityManager } from 'typeorm';
import type { PlannerLimit, PlannerOutcome, PlannerPurpose } from './planner-call';

/** A model that is about to be asked, and for whom. */
export interface PlannedCall {
  readonly id: string;
  readonly projectId: string;
  /** By name: the limit is of each caller in each project. */
  readonly caller: string;
  readonly purpose: PlannerPurpose;
  readonly provider: string;
  readonly model: string;
  /** The most that it can cost. */
  readonly ceilingMicros: bigint;
  readonly at: Date;
}

/** LIMITED: so many were asked in this window. UNPAID: the cap of the project leaves too little. */
export type Admission = 'ADMITTED' | 'LIMITED' | 'UNPAID';

/**
 * Writes a call down before it is made, if it may be. Whoever asks in the same project waits for it: an advisory lock by the project's id, held for these
 * three statements, stands between counting and writing. The project's own row would do the same and hold up every run that writes something of the
 * project; of two projects whose ids have one hash each waits for the other, and that is all.
 */
export function admit(store: DataSource, call: PlannedCall, limit: PlannerLimit): Promise<Admission> {
  return store.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [call.projectId, PLANNER_LOCK]);
    if (!(await isWithin(manager, call, limit))) return 'LIMITED';
    if (!(await isPayable(manager, call))) return 'UNPAID';
    await manager.query(
      `INSERT INTO planner_call (id, project_id, caller, purpose, provider, model, cost_micros, outcome, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'ASKED', $8)`,
      [
        call.id,
        call.projectId,
        call.caller,
        call.purpose,
        call.provider,
        call.model,
        call.ceilingMicros.toString(),
        call.at,
      ],
    );
    return 'ADMITTED';
  });
}

/** Any number that no other use of these locks has. */
const PLANNER_LOCK = 1_795_286_200;

/** Told by the clock that the rows are written by. */
async function isWithin(
  manager: EntityManager,
  { projectId, caller, purpose, at }: PlannedCall,
  { most, windowSeconds }: PlannerLimit,
): Promise<boolean> {
  const since = new Date(at.getTime() - windowSeconds * 1000);
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT count(*)::int AS count FROM planner_call
     WHERE project_id = $1 AND caller = $2 AND purpose = $3 AND created_at > $4`,
    [projectId, caller, purpose, since],
  );
  return count < most;
}

/**
 * Whether the project's cap covers it, beside all that its runs spent and set aside and all that was asked for plans so far. The ledger's charges are of
 * jobs, and a budget is the sum of its charges: what plans cost is counted here, and no run has less for it.
 */
async function isPayable(manager: EntityManager, { projectId, ceilingMicros }: PlannedCall): Promise<boolean> {
  if (ceilingMicros === 0n) return true;
  const short = await manager.query(
    `SELECT 1 FROM budget b WHERE b.project_id = $1 AND b.run_id IS NULL AND b.kind = 'PROJECT'
       AND b.reserved_micros + b.spent_micros + $2
         + (SELECT coalesce(sum(c.cost_micros), 0) FROM planner_call c WHERE c.project_id = $1) > b.cap_micros`,
    [projectId, ceilingMicros.toString()],
  );
  return short.length === 0;
}

/** What came of a call. */
export interface Used {
  readonly outcome: PlannerOutcome;
  /** Null: nobody counted. */
  readonly tokens: { readonly read: number; readonly written: number } | null;
  /** Null: nobody knows what was billed, so it counts as the most that it can have been. */
  readonly costMicros: bigint | null;
  readonly durationMs: number;
}

export async function settled(manager: EntityManager, callId: string, used: Used): Promise<void> {
  await manager.query(
    `UPDATE planner_call SET outcome = $2, tokens_in = $3, tokens_out = $4, cost_micros = coalesce($5, cost_micros),
       duration_ms = $6 WHERE id = $1`,
    [
      callId,
      used.outcome,
      used.tokens?.read ?? null,
      used.tokens?.written ?? null,
      used.costMicros?.toString() ?? null,
      Math.round(used.durationMs),
    ],
  );
}

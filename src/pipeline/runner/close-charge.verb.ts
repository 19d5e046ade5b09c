import type { EntityManager } from 'typeorm';
import { type ChargeEnd, closingOf } from './charge';
import type { Failure } from './order';
import { appendToRunLog, moveRunTotals, type TotalsChange } from './run-log.verb';
import { stopSupplier } from './supplier-state.verb';
import { wakeHeld } from './wait-for-money.verb';

interface OpenCharge {
  readonly id: string;
  readonly projectId: string;
  readonly runId: string;
  readonly jobId: string;
  readonly jobKey: string;
  readonly provider: string;
  readonly ceilingMicros: string;
  readonly budgetIds: string[];
}

export interface ClosedCharge {
  readonly failure?: Failure | null;
  readonly evidenceSha256?: string | null;
}

const NOTHING: TotalsChange = {};

/**
 * Ends a charge that is open and moves the money in its budgets. Who comes second changes nothing. To be called after every job that
 * the transaction touches was locked, and before the logs. Answers how the totals of the run that pays move, where that
 * is `ownRunId`: they go into the line that is to come. Another run's are moved here.
 */
export async function closeCharge(
  manager: EntityManager,
  { chargeId, ownRunId }: { chargeId: string | null; ownRunId: string | null },
  end: ChargeEnd & ClosedCharge,
): Promise<TotalsChange> {
  const charge = chargeId ? await lockOpen(manager, chargeId) : null;
  if (!charge) return NOTHING;
  const ceilingMicros = BigInt(charge.ceilingMicros);
  const { spentMicros, overrunMicros, actualMicros } = closingOf(end, ceilingMicros);
  await manager.query(
    `UPDATE charge SET status = $2, actual_micros = $3, asset_id = $4, failure = $5, evidence_sha256 = $6, look_at = NULL,
       closed_at = clock_timestamp() WHERE id = $1`,
    [
      charge.id,
      end.status,
      actualMicros?.toString() ?? null,
      end.status === 'SETTLED' ? end.assetId : null,
      end.failure ?? null,
      end.evidenceSha256 ?? null,
    ],
  );
  await moveBudgets(manager, charge, { ceilingMicros, spentMicros, overrunMicros });
  if (overrunMicros > 0n) await nameOverrun(manager, charge, { ceilingMicros, billedMicros: actualMicros ?? 0n });
  if (ceilingMicros > 0n) await wakeHeld(manager, { projectId: charge.projectId });
  const change = { reservedMicros: -ceilingMicros, spentMicros: spentMicros + overrunMicros };
  if (charge.runId === ownRunId) return change;
  await moveRunTotals(manager, charge.runId, change);
  return NOTHING;
}

async function lockOpen(manager: EntityManager, chargeId: string): Promise<OpenCharge | null> {
  const [charge] = await manager.query<[OpenCharge?]>(
    `SELECT c.id, c.project_id AS "projectId", c.run_id AS "runId", c.job_id AS "jobId", j.key AS "jobKey", c.provider,
       c.ceiling_micros AS "ceilingMicros", c.budget_ids AS "budgetIds"
     FROM charge c JOIN job j ON j.id = c.job_id WHERE c.id = $1 AND c.status IN ('RESERVED', 'OVERDUE') FOR UPDATE OF c`,
    [chargeId],
  );
  return charge ?? null;
}

interface Moved {
  readonly ceilingMicros: bigint;
  readonly spentMicros: bigint;
  readonly overrunMicros: bigint;
}

async function moveBudgets(manager: EntityManager, { budgetIds }: OpenCharge, moved: Moved): Promise<void> {
  if (budgetIds.length === 0 && moved.overrunMicros === 0n) return;
  await manager.query(
    `WITH mine AS (SELECT id FROM budget WHERE id = ANY($1) ORDER BY id FOR UPDATE)
     UPDATE budget b SET reserved_micros = b.reserved_micros - $2, spent_micros = b.spent_micros + $3,
       overrun_micros = b.overrun_micros + $4 FROM mine WHERE b.id = mine.id`,
    [budgetIds, moved.ceilingMicros.toString(), moved.spentMicros.toString(), moved.overrunMicros.toString()],
  );
}

/** A price that is wrong once is wrong again: nothing more is ordered there until a person has looked at it. */
async function nameOverrun(
  manager: EntityManager,
  { provider, jobKey, jobId, runId }: OpenCharge,
  { ceilingMicros, billedMicros }: { ceilingMicros: bigint; billedMicros: bigint },
): Promise<void> {
  const reason = `It billed ${billedMicros} micro-dollars for a call whose ceiling was ${ceilingMicros}.`;
  await stopSupplier(manager, provider, reason);
  const facts = {
    jobKey,
    provider,
    ceilingMicros: ceilingMicros.toString(),
    billedMicros: billedMicros.toString(),
  };
  await appendToRunLog(manager, { runId, kind: 'PROVIDER_OVERRAN', jobId, facts });
}

/** We stopped waiting, and the supplier may not have: the money stays set aside, and somebody looks again. */
export async function leaveOverdue(
  manager: EntityManager,
  chargeId: string,
  { failure, inSeconds }: { failure: Failure; inSeconds: number },
): Promise<void> {
  await manager.query(
    `UPDATE charge SET status = 'OVERDUE', failure = $2, look_at = clock_timestamp() + $3 * interval '1 second'
     WHERE id = $1 AND status = 'RESERVED'`,
    [chargeId, failure, inSeconds],
  );
}

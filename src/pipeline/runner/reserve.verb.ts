import type { EntityManager } from 'typeorm';
import { isLow } from './charge';
import { appendToRunLog } from './run-log.verb';
import { wakeHeld } from './wait-for-money.verb';

export interface Spender {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly runId: string;
  readonly type: string;
  readonly pilot: string | null;
}

/**
 * `BLOCKED`: it would fit if what is set aside for calls under way came back. `REACHED`: it would not even then, or its run
 * has been told already that its money is used up.
 */
export type Reserved =
  | { readonly is: 'RESERVED'; readonly budgetIds: readonly string[] }
  | { readonly is: 'BLOCKED' }
  | { readonly is: 'REACHED'; readonly capMicros: bigint };

interface BudgetRow {
  readonly id: string;
  readonly cap: string | null;
  readonly reserved: string;
  readonly spent: string;
  readonly isShort: boolean;
}

/**
 * Sets the most that a call can cost aside in every budget that it falls under, or in none. They are locked in the order of their
 * ids, so of many who spend at once each sees what those before it left.
 */
export async function reserve(manager: EntityManager, spender: Spender, ceilingMicros: bigint): Promise<Reserved> {
  if (ceilingMicros === 0n) return { is: 'RESERVED', budgetIds: [] };
  const stopped = await stoppedAt(manager, spender.runId);
  if (stopped !== null) return { is: 'REACHED', capMicros: stopped };
  const rows = await lockBudgets(manager, spender, ceilingMicros);
  const short = rows.filter(({ isShort }) => isShort);
  if (short.length === 0) {
    const budgetIds = rows.map(({ id }) => id);
    await manager.query('UPDATE budget SET reserved_micros = reserved_micros + $2 WHERE id = ANY($1)', [
      budgetIds,
      ceilingMicros.toString(),
    ]);
    await tellIfLow(manager, spender, { rows, ceilingMicros });
    return { is: 'RESERVED', budgetIds };
  }
  const used = short.find(({ cap, spent }) => BigInt(spent) + ceilingMicros > BigInt(cap ?? 0));
  return used ? { is: 'REACHED', capMicros: BigInt(used.cap ?? 0) } : { is: 'BLOCKED' };
}

/** A statement of its own: one that locks, looks and takes at once looks at what was there before it had to wait. */
function lockBudgets(manager: EntityManager, spender: Spender, ceilingMicros: bigint): Promise<BudgetRow[]> {
  return manager.query(
    `SELECT id, cap_micros AS cap, reserved_micros AS reserved, spent_micros AS spent,
       coalesce(reserved_micros + spent_micros + $5 > cap_micros, false) AS "isShort"
     FROM budget WHERE project_id = $1 AND (run_id IS NULL OR run_id = $2)
       AND (kind IN ('PROJECT', 'RUN') OR kind = 'JOB_TYPE' AND label = $3 OR kind = 'PILOT' AND label = $4)
     ORDER BY id FOR UPDATE`,
    [spender.projectId, spender.runId, spender.type, spender.pilot ?? '', ceilingMicros.toString()],
  );
}

/** The cap at which the run was stopped: what it still has to pay for is not begun, also where something cheaper would fit. */
async function stoppedAt(manager: EntityManager, runId: string): Promise<bigint | null> {
  const [run] = await manager.query<[{ cap: string | null }?]>(
    `SELECT b.cap_micros AS cap FROM run r LEFT JOIN budget b ON b.run_id = r.id AND b.kind = 'RUN'
     WHERE r.id = $1 AND r.budget_reached_at IS NOT NULL`,
    [runId],
  );
  return run ? BigInt(run.cap ?? 0) : null;
}

/** Once a run. */
async function tellIfLow(
  manager: EntityManager,
  { runId }: Spender,
  { rows, ceilingMicros }: { rows: readonly BudgetRow[]; ceilingMicros: bigint },
): Promise<void> {
  const left = rows
    .filter(({ cap }) => cap !== null)
    .map(({ cap, reserved, spent }) => {
      const capMicros = BigInt(cap ?? 0);
      return { capMicros, leftMicros: capMicros - BigInt(reserved) - BigInt(spent) - ceilingMicros };
    });
  const low = left.filter(isLow).sort((a, b) => Number(a.leftMicros - b.leftMicros))[0];
  if (!low) return;
  const [, told] = await manager.query<[unknown, number]>(
    'UPDATE run SET budget_low_at = clock_timestamp() WHERE id = $1 AND budget_low_at IS NULL',
    [runId],
  );
  if (told > 0) {
    await appendToRunLog(manager, { runId, kind: 'BUDGET_LOW', facts: { leftMicros: low.leftMicros.toString() } });
  }
}

/** Nothing more is paid for in this run. Said once; whoever waits for money is sent to hear it. */
export async function stopSpending(
  manager: EntityManager,
  { runId, projectId }: Spender,
  capMicros: bigint,
): Promise<void> {
  const message = `The budget of $${Number(capMicros) / 1_000_000} is reached.`;
  const error = {
    code: 'BUDGET_REACHED',
    message,
    provider: null,
    retryable: true,
    remedy: 'Resume the run with a higher cap; what was made stays.',
  };
  const [, stopped] = await manager.query<[unknown, number]>(
    'UPDATE run SET budget_reached_at = clock_timestamp(), error = $2 WHERE id = $1 AND budget_reached_at IS NULL',
    [runId, error],
  );
  if (stopped === 0) return;
  const [{ count }] = await manager.query<[{ count: number }]>(
    "SELECT count(*)::int AS count FROM job WHERE run_id = $1 AND status IN ('PENDING', 'READY')",
    [runId],
  );
  const facts = { capMicros: capMicros.toString(), notDoneCount: count };
  await wakeHeld(manager, { projectId, runId });
  await appendToRunLog(manager, { runId, kind: 'BUDGET_REACHED', facts });
}

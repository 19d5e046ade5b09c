import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { CURRENCY, formatMicros } from '../values/money';

/** What a locked run may cost, all in all; what it said of its money counts no more. Its budget is locked after its jobs and the run. */
export async function capRun(manager: EntityManager, runId: string, capMicros: bigint): Promise<void> {
  const [budget] = await manager.query<{ id: string; bound: string }[]>(
    `SELECT id, (reserved_micros + spent_micros)::text AS bound FROM budget WHERE run_id = $1 AND kind = 'RUN' FOR UPDATE`,
    [runId],
  );
  if (!budget) throw new Error(`The run ${runId} has no budget.`);
  if (capMicros < BigInt(budget.bound)) throw tooLow(capMicros, BigInt(budget.bound));
  await manager.query('UPDATE budget SET cap_micros = $2 WHERE id = $1', [budget.id, capMicros.toString()]);
  await manager.query('UPDATE run SET error = NULL, budget_low_at = NULL, budget_reached_at = NULL WHERE id = $1', [
    runId,
  ]);
}

function tooLow(cap: bigint, bound: bigint): InvalidInput {
  return new InvalidInput('The run has spent or set aside more than that already.', {
    field: ['input', 'cap'],
    expected: `${formatMicros(bound)} ${CURRENCY} or more`,
    got: `${formatMicros(cap)} ${CURRENCY}`,
    remedy: 'Give a higher cap, or leave it out to keep the one it has.',
  });
}

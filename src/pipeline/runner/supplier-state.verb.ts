import type { EntityManager } from 'typeorm';
import type { FailedTry } from './order';
import { afterFailure, afterSuccess, askedFor, type Health, type Leave } from './supplier-health';
import type { Rate } from './vendor';

interface Supplier {
  readonly name: string;
  readonly rate: Rate | null;
}

/** Asks for a turn. Of all processes that ask at once each gets one of its own, in the order of the row's lock. */
export async function askLeave(manager: EntityManager, { name, rate }: Supplier): Promise<Leave> {
  const { nowMs, health } = await lockHealth(manager, name);
  const asked = askedFor(health, { nowMs, rate });
  if (asked.leave.is === 'GO') await keepHealth(manager, name, asked.health);
  return asked.leave;
}

/** Whether it would be called now, without taking a turn: another may be asked instead. */
export async function isOpen(manager: EntityManager, name: string): Promise<boolean> {
  const closed = await manager.query(
    'SELECT 1 FROM supplier_state WHERE name = $1 AND (stopped_reason IS NOT NULL OR open_until > clock_timestamp())',
    [name],
  );
  return closed.length === 0;
}

/** Writes nothing where nothing was wrong: most calls succeed after one that did. */
export async function noteSuccess(manager: EntityManager, name: string): Promise<void> {
  const marked = await manager.query(
    'SELECT 1 FROM supplier_state WHERE name = $1 AND (failures_in_row > 0 OR open_until IS NOT NULL)',
    [name],
  );
  if (marked.length === 0) return;
  const { health } = await lockHealth(manager, name);
  await keepHealth(manager, name, afterSuccess(health));
}

export async function noteFailure(
  manager: EntityManager,
  name: string,
  { failure, retryAfterSeconds }: Pick<FailedTry, 'failure' | 'retryAfterSeconds'>,
): Promise<void> {
  const { nowMs, health } = await lockHealth(manager, name);
  const { code, message } = failure;
  await keepHealth(manager, name, afterFailure(health, { code, message, retryAfterSeconds, nowMs }));
  await manager.query('UPDATE supplier_state SET last_error_at = clock_timestamp() WHERE name = $1', [name]);
}

/** Nobody asks it any more, in any process, until a person says so. */
export async function stopSupplier(manager: EntityManager, name: string, reason: string): Promise<void> {
  await manager.query(
    `INSERT INTO supplier_state AS s (name, stopped_reason) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET stopped_reason = coalesce(s.stopped_reason, excluded.stopped_reason)`,
    [name, reason],
  );
}

async function lockHealth(manager: EntityManager, name: string): Promise<{ nowMs: number; health: Health }> {
  await manager.query('INSERT INTO supplier_state (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  const [row] = await manager.query<[Health & { nowMs: number }]>(
    `SELECT failures_in_row AS "failuresInRow", (extract(epoch FROM open_until) * 1000)::float AS "closedUntilMs",
       (extract(epoch FROM next_at) * 1000)::float AS "nextAtMs", stopped_reason AS "stoppedReason", last_error AS "lastError",
       (extract(epoch FROM clock_timestamp()) * 1000)::float AS "nowMs"
     FROM supplier_state WHERE name = $1 FOR UPDATE`,
    [name],
  );
  const { nowMs, ...health } = row;
  return { nowMs, health };
}

async function keepHealth(manager: EntityManager, name: string, health: Health): Promise<void> {
  const { failuresInRow, closedUntilMs, nextAtMs, lastError } = health;
  await manager.query(
    `UPDATE supplier_state SET failures_in_row = $2, open_until = to_timestamp($3::float / 1000),
       next_at = to_timestamp($4::float / 1000), last_error = $5 WHERE name = $1`,
    [name, failuresInRow, closedUntilMs, nextAtMs, lastError],
  );
}

import type { EntityManager } from 'typeorm';
import { ExecutorRetired } from '../errors';

/** After this long without a heartbeat an executor is taken for dead and its work for free. */
const SILENT_SECONDS = 15;

/** Each start of a process is an executor of its own: two living processes under one id ran a step twice when it was tried. */
export async function enrol(manager: EntityManager, executorId: string): Promise<void> {
  await manager.query('INSERT INTO executor (id, started_at, heartbeat_at) VALUES ($1, now(), now())', [executorId]);
}

/** False: it was retired meanwhile, and what it still does counts for nothing. */
export async function beat(manager: EntityManager, executorId: string): Promise<boolean> {
  const [[beaten]] = await manager.query<[[{ id: string }?], number]>(
    'UPDATE executor SET heartbeat_at = now() WHERE id = $1 AND retired_at IS NULL RETURNING id',
    [executorId],
  );
  return beaten !== undefined;
}

/** Retires those who were silent. `others`: everybody else is dead for certain, since the database is ours alone. */
export async function retireSilent(
  manager: EntityManager,
  { executorId, others }: { executorId: string; others: boolean },
): Promise<void> {
  await manager.query(
    `UPDATE executor SET retired_at = now()
     WHERE id <> $1 AND retired_at IS NULL AND ($2 OR heartbeat_at < now() - $3 * interval '1 second')`,
    [executorId, others, SILENT_SECONDS],
  );
}

export async function retire(manager: EntityManager, executorId: string): Promise<void> {
  await manager.query('UPDATE executor SET retired_at = now() WHERE id = $1 AND retired_at IS NULL', [executorId]);
}

/** To be called in each transaction that has an effect: who was retired meanwhile was only asleep, and may not write. */
export async function assertEnrolled(manager: EntityManager, executorId: string): Promise<void> {
  const rows = await manager.query('SELECT 1 FROM executor WHERE id = $1 AND retired_at IS NULL FOR SHARE', [
    executorId,
  ]);
  if (rows.length === 0) throw new ExecutorRetired(executorId);
}

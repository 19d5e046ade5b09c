import type { EntityManager } from 'typeorm';
import { ExecutorRetired } from '../errors';

/** After this long without a heartbeat an executor is taken for dead and its work for free. */
export const SILENT_SECONDS = 15;
const LOCK_TIMEOUT = '8s';
/** Whoever enrols and whoever looks for versions that nobody runs any more do so one after the other. */
const ENROLMENT_LOCK = 7_761_726_008;

export interface Enrolment {
  readonly executorId: string;
  /** Of the engine. */
  readonly version: string;
  /** That it listens to; null: to all. */
  readonly queues: readonly string[] | null;
}

/** Each start of a process is an executor of its own: two living processes under one id ran a step twice when it was tried. */
export async function enrol(manager: EntityManager, { executorId, version, queues }: Enrolment): Promise<void> {
  await lockEnrolment(manager);
  await manager.query(
    'INSERT INTO executor (id, started_at, heartbeat_at, version, queues) VALUES ($1, clock_timestamp(), clock_timestamp(), $2, $3)',
    [executorId, version, queues],
  );
}

/** Until the transaction ends. */
export async function lockEnrolment(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [ENROLMENT_LOCK]);
}

/**
 * Retires those who were silent. `others`: everybody else is dead for certain, since the database is ours alone. While
 * Postgres was away nobody could be heard, so silence counts from its start at the earliest. All times are the database's.
 *
 * FOR UPDATE waits for the transactions that asked `assertEnrolled`: once somebody is retired, nothing of theirs is still to
 * be committed.
 */
export async function retireSilent(
  manager: EntityManager,
  { executorId, others }: { executorId: string; others: boolean },
): Promise<void> {
  await manager.query(
    `WITH silent AS (
       SELECT id FROM executor WHERE id <> $1 AND retired_at IS NULL
         AND ($2 OR greatest(heartbeat_at, pg_postmaster_start_time()) < clock_timestamp() - $3 * interval '1 second')
       ORDER BY id FOR UPDATE
     )
     UPDATE executor SET retired_at = clock_timestamp() FROM silent WHERE executor.id = silent.id`,
    [executorId, others, SILENT_SECONDS],
  );
}

export async function retire(manager: EntityManager, executorId: string): Promise<void> {
  await manager.query('UPDATE executor SET retired_at = clock_timestamp() WHERE id = $1 AND retired_at IS NULL', [
    executorId,
  ]);
}

/**
 * To be called in each transaction that has an effect, first: who was retired meanwhile was only asleep, and may not write. The
 * weakest lock that `retireSilent` waits for; under any stronger one a long transaction held up its own process's heartbeat.
 *
 * It also bounds the waits for locks. Of a process that is stopped, each transaction that waits would otherwise hold in turn, for the
 * 5 s until Postgres ends it, what the one before it held; so none of them gets it after 8 s. The living try again.
 */
export async function assertEnrolled(manager: EntityManager, executorId: string): Promise<void> {
  const rows = await manager.query(
    "SELECT set_config('lock_timeout', $2, true) FROM executor WHERE id = $1 AND retired_at IS NULL FOR KEY SHARE",
    [executorId, LOCK_TIMEOUT],
  );
  if (rows.length === 0) throw new ExecutorRetired(executorId);
}

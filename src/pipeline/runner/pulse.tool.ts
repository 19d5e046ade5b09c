import { Pool } from 'pg';

/** A beat that takes longer has failed: it is asked again on another connection. */
const PATIENCE_MS = 4_000;

export interface Pulse {
  /** How long it had been silent before, by the database's clock. Null: it was retired meanwhile. */
  beat(): Promise<{ silentSeconds: number } | null>;
  /** May be called twice. */
  stop(): Promise<void>;
}

/**
 * The heartbeat has a connection of its own: in a pool it would wait behind work that waits for a lock, and a process that is
 * alive would be taken for dead. A server that vanished without a word is noticed by the time that a beat takes.
 */
export function openPulse(databaseUrl: string, executorId: string): Pulse {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: 'workprint pulse',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
  });
  pool.on('error', () => undefined); // the next beat connects again, and says what is wrong if it cannot
  return {
    async beat() {
      const { rows } = await pool.query<{ silentSeconds: number }>(BEAT, [executorId]);
      return rows[0] ?? null;
    },
    stop: async () => {
      if (!pool.ending) await pool.end();
    },
  };
}

/** Only this process writes the row's heartbeat, so the one before it is known without a lock. */
const BEAT = `WITH before AS (SELECT heartbeat_at FROM executor WHERE id = $1)
  UPDATE executor SET heartbeat_at = clock_timestamp() FROM before WHERE id = $1 AND retired_at IS NULL
  RETURNING extract(epoch FROM clock_timestamp() - before.heartbeat_at)::float8 AS "silentSeconds"`;

import type { DataSource } from 'typeorm';
import type { Studio } from '../workspace/studio';

/** A PUT that began in time may take hours after the upload expired. */
const KEPT_MS = 24 * 3_600_000;
const ROWS_A_BATCH = 500;

/** Forgets uploads that expired a day ago, but those whose bytes an asset of their project is made of. Answers how many. */
export async function sweepUploads({ store, now }: Studio<DataSource>, signal: AbortSignal): Promise<number> {
  const before = new Date(now().getTime() - KEPT_MS);
  let swept = 0;
  for (let batch = ROWS_A_BATCH; batch === ROWS_A_BATCH && !signal.aborted; swept += batch) {
    const [, deleted] = await store.query<[unknown, number]>(SWEEP, [before, ROWS_A_BATCH]);
    batch = deleted;
  }
  return swept;
}

/** Of two servers that sweep at once neither waits for the other. */
const SWEEP = `
  DELETE FROM upload WHERE id IN (
    SELECT u.id FROM upload u
    WHERE u.expires_at < $1
      AND NOT EXISTS (SELECT 1 FROM asset a WHERE a.sha256 = u.sha256 AND a.project_id = u.project_id)
    ORDER BY u.expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;

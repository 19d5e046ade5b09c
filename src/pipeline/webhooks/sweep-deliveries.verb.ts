import type { DataSource } from 'typeorm';
import type { Studio } from '../workspace/studio';

const KEPT_MS = 30 * 24 * 3_600_000;
const ROWS_A_BATCH = 500;

/** Forgets deliveries of what happened 30 days ago, but those that still wait. Answers how many. */
export async function sweepDeliveries({ store, now }: Studio<DataSource>, signal: AbortSignal): Promise<number> {
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
  DELETE FROM webhook_delivery WHERE id IN (
    SELECT id FROM webhook_delivery WHERE status <> 'PENDING' AND at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;

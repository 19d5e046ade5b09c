import type { DataSource, EntityManager } from 'typeorm';
import type { Studio } from '../workspace/studio';
import type { Claimed } from './claim-deliveries.verb';
import { disableWebhook } from './disable-webhook.verb';
import type { Outcome } from './outcome';

type Held = Pick<Claimed, 'id' | 'leaseId' | 'webhookId'>;

/** What is sent, from now on at every attempt. Answers false where the lease is somebody else's by now. */
export async function keepPayload(
  { store }: Studio<DataSource>,
  { id, leaseId }: Held,
  text: string,
): Promise<boolean> {
  const [, kept] = await store.query<[unknown, number]>(
    'UPDATE webhook_delivery SET payload = $3 WHERE id = $1 AND lease_id = $2 AND payload IS NULL',
    [id, leaseId, text],
  );
  return kept > 0;
}

/** What came of an attempt, unless somebody else has taken the delivery over. */
export function settleDelivery({ store, now }: Studio<DataSource>, held: Held, outcome: Outcome): Promise<void> {
  return store.transaction(async (manager) => {
    if (outcome.isGone) await manager.query('SELECT 1 FROM webhook WHERE id = $1 FOR NO KEY UPDATE', [held.webhookId]);
    const isOurs = await write(manager, held, outcome, now());
    if (isOurs && outcome.isGone) await disableWebhook(manager, held.webhookId, outcome.error);
  });
}

async function write(manager: EntityManager, { id, leaseId }: Held, outcome: Outcome, now: Date): Promise<boolean> {
  const { status, nextTryAt, responseCode, error } = outcome;
  const deliveredAt = status === 'DELIVERED' ? now : null;
  const [, settled] = await manager.query<[unknown, number]>(
    `UPDATE webhook_delivery SET status = $3, next_try_at = $4, response_code = $5, error = $6,
       delivered_at = coalesce($7, delivered_at), lease_id = NULL, leased_until = NULL
     WHERE id = $1 AND lease_id = $2`,
    [id, leaseId, status, nextTryAt, responseCode, error, deliveredAt],
  );
  return settled > 0;
}

import type { DataSource, EntityManager } from 'typeorm';
import { Conflict, NotFound } from '../errors';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { wakeSenders } from './wake-senders.verb';

/**
 * The same message once more, with a day of attempts before it. One that is being sent just now is left alone. Answers
 * the row id.
 */
export function redeliverWebhook(
  { store, now }: Studio<DataSource>,
  caller: Caller,
  { deliveryId }: { readonly deliveryId: string },
): Promise<string> {
  return store.transaction(async (manager) => {
    await assertDeliverable(manager, caller, deliveryId);
    await manager.query(
      `UPDATE webhook_delivery SET status = 'PENDING', next_try_at = $2, attempts = 0, first_attempt_at = NULL,
         lease_id = NULL, leased_until = NULL
       WHERE id = $1 AND (leased_until IS NULL OR leased_until <= $2)`,
      [deliveryId, now()],
    );
    await wakeSenders(manager);
    return deliveryId;
  });
}

/** The webhook is locked before its delivery, as whoever disables it does. */
async function assertDeliverable(manager: EntityManager, { projects }: Caller, deliveryId: string): Promise<void> {
  const [webhook] = await manager.query<{ enabled: boolean }[]>(
    `SELECT w.enabled FROM webhook w JOIN webhook_delivery d ON d.webhook_id = w.id
     WHERE d.id = $1 AND ($2::uuid[] IS NULL OR d.project_id = ANY($2)) FOR NO KEY UPDATE OF w`,
    [deliveryId, projects === 'all' ? null : projects],
  );
  if (webhook?.enabled) return;
  if (webhook) throw disabled();
  throw new NotFound('There is no such delivery.', {
    field: ['input', 'deliveryId'],
    expected: 'the id of a delivery that you may see; they are kept for 30 days',
    remedy: 'Look it up with the field `deliveries` of its webhook.',
  });
}

function disabled(): Conflict {
  return new Conflict('This webhook is disabled.', {
    field: ['input', 'deliveryId'],
    expected: 'a delivery of a webhook that is enabled',
    got: 'one of a disabled webhook',
    remedy: 'Enable it with `updateWebhook` first.',
  });
}

import type { EntityManager } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';

/** Nothing more is sent there. What waits is given up, so that nothing waits for ever; it can be asked for again by hand. */
export async function disableWebhook(manager: EntityManager, webhookId: string, because: string | null): Promise<void> {
  await manager.update(Webhook, { id: webhookId }, { enabled: false, disabledBecause: because });
  await manager.query(
    `UPDATE webhook_delivery SET status = 'FAILED', next_try_at = NULL, lease_id = NULL, leased_until = NULL,
       error = 'The webhook was disabled while this waited.'
     WHERE webhook_id = $1 AND status = 'PENDING'`,
    [webhookId],
  );
}

import type { DataSource } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import type { WebhookDesk } from './desk';
import { lockWebhook } from './lock-webhook.verb';
import { OLD_SECRET_LASTS_MS } from './webhook';

/**
 * Another secret, which is in the answer alone. The one before it signs beside it for a day; one still older no longer
 * does, and neither does one that the server's own secret of today cannot open.
 */
export async function rotateWebhookSecret(
  { studio, desk }: { readonly studio: Studio<DataSource>; readonly desk: WebhookDesk },
  caller: Caller,
  { webhookId }: { readonly webhookId: string },
): Promise<{ webhookId: string; secret: string }> {
  const secret = desk.newSecret();
  await studio.store.transaction(async (manager) => {
    const { id, secretSealed } = await lockWebhook(manager, caller, webhookId);
    const oldSecretUntil = new Date(studio.now().getTime() + OLD_SECRET_LASTS_MS);
    const old = desk.opens(secretSealed, id)
      ? { oldSecretSealed: secretSealed, oldSecretUntil }
      : { oldSecretSealed: null, oldSecretUntil: null };
    await manager.update(Webhook, { id }, { secretSealed: desk.seal(secret, id), ...old });
  });
  return { webhookId, secret };
}

import type { DataSource } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { lockWebhook } from './lock-webhook.verb';

/** The webhook goes with its secret and its deliveries. Answers the row id that it had. */
export function deleteWebhook(
  { store }: Studio<DataSource>,
  caller: Caller,
  { webhookId }: { readonly webhookId: string },
): Promise<string> {
  return store.transaction(async (manager) => {
    const { id } = await lockWebhook(manager, caller, webhookId);
    await manager.delete(Webhook, { id });
    return id;
  });
}

import type { DataSource, EntityManager } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { lastSeq } from './create-webhook.verb';
import type { WebhookDesk } from './desk';
import { disableWebhook } from './disable-webhook.verb';
import { lockWebhook } from './lock-webhook.verb';
import { distinctEvents } from './settings';
import { targetUrl } from './target';
import { wakeSenders } from './wake-senders.verb';
import type { WebhookEvent } from './webhook';

/** What is undefined stays as it is. */
export interface WebhookChange {
  /** A row id. */
  readonly webhookId: string;
  readonly url?: string | null;
  readonly events?: readonly WebhookEvent[] | null;
  /** Null: the default one. */
  readonly selection?: string | null;
  readonly enabled?: boolean | null;
}

/** The webhook with other settings. The selection is checked against the events of now. Answers the row id. */
export async function updateWebhook(
  { studio, desk }: { readonly studio: Studio<DataSource>; readonly desk: WebhookDesk },
  caller: Caller,
  change: WebhookChange,
): Promise<string> {
  return studio.store.transaction(async (manager) => {
    const webhook = await lockWebhook(manager, caller, change.webhookId);
    const events = change.events ? distinctEvents(change.events) : webhook.events;
    const selection = change.selection === undefined ? webhook.selection : change.selection;
    if (selection !== null) desk.checkSelection(selection, events);
    const url = change.url ? targetUrl(change.url, desk.allowance) : webhook.url;
    await manager.update(Webhook, { id: webhook.id }, { events, selection, url });
    await turn(manager, webhook, change.enabled ?? webhook.enabled);
    await wakeSenders(manager);
    return webhook.id;
  });
}

/** One that is enabled again begins with what happens from then on: the day's old news would be no news. */
async function turn(manager: EntityManager, webhook: Webhook, enabled: boolean): Promise<void> {
  if (enabled === webhook.enabled) return;
  if (!enabled) return disableWebhook(manager, webhook.id, null);
  const afterSeq = await lastSeq(manager, webhook.projectId);
  await manager.update(Webhook, { id: webhook.id }, { enabled, disabledBecause: null, afterSeq });
}

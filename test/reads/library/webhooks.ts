import { Webhook } from '../../../src/entities/webhook.entity';
import { WebhookDelivery } from '../../../src/entities/webhook-delivery.entity';
import { DELIVERY_STATUSES, WEBHOOK_EVENTS } from '../../../src/pipeline/webhooks/webhook';
import type { Rows } from './rows';
import { OBJECTS, TEXTS, TIMES } from './wicked';

/** One that was never called, one with a secret that signs beside it, and their deliveries in every state. */
export function addWebhooks(rows: Rows, projectId: string): void {
  const { random } = rows;
  for (const count of [0, 7]) {
    const events = random.shuffled(WEBHOOK_EVENTS).slice(count > 0 ? 2 : 0);
    const old = count > 0 ? { oldSecretSealed: 'old', oldSecretUntil: new Date(TIMES[0] ?? '') } : NEVER_ROTATED;
    const webhook = rows.add(Webhook, { projectId, events, ...old });
    for (let seq = 1; seq <= count; seq += 1) addDelivery(rows, webhook, seq);
  }
}

const NEVER_ROTATED = { oldSecretSealed: null, oldSecretUntil: null };

function addDelivery(rows: Rows, { id: webhookId, projectId }: Webhook, seq: number): void {
  const { random } = rows;
  const status = DELIVERY_STATUSES[seq % DELIVERY_STATUSES.length] ?? 'FAILED';
  const nextTryAt = status === 'PENDING' ? new Date(TIMES[1] ?? '') : null;
  const payload = random.chance(0.7) ? { ...random.pick(OBJECTS), said: random.pick(TEXTS) } : null;
  const leased = { leaseId: null, leasedUntil: null };
  rows.add(WebhookDelivery, { webhookId, projectId, seq, status, nextTryAt, payload, ...leased });
}

import { Webhook } from '../../../src/entities/webhook.entity';
import { WebhookDelivery } from '../../../src/entities/webhook-delivery.entity';
import { createProject } from '../../../src/pipeline';
import { sweepDeliveries } from '../../../src/pipeline/webhooks/sweep-deliveries.verb';
import type { DeliveryStatus } from '../../../src/pipeline/webhooks/webhook';
import { ADA, openStudio, type TestStudio } from '../library/studio';

const DAY_MS = 24 * 3_600_000;
const NOW = new Date('2026-11-21T09:30:00Z');
const { signal } = new AbortController();

let studio: TestStudio;
beforeEach(async () => {
  studio = { ...(await openStudio()), now: () => NOW };
});
afterEach(() => studio.close());

async function webhook(): Promise<{ webhookId: string; projectId: string }> {
  const projectId = await createProject(studio, ADA, { key: 'p', name: 'p', mode: 'OFFLINE', idempotencyKey: 'p' });
  const webhookId = studio.newId();
  const made = { createdBy: 'Ada', createdAt: NOW, afterSeq: 0, secretSealed: 'sealed' };
  await studio.store.manager.insert(Webhook, { id: webhookId, projectId, url: 'u', events: ['RUN_FAILED'], ...made });
  return { webhookId, projectId };
}

test('deliveries are kept for 30 days, and as long as they wait', async () => {
  const owner = await webhook();
  let seq = 0;
  const add = (status: DeliveryStatus, ageMs: number) => {
    seq += 1;
    const at = new Date(NOW.getTime() - ageMs);
    const nextTryAt = status === 'PENDING' ? NOW : null;
    const row = { id: studio.newId(), ...owner, event: 'RUN_FAILED', seq, subjectId: owner.projectId } as const;
    return studio.store.manager.insert(WebhookDelivery, { ...row, at, status, nextTryAt });
  };
  for (const status of ['DELIVERED', 'FAILED', 'PENDING'] as const) {
    await add(status, 30 * DAY_MS + 1);
    await add(status, 30 * DAY_MS);
  }
  expect(await sweepDeliveries(studio, signal)).toBe(2);
  const left = await studio.store.manager.find(WebhookDelivery, { order: { seq: 'ASC' } });
  expect(left.map(({ seq: kept, status }) => [kept, status])).toEqual([
    [2, 'DELIVERED'],
    [4, 'FAILED'],
    [5, 'PENDING'],
    [6, 'PENDING'],
  ]);
});

test('more than a batch is swept at once', async () => {
  const { webhookId, projectId } = await webhook();
  await studio.store.query(
    `INSERT INTO webhook_delivery (id, project_id, webhook_id, event, seq, subject_id, at, status)
     SELECT gen_random_uuid(), $1, $2, 'RUN_FAILED', n, $1, '2026-01-01', 'DELIVERED' FROM generate_series(1, 1200) n`,
    [projectId, webhookId],
  );
  expect(await sweepDeliveries(studio, signal)).toBe(1_200);
});

import type { EntityManager } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';

/** The webhook, until the transaction ends. One answer for what is not there and for what the caller may not see. */
export async function lockWebhook(manager: EntityManager, { projects }: Caller, webhookId: string): Promise<Webhook> {
  const [seen] = await manager.query<{ id: string }[]>(
    `SELECT id FROM webhook WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2)) FOR NO KEY UPDATE`,
    [webhookId, projects === 'all' ? null : projects],
  );
  if (seen) return manager.findOneByOrFail(Webhook, { id: seen.id });
  throw new NotFound('There is no such webhook.', {
    field: ['input', 'webhookId'],
    expected: 'the id of a webhook that you may see',
    remedy: 'Look it up with the field `webhooks` of its project.',
  });
}

import type { EntityManager } from 'typeorm';
import { WEBHOOKS_CHANNEL } from './webhook';

/** Those who send look at once when this transaction commits. */
export async function wakeSenders(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_notify($1, '')`, [WEBHOOKS_CHANNEL]);
}

import type { DataSource, EntityManager } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import { LimitExceeded } from '../errors';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import type { WebhookDesk } from './desk';
import { distinctEvents } from './settings';
import { targetUrl } from './target';
import { wakeSenders } from './wake-senders.verb';
import { MOST_WEBHOOKS, type WebhookEvent } from './webhook';

export interface NewWebhook {
  /** A row id. */
  readonly projectId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly selection?: string | null;
}

/** A webhook for what happens from now on. Its secret is in the answer and, sealed, in its row. */
export async function createWebhook(
  { studio, desk }: { readonly studio: Studio<DataSource>; readonly desk: WebhookDesk },
  caller: Caller,
  input: NewWebhook,
): Promise<{ webhookId: string; secret: string }> {
  const { projectId, selection = null } = input;
  const events = distinctEvents(input.events);
  const url = targetUrl(input.url, desk.allowance);
  if (selection !== null) desk.checkSelection(selection, events);
  const [id, secret] = [studio.newId(), desk.newSecret()];
  const sealed = { secretSealed: desk.seal(secret, id), oldSecretSealed: null, oldSecretUntil: null };
  const made = { createdBy: caller.name, createdAt: studio.now(), enabled: true, disabledBecause: null };
  await studio.store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    await assertRoom(manager, projectId);
    const afterSeq = await lastSeq(manager, projectId);
    await manager.insert(Webhook, { id, projectId, url, events, selection, afterSeq, ...made, ...sealed });
    await wakeSenders(manager);
  });
  return { webhookId: id, secret };
}

/** The project's row is locked, so that of two at once the second counts the first. */
async function assertRoom(manager: EntityManager, projectId: string): Promise<void> {
  await manager.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
  const count = await manager.countBy(Webhook, { projectId });
  if (count < MOST_WEBHOOKS) return;
  throw new LimitExceeded(`A project has at most ${MOST_WEBHOOKS} webhooks.`, {
    field: ['input', 'projectId'],
    expected: `a project with fewer than ${MOST_WEBHOOKS} webhooks`,
    got: `${count} webhooks`,
    remedy: 'Delete one that is no longer needed, or let one receiver take several events.',
  });
}

/** The number of the log's last line. */
export async function lastSeq(manager: EntityManager, projectId: string): Promise<number> {
  const [head] = await manager.query('SELECT last_seq FROM project_log_head WHERE project_id = $1', [projectId]);
  return head.last_seq;
}

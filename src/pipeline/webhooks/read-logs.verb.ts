import type { DataSource, EntityManager } from 'typeorm';
import { Webhook } from '../../entities/webhook.entity';
import { WebhookDelivery } from '../../entities/webhook-delivery.entity';
import type { Studio } from '../workspace/studio';
import { eventOfLine, type NewsLine } from './event-of-line';

/** How many lines of how many logs one transaction looks at. */
const LINES = 500;
const WEBHOOKS = 20;

/**
 * The lines that were written since become deliveries, each once: a webhook's cursor moves in the transaction that makes
 * them. What another process is at is left to it.
 */
export async function readLogs(studio: Studio<DataSource>, signal: AbortSignal): Promise<void> {
  let isMore = true;
  while (isMore && !signal.aborted) {
    isMore = await studio.store.transaction(async (manager) => {
      const behind = await webhooksBehind(manager);
      const read = [];
      for (const webhook of behind) read.push(await readOn(manager, studio, webhook));
      return read.some((lines) => lines > 0);
    });
  }
}

type Reader = Pick<Webhook, 'id' | 'projectId' | 'events' | 'afterSeq'>;

function webhooksBehind(manager: EntityManager): Promise<Reader[]> {
  return manager.query(
    `SELECT w.id, w.project_id AS "projectId", w.events, w.after_seq AS "afterSeq"
     FROM webhook w JOIN project_log_head h ON h.project_id = w.project_id
     WHERE w.enabled AND w.after_seq < h.last_seq ORDER BY w.id LIMIT $1 FOR NO KEY UPDATE OF w SKIP LOCKED`,
    [WEBHOOKS],
  );
}

interface Line extends NewsLine {
  readonly seq: number;
  readonly at: Date;
  readonly subjectId: string;
}

async function readOn(manager: EntityManager, { newId, now }: Studio<DataSource>, webhook: Reader): Promise<number> {
  const { id: webhookId, projectId, events } = webhook;
  const lines = await linesAfter(manager, webhook);
  const deliveries = lines.flatMap((line) => {
    const event = eventOfLine(line);
    if (!event || !events.includes(event)) return [];
    const { seq, at, subjectId } = line;
    return [{ id: newId(), projectId, webhookId, event, seq, subjectId, at, nextTryAt: now() }];
  });
  if (deliveries.length > 0) {
    await manager.insert(
      WebhookDelivery,
      deliveries.map((delivery) => ({ ...delivery, status: 'PENDING' as const })),
    );
  }
  const afterSeq = lines.at(-1)?.seq ?? webhook.afterSeq;
  await manager.update(Webhook, { id: webhookId }, { afterSeq });
  return lines.length;
}

/** Whatever is visible has no gaps. An asset's first state is the first line of its audit. */
function linesAfter(manager: EntityManager, { projectId, afterSeq }: Reader): Promise<Line[]> {
  return manager.query(
    `SELECT e.seq, e.at, e.kind, e.facts, e.subject_id AS "subjectId",
       CASE e.kind WHEN 'ASSET_REGISTERED' THEN
         (SELECT a.to_status FROM audit_entry a WHERE a.asset_id = e.subject_id AND a.from_status IS NULL)
       END AS "bornStatus"
     FROM project_event e WHERE e.project_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
    [projectId, afterSeq, LINES],
  );
}

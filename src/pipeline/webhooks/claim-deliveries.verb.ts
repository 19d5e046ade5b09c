import type { DataSource } from 'typeorm';
import type { Studio } from '../workspace/studio';
import type { WebhookEvent } from './webhook';

/** Longer than an attempt can take: its reads end after 10 s, its call after 15 s. After that whoever had it is dead. */
export const LEASE_MS = 60_000;

/**
 * How many calls one webhook gets at once: a receiver that hangs must not keep the others waiting. Processes that claim
 * in the same instant may pass it.
 */
const AT_ONCE = 4;

/** A delivery that is ours to send until its lease ends. */
export interface Claimed {
  readonly id: string;
  readonly leaseId: string;
  readonly webhookId: string;
  readonly projectId: string;
  readonly event: WebhookEvent;
  readonly subjectId: string;
  readonly at: Date;
  /** This one among them. */
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  /** Null at the first attempt: it is to be made. */
  readonly payload: string | null;
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly selection: string | null;
  readonly secretSealed: string;
  /** Null once its day is over. */
  readonly oldSecretSealed: string | null;
}

/** What is due and nobody else has. An attempt counts from here on, so that one which kills its sender is not made for ever. */
export async function claimDeliveries(
  { store, now, newId }: Studio<DataSource>,
  most: number,
): Promise<readonly Claimed[]> {
  const [at, leaseId] = [now(), newId()];
  const until = new Date(at.getTime() + LEASE_MS);
  const [claimed] = await store.query<[Claimed[], number]>(CLAIM, [at, leaseId, until, AT_ONCE, most]);
  return claimed;
}

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT p.id FROM webhook v CROSS JOIN LATERAL (
      SELECT d.id, d.next_try_at FROM webhook_delivery d
      WHERE d.webhook_id = v.id AND d.status = 'PENDING' AND d.next_try_at <= $1
        AND (d.leased_until IS NULL OR d.leased_until <= $1)
      ORDER BY d.next_try_at, d.id
      LIMIT greatest(0, $4 - (SELECT count(*) FROM webhook_delivery f
        WHERE f.webhook_id = v.id AND f.status = 'PENDING' AND f.leased_until > $1))
      FOR NO KEY UPDATE SKIP LOCKED
    ) p
    WHERE v.enabled ORDER BY p.next_try_at, p.id LIMIT $5
  )
  UPDATE webhook_delivery d SET lease_id = $2, leased_until = $3, attempts = d.attempts + 1,
    first_attempt_at = coalesce(d.first_attempt_at, $1)
  FROM due JOIN webhook w ON true
  WHERE d.id = due.id AND w.id = d.webhook_id
  RETURNING d.id, d.lease_id AS "leaseId", d.webhook_id AS "webhookId", d.project_id AS "projectId", d.event,
    d.subject_id AS "subjectId", d.at, d.attempts, d.first_attempt_at AS "firstAttemptAt", d.payload::text AS payload,
    w.url, w.events, w.selection, w.secret_sealed AS "secretSealed",
    CASE WHEN w.old_secret_until > $1 THEN w.old_secret_sealed END AS "oldSecretSealed"`;

/** When the next delivery may be claimed; null: none waits. One that is due already waits for its receiver's others. */
export async function nextDueAt({ store }: Pick<Studio<DataSource>, 'store'>): Promise<Date | null> {
  const [{ due }] = await store.query(
    `SELECT min(greatest(d.next_try_at, d.leased_until)) AS due
     FROM webhook w JOIN webhook_delivery d ON d.webhook_id = w.id WHERE w.enabled AND d.status = 'PENDING'`,
  );
  return due;
}

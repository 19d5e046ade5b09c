import type { EntityManager } from 'typeorm';
import { assertEnrolled } from './executor.verb';
import type { Made, MakeOrder } from './order';

/** What is known of a call that may have been sent before. */
export interface Sending {
  /** Null: it has not been sent for certain. */
  readonly sentSecondsAgo: number | null;
  /** The supplier's own name for the job. */
  readonly externalId: string | null;
  /** It was answered, and the bytes are kept. */
  readonly made: Made | null;
}

export async function sendingOf(manager: EntityManager, chargeId: string): Promise<Sending> {
  const [sending] = await manager.query<[Sending]>(
    `SELECT extract(epoch FROM clock_timestamp() - sent_at)::float AS "sentSecondsAgo", external_id AS "externalId", made
     FROM charge WHERE id = $1`,
    [chargeId],
  );
  return sending;
}

/** Committed before the call: whoever takes over after a crash knows that it may have been heard. */
export async function markSent(manager: EntityManager, executorId: string, order: MakeOrder): Promise<void> {
  await assertEnrolled(manager, executorId);
  await manager.query('UPDATE charge SET sent_at = clock_timestamp() WHERE id = $1', [order.chargeId]);
}

/** With the order beside it, so that what comes late can still be fetched and registered. */
export async function keepExternalId(manager: EntityManager, order: MakeOrder, externalId: string): Promise<void> {
  await manager.query('UPDATE charge SET external_id = $2, "order" = $3 WHERE id = $1', [
    order.chargeId,
    externalId,
    order,
  ]);
}

/** What is paid for and kept is not asked for again, though nobody has recorded the step yet. */
export async function keepMade(manager: EntityManager, order: MakeOrder, made: Made): Promise<void> {
  await manager.query('UPDATE charge SET made = $2 WHERE id = $1', [order.chargeId, made]);
}

/** The next call of the same charge is another one for the supplier, too. */
export async function forgetSending(manager: EntityManager, chargeId: string): Promise<void> {
  await manager.query('UPDATE charge SET sent_at = NULL, external_id = NULL, made = NULL WHERE id = $1', [chargeId]);
}

import type { EntityManager } from 'typeorm';
import { named } from './carry-out.tool';
import { closeCharge } from './close-charge.verb';
import { assertEnrolled } from './executor.verb';
import { failureOf } from './failure';
import type { Hall } from './hall.tool';
import { keepDelivery } from './keep-delivery.tool';
import type { Failure, MakeOrder } from './order';
import { settleJob } from './settle-job.verb';
import { SupplierFailed } from './supplier-failed';
import type { Continuing, Delivery, QueueingVendor } from './vendor';

/** So many in one look, and each is left to whoever looks for as long as it may take to fetch. */
const LOOKED_AT_ONCE = 4;
const LEASE_SECONDS = 60;
/** Looked for again after as long as it is overdue already, and no later than this. */
const MOST_WAIT_SECONDS = 900;
const GIVEN_UP_SECONDS = 86_400;

interface Overdue {
  readonly id: string;
  readonly order: MakeOrder;
  readonly externalId: string;
  readonly ageSeconds: number;
}

/**
 * Asks for jobs whose answer we stopped waiting for: what came late is kept and paid for, what failed gives its money back, and what
 * nobody knows of after a day is lost.
 */
export async function harvestOverdue(hall: Hall, signal: AbortSignal): Promise<void> {
  const due = await hall.studio.store.transaction((manager) => takeDue(manager, hall.executorId));
  for (const overdue of due) {
    signal.throwIfAborted();
    await look(hall, overdue, signal);
  }
}

async function takeDue(manager: EntityManager, executorId: string): Promise<Overdue[]> {
  await assertEnrolled(manager, executorId);
  const [due] = await manager.query<[Overdue[], number]>(
    `WITH due AS (
       SELECT id FROM charge WHERE status = 'OVERDUE' AND look_at <= clock_timestamp() ORDER BY look_at LIMIT $1 FOR UPDATE SKIP LOCKED
     )
     UPDATE charge c SET look_at = clock_timestamp() + greatest($2, least($3, extract(epoch FROM clock_timestamp() - c.sent_at)))
       * interval '1 second'
     FROM due WHERE c.id = due.id
     RETURNING c.id, c."order", c.external_id AS "externalId", extract(epoch FROM clock_timestamp() - c.sent_at)::float AS "ageSeconds"`,
    [LOOKED_AT_ONCE, LEASE_SECONDS, MOST_WAIT_SECONDS],
  );
  return due;
}

async function look(hall: Hall, overdue: Overdue, signal: AbortSignal): Promise<void> {
  const { order, externalId, ageSeconds } = overdue;
  const found = named(hall, order);
  if (found?.vendor.answers !== 'later') return giveUpIfOld(hall, overdue);
  const { vendor, trade } = found;
  const tools = { signal, progress: () => undefined, idempotencyKey: order.idempotencyKey };
  try {
    const delivery = await (vendor as QueueingVendor).poll(externalId, order, tools);
    if (!delivery) return await giveUpIfOld(hall, overdue);
    if ('next' in delivery) return await settleUnfinished(hall, overdue, delivery);
    await keep(hall, { order, delivery, vendor, capability: trade.capability, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    hall.log.warn({ err: error, provider: vendor.name, ageSeconds }, 'an overdue job was looked for');
    await settleFailed(hall, overdue, error);
  }
}

type Keeping = Omit<Parameters<typeof keepDelivery>[1], 'progress'> & { readonly order: MakeOrder; delivery: Delivery };

async function keep(hall: Hall, { order, ...keeping }: Keeping): Promise<void> {
  const made = await keepDelivery(hall, { ...keeping, progress: () => undefined });
  const outcome = { made, chargeId: order.chargeId };
  await hall.studio.store.transaction((manager) => settleJob(manager, hall, { order, outcome }));
}

/** Nobody waits for it any more, so nothing more is ordered; what was is paid for. */
async function settleUnfinished(hall: Hall, overdue: Overdue, { spentMicros }: Continuing): Promise<void> {
  const { provider } = overdue.order;
  const message = `${provider} had made a part of it when nobody waited for it any more.`;
  const failure: Failure = { code: 'TIMED_OUT', message, provider, retryable: true, remedy: 'Resume the run.' };
  await close(hall, overdue, { failure, billedMicros: spentMicros });
}

async function settleFailed(hall: Hall, overdue: Overdue, error: unknown): Promise<void> {
  const billed = error instanceof SupplierFailed ? error.billed : 'UNKNOWN';
  if (billed === 'UNKNOWN') return giveUpIfOld(hall, overdue);
  const failure = failureOf(error, overdue.order.jobId, overdue.order.provider);
  await close(hall, overdue, { failure, billedMicros: billed === 'NOTHING' ? null : billed.micros });
}

async function giveUpIfOld(hall: Hall, overdue: Overdue): Promise<void> {
  if (overdue.ageSeconds < GIVEN_UP_SECONDS) return;
  const { provider } = overdue.order;
  const message = `${provider} did not say within a day what became of it.`;
  const failure: Failure = { code: 'LOST', message, provider, retryable: false, remedy: 'Ask the supplier.' };
  await close(hall, overdue, { failure, billedMicros: 'LOST' });
}

interface Closing {
  readonly failure: Failure;
  readonly billedMicros: bigint | null | 'LOST';
}

function close({ studio, executorId }: Hall, { id }: Overdue, { failure, billedMicros }: Closing): Promise<void> {
  return studio.store.transaction(async (manager) => {
    await assertEnrolled(manager, executorId);
    const end =
      billedMicros === 'LOST'
        ? { status: 'LOST' as const }
        : billedMicros === null
          ? { status: 'RELEASED' as const }
          : { status: 'SETTLED' as const, billedMicros, assetId: null };
    await closeCharge(manager, { chargeId: id, ownRunId: null }, { ...end, failure });
  });
}

import type { EntityManager } from 'typeorm';
import { registerTakes } from '../library/register-take.verb';
import { endAllDone } from './end-job.verb';
import { assertEnrolled } from './executor.verb';
import { type Making, madeJob, type Settlement, takeOf } from './settle-job.verb';
import { type Begun, type LockedJob, lockJobsAndWaiting, type Workshop } from './take-in-hand.verb';

/**
 * Of many orders that came back at once, those that went the plain way, settled as `settleJob` would: made for nothing, for a job
 * that waits for it, and the first of its wish. Null: to be settled alone. In the order in which they were given.
 */
export async function settlePlain(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  settlements: readonly Settlement[],
): Promise<(Begun | null)[]> {
  await assertEnrolled(manager, workshop.executorId);
  const locked = await lockJobsAndWaiting(
    manager,
    settlements.map(({ order }) => order.jobId),
  );
  const makings = await plainOf(manager, makingsOf(locked, { settlements, workshop }));
  const next = await settleAll(manager, workshop, makings);
  const settled = new Set(makings.map(({ job }) => job.id));
  return settlements.map(({ order: { jobId } }) =>
    settled.has(jobId) ? { do: 'nothing', next: next.get(jobId) ?? null } : null,
  );
}

interface Returned {
  readonly settlements: readonly Settlement[];
  readonly workshop: Workshop<unknown>;
}

/** One of each wish and of each place: the next sees what the first made. */
function makingsOf(locked: readonly LockedJob[], { settlements, workshop: { trades } }: Returned): Making[] {
  const jobs = new Map(locked.map((one) => [one.job.id, one]));
  const taken = new Set<string>();
  return settlements.flatMap(({ order, outcome }) => {
    const { job, slot } = jobs.get(order.jobId) ?? {};
    const trade = job && trades[job.type];
    if (!job || !slot || trade?.does !== 'make' || !('made' in outcome) || outcome.made.costMicros > 0) return [];
    if (job.status !== 'PROCESSING' || job.tries !== order.tries) return [];
    const places = [`${order.projectId} ${order.wishHash}`, slot.id];
    if (places.some((place) => taken.has(place))) return [];
    for (const place of places) taken.add(place);
    return [{ job, slot, trade, order: { ...order, chargeId: outcome.chargeId }, made: outcome.made }];
  });
}

/** Nothing of that wish is there yet, sent back or not, here or in projects that share; and its charge is open, for nothing. */
async function plainOf(manager: EntityManager, makings: readonly Making[]): Promise<Making[]> {
  const orders = makings.map(({ order }) => order);
  const wishes = [orders.map(({ projectId }) => projectId), orders.map(({ wishHash }) => wishHash)];
  await manager.query(
    `SELECT 1 FROM make_intent i JOIN unnest($1::uuid[], $2::text[]) AS w(project_id, wish_hash) USING (project_id, wish_hash)
     ORDER BY project_id, wish_hash FOR UPDATE OF i`,
    wishes,
  );
  const rows = await manager.query<{ jobId: string }[]>(
    `SELECT w.job_id AS "jobId" FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS w(project_id, wish_hash, job_id, charge_id)
       JOIN charge c ON c.id = w.charge_id AND c.status = 'RESERVED' AND c.ceiling_micros = 0
       JOIN project p ON p.id = w.project_id AND NOT p.shares_takes
     WHERE (SELECT a.id FROM asset a WHERE a.project_id = w.project_id AND a.wish_hash = w.wish_hash LIMIT 1) IS NULL
     ORDER BY c.id FOR UPDATE OF c`,
    [...wishes, orders.map(({ jobId }) => jobId), orders.map(({ chargeId }) => chargeId)],
  );
  const plain = new Set(rows.map(({ jobId }) => jobId));
  return makings.filter(({ job }) => plain.has(job.id));
}

async function settleAll(
  manager: EntityManager,
  { studio }: Workshop<unknown>,
  makings: readonly Making[],
): Promise<ReadonlyMap<string, string>> {
  if (makings.length === 0) return new Map();
  const takes = await registerTakes(manager, studio, makings.map(takeOf));
  const registered = takes.flatMap((taken, index) => {
    const making = makings[index];
    return making ? [{ taken, making }] : [];
  });
  for (const { taken, making } of registered) {
    const { trade, order, made } = making;
    await trade.registered?.(manager, { order, made, assetId: taken.id });
  }
  await closeFree(
    manager,
    registered.map(({ taken, making: { order } }) => ({ ...order, assetId: taken.id })),
  );
  return endAllDone(
    manager,
    studio,
    registered.map(({ taken, making }) => madeJob(making, taken)),
  );
}

interface Paid {
  readonly projectId: string;
  readonly wishHash: string;
  readonly attempt: number;
  readonly chargeId: string;
  readonly assetId: string;
}

/** No money moves: what cost nothing was taken from no budget. */
async function closeFree(manager: EntityManager, paid: readonly Paid[]): Promise<void> {
  await manager.query(
    `WITH paid AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::uuid[])
         AS p(project_id, wish_hash, attempt, charge_id, asset_id)
     ), intent AS (
       UPDATE make_intent i SET status = 'SETTLED' FROM paid p
       WHERE i.project_id = p.project_id AND i.wish_hash = p.wish_hash AND i.attempt = p.attempt
     )
     UPDATE charge c SET status = 'SETTLED', actual_micros = 0, asset_id = p.asset_id, closed_at = clock_timestamp()
     FROM paid p WHERE c.id = p.charge_id`,
    [
      paid.map(({ projectId }) => projectId),
      paid.map(({ wishHash }) => wishHash),
      paid.map(({ attempt }) => attempt),
      paid.map(({ chargeId }) => chargeId),
      paid.map(({ assetId }) => assetId),
    ],
  );
}

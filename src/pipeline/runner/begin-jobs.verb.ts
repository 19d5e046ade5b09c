import type { EntityManager } from 'typeorm';
import { assertEnrolled } from './executor.verb';
import { openCharges } from './open-charge.verb';
import { begun, type Ordered, wishOf } from './place-order.verb';
import { preferencesIn } from './preferences-of.verb';
import { makeQueue } from './queue';
import { hastenQueues } from './queue-tempo.verb';
import { type Begun, type LockedJob, lockJobs, takeAllInHand, type Workshop } from './take-in-hand.verb';
import type { MakingTrade } from './trade.tool';
import { modelOf, type Preferences, vendorsFor } from './vendor';

/**
 * Of many jobs that begin at once, those that go the plain way, as `beginJob` would: nothing that exists will do, nobody makes it yet,
 * and whoever is asked first costs nothing. Null: to be begun alone. In the order in which they were asked for.
 */
export async function beginPlain(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  jobIds: readonly string[],
): Promise<(Begun | null)[]> {
  await assertEnrolled(manager, workshop.executorId);
  const wishing = wishingOf(await lockJobs(manager, jobIds), workshop);
  const orders = await orderAll(manager, workshop, await ordersOf(manager, wishing));
  return jobIds.map((jobId) => orders.get(jobId) ?? null);
}

interface Wishing {
  readonly job: LockedJob['job'];
  readonly slot: NonNullable<LockedJob['slot']>;
  readonly trade: MakingTrade;
}

/** One of each wish: the next who wishes for the same waits for the first. */
function wishingOf(locked: readonly LockedJob[], { trades }: Workshop<unknown>): Wishing[] {
  const byWish = new Map<string, Wishing>();
  for (const { job, slot } of locked) {
    const trade = trades[job.type];
    if (job.status !== 'READY' || !slot || trade?.does !== 'make') continue;
    const wish = `${slot.projectId} ${slot.wishHash}`;
    if (!byWish.has(wish)) byWish.set(wish, { job, slot, trade });
  }
  return [...byWish.values()];
}

type Ordering = Omit<Ordered, 'chargeId' | 'attempt'> & { readonly trade: MakingTrade };

async function ordersOf(manager: EntityManager, wishing: readonly Wishing[]): Promise<Ordering[]> {
  await lockIntents(manager, wishing);
  const open = await openProjects(manager, wishing);
  const closed = await closedSuppliers(manager);
  return wishing.flatMap(({ job, slot, trade }): Ordering[] => {
    const project = open.get(job.id);
    const wish = wishOf(slot);
    const vendors = project ? vendorsFor(trade.vendors, project, wish) : [];
    const [vendor] = vendors;
    if (!vendor || closed.has(vendor.name) || vendor.ceilingMicros(wish) > 0n) return [];
    return [{ job, slot, trade, vendor, wish, passedOver: [] }];
  });
}

/** In the order of their wishes; what was committed while they were waited for is seen by the statements after it. */
async function lockIntents(manager: EntityManager, wishing: readonly Wishing[]): Promise<void> {
  await manager.query(
    `INSERT INTO make_intent AS i (project_id, wish_hash, provider, attempt, status, at)
     SELECT project_id, wish_hash, '', 0, 'FAILED', now()
     FROM unnest($1::uuid[], $2::text[]) AS w(project_id, wish_hash) ORDER BY project_id, wish_hash
     ON CONFLICT (project_id, wish_hash) DO UPDATE SET at = i.at`,
    wishesOf(wishing),
  );
}

function wishesOf(wishing: readonly Pick<Wishing, 'slot'>[]): [string[], string[]] {
  return [wishing.map(({ slot }) => slot.projectId), wishing.map(({ slot }) => slot.wishHash)];
}

/** By job, where nothing stands in the way: a take of its own project, another who makes it, a pause, or takes of other projects. */
async function openProjects(manager: EntityManager, wishing: readonly Wishing[]): Promise<Map<string, Preferences>> {
  const rows = await manager.query<(Preferences & { jobId: string })[]>(
    `SELECT w.job_id AS "jobId", ${preferencesIn('p')}
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS w(project_id, wish_hash, job_id, run_id)
       JOIN run r ON r.id = w.run_id AND r.status <> 'PAUSED'
       JOIN project p ON p.id = w.project_id AND NOT p.shares_takes
       JOIN make_intent i ON i.project_id = w.project_id AND i.wish_hash = w.wish_hash AND i.status <> 'OPEN'
     WHERE (SELECT a.id FROM asset a WHERE a.project_id = w.project_id AND a.wish_hash = w.wish_hash LIMIT 1) IS NULL`,
    [...wishesOf(wishing), wishing.map(({ job }) => job.id), wishing.map(({ job }) => job.runId)],
  );
  return new Map(rows.map(({ jobId, ...project }) => [jobId, project]));
}

async function closedSuppliers(manager: EntityManager): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ name: string }[]>(
    'SELECT name FROM supplier_state WHERE stopped_reason IS NOT NULL OR open_until > clock_timestamp()',
  );
  return new Set(rows.map(({ name }) => name));
}

async function orderAll(
  manager: EntityManager,
  { studio, executorId }: Workshop<unknown>,
  orderings: readonly Ordering[],
): Promise<ReadonlyMap<string, Begun>> {
  if (orderings.length === 0) return new Map();
  const charged = orderings.map((ordering) => ({ ...ordering, chargeId: studio.newId() }));
  await openCharges(
    manager,
    charged.map(({ job, slot, trade, vendor, wish, chargeId: id }) => {
      return {
        id,
        job,
        wishHash: slot.wishHash,
        capability: trade.capability,
        vendor,
        model: modelOf(vendor, wish),
        ceilingMicros: 0n,
        budgetIds: [],
      };
    }),
  );
  const attemptOf = await openIntents(manager, charged);
  await hastenQueues(
    manager,
    charged.map(({ vendor }) => makeQueue(vendor.name)),
  );
  await takeAllInHand(
    manager,
    charged.map(({ job, slot: { wishHash }, vendor }) => {
      return { job, executorId, provider: vendor.name, wishHash, reservedMicros: 0n };
    }),
  );
  return new Map(charged.map((order) => [order.job.id, begun({ ...order, attempt: attemptOf(order.chargeId) })]));
}

/** Answers which attempt each charge pays for. */
async function openIntents(
  manager: EntityManager,
  charged: readonly (Ordering & { chargeId: string })[],
): Promise<(chargeId: string) => number> {
  const [rows] = await manager.query<[{ chargeId: string; attempt: number }[], number]>(
    `UPDATE make_intent i SET provider = o.provider, charge_id = o.charge_id, status = 'OPEN', attempt = attempt + 1, at = now()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) AS o(project_id, wish_hash, provider, charge_id)
     WHERE i.project_id = o.project_id AND i.wish_hash = o.wish_hash RETURNING i.charge_id AS "chargeId", i.attempt`,
    [...wishesOf(charged), charged.map(({ vendor }) => vendor.name), charged.map(({ chargeId }) => chargeId)],
  );
  const attempts = new Map(rows.map(({ chargeId, attempt }) => [chargeId, attempt]));
  return (chargeId) => {
    const attempt = attempts.get(chargeId);
    if (attempt === undefined) throw new Error(`No intent was opened for the charge ${chargeId}.`);
    return attempt;
  };
}

import type { EntityManager } from 'typeorm';
import type { Job } from '../../entities/job.entity';
import type { Slot } from '../../entities/slot.entity';
import { type SettledWish, settledWish } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import type { Capability } from '../values/capability';
import { closeCharge } from './close-charge.verb';
import { endFailed } from './end-job.verb';
import { idempotencyKeyOf, openCharge } from './open-charge.verb';
import type { Failure, MakeOrder, PassedOver } from './order';
import { preferencesOf } from './preferences-of.verb';
import { BROKEN_OFF, ENGINE_SCHEMA, MAKE, makeQueue } from './queue';
import { hastenQueues } from './queue-tempo.verb';
import { reserve, stopSpending } from './reserve.verb';
import { endReused, findTake } from './reuse-take.verb';
import { appendToRunLog } from './run-log.verb';
import { isOpen } from './supplier-state.verb';
import { type Begun, takeInHand, type Workshop } from './take-in-hand.verb';
import type { MakingTrade } from './trade.tool';
import { modelOf, type Vendor, vendorsFor } from './vendor';
import { holdForMoney } from './wait-for-money.verb';

export interface Placing {
  readonly job: Job;
  readonly slot: Slot;
  readonly trade: MakingTrade;
  /** Who was asked in vain, in order, and why. */
  readonly passedOver: readonly PassedOver[];
  /** Of the last of them: what is said where nobody is left. */
  readonly failure?: Failure;
}

const DONE: Begun = { do: 'nothing', next: null };

/**
 * Orders what a job wishes for: of whoever has been asked for the same already, or of the first supplier that may be asked, with
 * its price set aside and its intent committed before the call.
 */
export async function placeOrder(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  { job, slot, trade, passedOver, failure = nobody(trade.capability) }: Placing,
): Promise<Begun> {
  const wish = wishOf(slot);
  const intent = await lockIntent(manager, slot);
  if (intent.status === 'OPEN' && !(await isDead(manager, slot, intent))) {
    return join(manager, workshop, { job, slot, trade, wish, intent });
  }
  const made = intent.status === 'SETTLED' ? await findTake(manager, slot) : null; // while its lock was waited for
  if (made) return { do: 'nothing', next: await endReused(manager, workshop.studio, { job, slot, take: made, trade }) };
  const { vendor, before } = await firstOpen(manager, { job, trade, wish, passedOver });
  if (!vendor) return fail(manager, workshop, { job, failure });
  const ceilingMicros = vendor.ceilingMicros(wish);
  const reserved = await reserve(manager, job, ceilingMicros);
  if (reserved.is === 'BLOCKED') {
    await holdForMoney(manager, job.id);
    return DONE;
  }
  if (reserved.is === 'REACHED') {
    await stopSpending(manager, job, reserved.capMicros);
    return fail(manager, workshop, { job, failure: used(job.key) });
  }
  const { wishHash } = slot;
  const chargeId = workshop.studio.newId();
  const { budgetIds } = reserved;
  await openCharge(manager, {
    id: chargeId,
    job,
    wishHash,
    capability: trade.capability,
    vendor,
    model: modelOf(vendor, wish),
    ceilingMicros,
    budgetIds,
  });
  const attempt = await openIntent(manager, { slot, provider: vendor.name, chargeId });
  await hastenQueues(manager, [makeQueue(vendor.name)]);
  await tellFallBack(manager, job, { before, to: vendor.name });
  await takeInHand(manager, job, {
    executorId: workshop.executorId,
    provider: vendor.name,
    wishHash,
    reservedMicros: ceilingMicros,
  });
  return begun({ job, slot, vendor, wish, chargeId, attempt, passedOver: before });
}

/** What the slot wants at this moment, as its order says it. */
export function wishOf(slot: Slot): SettledWish {
  const { parameters, overrides } = slot;
  const settled = settledWish({ ...slot, parameters: parameters as JsonObject, overrides: overrides as JsonObject });
  const { capability, provider, model, prompt, inputs, variation } = settled;
  return { capability, provider, model, prompt, parameters: settled.parameters, inputs, variation };
}

interface Intent {
  readonly provider: string;
  readonly attempt: number;
  readonly status: string;
  readonly chargeId: string | null;
}

/** Locked, and there: of two who begin at once the second sees what the first wrote. */
async function lockIntent(manager: EntityManager, { projectId, wishHash }: Slot): Promise<Intent> {
  const [intent] = await manager.query<[Intent]>(
    `INSERT INTO make_intent AS i (project_id, wish_hash, provider, attempt, status, at) VALUES ($1, $2, '', 0, 'FAILED', now())
     ON CONFLICT (project_id, wish_hash) DO UPDATE SET at = i.at
     RETURNING provider, attempt, status, charge_id AS "chargeId"`,
    [projectId, wishHash],
  );
  return intent;
}

/**
 * Whoever made it broke off in a way that nobody foresaw and will never answer. Its money is given up for lost: nobody can say what
 * was asked of the supplier.
 */
async function isDead(manager: EntityManager, slot: Slot, { provider, attempt, chargeId }: Intent): Promise<boolean> {
  const dead = await manager.query(
    `SELECT 1 FROM ${ENGINE_SCHEMA}.workflow_status WHERE workflow_uuid = $1
       AND status IN (${BROKEN_OFF})`,
    [makingId(slot, provider, attempt)],
  );
  if (dead.length > 0) await closeCharge(manager, { chargeId, ownRunId: null }, { status: 'LOST' });
  return dead.length > 0;
}

function makingId({ projectId, wishHash }: Slot, provider: string, attempt: number): string {
  return [MAKE, projectId, wishHash, provider, attempt].join(':');
}

async function openIntent(
  manager: EntityManager,
  { slot, provider, chargeId }: { slot: Slot; provider: string; chargeId: string },
): Promise<number> {
  const [[{ attempt }]] = await manager.query<[[{ attempt: number }], number]>(
    `UPDATE make_intent SET provider = $3, charge_id = $4, status = 'OPEN', attempt = attempt + 1, at = now()
     WHERE project_id = $1 AND wish_hash = $2 RETURNING attempt`,
    [slot.projectId, slot.wishHash, provider, chargeId],
  );
  return attempt;
}

/** It is being made: whoever wishes for the same waits for the same workflow, and pays nothing. */
async function join(
  manager: EntityManager,
  { executorId }: Workshop<unknown>,
  { job, slot, trade, wish, intent }: Omit<Placing, 'passedOver' | 'failure'> & { wish: SettledWish; intent: Intent },
): Promise<Begun> {
  const { chargeId, attempt } = intent;
  const vendor = trade.vendors.find(({ name }) => name === intent.provider);
  if (!vendor || !chargeId) throw new Error(`What ${intent.provider} makes for ${job.key} cannot be waited for.`);
  const { wishHash } = slot;
  await takeInHand(manager, job, { executorId, provider: vendor.name, wishHash, reservedMicros: 0n });
  return begun({ job, slot, vendor, wish, chargeId, attempt, passedOver: [] });
}

export interface Ordered {
  readonly job: Job;
  readonly slot: Slot;
  readonly vendor: Vendor;
  readonly wish: SettledWish;
  readonly chargeId: string;
  readonly attempt: number;
  readonly passedOver: readonly PassedOver[];
}

export function begun({ job, slot, vendor, wish, chargeId, attempt, passedOver }: Ordered): Begun {
  const { projectId, wishHash } = slot;
  const { name: provider } = vendor;
  const model = modelOf(vendor, wish);
  const order: MakeOrder = {
    jobId: job.id,
    tries: job.tries,
    runId: job.runId,
    projectId,
    slotId: slot.id,
    type: job.type,
    wishHash,
    wish,
    provider,
    model,
    chargeId,
    attempt,
    tryNumber: 1,
    mostTries: job.maxAttempts,
    losses: 0,
    idempotencyKey: idempotencyKeyOf(chargeId),
    passedOver,
  };
  return { do: 'make', workflowId: makingId(slot, provider, attempt), priority: job.priority, order };
}

interface Choosing {
  readonly job: Job;
  readonly trade: MakingTrade;
  readonly wish: SettledWish;
  readonly passedOver: readonly PassedOver[];
}

/** The next after those who were asked in vain; one that is left alone for now only where nobody else may be asked. */
async function firstOpen(manager: EntityManager, { job, trade, wish, passedOver }: Choosing) {
  const open = vendorsFor(trade.vendors, await preferencesOf(manager, job.projectId), wish);
  const fresh = open.filter(({ name }) => !passedOver.some((before) => before.name === name));
  const before = [...passedOver];
  for (const vendor of fresh) {
    if (fresh.length === 1 || (await isOpen(manager, vendor.name))) return { vendor, before };
    before.push({ name: vendor.name, reason: 'It has failed too often, or was stopped, and is left alone for now.' });
  }
  return { vendor: fresh[0] ?? null, before: passedOver };
}

async function tellFallBack(
  manager: EntityManager,
  job: Job,
  { before, to }: { before: readonly PassedOver[]; to: string },
): Promise<void> {
  const last = before.at(-1);
  if (!last) return;
  const facts = { jobKey: job.key, from: last.name, to, reason: last.reason };
  await appendToRunLog(manager, { runId: job.runId, kind: 'PROVIDER_FELL_BACK', jobId: job.id, facts });
}

async function fail(
  manager: EntityManager,
  { studio }: Workshop<unknown>,
  { job, failure }: { job: Job; failure: Failure },
): Promise<Begun> {
  await endFailed(manager, studio, { job, failure });
  return DONE;
}

function nobody(capability: Capability): Failure {
  return {
    code: 'UNAUTHORISED',
    message: `Nobody may be asked for ${capability}.`,
    provider: null,
    retryable: true,
    remedy: 'Configure a supplier, or name the capability in offlineFor of the project.',
  };
}

function used(key: string): Failure {
  return {
    code: 'BUDGET_REACHED',
    message: `There is no money left for ${key}.`,
    provider: null,
    retryable: true,
    remedy: 'Resume the run with a higher cap.',
  };
}

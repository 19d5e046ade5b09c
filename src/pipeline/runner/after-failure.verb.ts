import type { EntityManager } from 'typeorm';
import { closeCharge, leaveOverdue } from './close-charge.verb';
import { assertEnrolled } from './executor.verb';
import { idempotencyKeyOf, openCharge } from './open-charge.verb';
import type { FailedTry, Failure, MakeOrder } from './order';
import { reserve } from './reserve.verb';
import { type Fate, fateOf, type RetryPolicy, secondsUntilNext } from './retry';
import { appendToRunLog, moveRunTotals } from './run-log.verb';
import { forgetSending } from './sending.verb';
import { noteFailure } from './supplier-state.verb';
import type { Workshop } from './take-in-hand.verb';
import type { Resend, Vendor } from './vendor';

/** What a failed order goes on with, the same however often it is asked. */
export type Verdict =
  | { readonly do: 'again'; readonly inSeconds: number; readonly order: MakeOrder }
  | { readonly do: 'give up'; readonly failure: Failure };

export interface AfterFailure {
  readonly order: MakeOrder;
  /** Null: nobody here is called so. */
  readonly vendor: Vendor | null;
  readonly tried: FailedTry;
  readonly policy: RetryPolicy;
  /** From 0 to below 1. */
  readonly random: number;
}

/** An overdue job is asked for this long after it was given up; see harvest.tool.ts for how often from then on. */
const LOOK_AGAIN_SECONDS = 1;

/**
 * Decides about the money of a try that failed and about the next one, in one transaction with the lines that tell of it. The
 * intent keeps the verdict, so whoever comes after a crash hears the same.
 */
export async function afterFailure(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  failing: AfterFailure,
): Promise<Verdict> {
  const { order, vendor, tried } = failing;
  await assertEnrolled(manager, workshop.executorId);
  const jobs = await lockWaiting(manager, order);
  const told = await lockVerdict(manager, order);
  if (told) return told;
  const plan = planOf(failing, jobs.length > 0);
  const willRetryAt = plan.inSeconds === null ? null : await timeIn(manager, plan.inSeconds);
  await settleFate(manager, failing, plan.fate);
  const next =
    plan.inSeconds === null ? null : await nextOrder(manager, workshop, { ...failing, fate: plan.fate, jobs });
  const verdict = verdictOf(tried.failure, plan.inSeconds, next);
  await keepVerdict(manager, order, verdict);
  const isTold = tried.wasAsked && tried.failure.code !== 'CANCELLED';
  if (isTold && vendor?.reach === 'NETWORK') await noteFailure(manager, vendor.name, tried);
  if (next) await tellOfRetry(manager, { order, jobs, failure: tried.failure, willRetryAt });
  return verdict;
}

/** Where the next try is not to be paid for, whoever wants it still is sent to ask for money like everybody else. */
function verdictOf(failure: Failure, inSeconds: number | null, next: MakeOrder | null): Verdict {
  if (inSeconds === null) return { do: 'give up', failure };
  if (!next) return { do: 'give up', failure: { ...failure, code: 'BUDGET_REACHED' } };
  return { do: 'again', inSeconds, order: next };
}

interface Waiting {
  readonly id: string;
  readonly key: string;
  readonly runId: string;
  readonly projectId: string;
  readonly type: string;
  readonly pilot: string | null;
  readonly estimateMicros: string;
  readonly attempts: number;
}

async function lockWaiting(manager: EntityManager, { projectId, wishHash }: MakeOrder): Promise<Waiting[]> {
  return manager.query(
    `SELECT id, key, run_id AS "runId", project_id AS "projectId", type, pilot, estimate_micros AS "estimateMicros", attempts
     FROM job WHERE project_id = $1 AND wish_hash = $2 AND status = 'PROCESSING' ORDER BY id FOR UPDATE`,
    [projectId, wishHash],
  );
}

/** What was decided of this very try, where somebody decided and died before it was recorded. */
async function lockVerdict(manager: EntityManager, order: MakeOrder): Promise<Verdict | null> {
  const [row] = await manager.query<[{ verdict: (Verdict & { of: string }) | null }?]>(
    'SELECT verdict FROM make_intent WHERE project_id = $1 AND wish_hash = $2 FOR UPDATE',
    [order.projectId, order.wishHash],
  );
  return row?.verdict?.of === nameOf(order) ? row.verdict : null;
}

function nameOf({ attempt, tryNumber, provider }: MakeOrder): string {
  return `${provider} ${attempt}.${tryNumber}`;
}

async function keepVerdict(manager: EntityManager, order: MakeOrder, verdict: Verdict): Promise<void> {
  await manager.query(
    `UPDATE make_intent SET verdict = $3, status = $4, charge_id = $5, at = now() WHERE project_id = $1 AND wish_hash = $2`,
    [
      order.projectId,
      order.wishHash,
      { ...verdict, of: nameOf(order) },
      verdict.do === 'again' ? 'OPEN' : 'FAILED',
      verdict.do === 'again' ? verdict.order.chargeId : order.chargeId,
    ],
  );
}

interface Plan {
  readonly fate: Fate;
  readonly inSeconds: number | null;
}

/** Nothing is tried again for nobody. A job that the supplier took and did not finish in time is left to it, not asked for anew. */
function planOf({ order, vendor, tried, policy, random }: AfterFailure, isWanted: boolean): Plan {
  const { failure, billed, isTaken, retryAfterSeconds } = tried;
  const terms = {
    billed: typeof billed === 'string' ? billed : ('AMOUNT' as const),
    resend: resendOf(vendor),
    isTaken,
  };
  const isLost = fateOf({ ...terms, isTriedAgain: true }) === 'LOST';
  const seconds = secondsUntilNext(
    {
      code: failure.code,
      attempt: order.tryNumber,
      mostAttempts: order.mostTries,
      losses: order.losses + (isLost ? 1 : 0),
      retryAfterSeconds,
      random,
    },
    policy,
  );
  const isLeft = isTaken && failure.code === 'TIMED_OUT';
  const inSeconds = isWanted && !isLeft ? seconds : null;
  return { inSeconds, fate: fateOf({ ...terms, isTriedAgain: inSeconds !== null }) };
}

/** Who can be asked what became of an order does it once, as if it knew our key. */
function resendOf(vendor: Vendor | null): Resend {
  if (vendor?.answers === 'later' && vendor.find) return 'KEYED';
  return vendor?.resend ?? 'FREE';
}

async function settleFate(manager: EntityManager, { order, tried }: AfterFailure, fate: Fate): Promise<void> {
  const { failure, evidenceSha256, billed } = tried;
  const charge = { chargeId: order.chargeId, ownRunId: null };
  if (fate === 'KEPT') return billed === 'UNKNOWN' ? undefined : forgetSending(manager, order.chargeId);
  if (fate === 'OVERDUE') return leaveOverdue(manager, order.chargeId, { failure, inSeconds: LOOK_AGAIN_SECONDS });
  const billedMicros = typeof billed === 'string' ? 0n : BigInt(billed.micros);
  const end = fate === 'BILLED' ? { status: 'SETTLED' as const, billedMicros, assetId: null } : { status: fate };
  await closeCharge(manager, charge, { ...end, failure, evidenceSha256 });
}

interface Next extends AfterFailure {
  readonly fate: Fate;
  readonly jobs: readonly Waiting[];
}

/** The same money where it was kept, other money where it is gone; null where there is none. */
async function nextOrder(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  { order, vendor, tried, fate, jobs }: Next,
): Promise<MakeOrder | null> {
  const next = { ...order, tryNumber: order.tryNumber + 1, losses: order.losses + (fate === 'LOST' ? 1 : 0) };
  if (fate === 'KEPT') {
    const isAnother = tried.billed !== 'UNKNOWN';
    return isAnother ? { ...next, idempotencyKey: `${idempotencyKeyOf(order.chargeId)}-${next.tryNumber}` } : next;
  }
  const payer = jobs.find(({ id }) => id === order.jobId) ?? jobs[0];
  const ceilingMicros = await ceilingOf(manager, order.chargeId);
  const reserved = payer && (await reserve(manager, payer, ceilingMicros));
  if (!payer || !vendor || reserved?.is !== 'RESERVED') return null;
  const id = workshop.studio.newId();
  const job = { ...payer, estimateMicros: BigInt(payer.estimateMicros) };
  const { wishHash, wish } = order;
  const { capability } = wish;
  const { budgetIds } = reserved;
  await openCharge(manager, { id, job, wishHash, capability, vendor, model: order.model, ceilingMicros, budgetIds });
  await moveRunTotals(manager, payer.runId, { reservedMicros: ceilingMicros });
  return { ...next, jobId: payer.id, runId: payer.runId, chargeId: id, idempotencyKey: idempotencyKeyOf(id) };
}

async function ceilingOf(manager: EntityManager, chargeId: string): Promise<bigint> {
  const [charge] = await manager.query<[{ ceilingMicros: string }]>(
    'SELECT ceiling_micros AS "ceilingMicros" FROM charge WHERE id = $1',
    [chargeId],
  );
  return BigInt(charge.ceilingMicros);
}

async function timeIn(manager: EntityManager, seconds: number): Promise<string> {
  const [{ at }] = await manager.query<[{ at: Date }]>("SELECT clock_timestamp() + $1 * interval '1 second' AS at", [
    seconds,
  ]);
  return at.toISOString();
}

interface Retrying {
  readonly order: MakeOrder;
  readonly jobs: readonly Waiting[];
  readonly failure: Failure;
  readonly willRetryAt: string | null;
}

/** Everybody who waits for it has failed once more, and hears when it is tried again. */
async function tellOfRetry(manager: EntityManager, { order, jobs, failure, willRetryAt }: Retrying): Promise<void> {
  await manager.query('UPDATE job SET attempts = attempts + 1 WHERE id = ANY($1)', [jobs.map(({ id }) => id)]);
  for (const { id, key, runId, attempts } of jobs) {
    const facts = { jobKey: key, attempt: attempts, error: { ...failure }, willRetryAt, provider: order.provider };
    await appendToRunLog(manager, { runId, kind: 'JOB_FAILED', jobId: id, facts });
  }
}

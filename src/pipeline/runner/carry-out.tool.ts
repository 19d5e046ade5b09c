import { ExecutorRetired } from '../errors';
import { askVendor } from './ask-vendor.tool';
import { failedTry } from './failed-try.tool';
import type { EngineLog, Hall } from './hall.tool';
import { keepDelivery } from './keep-delivery.tool';
import type { Failure, MakeOrder, Tried } from './order';
import { patiently } from './patience.tool';
import { progressLines } from './progress-lines.tool';
import { keepMade, sendingOf } from './sending.verb';
import { noteSuccess } from './supplier-state.verb';
import { takeTurn } from './supplier-turn.tool';
import type { MakingTrade } from './trade.tool';
import type { Vendor } from './vendor';

/**
 * One try of an order: asks the supplier, and keeps the bytes before anything is said of them. Stops when nobody wants it any more.
 * `closing` ends it without an answer: whoever takes the work over begins it anew.
 */
export async function carryOut(hall: Hall, order: MakeOrder, closing: AbortSignal): Promise<Tried> {
  const found = named(hall, order);
  if (!found) return unsent(unknownHere(order));
  const { trade, vendor } = found;
  const { manager } = hall.studio.store;
  const watch = hall.wanted.watch(order);
  const signal = AbortSignal.any([closing, watch.unwanted]);
  const progress = progressLines(hall, order);
  try {
    const before = isPaid(vendor) ? await patiently(() => sendingOf(manager, order.chargeId), signal) : null;
    if (before?.made) return { made: before.made };
    if (!(await patiently(() => hall.wanted.isStill(order), signal))) {
      return await failedTry(hall, { order, vendor, error: null, isWithdrawn: true });
    }
    await takeTurn(hall, vendor, signal);
    const delivery = await askVendor(hall, { order, vendor, signal, progress: progress.report });
    const { capability } = trade;
    const made = await keepDelivery(hall, { delivery, vendor, capability, signal, progress: progress.report });
    if (isPaid(vendor)) await patiently(() => keepMade(manager, order, made), signal);
    if (vendor.reach === 'NETWORK') await patiently(() => noteSuccess(manager, vendor.name), signal);
    return { made };
  } catch (error) {
    if (closing.aborted || error instanceof ExecutorRetired) throw error;
    const isWithdrawn = watch.unwanted.aborted;
    const tried = await failedTry(hall, { order, vendor, error, isWithdrawn });
    if (!isWithdrawn) logFailure(hall.log, tried.failure, { error, jobId: order.jobId });
    return tried;
  } finally {
    watch.stop();
    await progress.done();
  }
}

/** Asking again costs something, so what is known of a call is looked up before. */
function isPaid({ resend, answers }: Vendor): boolean {
  return resend !== 'FREE' || answers === 'later';
}

/** Null: an order of a server that had other suppliers. */
export function named(
  { trades }: Pick<Hall, 'trades'>,
  { type, provider }: MakeOrder,
): { trade: MakingTrade; vendor: Vendor } | null {
  const trade = trades[type];
  const vendor = trade?.does === 'make' ? trade.vendors.find(({ name }) => name === provider) : undefined;
  return trade?.does === 'make' && vendor ? { trade, vendor } : null;
}

function unknownHere({ provider, type }: MakeOrder): Failure {
  return {
    code: 'UNAUTHORISED',
    message: `Nobody called ${provider} does ${type} here.`,
    provider,
    retryable: true,
    remedy: 'Configure the supplier on every machine that works, or resume the run to ask another.',
  };
}

function unsent(failure: Failure): Tried {
  return { failure, retryAfterSeconds: null, billed: 'NOTHING', isTaken: false, wasAsked: false, evidenceSha256: null };
}

/** A refusal is said to whoever asked, in the run's log; the server's own log is for what nobody foresaw. */
export function logFailure(
  log: EngineLog,
  failure: Failure,
  { error, jobId }: { error: unknown; jobId: string },
): void {
  if (failure.code === 'INTERNAL') log.error({ err: error, job: jobId }, 'a job failed in a way that was not foreseen');
  else log.warn({ job: jobId, code: failure.code, reason: failure.message }, 'a job was refused');
}

import { DomainError } from '../errors';
import { ABANDONED, failureOf } from './failure';
import type { Hall } from './hall.tool';
import type { FailedTry, MakeOrder } from './order';
import { patiently } from './patience.tool';
import { type Sending, sendingOf } from './sending.verb';
import { SupplierClosed, SupplierFailed } from './supplier-failed';
import type { Vendor } from './vendor';

/** So long a supplier has to say that it has stopped. */
const WITHDRAWN_MS = 2_000;
/** A database that is away for longer than this leaves the order to whoever takes it over. */
const PATIENCE_MS = 480_000;

interface Failing {
  readonly order: MakeOrder;
  readonly vendor: Vendor;
  readonly error: unknown;
  /** Nobody wants it any more. */
  readonly isWithdrawn: boolean;
}

/** What a try that came to nothing says of its money: what is not known is looked up, and what is under way is called off. */
export async function failedTry(hall: Hall, failing: Failing): Promise<FailedTry> {
  const { order, vendor, error, isWithdrawn } = failing;
  const sending = await sendingNow(hall, failing);
  const isTaken = sending.externalId !== null;
  const isCalledOff = isWithdrawn && (await calledOff(hall, vendor, sending));
  const told = error instanceof SupplierFailed ? error : null;
  return {
    failure: isWithdrawn ? ABANDONED : failureOf(error, order.jobId, order.provider),
    retryAfterSeconds: told?.retryAfterSeconds ?? null,
    billed: isCalledOff ? 'NOTHING' : billedOf(error, sending),
    isTaken: isTaken && !isCalledOff,
    wasAsked: !(error instanceof SupplierClosed),
    evidenceSha256: told?.evidence ? await keptEvidence(hall, told.evidence) : null,
  };
}

async function sendingNow({ studio }: Hall, { order, vendor }: Failing): Promise<Sending> {
  if (vendor.resend === 'FREE' && vendor.answers === 'at once')
    return { sentSecondsAgo: null, externalId: null, made: null };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return patiently(() => sendingOf(studio.store.manager, order.chargeId), signal);
}

/** Our own refusals come before a supplier is asked; of anything else that went wrong after the call nobody knows. */
function billedOf(error: unknown, { sentSecondsAgo }: Sending): FailedTry['billed'] {
  if (error instanceof SupplierFailed) {
    return typeof error.billed === 'string' ? error.billed : { micros: error.billed.micros.toString() };
  }
  return sentSecondsAgo === null || error instanceof DomainError ? 'NOTHING' : 'UNKNOWN';
}

/** What shows that a reply was no good is worth keeping, and no reason to fail in another way. */
async function keptEvidence({ storage, log }: Hall, evidence: Uint8Array): Promise<string | null> {
  try {
    return (await storage.put(evidence)).sha256;
  } catch (error) {
    log.error({ err: error }, 'a reply that was no good could not be kept');
    return null;
  }
}

async function calledOff({ log }: Hall, vendor: Vendor, { externalId }: Sending): Promise<boolean> {
  if (vendor.answers === 'at once' || externalId === null) return false;
  try {
    return await vendor.cancel(externalId, AbortSignal.timeout(WITHDRAWN_MS));
  } catch (error) {
    log.warn({ err: error, provider: vendor.name }, 'a job that nobody wants any more could not be called off');
    return false;
  }
}

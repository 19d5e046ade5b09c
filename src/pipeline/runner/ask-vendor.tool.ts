import { setTimeout as delay } from 'node:timers/promises';
import type { Hall } from './hall.tool';
import type { MakeOrder } from './order';
import { patiently } from './patience.tool';
import { keepExternalId, markSent, type Sending, sendingOf } from './sending.verb';
import { SupplierFailed } from './supplier-failed';
import { unlessAborted } from './unless-aborted.tool';
import type { CallingVendor, Continuing, Delivery, MakingTools, Progress, QueueingVendor, Vendor } from './vendor';

export interface Asking {
  readonly order: MakeOrder;
  readonly vendor: Vendor;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Asks a supplier for what was ordered, or for what became of it where it may have been asked before. */
export async function askVendor(hall: Hall, { order, vendor, signal, progress }: Asking): Promise<Delivery> {
  const tools: MakingTools = { signal, progress, idempotencyKey: order.idempotencyKey };
  if (vendor.resend === 'FREE' && vendor.answers === 'at once') return answered(vendor, { order, tools });
  const { manager } = hall.studio.store;
  const sending = await patiently(() => sendingOf(manager, order.chargeId), signal);
  if (vendor.answers === 'at once') {
    assertNotLost(vendor, sending);
    await sent(hall, order, signal);
    return answered(vendor, { order, tools });
  }
  const { externalId, sentSecondsAgo } = sending;
  const taken =
    externalId === null
      ? await submitted(hall, { vendor, order, tools, sending })
      : { externalId, elapsedSeconds: sentSecondsAgo ?? 0 };
  return fetchedAll(hall, vendor, { ...taken, order, tools });
}

async function answered(
  vendor: CallingVendor,
  { order, tools }: { order: MakeOrder; tools: MakingTools },
): Promise<Delivery> {
  const tooLong = AbortSignal.timeout(vendor.timeoutSeconds * 1000);
  const signal = AbortSignal.any([tools.signal, tooLong]);
  try {
    const work = vendor.call(order, { ...tools, signal });
    // What works on this machine is waited for until it has cleared up after itself.
    return vendor.reach === 'NETWORK' ? await unlessAborted(work, signal) : await work;
  } catch (error) {
    throw tooLong.aborted && !tools.signal.aborted ? tooSlow(vendor) : error;
  }
}

interface Submitting {
  readonly vendor: QueueingVendor;
  readonly order: MakeOrder;
  readonly tools: MakingTools;
  readonly sending: Sending;
}

interface Taken {
  readonly externalId: string;
  /** Since it was sent. */
  readonly elapsedSeconds: number;
}

async function submitted(hall: Hall, { vendor, order, tools, sending }: Submitting): Promise<Taken> {
  const tooLong = AbortSignal.timeout(vendor.timeoutSeconds * 1000);
  const signal = AbortSignal.any([tools.signal, tooLong]);
  try {
    const found = await foundAgain(vendor, { order, sending, signal });
    const externalId = found ?? (await submit(hall, { vendor, order, tools, signal }));
    // Not `tools.signal`: what the supplier has taken is written down, whoever wants it still.
    const { manager } = hall.studio.store;
    await patiently(() => keepExternalId(manager, order, externalId), new AbortController().signal);
    return { externalId, elapsedSeconds: found === null ? 0 : (sending.sentSecondsAgo ?? 0) };
  } catch (error) {
    throw tooLong.aborted && !tools.signal.aborted ? tooSlow(vendor) : error;
  }
}

interface Finding {
  readonly order: MakeOrder;
  readonly sending: Sending;
  readonly signal: AbortSignal;
}

/** What may have been sent is looked for where it can be, and lost where it cannot. */
async function foundAgain(vendor: QueueingVendor, { order, sending, signal }: Finding): Promise<string | null> {
  if (!vendor.find) assertNotLost(vendor, sending);
  if (!vendor.find || sending.sentSecondsAgo === null) return null;
  return unlessAborted(vendor.find(order.idempotencyKey, signal), signal);
}

async function submit(
  hall: Hall,
  { vendor, order, tools, signal }: Omit<Submitting, 'sending'> & { signal: AbortSignal },
): Promise<string> {
  await sent(hall, order, signal);
  return unlessAborted(vendor.submit(order, { ...tools, signal }), signal);
}

function sent({ studio, executorId }: Hall, order: MakeOrder, signal: AbortSignal): Promise<void> {
  return patiently(() => studio.store.transaction((manager) => markSent(manager, executorId, order)), signal);
}

interface Fetching extends Taken {
  readonly order: MakeOrder;
  readonly tools: MakingTools;
}

/** Who was away for longer than a supplier may take asks for this long all the same: it has finished, most likely. */
const LEAST_SECONDS = 5;

/** One job, or one after the other. */
async function fetchedAll(hall: Hall, vendor: QueueingVendor, { order, tools, ...first }: Fetching): Promise<Delivery> {
  for (let taken: Taken = first; ; ) {
    const answer = await fetched(vendor, { ...taken, order, tools });
    if (!('next' in answer)) return answer;
    taken = { externalId: await continued(hall, order, answer), elapsedSeconds: 0 };
  }
}

/** What was taken is written down, whoever wants it still. */
async function continued({ studio }: Hall, order: MakeOrder, { soFar, next }: Continuing): Promise<string> {
  const keep = (externalId: string) =>
    patiently(() => keepExternalId(studio.store.manager, order, externalId), new AbortController().signal);
  await keep(soFar);
  const externalId = await next();
  await keep(externalId);
  return externalId;
}

/** Asks until the job is done or has taken too long. That the answer to a question was not heard says nothing of the job. */
async function fetched(
  vendor: QueueingVendor,
  { externalId, order, tools, elapsedSeconds }: Fetching,
): Promise<Delivery | Continuing> {
  const { timeoutSeconds } = vendor;
  const leftSeconds = Math.max(timeoutSeconds - elapsedSeconds, Math.min(timeoutSeconds, LEAST_SECONDS));
  const tooLong = AbortSignal.timeout(Math.ceil(leftSeconds * 1000));
  const signal = AbortSignal.any([tools.signal, tooLong]);
  for (;;) {
    let waitSeconds = vendor.pollSeconds;
    try {
      const delivery = await unlessAborted(vendor.poll(externalId, order, { ...tools, signal }), signal);
      if (delivery) return delivery;
    } catch (error) {
      if (tooLong.aborted && !tools.signal.aborted) throw tooSlow(vendor);
      if (!(error instanceof SupplierFailed) || error.billed !== 'UNKNOWN' || error.code === 'BAD_REPLY') throw error;
      waitSeconds = error.retryAfterSeconds ?? vendor.pollSeconds;
    }
    await delay(waitSeconds * 1000, undefined, { signal }).catch(() => undefined);
    if (tools.signal.aborted) throw tools.signal.reason;
    if (tooLong.aborted) throw tooSlow(vendor);
  }
}

function assertNotLost({ name, resend }: Vendor, { sentSecondsAgo }: Sending): void {
  if (sentSecondsAgo === null || resend !== 'NEVER') return;
  throw new SupplierFailed({
    code: 'LOST',
    message: `The server stopped while ${name} was asked; whether it heard, and billed, nobody can say.`,
    remedy: `Compare the account at ${name} with \`costReport\`.`,
    billed: 'UNKNOWN',
  });
}

function tooSlow({ name, timeoutSeconds }: Vendor): SupplierFailed {
  return new SupplierFailed({
    code: 'TIMED_OUT',
    message: `${name} gave no answer within ${timeoutSeconds} s.`,
    remedy: 'Try again later, or configure another supplier.',
    billed: 'UNKNOWN',
  });
}

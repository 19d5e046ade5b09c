import type { EntityManager } from 'typeorm';
import { endFailed } from './end-job.verb';
import { assertEnrolled } from './executor.verb';
import { holdIfPaused } from './hold-job.verb';
import type { Failure } from './order';
import { placeOrder } from './place-order.verb';
import { endReused, findTake } from './reuse-take.verb';
import { type Begun, lockJob, takeInHand, type Workshop } from './take-in-hand.verb';
import { writeJob } from './write-job.verb';

/**
 * Takes a job in hand: by what exists, by an order that is committed before anybody is asked, or, where only rows are to be
 * written, to its end. May be asked twice.
 */
export async function beginJob(manager: EntityManager, workshop: Workshop<unknown>, jobId: string): Promise<Begun> {
  const { studio, executorId, trades } = workshop;
  await assertEnrolled(manager, executorId);
  const { slot, job } = await lockJob(manager, jobId);
  if (job.status !== 'READY' && job.status !== 'PROCESSING') return { do: 'nothing', next: job.nextJobId };
  if (await holdIfPaused(manager, job)) return { do: 'nothing', next: null };
  const trade = trades[job.type];
  if (!trade) {
    await endFailed(manager, studio, { job, failure: unknownTrade(job.type) });
    return { do: 'nothing', next: null };
  }
  if (trade.does === 'write') {
    await takeInHand(manager, job, { executorId, provider: null, wishHash: null, reservedMicros: 0n });
    return { do: 'nothing', next: await writeJob(manager, studio, { job, trade }) };
  }
  if (!slot) throw new Error(`The job ${job.key} makes an asset and has no slot.`);
  const existing = await findTake(manager, slot);
  if (existing) return { do: 'nothing', next: await endReused(manager, studio, { job, slot, take: existing, trade }) };
  return placeOrder(manager, workshop, { job, slot, trade, passedOver: [] });
}

function unknownTrade(type: string): Failure {
  return {
    code: 'INTERNAL',
    message: `This server does not know how to do ${type}.`,
    provider: null,
    retryable: true,
    remedy: 'Resume the run on a server of the release that started it.',
  };
}

import type { EntityManager } from 'typeorm';
import { Job } from '../../entities/job.entity';
import { Slot } from '../../entities/slot.entity';
import type { Studio } from '../workspace/studio';
import type { MakeOrder } from './order';
import { appendToRunLog } from './run-log.verb';
import type { Trades } from './trade.tool';

export interface Workshop<Store> {
  readonly studio: Studio<Store>;
  readonly executorId: string;
  readonly trades: Trades;
}

/** What is to be done with a job. `nothing`: it is over, or put back, and its workflow goes on with the next. */
export type Begun =
  | { readonly do: 'make'; readonly order: MakeOrder; readonly workflowId: string; readonly priority: number }
  | { readonly do: 'nothing'; readonly next: string | null };

/** Slots are locked before jobs, here and wherever a take is registered. */
export async function lockJob(manager: EntityManager, jobId: string): Promise<{ job: Job; slot: Slot | null }> {
  const [{ slotId }] = await manager.query<[{ slotId: string | null }]>(
    'SELECT slot_id AS "slotId" FROM job WHERE id = $1',
    [jobId],
  );
  const slot = slotId
    ? await manager.findOneOrFail(Slot, { where: { id: slotId }, lock: { mode: 'for_no_key_update' } })
    : null;
  return { slot, job: await manager.findOneOrFail(Job, { where: { id: jobId }, lock: { mode: 'pessimistic_write' } }) };
}

export interface InHand {
  readonly executorId: string;
  readonly provider: string | null;
  readonly wishHash: string | null;
  readonly reservedMicros: bigint;
}

/** A line for each attempt, and none where a crash made somebody begin the same one again. */
export async function takeInHand(manager: EntityManager, job: Job, hand: InHand): Promise<void> {
  const again = job.status === 'PROCESSING' && job.provider === hand.provider;
  await manager.query(
    `UPDATE job SET status = 'PROCESSING', executor_id = $2, provider = $3, wish_hash = coalesce($4, wish_hash),
       attempts = attempts + $5::int, started_at = coalesce(started_at, clock_timestamp()) WHERE id = $1`,
    [job.id, hand.executorId, hand.provider, hand.wishHash, again ? 0 : 1],
  );
  if (again) return;
  await appendToRunLog(manager, {
    runId: job.runId,
    kind: 'JOB_STARTED',
    jobId: job.id,
    facts: { jobKey: job.key, attempt: job.attempts + 1, provider: hand.provider },
    change: { reservedMicros: hand.reservedMicros },
  });
}

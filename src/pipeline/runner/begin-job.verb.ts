import type { EntityManager } from 'typeorm';
import { Job } from '../../entities/job.entity';
import { Slot } from '../../entities/slot.entity';
import { settledWish } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import type { Studio } from '../workspace/studio';
import { endFailed } from './end-job.verb';
import { assertEnrolled } from './executor.verb';
import { holdIfPaused } from './hold-job.verb';
import type { Failure, MakeOrder } from './order';
import { MAKE } from './queue';
import { endReused, findTake } from './reuse-take.verb';
import { appendToRunLog } from './run-log.verb';
import type { MakingTrade, Trades } from './trade.tool';

export interface Workshop<Store> {
  readonly studio: Studio<Store>;
  readonly executorId: string;
  readonly trades: Trades;
}

/** What is to be done with a job. `nothing`: it is over, and its workflow goes on with the next. */
export type Begun =
  | { readonly do: 'make'; readonly order: MakeOrder; readonly workflowId: string; readonly attempt: number }
  | { readonly do: 'write' }
  | { readonly do: 'nothing'; readonly next: string | null };

/** Takes a job in hand: by what exists, or by an order that is committed before anybody is asked. May be asked twice. */
export async function beginJob(
  manager: EntityManager,
  { studio, executorId, trades }: Workshop<unknown>,
  jobId: string,
): Promise<Begun> {
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
    await take(manager, job, { executorId, provider: null, wishHash: null });
    return { do: 'write' };
  }
  if (!slot) throw new Error(`The job ${job.key} makes an asset and has no slot.`);
  const existing = await findTake(manager, slot);
  if (existing) return { do: 'nothing', next: await endReused(manager, studio, { job, slot, take: existing, trade }) };
  return order(manager, { job, slot, trade, executorId });
}

/** Slots are locked before jobs, here and wherever a take is registered. */
export async function lockJob(manager: EntityManager, jobId: string): Promise<{ job: Job; slot: Slot | null }> {
  const { slotId } = await manager.findOneByOrFail(Job, { id: jobId });
  if (slotId) await manager.query('SELECT 1 FROM slot WHERE id = $1 FOR NO KEY UPDATE', [slotId]);
  await manager.query('SELECT 1 FROM job WHERE id = $1 FOR UPDATE', [jobId]);
  const slot = slotId ? await manager.findOneByOrFail(Slot, { id: slotId }) : null;
  return { slot, job: await manager.findOneByOrFail(Job, { id: jobId }) };
}

interface Placing {
  readonly job: Job;
  readonly slot: Slot;
  readonly trade: MakingTrade;
  readonly executorId: string;
}

async function order(manager: EntityManager, { job, slot, trade, executorId }: Placing): Promise<Begun> {
  const { name: provider, model } = trade.supplier;
  const { projectId, wishHash } = slot;
  const attempt = await intend(manager, { projectId, wishHash, provider });
  await take(manager, job, { executorId, provider, wishHash });
  const wish = settledWish({
    ...slot,
    parameters: slot.parameters as JsonObject,
    overrides: slot.overrides as JsonObject,
  });
  const { capability, prompt, parameters, inputs, variation } = wish;
  return {
    do: 'make',
    attempt,
    workflowId: [MAKE, projectId, wishHash, provider, attempt].join(':'),
    order: {
      jobId: job.id,
      runId: job.runId,
      projectId,
      slotId: slot.id,
      type: job.type,
      wishHash,
      wish: { capability, provider: wish.provider, model: wish.model, prompt, parameters, inputs, variation },
      provider,
      model,
    },
  };
}

interface Intended {
  readonly projectId: string;
  readonly wishHash: string;
  readonly provider: string;
}

/** One at a time for a wish, whoever asks: who comes second waits for the same workflow. */
async function intend(manager: EntityManager, { projectId, wishHash, provider }: Intended): Promise<number> {
  const [{ attempt }] = await manager.query<[{ attempt: number }]>(
    `INSERT INTO make_intent AS i (project_id, wish_hash, provider, status, at) VALUES ($1, $2, $3, 'OPEN', now())
     ON CONFLICT (project_id, wish_hash, provider) DO UPDATE
       SET attempt = i.attempt + (i.status <> 'OPEN')::int, status = 'OPEN', at = excluded.at
     RETURNING attempt`,
    [projectId, wishHash, provider],
  );
  return attempt;
}

async function take(
  manager: EntityManager,
  job: Job,
  { executorId, provider, wishHash }: { executorId: string; provider: string | null; wishHash: string | null },
): Promise<void> {
  const again = job.status === 'PROCESSING';
  await manager.query(
    `UPDATE job SET status = 'PROCESSING', executor_id = $2, provider = $3, wish_hash = coalesce($4, wish_hash),
       attempts = attempts + $5::int, started_at = coalesce(started_at, clock_timestamp()) WHERE id = $1`,
    [job.id, executorId, provider, wishHash, again ? 0 : 1],
  );
  if (again) return;
  await appendToRunLog(manager, {
    runId: job.runId,
    kind: 'JOB_STARTED',
    jobId: job.id,
    facts: { jobKey: job.key, attempt: job.attempts + 1, provider },
  });
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

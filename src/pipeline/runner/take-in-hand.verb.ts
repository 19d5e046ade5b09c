import { type EntityManager, type EntityTarget, type FindOptionsOrder, type FindOptionsWhere, In } from 'typeorm';
import { Job } from '../../entities/job.entity';
import { Slot } from '../../entities/slot.entity';
import type { Studio } from '../workspace/studio';
import type { MakeOrder } from './order';
import { appendLinesToRunLog, type RunLine } from './run-log.verb';
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

export interface LockedJob {
  readonly job: Job;
  readonly slot: Slot | null;
}

/** Slots are locked before jobs, here and wherever a take is registered. */
export async function lockJob(manager: EntityManager, jobId: string): Promise<LockedJob> {
  const [locked] = await lockJobs(manager, [jobId]);
  if (!locked) throw new Error(`There is no job ${jobId}.`);
  return locked;
}

/** In the order of their ids, as everybody locks them, whatever the order in which they are asked for and answered. */
export async function lockJobs(manager: EntityManager, jobIds: readonly string[]): Promise<LockedJob[]> {
  const places = await manager.query<{ slotId: string }[]>(
    'SELECT DISTINCT slot_id AS "slotId" FROM job WHERE id = ANY($1) AND slot_id IS NOT NULL',
    [jobIds],
  );
  const slots = await lockById(manager, Slot, { ids: places.map(({ slotId }) => slotId), mode: 'for_no_key_update' });
  const jobs = await lockById(manager, Job, { ids: jobIds, mode: 'pessimistic_write' });
  return jobIds.flatMap((id) => {
    const job = jobs.get(id);
    return job ? [{ job, slot: slots.get(job.slotId ?? '') ?? null }] : [];
  });
}

/** With what waits for them: where several end at once, all of it has to be locked in one order. */
export async function lockJobsAndWaiting(manager: EntityManager, jobIds: readonly string[]): Promise<LockedJob[]> {
  await manager.query(
    `SELECT 1 FROM slot WHERE id IN (SELECT slot_id FROM job WHERE id = ANY($1)) ORDER BY id FOR NO KEY UPDATE`,
    [jobIds],
  );
  await manager.query(
    `SELECT 1 FROM job WHERE id = ANY($1::uuid[] || ARRAY(SELECT job_id FROM job_dependency WHERE depends_on_id = ANY($1)))
     ORDER BY id FOR UPDATE`,
    [jobIds],
  );
  return lockJobs(manager, jobIds);
}

async function lockById<Row extends { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  { ids, mode }: { ids: readonly string[]; mode: 'for_no_key_update' | 'pessimistic_write' },
): Promise<ReadonlyMap<string, Row>> {
  const where = { id: In([...ids]) } as FindOptionsWhere<Row>;
  const order = { id: 'ASC' } as FindOptionsOrder<Row>;
  const rows = await manager.find(entity, { where, order, lock: { mode } });
  return new Map(rows.map((row) => [row.id, row]));
}

export interface InHand {
  readonly executorId: string;
  readonly provider: string | null;
  readonly wishHash: string | null;
  readonly reservedMicros: bigint;
}

export interface Taking extends InHand {
  readonly job: Job;
}

/** A line for each attempt, and none where a crash made somebody begin the same one again. */
export async function takeInHand(manager: EntityManager, job: Job, hand: InHand): Promise<void> {
  await takeAllInHand(manager, [{ ...hand, job }]);
}

export async function takeAllInHand(manager: EntityManager, all: readonly Taking[]): Promise<void> {
  await manager.query(
    `UPDATE job SET status = 'PROCESSING', executor_id = t.executor_id, provider = t.provider,
       wish_hash = coalesce(t.wish_hash, job.wish_hash), attempts = attempts + CASE WHEN t.again THEN 0 ELSE 1 END,
       started_at = coalesce(started_at, clock_timestamp())
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[]) AS t(id, executor_id, provider, wish_hash, again)
     WHERE job.id = t.id`,
    [
      all.map(({ job }) => job.id),
      all.map(({ executorId }) => executorId),
      all.map(({ provider }) => provider),
      all.map(({ wishHash }) => wishHash),
      all.map(isAgain),
    ],
  );
  const lines = all.filter((taking) => !isAgain(taking)).map(startedLine);
  await appendLinesToRunLog(manager, lines);
}

function isAgain({ job, provider }: Pick<Taking, 'job' | 'provider'>): boolean {
  return job.status === 'PROCESSING' && job.provider === provider;
}

function startedLine({ job, provider, reservedMicros }: Taking): RunLine {
  const facts = { jobKey: job.key, attempt: job.attempts + 1, provider };
  return { runId: job.runId, kind: 'JOB_STARTED', jobId: job.id, facts, change: { reservedMicros } };
}

import type { EntityManager } from 'typeorm';
import type { JsonObject } from '../values/canonical-json';
import type { RunEventKind } from './run';

/** How the totals of a run move with a line of its log. */
export interface TotalsChange {
  readonly done?: number;
  readonly reused?: number;
  readonly failed?: number;
  readonly cancelled?: number;
  readonly reservedMicros?: bigint;
  readonly spentMicros?: bigint;
}

export interface RunLine {
  readonly runId: string;
  readonly kind: RunEventKind;
  readonly jobId?: string | null;
  readonly assetId?: string | null;
  readonly facts?: JsonObject;
  readonly change?: TotalsChange;
}

/** NOTIFY's channel for every run's log; the payload is the run's row id. It only wakes: the table is the truth. */
export const RUN_LOG_CHANNEL = 'workprint_run_log';

/** What the head says after a line. */
export interface RunHead {
  readonly lastSeq: number;
  /** Jobs that are neither done nor failed nor cancelled. */
  readonly open: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

/**
 * One line more in a run's log, with the totals after it. The head row is locked until the commit, so numbers have no gaps and
 * follow the order of commits. Time left is the time that the made jobs took so far, shared out to those still open.
 */
export async function appendToRunLog(manager: EntityManager, line: RunLine): Promise<RunHead> {
  const { done = 0, reused = 0, failed = 0, cancelled = 0, reservedMicros = 0n, spentMicros = 0n } = line.change ?? {};
  const [head] = await manager.query<[RunHead]>(
    `WITH head AS (
       UPDATE run_log_head SET last_seq = last_seq + 1, done = done + $6, reused = reused + $7, failed = failed + $8,
         cancelled = cancelled + $9, reserved_micros = reserved_micros + $10, spent_micros = spent_micros + $11
       WHERE run_id = $1 RETURNING *
     ), line AS (
       INSERT INTO run_event (run_id, seq, project_id, at, kind, job_id, asset_id, facts, jobs, done, reused, failed,
         estimated_micros, reserved_micros, spent_micros, seconds_left)
       SELECT $1, h.last_seq, h.project_id, clock_timestamp(), $2, $3, $4, $5, h.jobs, h.done, h.reused, h.failed,
         h.estimated_micros, h.reserved_micros, h.spent_micros,
         CASE WHEN h.done > h.reused THEN extract(epoch FROM clock_timestamp() - r.started_at)
           / (h.done - h.reused) * (h.jobs - h.done - h.failed - h.cancelled) END
       FROM head h JOIN run r ON r.id = h.run_id
     )
     SELECT h.last_seq AS "lastSeq", h.jobs - h.done - h.failed - h.cancelled AS open, h.done, h.failed, h.cancelled, pg_notify($12, $1::text)
     FROM head h`,
    [
      line.runId,
      line.kind,
      line.jobId ?? null,
      line.assetId ?? null,
      line.facts ?? {},
      done,
      reused,
      failed,
      cancelled,
      reservedMicros.toString(),
      spentMicros.toString(),
      RUN_LOG_CHANNEL,
    ],
  );
  return head;
}

/** Money that moves without a line of its own: the next line tells it. */
export async function moveRunTotals(manager: EntityManager, runId: string, change: TotalsChange): Promise<void> {
  const { reservedMicros = 0n, spentMicros = 0n } = change;
  if (reservedMicros === 0n && spentMicros === 0n) return;
  await manager.query(
    'UPDATE run_log_head SET reserved_micros = reserved_micros + $2, spent_micros = spent_micros + $3 WHERE run_id = $1',
    [runId, reservedMicros.toString(), spentMicros.toString()],
  );
}

interface ReusedJobs {
  readonly runId: string;
  readonly jobIds: readonly string[];
  /** What making them was thought to cost. */
  readonly droppedMicros: bigint;
}

/** A line for each job that was resolved as reused, in the order of their ids, each with the totals after it. */
export async function appendReusedToRunLog(
  manager: EntityManager,
  { runId, jobIds, droppedMicros }: ReusedJobs,
): Promise<RunHead> {
  const [head] = await manager.query<[RunHead]>(
    `WITH head AS (
       UPDATE run_log_head SET last_seq = last_seq + $3, done = done + $3, reused = reused + $3,
         estimated_micros = estimated_micros - $5 WHERE run_id = $1 RETURNING *
     ), reused AS (
       SELECT j.id, j.key, a.id AS asset_id, a.cost_micros, row_number() OVER (ORDER BY j.id)::int AS n
       FROM job j JOIN asset a ON a.id = j.reused_from_id WHERE j.id = ANY($2)
     ), line AS (
       INSERT INTO run_event (run_id, seq, project_id, at, kind, job_id, asset_id, facts, jobs, done, reused, failed,
         estimated_micros, reserved_micros, spent_micros)
       SELECT $1, h.last_seq - $3 + r.n, h.project_id, clock_timestamp(), 'ASSET_REUSED', r.id, r.asset_id,
         jsonb_build_object('jobKey', r.key, 'savedMicros', r.cost_micros::text), h.jobs, h.done - $3 + r.n, h.reused - $3 + r.n,
         h.failed, h.estimated_micros, h.reserved_micros, h.spent_micros
       FROM head h, reused r
     )
     SELECT h.last_seq AS "lastSeq", h.jobs - h.done - h.failed - h.cancelled AS open, h.done, h.failed, h.cancelled, pg_notify($4, $1::text)
     FROM head h`,
    [runId, jobIds, jobIds.length, RUN_LOG_CHANNEL, droppedMicros.toString()],
  );
  return head;
}

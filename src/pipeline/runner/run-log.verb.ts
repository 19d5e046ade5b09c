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
/** After the run's row id: not a line, but that what is made for the run may not be wanted any more. */
export const UNWANTED = ':unwanted';

/** What the head says after a line. */
export interface RunHead {
  readonly lastSeq: number;
  /** Jobs that are neither done nor failed nor cancelled. */
  readonly open: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** One line more in a run's log. */
export async function appendToRunLog(manager: EntityManager, line: RunLine): Promise<RunHead> {
  return appendTo(manager, line.runId, [line]);
}

/** Lines in their order, run by run; the heads of several runs are locked in the order of their ids. Answers what each says then. */
export async function appendLinesToRunLog(
  manager: EntityManager,
  lines: readonly RunLine[],
): Promise<ReadonlyMap<string, RunHead>> {
  const heads = new Map<string, RunHead>();
  for (const runId of [...new Set(lines.map((line) => line.runId))].sort()) {
    const own = lines.filter((line) => line.runId === runId);
    heads.set(runId, await appendTo(manager, runId, own));
  }
  return heads;
}

/**
 * The totals move once, and each line tells them as they are after it. The head row is locked until the commit, so numbers have no
 * gaps and follow the order of commits. Time left is the time that the made jobs took so far, shared out to those still open.
 */
async function appendTo(manager: EntityManager, runId: string, lines: readonly RunLine[]): Promise<RunHead> {
  const { rows, moved } = rowsOf(lines);
  const [head] = await manager.query<[RunHead]>(
    `WITH head AS (
       UPDATE run_log_head SET last_seq = last_seq + $2, done = done + $3, reused = reused + $4, failed = failed + $5,
         cancelled = cancelled + $6, reserved_micros = reserved_micros + $7, spent_micros = spent_micros + $8
       WHERE run_id = $1 RETURNING *
     ), after AS (
       SELECT h.last_seq - $2 + l.nth AS seq, h.project_id, l.kind, l."jobId", l."assetId", l.facts, h.jobs, h.done - l.done AS done,
         h.reused - l.reused AS reused, h.failed - l.failed AS failed, h.cancelled - l.cancelled AS cancelled, h.estimated_micros,
         h.reserved_micros - l."reservedMicros" AS reserved_micros, h.spent_micros - l."spentMicros" AS spent_micros
       FROM head h, jsonb_to_recordset($9::jsonb) AS l(nth int, kind text, "jobId" uuid, "assetId" uuid, facts jsonb, done int, reused int,
         failed int, cancelled int, "reservedMicros" bigint, "spentMicros" bigint)
     ), line AS (
       INSERT INTO run_event (run_id, seq, project_id, at, kind, job_id, asset_id, facts, jobs, done, reused, failed,
         estimated_micros, reserved_micros, spent_micros, seconds_left)
       SELECT r.id, a.seq, a.project_id, clock_timestamp(), a.kind, a."jobId", a."assetId", a.facts, a.jobs, a.done, a.reused, a.failed,
         a.estimated_micros, a.reserved_micros, a.spent_micros,
         CASE WHEN a.done > a.reused THEN extract(epoch FROM clock_timestamp() - r.started_at)
           / (a.done - a.reused) * (a.jobs - a.done - a.failed - a.cancelled) END
       FROM after a, run r WHERE r.id = $1
     )
     SELECT h.last_seq AS "lastSeq", h.jobs - h.done - h.failed - h.cancelled AS open, h.done, h.failed, h.cancelled,
       pg_notify($10, $1::text)
     FROM head h`,
    [
      runId,
      lines.length,
      moved.done,
      moved.reused,
      moved.failed,
      moved.cancelled,
      moved.reservedMicros.toString(),
      moved.spentMicros.toString(),
      JSON.stringify(rows),
      RUN_LOG_CHANNEL,
    ],
  );
  return head;
}

/** Each line with what those after it move, and what they all move: told from the last to the first. */
function rowsOf(lines: readonly RunLine[]) {
  let moved: Required<TotalsChange> = NOTHING_MOVED;
  const rows = lines.map((_, index) => {
    const nth = lines.length - index;
    const { kind, jobId = null, assetId = null, facts = {}, change } = lines[nth - 1] as RunLine;
    const { reservedMicros, spentMicros, ...later } = moved;
    moved = plus(moved, change);
    const money = { reservedMicros: reservedMicros.toString(), spentMicros: spentMicros.toString() };
    return { nth, kind, jobId, assetId, facts, ...later, ...money };
  });
  return { rows: rows.reverse(), moved };
}

const NOTHING_MOVED: Required<TotalsChange> = {
  done: 0,
  reused: 0,
  failed: 0,
  cancelled: 0,
  reservedMicros: 0n,
  spentMicros: 0n,
};

function plus(moved: Required<TotalsChange>, change: TotalsChange = {}): Required<TotalsChange> {
  return {
    done: moved.done + (change.done ?? 0),
    reused: moved.reused + (change.reused ?? 0),
    failed: moved.failed + (change.failed ?? 0),
    cancelled: moved.cancelled + (change.cancelled ?? 0),
    reservedMicros: moved.reservedMicros + (change.reservedMicros ?? 0n),
    spentMicros: moved.spentMicros + (change.spentMicros ?? 0n),
  };
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

import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import type { Storage } from '../../storage/storage';
import type { Workshop } from './begin-job.verb';
import { assertEnrolled } from './executor.verb';
import { ABANDONED, failureOf } from './failure';
import { patiently } from './fence.tool';
import type { Failure, Made, MakeOrder, Outcome } from './order';
import { appendToRunLog, RUN_LOG_CHANNEL } from './run-log.verb';
import { isWanted } from './settle-job.verb';
import type { Delivery, Progress } from './trade.tool';

/** What wakes those who follow a log; see server/log-signals.ts. */
export interface Wakes {
  version(topic: string): number;
  past(topic: string, version: number, signal: AbortSignal): Promise<void>;
}

export interface EngineLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface Hall extends Workshop<DataSource> {
  readonly storage: Storage;
  readonly wakes: Wakes;
  readonly log: EngineLog;
}

/** A line of progress costs a commit: a client sees no more than this many a second anyway. */
const PROGRESS_EVERY_MS = 250;

/**
 * Has an order carried out: asks the supplier, and keeps the bytes before anything is said of them. Stops when nobody wants it
 * any more. `closing` ends it without an outcome: whoever takes the work over begins it anew.
 */
export async function carryOut(hall: Hall, order: MakeOrder, closing: AbortSignal): Promise<Outcome> {
  const watch = watchWanted(hall, order, closing);
  const signal = AbortSignal.any([closing, watch.unwanted]);
  const progress = progressLines(hall, order);
  try {
    const wanted = await patiently(signal, () => isWanted(hall.studio.store.manager, order));
    if (!wanted) return { failure: ABANDONED };
    const trade = hall.trades[order.type];
    if (trade?.does !== 'make') throw new Error(`Nothing makes ${order.type}.`);
    const delivery = await trade.make(order, { signal, progress: progress.report });
    return { made: await kept(hall.storage, delivery, signal) };
  } catch (error) {
    if (watch.unwanted.aborted) return { failure: ABANDONED };
    if (closing.aborted) throw error;
    const failure = failureOf(error, order.jobId, order.provider);
    logFailure(hall.log, failure, { error, jobId: order.jobId });
    return { failure };
  } finally {
    watch.stop();
    await progress.done();
  }
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

async function kept(storage: Storage, { media, ...known }: Delivery, signal: AbortSignal): Promise<Made> {
  const bytes = media instanceof Uint8Array ? media : createReadStream(media.file);
  try {
    const blob = await storage.put(bytes, { signal });
    return { ...known, sha256: blob.sha256, bytes: blob.bytes };
  } finally {
    if (!(media instanceof Uint8Array)) await rm(media.file, { force: true });
  }
}

/** A cancelled run says so in its log, which wakes us: then the rows are asked. */
function watchWanted({ wakes, studio }: Hall, order: MakeOrder, closing: AbortSignal) {
  const [unwanted, over] = [new AbortController(), new AbortController()];
  const until = AbortSignal.any([closing, over.signal]);
  const topic = `${RUN_LOG_CHANNEL}:${order.runId}`;
  const look = async () => {
    while (!until.aborted) {
      const version = wakes.version(topic);
      const wanted = await isWanted(studio.store.manager, order).catch(() => true); // asked again at the next wake
      if (until.aborted) return;
      if (!wanted) return unwanted.abort(new Error('Nobody wants it any more.'));
      await wakes.past(topic, version, until);
    }
  };
  void look();
  return { unwanted: unwanted.signal, stop: () => over.abort() };
}

function progressLines({ studio, executorId, log }: Hall, order: MakeOrder) {
  let [lastMs, underWay] = [0, Promise.resolve()];
  const write = async ({ fraction, note }: Progress) => {
    await studio.store.transaction(async (manager) => {
      await assertEnrolled(manager, executorId);
      const [job] = await manager.query<{ key: string }[]>(
        "SELECT key FROM job WHERE id = $1 AND status = 'PROCESSING' FOR SHARE", // or a line may follow the one that ends the run
        [order.jobId],
      );
      const line = { runId: order.runId, kind: 'JOB_PROGRESSED' as const, jobId: order.jobId };
      if (job) await appendToRunLog(manager, { ...line, facts: { jobKey: job.key, fraction, note } });
    });
  };
  const report = (progress: Progress) => {
    const nowMs = studio.now().getTime();
    if (nowMs - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = nowMs;
    underWay = underWay
      .then(() => write(progress))
      .catch((error) => log.warn({ err: error }, 'progress was not written'));
  };
  return { report, done: () => underWay };
}

import { assertEnrolled } from './executor.verb';
import type { Hall } from './hall.tool';
import type { MakeOrder } from './order';
import { appendToRunLog } from './run-log.verb';
import type { Progress } from './vendor';

/** A line of progress costs a commit: a client sees no more than this many a second anyway. */
const PROGRESS_EVERY_MS = 250;

export interface ProgressLines {
  report(progress: Progress): void;
  done(): Promise<void>;
}

/** Progress as lines of the run's log. One that cannot be written is passed over: the next says more. */
export function progressLines({ studio, executorId, log }: Hall, order: MakeOrder): ProgressLines {
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

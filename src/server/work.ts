import type { Logger } from 'pino';
import { NotConfigured } from '../pipeline/errors';
import { openStorage } from '../storage/open-storage';
import type { Config } from './config';
import { ffmpegHere } from './ffmpeg';
import { RUN_LOG } from './follow';
import { LogSignals } from './log-signals';
import { ReadPool } from './read-pool';
import { openStore, studioOf } from './services';
import { assertSameStorage, assertShared } from './shared-storage';
import { suppliersHere } from './suppliers';
import { openWatch } from './watch';
import { openWorkshop, type Shift } from './workshop';

/** A worker answers nobody; the watch may look now and then. */
const READS_AT_ONCE = 2;

export interface Working {
  /** Why it cannot go on, should that happen. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/** The server's work without the server: on the same database and storage, beside as many others as there are. */
export async function work(config: Config, log: Logger, shift: Shift & { signal: AbortSignal }): Promise<Working> {
  const databaseUrl = assertShared(config);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const store = await openStore({ config, databaseUrl, log });
    undo.push(() => store.destroy());
    const storage = await openStorage(config.storageUrl ?? '', config.dataDir);
    await storage.check(shift.signal);
    await assertSameStorage(store, storage, shift.signal);
    const signals = new LogSignals(databaseUrl, [RUN_LOG.channel], log);
    await signals.start();
    undo.push(() => signals.stop());
    const pool = new ReadPool(databaseUrl, READS_AT_ONCE, log);
    undo.push(() => pool.end());
    const studio = studioOf(store, config);
    const { now, newId } = studio;
    const watching = openWatch({ config, port: pool, nowMs: () => now().getTime(), newId, log });
    undo.push(() => watching.close());
    const ffmpeg = ffmpegHere(config, log);
    const suppliers = suppliersHere(config, ffmpeg);
    undo.push(suppliers.close);
    if (!shift.queues) assertFilming(await ffmpeg(shift.signal));
    const engine = await openWorkshop(
      { config, studio, storage, signals, log, ffmpeg, suppliers, watching },
      databaseUrl,
      shift,
    );
    undo.push(engine.close);
    return { failed: engine.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It would take from others what it must fail. */
function assertFilming(ffmpeg: unknown): void {
  if (!(ffmpeg instanceof NotConfigured)) return;
  throw new NotConfigured('This machine has no FFmpeg, and would fail what others could do.', {
    ...ffmpeg,
    remedy: `${ffmpeg.remedy ?? 'Install FFmpeg.'} Or name the queues that it is to listen to, with --queues.`,
  });
}

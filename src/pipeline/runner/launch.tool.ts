import { DBOS } from '@dbos-inc/dbos-sdk';
import type { EngineLog } from './hall.tool';
import type { House } from './housekeeping.tool';
import { LANES, type Lane } from './lanes';
import { ENGINE_NAME, ENGINE_SCHEMA, makeQueue, POLL_MS, WORK_QUEUE, workQueue } from './queue';
import type { Trades } from './trade.tool';
import type { Vendor } from './vendor';

/** Jobs wait for suppliers most of the time; how many work at once is each supplier's limit. Thirty-two that wait for a slow one are to leave others a place. */
const JOBS_AT_ONCE = 64;
/** A process that was stopped holds its locks for so long: less than it takes until it counts as dead. */
const IDLE_TRANSACTION_MS = 5_000;

/** What steps answer is plain, and is written as it is: SuperJSON, for values that JSON does not know, took a twentieth of the engine's time. */
const PLAIN_JSON = {
  name: () => 'workprint_json',
  stringify: (value: unknown) => JSON.stringify(value ?? null),
  parse: (text: string | null | undefined) => (text == null ? null : JSON.parse(text)),
};

interface Launching extends Pick<House, 'log' | 'closing' | 'executorId' | 'version'> {
  readonly trades: Trades;
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly queues: readonly string[] | null;
}

/** DBOS, with a queue for each lane and each supplier. */
export async function launch(
  databaseUrl: string,
  { trades, lanes, log, closing, executorId, version, queues }: Launching,
): Promise<void> {
  DBOS.setConfig({
    name: ENGINE_NAME,
    systemDatabaseUrl: databaseUrl,
    systemDatabaseSchemaName: ENGINE_SCHEMA,
    systemDatabasePoolSize: 8,
    systemDatabaseIdleTransactionTimeoutMs: IDLE_TRANSACTION_MS,
    applicationVersion: version,
    executorID: executorId,
    ...(queues && { listenQueues: [...queues] }),
    logger: plain(log, closing.signal),
    serializer: PLAIN_JSON,
    runMigrations: false,
  });
  await DBOS.launch();
  const settings = { minPollingIntervalMs: POLL_MS, onConflict: 'always_update' as const };
  await DBOS.registerQueue(WORK_QUEUE, { ...settings, workerConcurrency: JOBS_AT_ONCE });
  for (const lane of LANES) {
    await DBOS.registerQueue(workQueue(lane), { ...settings, globalConcurrency: lanes[lane] });
  }
  for (const { name, isShared, atOnce } of vendorsOf(trades)) {
    const limit = isShared ? { globalConcurrency: atOnce } : { workerConcurrency: atOnce };
    await DBOS.registerQueue(makeQueue(name), { ...settings, ...limit });
  }
}

/** Each once: one supplier may serve several trades. */
function vendorsOf(trades: Trades): Vendor[] {
  const all = Object.values(trades).flatMap((trade) => (trade.does === 'make' ? trade.vendors : []));
  return [...new Map(all.map((vendor) => [vendor.name, vendor])).values()];
}

/**
 * DBOS's own lines, at the levels of our log; its chatter at each start is of no use to anyone. Once we close, what was under
 * way finds its pool gone and says so, as it should: the work is left to whoever comes next.
 */
function plain(log: EngineLog, closing: AbortSignal) {
  const unlessClosing = (say: () => void) => (closing.aborted ? undefined : say());
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (entry: unknown) => unlessClosing(() => log.warn({ engine: String(entry) }, 'the engine warns')),
    error: (entry: unknown) => unlessClosing(() => log.error({ err: entry }, 'the engine met an error')),
  };
}

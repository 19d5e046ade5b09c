import { DBOS } from '@dbos-inc/dbos-sdk';
import type { EntityManager } from 'typeorm';
import { ExecutorRetired } from '../errors';
import { type Begun, beginJob } from './begin-job.verb';
import { carryOut, type EngineLog, type Hall, logFailure } from './carry-out.tool';
import { enrol, retire } from './executor.verb';
import { failureOf } from './failure';
import { fenced } from './fence.tool';
import { type House, keepHouse, takeOver } from './housekeeping.tool';
import type { MakeOrder, Outcome } from './order';
import { isOutage } from './outage';
import { setPace } from './pace.tool';
import { openPulse, type Pulse } from './pulse.tool';
import { ENGINE_NAME, ENGINE_SCHEMA, ENGINE_VERSION, MAKE, makeQueue, POLL_MS, WORK, WORK_QUEUE } from './queue';
import { failJob, giveUp, settleJob, writeJob } from './settle-job.verb';

export interface EngineOptions extends Omit<Hall, 'executorId'> {
  readonly databaseUrl: string;
  /** The database is ours alone: whoever else is enrolled is dead for certain. */
  readonly sole: boolean;
  /** The queues that this process listens to; null: all. */
  readonly queues?: readonly string[] | null;
  /** The most that this process does at once of each queue; null: what the queue says. */
  readonly mostAtOnce?: number | null;
  /** Of the engine: what others have begun is left to them while there are any. */
  readonly version?: string;
  /** Asked every few seconds: why this program may not go on with this database. */
  readonly outdated?: () => Promise<Error | null>;
}

export interface Engine {
  /** Why it cannot go on, should that happen. */
  readonly failed: Promise<Error>;
  /** Begins nothing more, and leaves what is under way to whoever comes next. */
  close(): Promise<void>;
}

/** Jobs wait for suppliers most of the time; how many work at once is each supplier's limit. */
const JOBS_AT_ONCE = 32;
/** A process that was stopped holds its locks for so long: less than it takes until it counts as dead. */
const IDLE_TRANSACTION_MS = 5_000;
/** What is under way at a stop has this long to end; what has not is left as after a crash. */
const GRACE_MS = 8_000;
/** A database that is restarted is away for seconds: 0.25 s, doubled eleven times, is some eight minutes. */
const PATIENCE = {
  retriesAllowed: true,
  intervalSeconds: 0.25,
  maxAttempts: 12,
  shouldRetry: isOutage,
};

/** DBOS drops a workflow after its 100th start, and its job would be under way for ever. Each restart of a server counts. */
const ALWAYS_TAKEN_OVER = { maxRecoveryAttempts: Number.MAX_SAFE_INTEGER - 1 };

/** The one engine of this process: DBOS is one a process too, and its workflows are found by name. */
let hall: Floor | null = null;

interface Floor extends Hall, House {
  readonly underWay: Set<Promise<unknown>>;
  readonly queues: readonly string[] | null;
  /** Ends what this process changed of DBOS for itself. */
  readonly unset: () => void;
}

function floor(): Floor {
  if (!hall) throw new Error('The engine does not run in this process.');
  return hall;
}

DBOS.registerWorkflow(
  async (jobId: string): Promise<void> => {
    const shop = floor();
    // What comes next is always what a recorded step answered, never which promise was settled first: DBOS replays by order.
    for (let next: string | null = jobId; next !== null; ) next = await workOn(shop, next);
  },
  { name: WORK, ...ALWAYS_TAKEN_OVER },
);

const make = DBOS.registerWorkflow(
  async (order: MakeOrder, attempt: number): Promise<Outcome> => {
    const shop = floor();
    const outcome = await step(shop, 'carry out', () => fenced(shop, () => carryOut(shop, order, shop.closing.signal)));
    if ('failure' in outcome) {
      await transact(shop, 'give up', (manager) => giveUp(manager, shop.executorId, { order, attempt }));
    }
    return outcome;
  },
  { name: MAKE, ...ALWAYS_TAKEN_OVER },
);

/** One job to its end, whatever happens: a mistake of ours fails the job by name, and the run goes on without it. */
async function workOn(shop: Floor, jobId: string): Promise<string | null> {
  try {
    return await doJob(shop, jobId);
  } catch (error) {
    if (shop.closing.signal.aborted) return never(); // it is the engine that ends, and not the job that failed
    const failure = failureOf(error, jobId, null);
    logFailure(shop.log, failure, { error, jobId });
    await transact(shop, 'fail', (manager) => failJob(manager, shop, { jobId, failure }));
    return null;
  }
}

async function doJob(shop: Floor, jobId: string): Promise<string | null> {
  const begun = await transact<Begun>(shop, 'begin', (manager) => beginJob(manager, shop, jobId));
  if (begun.do === 'nothing') return begun.next;
  if (begun.do === 'write') return transact(shop, 'write', (manager) => writeJob(manager, shop, jobId));
  const { order, workflowId, attempt } = begun;
  const making = await DBOS.startWorkflow(make, { workflowID: workflowId, queueName: makeQueue(order.provider) })(
    order,
    attempt,
  );
  const outcome = await making.getResult({ pollingIntervalMs: POLL_MS });
  return transact(shop, 'settle', (manager) => settleJob(manager, shop, { order, outcome }));
}

/** One recorded step that is one transaction of ours. */
function transact<T>(shop: Floor, name: string, act: (manager: EntityManager) => Promise<T>): Promise<T> {
  return step(shop, name, () => shop.studio.store.transaction(act), PATIENCE);
}

/**
 * A recorded step. Once the engine closes nothing is begun, and what ends by its closing is never recorded: the step hangs,
 * and whoever takes the work over does it anew. A workflow keeps to the engine that it began with: the next one of this
 * process runs it as another.
 */
function step<T>(shop: Floor, name: string, act: () => Promise<T>, patience = {}): Promise<T> {
  const once = async (): Promise<T> => {
    if (shop.closing.signal.aborted) return never();
    const doing = act();
    shop.underWay.add(doing);
    try {
      return await doing;
    } catch (error) {
      if (error instanceof ExecutorRetired) shop.fail(error);
      if (shop.closing.signal.aborted) return never();
      throw error;
    } finally {
      shop.underWay.delete(doing);
    }
  };
  return DBOS.runStep(once, { name, ...patience });
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

export async function openEngine({ databaseUrl, sole, ...given }: EngineOptions): Promise<Engine> {
  if (hall) throw new Error('An engine runs in this process already.');
  const executorId = given.studio.newId();
  const pulse = openPulse(databaseUrl, executorId);
  const { shop, failed } = openFloor({ ...given, executorId, pulse });
  const { version, queues } = shop;
  hall = shop;
  try {
    await given.studio.store.transaction((manager) => enrol(manager, { executorId, version, queues }));
    await launch(databaseUrl, shop);
    await takeOver(shop, sole);
  } catch (error) {
    await close(shop);
    throw error;
  }
  keepHouse(shop);
  return { failed, close: () => close(shop) };
}

type Given = Omit<EngineOptions, 'databaseUrl' | 'sole'> & { readonly executorId: string; readonly pulse: Pulse };

function openFloor({ version = ENGINE_VERSION, queues = null, mostAtOnce = null, outdated, ...given }: Given): {
  shop: Floor;
  failed: Promise<Error>;
} {
  const closing = new AbortController();
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = (error) => {
      closing.abort(error);
      resolve(error);
    };
  });
  const ours = { version, queues, outdated: outdated ?? (async () => null), unset: setPace(mostAtOnce) };
  return { shop: { ...given, ...ours, closing, underWay: new Set(), fail }, failed };
}

async function launch(
  databaseUrl: string,
  { trades, log, closing, executorId, version, queues }: Floor,
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
    runMigrations: false,
  });
  await DBOS.launch();
  const settings = { minPollingIntervalMs: POLL_MS, onConflict: 'always_update' as const };
  await DBOS.registerQueue(WORK_QUEUE, { ...settings, workerConcurrency: JOBS_AT_ONCE });
  for (const trade of Object.values(trades)) {
    if (trade.does !== 'make') continue;
    await DBOS.registerQueue(makeQueue(trade.supplier.name), { ...settings, workerConcurrency: trade.atOnce });
  }
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

async function close(shop: Floor): Promise<void> {
  shop.closing.abort(new Error('The engine is closing.'));
  await Promise.race([Promise.allSettled(shop.underWay), pause(GRACE_MS)]);
  await DBOS.shutdown();
  await retire(shop.studio.store.manager, shop.executorId).catch((error) =>
    shop.log.warn({ err: error }, 'the executor could not be retired: its work is free after a while'),
  );
  await shop.pulse.stop();
  shop.unset();
  hall = null;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

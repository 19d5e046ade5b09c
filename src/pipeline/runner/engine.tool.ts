import { setTimeout as delay } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type { EntityManager } from 'typeorm';
import { ExecutorRetired } from '../errors';
import { afterFailure, type Verdict } from './after-failure.verb';
import { beginJob } from './begin-job.verb';
import { carryOut, type EngineLog, type Hall, logFailure, named } from './carry-out.tool';
import { calmQueues } from './enqueue-jobs.verb';
import { assertEnrolled, beat, enrol, retire, retireSilent } from './executor.verb';
import { failureOf } from './failure';
import { harvestOverdue } from './harvest.tool';
import { LANE_LIMITS, LANES, type Lane } from './lanes';
import type { FailedTry, MakeOrder, Outcome } from './order';
import { isOutage } from './outage';
import {
  ENGINE_NAME,
  ENGINE_SCHEMA,
  ENGINE_VERSION,
  HIGHEST_PRIORITY,
  MAKE,
  makeQueue,
  POLL_MS,
  WORK,
  WORK_QUEUE,
  workQueue,
} from './queue';
import { RETRY, type RetryPolicy } from './retry';
import { failJob, settleJob } from './settle-job.verb';
import type { Begun } from './take-in-hand.verb';
import type { Trades } from './trade.tool';
import type { Vendor } from './vendor';
import { wakeHeld } from './wait-for-money.verb';
import { JOB_SPAN } from './watch';

export interface EngineOptions extends Omit<Hall, 'executorId' | 'retry'> {
  readonly retry?: RetryPolicy;
  /** How often it is looked for what was left over. */
  readonly tidyMs?: number;
  /** How many jobs of a lane at once, over all machines. */
  readonly lanes?: Readonly<Record<Lane, number>>;
  readonly databaseUrl: string;
  /** The database is ours alone: whoever else is enrolled is dead for certain. */
  readonly sole: boolean;
}

export interface Engine {
  /** Why it cannot go on, should that happen. */
  readonly failed: Promise<Error>;
  /** Begins nothing more, and leaves what is under way to whoever comes next. */
  close(): Promise<void>;
}

/** Jobs wait for suppliers most of the time; how many work at once is each supplier's limit. */
const JOBS_AT_ONCE = 32;
const BEAT_MS = 3_000;
const TIDY_MS = 10_000;
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

interface Floor extends Hall {
  readonly retry: RetryPolicy;
  readonly tidyMs: number;
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly closing: AbortController;
  readonly underWay: Set<Promise<unknown>>;
  fail(error: Error): void;
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
  async (first: MakeOrder): Promise<Outcome> => {
    const shop = floor();
    for (let order = first; ; ) {
      const tried = await step(shop, 'carry out', () => carryOut(shop, order, shop.closing.signal));
      if ('made' in tried) return { made: tried.made, chargeId: order.chargeId };
      const verdict = await transact(shop, 'after failure', (manager) => decide(manager, shop, { order, tried }));
      if (verdict.do === 'give up') return { failure: verdict.failure };
      await DBOS.sleep(verdict.inSeconds * 1000);
      order = verdict.order;
    }
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
  let begun = await transact<Begun>(shop, 'begin', (manager) => beginJob(manager, shop, jobId));
  while (begun.do === 'make') begun = await haveMade(shop, begun);
  return begun.next;
}

/** Has it made by whoever makes it already, or by a supplier, and settles what came of it. */
function haveMade(shop: Floor, { order, workflowId, priority }: Begun & { do: 'make' }): Promise<Begun> {
  const { runId: run, jobId: job, type, tries } = order;
  return shop.watch.span(JOB_SPAN, { run, job, type, tries }, async () => {
    const making = await DBOS.startWorkflow(make, {
      workflowID: workflowId,
      queueName: makeQueue(order.provider),
      enqueueOptions: { priority: HIGHEST_PRIORITY - priority },
    })(order);
    const outcome = await making.getResult({ pollingIntervalMs: POLL_MS });
    const next = await transact<Begun>(shop, 'settle', (manager) => settleJob(manager, shop, { order, outcome }));
    if (next.do === 'nothing') shop.watch.endedJob({ type, code: 'failure' in outcome ? outcome.failure.code : null });
    return next;
  });
}

function decide(
  manager: EntityManager,
  shop: Floor,
  { order, tried }: { order: MakeOrder; tried: FailedTry },
): Promise<Verdict> {
  const vendor = named(shop, order)?.vendor ?? null;
  return afterFailure(manager, shop, { order, vendor, tried, policy: shop.retry, random: Math.random() });
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

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { databaseUrl, sole, retry = RETRY, tidyMs = TIDY_MS, lanes = LANE_LIMITS, ...given } = options;
  if (hall) throw new Error('An engine runs in this process already.');
  const executorId = given.studio.newId();
  const { shop, failed } = openFloor({ ...given, retry, tidyMs, lanes, executorId });
  hall = shop;
  try {
    await enrol(given.studio.store.manager, executorId);
    await launch(databaseUrl, executorId, shop);
    await takeOver(shop, sole);
  } catch (error) {
    await close(shop);
    throw error;
  }
  void keepBeating(shop);
  void keepTidy(shop);
  return { failed, close: () => close(shop) };
}

function openFloor(given: Omit<Floor, 'closing' | 'underWay' | 'fail'>): { shop: Floor; failed: Promise<Error> } {
  const closing = new AbortController();
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = (error) => {
      closing.abort(error);
      resolve(error);
    };
  });
  return { shop: { ...given, closing, underWay: new Set(), fail }, failed };
}

async function launch(databaseUrl: string, executorID: string, { trades, lanes, log, closing }: Floor): Promise<void> {
  DBOS.setConfig({
    name: ENGINE_NAME,
    systemDatabaseUrl: databaseUrl,
    systemDatabaseSchemaName: ENGINE_SCHEMA,
    systemDatabasePoolSize: 8,
    applicationVersion: ENGINE_VERSION,
    executorID,
    logger: plain(log, closing.signal),
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

/**
 * Frees the work of those who are gone. DBOS recovers an executor's workflows only when told its id; this is the part that is
 * ours. Asking the workflows themselves who holds them also finds those whom a survivor retired before it died.
 */
async function takeOver({ studio, executorId, log }: Floor, others: boolean): Promise<void> {
  await retireSilent(studio.store.manager, { executorId, others });
  const held = await studio.store.manager.query<{ id: string }[]>(
    `SELECT DISTINCT w.executor_id AS id FROM ${ENGINE_SCHEMA}.workflow_status w
     WHERE w.status = 'PENDING' AND w.application_version = $1
       AND NOT EXISTS (SELECT 1 FROM executor e WHERE e.id = w.executor_id AND e.retired_at IS NULL)`,
    [ENGINE_VERSION],
  );
  if (held.length === 0) return;
  const freed = await DBOSExecutor.globalInstance?.recoverPendingWorkflows(held.map(({ id }) => id));
  log.info({ from: held.length, workflows: freed?.length }, 'took over work that was left');
}

async function keepBeating(shop: Floor): Promise<void> {
  const { signal } = shop.closing;
  const { store } = shop.studio;
  while (!signal.aborted) {
    try {
      await delay(BEAT_MS, undefined, { signal });
      if (!(await beat(store.manager, shop.executorId))) return shop.fail(new ExecutorRetired(shop.executorId));
      await takeOver(shop, false);
      await calmQueues(store.manager);
    } catch (error) {
      if (!signal.aborted) shop.log.warn({ err: error }, 'no heartbeat was written');
    }
  }
}

/** What nobody else comes back for: jobs that wait for money, and suppliers that were late. */
async function keepTidy(shop: Floor): Promise<void> {
  const { signal } = shop.closing;
  while (!signal.aborted) {
    try {
      await delay(shop.tidyMs, undefined, { signal });
      await shop.studio.store.transaction(async (manager) => {
        await assertEnrolled(manager, shop.executorId);
        await wakeHeld(manager, { projectId: null });
      });
      await harvestOverdue(shop, signal);
    } catch (error) {
      if (!signal.aborted) shop.log.warn({ err: error }, 'what was left over was not looked after');
    }
  }
}

async function close(shop: Floor): Promise<void> {
  shop.closing.abort(new Error('The engine is closing.'));
  await Promise.allSettled(shop.underWay);
  await DBOS.shutdown();
  await retire(shop.studio.store.manager, shop.executorId).catch((error) =>
    shop.log.warn({ err: error }, 'the executor could not be retired: its work is free after a while'),
  );
  hall = null;
}

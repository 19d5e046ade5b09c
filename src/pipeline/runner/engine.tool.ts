import { setMaxListeners } from 'node:events';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { DataSource, EntityManager } from 'typeorm';
import { ExecutorRetired } from '../errors';
import { afterFailure, type Verdict } from './after-failure.verb';
import { beginJob } from './begin-job.verb';
import { beginPlain } from './begin-jobs.verb';
import { carryOut, logFailure, named } from './carry-out.tool';
import { Endings } from './endings.tool';
import { enrol, retire } from './executor.verb';
import { failureOf } from './failure';
import type { Hall } from './hall.tool';
import { type House, keepHouse, takeOver } from './housekeeping.tool';
import type { Lane } from './lanes';
import { launch } from './launch.tool';
import { keepLeftovers } from './leftovers.tool';
import { lanesWithin } from './limits';
import type { FailedTry, MakeOrder, Outcome } from './order';
import { setPace } from './pace.tool';
import { patiently } from './patience.tool';
import { openPulse } from './pulse.tool';
import { ENGINE_VERSION, HIGHEST_PRIORITY, MAKE, makeQueue, POLL_MS, WORK } from './queue';
import { RETRY, type RetryPolicy } from './retry';
import { failJob, type Settlement, settleJob } from './settle-job.verb';
import { settlePlain } from './settle-jobs.verb';
import type { Begun, Workshop } from './take-in-hand.verb';
import { Together } from './together.tool';
import { Wanted } from './wanted.tool';
import { JOB_SPAN } from './watch';

export interface EngineOptions extends Omit<Hall, 'executorId' | 'wanted'> {
  readonly retry?: RetryPolicy;
  /** How often it is looked for what was left over. */
  readonly tidyMs?: number;
  /** How many jobs of a lane at once, over all machines. */
  readonly lanes?: Readonly<Record<Lane, number>>;
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

const TIDY_MS = 10_000;
/** What is under way at a stop has this long to end; what has not is left as after a crash. */
const GRACE_MS = 8_000;
/** DBOS drops a workflow after its 100th start, and its job would be under way for ever. Each restart of a server counts. */
const ALWAYS_TAKEN_OVER = { maxRecoveryAttempts: Number.MAX_SAFE_INTEGER - 1 };

/** Nothing is said of any limit. */
const UNLIMITED = { atOnce: new Map(), rates: new Map() };

/** The one engine of this process: DBOS is one a process too, and its workflows are found by name. */
let hall: Floor | null = null;

interface Floor extends Hall, House {
  readonly retry: RetryPolicy;
  readonly tidyMs: number;
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly underWay: Set<Promise<unknown>>;
  readonly beginning: Together<string, Begun>;
  readonly settling: Together<Settlement, Begun>;
  readonly endings: Endings;
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
  async (first: MakeOrder): Promise<Outcome> => {
    const shop = floor();
    for (let order = first; ; ) {
      const tried = await step(shop, 'carry out', () => carryOut(shop, order, shop.closing.signal));
      if ('made' in tried) return ended(shop, { made: tried.made, chargeId: order.chargeId });
      const verdict = await transact(shop, 'after failure', (manager) => decide(manager, shop, { order, tried }));
      if (verdict.do === 'give up') return ended(shop, { failure: verdict.failure });
      await DBOS.sleep(verdict.inSeconds * 1000);
      order = verdict.order;
    }
  },
  { name: MAKE, ...ALWAYS_TAKEN_OVER },
);

function ended(shop: Floor, outcome: Outcome): Outcome {
  shop.endings.end(DBOS.workflowID ?? '');
  return outcome;
}

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
  let begun = await write(shop, 'begin', async () => expected(shop, await shop.beginning.add(jobId)));
  while (begun.do === 'make') begun = await haveMade(shop, begun);
  return begun.next;
}

/** Within the step that ordered it, so not where that is only read again. */
function expected(shop: Floor, begun: Begun): Begun {
  if (begun.do === 'make') shop.endings.expect(begun.workflowId);
  return begun;
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
    await shop.endings.of(workflowId);
    const outcome = await making.getResult({ pollingIntervalMs: POLL_MS });
    const next = await write(shop, 'settle', async () => expected(shop, await shop.settling.add({ order, outcome })));
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
  return write(shop, name, () => shop.studio.store.transaction(act));
}

/** Not by DBOS's own retries, which ask the database once more in each step. */
function write<T>(shop: Floor, name: string, act: () => Promise<T>): Promise<T> {
  return step(shop, name, () => patiently(act, shop.closing.signal));
}

/**
 * A recorded step. Once the engine closes nothing is begun, and what ends by its closing is never recorded: the step hangs,
 * and whoever takes the work over does it anew. A workflow keeps to the engine that it began with: the next one of this
 * process runs it as another.
 */
function step<T>(shop: Floor, name: string, act: () => Promise<T>): Promise<T> {
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
  return DBOS.runStep(once, { name });
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { databaseUrl, sole, retry = RETRY, tidyMs = TIDY_MS, lanes = lanesWithin(UNLIMITED), ...given } = options;
  if (hall) throw new Error('An engine runs in this process already.');
  const executorId = given.studio.newId();
  const pulse = openPulse(databaseUrl, executorId);
  const { shop, failed } = openFloor({ ...given, retry, tidyMs, lanes, executorId, pulse });
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
  void keepLeftovers(shop, tidyMs);
  return { failed, close: () => close(shop) };
}

type Given = Omit<EngineOptions, 'databaseUrl' | 'sole' | 'retry' | 'tidyMs' | 'lanes'> &
  Pick<Floor, 'executorId' | 'pulse' | 'retry' | 'tidyMs' | 'lanes'>;

function openFloor({ version = ENGINE_VERSION, queues = null, mostAtOnce = null, outdated, ...given }: Given): {
  shop: Floor;
  failed: Promise<Error>;
} {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // as many as runs and waits are under way
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = (error) => {
      closing.abort(error);
      resolve(error);
    };
  });
  const ours = { version, queues, outdated: outdated ?? (async () => null), unset: setPace(mostAtOnce) };
  const endings = new Endings();
  const wanted = new Wanted(given, closing.signal);
  const beginning = inTransactions(given, { together: beginPlain, alone: beginJob });
  const settling = inTransactions(given, { together: settlePlain, alone: settleJob });
  return {
    shop: { ...given, ...ours, closing, underWay: new Set(), beginning, settling, endings, wanted, fail },
    failed,
  };
}

interface Verbs<Item, Answer> {
  together(
    manager: EntityManager,
    workshop: Workshop<unknown>,
    items: readonly Item[],
  ): Promise<readonly (Answer | null)[]>;
  alone(manager: EntityManager, workshop: Workshop<unknown>, item: Item): Promise<Answer>;
}

function inTransactions<Item, Answer>(
  workshop: Workshop<DataSource> & Pick<Hall, 'log'>,
  { together, alone }: Verbs<Item, Answer>,
): Together<Item, Answer> {
  const { studio, log } = workshop;
  const { store } = studio;
  return new Together({
    together: (items) => store.transaction((manager) => together(manager, workshop, items)),
    alone: (item) => store.transaction((manager) => alone(manager, workshop, item)),
    failed: (error) => log.warn({ err: error }, 'jobs could not go together: each goes alone'),
  });
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

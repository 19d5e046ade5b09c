import { setTimeout as pause } from 'node:timers/promises';
import type { Cell } from './runs-cells';
import { brokenPromises, brokenRest } from './runs-checker';
import { openRestartingDatabase, type RestartingDatabase } from './runs-database';
import { atRest } from './runs-once.chaos';
import { forget } from './runs-one-flight.chaos';
import type { Engines } from './runs-process';
import { openWorld, pictures, type World } from './runs-world';

export interface CellReport {
  readonly name: string;
  readonly starts: number;
  readonly works: number;
  readonly charges: Readonly<Record<string, number>>;
  readonly wholeMs: number;
  readonly broken: readonly string[];
}

const JOBS = 9;
const MOST_RESUMES = 3;
const LONGEST_MS = 120_000;

/** One run with one thing going wrong, to its end; then everything that must hold is looked at. */
export async function survive(engines: Engines, cell: Cell): Promise<CellReport> {
  const began = performance.now();
  const needsOwn = cell.during === 'fast' || cell.during === 'immediate' || cell.during === 'stall';
  const database = needsOwn ? await openRestartingDatabase() : null;
  const world = await openWorld(engines, database?.url);
  try {
    const made = pictures(JOBS, cell.kinds);
    prepare(world, cell);
    const runId = await world.start(made);
    const reader = follow(world, runId);
    const { starts, broken } = await live(world, { cell, runId, database });
    await atRest(world);
    const checked = { runIds: [runId], made };
    const all = [
      ...broken,
      ...(await reader.stop()),
      ...(await brokenPromises(world, checked)),
      ...(await brokenRest(world)),
    ];
    const charges = await chargesOf(world);
    const wholeMs = performance.now() - began;
    return { name: cell.name, starts, works: world.stub.works.length, charges, wholeMs, broken: all };
  } finally {
    await world.close();
    await database?.close();
  }
}

function prepare({ stub }: World, { fault, lateMs }: Cell): void {
  if (fault) stub.fault = ({ nth }) => (nth === 1 ? fault : undefined);
  if (lateMs !== undefined) stub.latencyMs = () => (stub.works.length === 0 ? lateMs : 10);
}

interface Living {
  readonly cell: Cell;
  readonly runId: string;
  readonly database: RestartingDatabase | null;
}

/** Engines come and go until the run is over, and somebody asks for it again where that is needed. */
async function live(world: World, { cell, runId, database }: Living): Promise<{ starts: number; broken: string[] }> {
  const broken: string[] = [];
  let starts = 1;
  const { engine, executorId } = await world.open({ ...cell.order, blow: cell.blow ?? null });
  const other = needsTwo(cell) ? await world.open({ ...cell.order, sole: false }) : null;
  if (cell.during) await disturb(world, { during: cell.during, engine, executorId, database });
  for (let resumes = 0; ; ) {
    const over = overOf(world, runId);
    if (cell.blow?.how === 'die') await Promise.race([over, engine.ended]);
    if (cell.blow && engine.isOver && starts === 1) {
      starts += 1;
      await world.open({ ...cell.order });
    }
    const status = await over;
    if (status === 'SUCCEEDED') break;
    if (status === null || resumes === MOST_RESUMES)
      return { starts, broken: [`I1 the run is ${status ?? 'not over'}`] };
    if (!cell.isResumed) broken.push(...(await whyFailed(world, runId)));
    await atRest(world);
    resumes += 1;
    await world.resume(runId);
  }
  if (cell.blow?.how === 'die' && starts === 1) broken.push('the blow did not fall');
  if (cell.during === 'freeze') broken.push(...(await awake(world, engine)));
  return { starts: starts + (other ? 1 : 0), broken };
}

const needsTwo = ({ during }: Cell): boolean => during === 'freeze' || during === 'kill one of two';

interface Disturbing {
  readonly during: NonNullable<Cell['during']>;
  readonly engine: Awaited<ReturnType<World['open']>>['engine'];
  readonly executorId: string | null;
  readonly database: RestartingDatabase | null;
}

async function disturb(world: World, { during, engine, executorId, database }: Disturbing): Promise<void> {
  await world.stub.heard(3);
  if (during === 'fast' || during === 'immediate') return database?.restart(during);
  if (during === 'stall') {
    const letThrough = database?.stall();
    await pause(2_000);
    letThrough?.();
    return;
  }
  if (during === 'freeze') engine.signal('SIGSTOP');
  else await engine.kill();
  await forget(world, executorId);
}

/** I8: whoever slept past its time writes nothing more, and says so. */
async function awake({ hall }: World, engine: Disturbing['engine']): Promise<string[]> {
  const rows = async () => {
    const [row] = await hall.store.query(
      `SELECT (SELECT count(*) FROM asset)::int AS assets, (SELECT count(*) FROM run_event)::int AS lines,
         (SELECT count(*) FROM charge)::int AS charges, (SELECT sum(spent_micros) FROM budget)::text AS spent`,
    );
    return JSON.stringify(row);
  };
  const before = await rows();
  engine.signal('SIGCONT');
  const retired = await Promise.race([engine.hears('retired'), pause(LONGEST_MS).then(() => null)]);
  const after = await rows();
  return [
    ...(retired === null ? ['I8 who slept past its time did not say that it is retired'] : []),
    ...(after === before ? [] : [`I8 who slept past its time wrote: ${before} became ${after}`]),
  ];
}

/** Null: it was not over in time. Whoever looks while the database is away looks again. */
async function overOf({ hall }: World, runId: string): Promise<string | null> {
  const deadlineMs = Date.now() + LONGEST_MS;
  while (Date.now() < deadlineMs) {
    const [run] = await hall.store.query('SELECT status FROM run WHERE id = $1', [runId]).catch(() => []);
    if (run && run.status !== 'RUNNING') return run.status;
    await pause(50);
  }
  return null;
}

async function whyFailed({ hall }: World, runId: string): Promise<string[]> {
  const failed = await hall.store.query<{ key: string; error: object }[]>(
    "SELECT key, error FROM job WHERE run_id = $1 AND status = 'FAILED' AND error->>'code' NOT IN ('DEPENDENCY_FAILED', 'LOST')",
    [runId],
  );
  return failed.map(({ key, error }) => `I6 ${key} failed: ${JSON.stringify(error)}`);
}

/** I7: reads the log as a subscriber does, from where it was, and notes what came out of order. */
function follow({ hall }: World, runId: string): { stop(): Promise<string[]> } {
  const broken: string[] = [];
  let [last, isOver] = [0, false];
  const look = async (): Promise<void> => {
    const rows = await hall.store
      .query<{ seq: number }[]>('SELECT seq FROM run_event WHERE run_id = $1 AND seq > $2 ORDER BY seq', [runId, last])
      .catch(() => []); // the database is away: from the same place again
    for (const { seq } of rows) {
      if (seq !== last + 1) broken.push(`I7 line ${seq} came after ${last}`);
      last = seq;
    }
  };
  const following = (async () => {
    while (!isOver) {
      await look();
      await pause(20);
    }
    await look();
    const [head] = await hall.store.query('SELECT last_seq AS "lastSeq" FROM run_log_head WHERE run_id = $1', [runId]);
    if (head.lastSeq !== last) broken.push(`I7 ${last} of ${head.lastSeq} lines were seen`);
  })();
  return {
    stop: async () => {
      isOver = true;
      await following;
      return broken;
    },
  };
}

async function chargesOf({ hall }: World): Promise<Record<string, number>> {
  const rows = await hall.store.query<{ status: string; count: number }[]>(
    'SELECT status, count(*)::int AS count FROM charge GROUP BY status ORDER BY status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

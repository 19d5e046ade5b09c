import { setTimeout as pause } from 'node:timers/promises';
import { mulberry32 } from '../../src/providers/mulberry32';
import { brokenPromises, brokenRest } from './runs-checker';
import type { Engines } from './runs-process';
import { openWorld, pictures, type World } from './runs-world';

export interface OnceReport {
  readonly kills: number;
  /** After how many of all the calls each kill fell. */
  readonly killedAtCall: readonly number[];
  readonly works: number;
  readonly lost: number;
  readonly resumed: number;
  readonly wholeMs: number;
  readonly broken: readonly string[];
}

const JOBS = 60;
/** Somebody who finds a run that lost the same call twice asks for it once more. */
const MOST_RESUMES = 5;

/** One run of sixty jobs; its engine is killed with kill -9 several times, and started again until the film is there. */
export async function surviveKills(engines: Engines, seed: number, jobs = JOBS): Promise<OnceReport> {
  const random = mulberry32(seed);
  const began = performance.now();
  const world = await openWorld(engines);
  try {
    const made = pictures(jobs);
    const runId = await world.start(made);
    const killedAtCall: number[] = [];
    const kills = 2 + Math.floor(random() * 3);
    for (let kill = 0; kill < kills; kill += 1) {
      const at = await killOnce(world, { runId, random, left: made.length / (kills - kill) });
      if (at === null) break;
      killedAtCall.push(at);
    }
    const resumed = await finish(world, runId);
    const broken = [
      ...(await brokenPromises(world, { runIds: [runId], made })),
      ...(await brokenRest(world)),
      ...(await brokenCalls(world)),
    ];
    const [{ lost }] = await world.hall.store.query("SELECT count(*)::int AS lost FROM charge WHERE status = 'LOST'");
    const wholeMs = performance.now() - began;
    return { kills: killedAtCall.length, killedAtCall, works: world.stub.works.length, lost, resumed, wholeMs, broken };
  } finally {
    await world.close();
  }
}

interface Killing {
  readonly runId: string;
  readonly random: () => number;
  /** About so many calls until the next kill should have fallen. */
  readonly left: number;
}

/** Null where the run was over before. */
async function killOnce({ hall, stub, open }: World, { runId, random, left }: Killing): Promise<number | null> {
  const { engine } = await open();
  const isDone = hall.over(runId);
  await Promise.race([stub.heard(stub.calls.length + Math.floor(random() * left)), isDone]);
  await pause(random() * 40);
  const [{ status }] = await hall.store.query('SELECT status FROM run WHERE id = $1', [runId]);
  await engine.kill();
  return status === 'RUNNING' ? stub.calls.length : null;
}

/** Answers how often somebody had to ask for it once more. */
async function finish(world: World, runId: string): Promise<number> {
  const { engine } = await world.open();
  for (let resumed = 0; ; resumed += 1) {
    const status = await world.hall.over(runId);
    if (status === 'SUCCEEDED' || resumed === MOST_RESUMES) {
      await atRest(world);
      await engine.kill();
      return resumed;
    }
    await world.resume(runId);
  }
}

/** Workflows record their own end a moment after the last line of their run. */
export async function atRest({ hall }: World): Promise<void> {
  const deadlineMs = Date.now() + 60_000;
  await hall.until(async () => {
    const left = await hall.store.query(
      `SELECT 1 FROM dbos.workflow_status WHERE status IN ('ENQUEUED', 'PENDING')
       UNION ALL SELECT 1 FROM charge WHERE status IN ('RESERVED', 'OVERDUE')`,
    );
    return left.length === 0 || Date.now() > deadlineMs;
  });
}

/** A supplier that knows our keys, or can be asked for our job, does each picture once; of others a second one is lost first. */
async function brokenCalls({ hall, stub }: World): Promise<string[]> {
  const charges = await hall.store.query<{ prompt: string; lost: number }[]>(
    `SELECT s.prompt, count(*) FILTER (WHERE c.status = 'LOST')::int AS lost FROM charge c
       JOIN job j ON j.id = c.job_id JOIN slot s ON s.id = j.slot_id GROUP BY s.prompt`,
  );
  return charges.flatMap(({ prompt, lost }) => {
    const works = stub.works.filter((work) => work.prompt === prompt);
    const isAskable = works.some(({ vendor }) => vendor === 'keyed' || vendor === 'queue');
    if (isAskable && (works.length !== 1 || lost > 0))
      return [`I2 ${prompt} was made ${works.length} times, ${lost} lost`];
    return works.length > 1 + lost ? [`I2 ${prompt} was made ${works.length} times, and ${lost} are lost`] : [];
  });
}

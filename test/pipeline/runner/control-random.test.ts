import { DomainError, InvalidInput } from '../../../src/pipeline/errors';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { pauseRun } from '../../../src/pipeline/runner/pause-run.verb';
import type { JobPlan } from '../../../src/pipeline/runner/plan';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import { retryFailedJobs, retryJob } from '../../../src/pipeline/runner/retry-job.verb';
import { setJobPriority, setRunPriority } from '../../../src/pipeline/runner/set-priority.verb';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { Random } from '../../reads/random';
import { deliveryOf, openHall, painting, pictureJob, type TestHall } from '../../support/hall';
import { type EventRow, mia, Runs } from '../../support/runs';

const FIRST_SEED = Number(process.env.WORKPRINT_SEED ?? 1);
const SEEDS = Number(process.env.WORKPRINT_SEEDS ?? 6);
const ACTS = 16;
jest.setTimeout(60_000);

let hall: TestHall;
let runs: Runs;
let caller: Caller;
let engine: Engine | null = null;
/** Whether suppliers refuse now and then; at the end of each story they no longer do. */
let isBad = true;
let weather = new Random(0);

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  const tokenId = hall.studio.newId();
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [tokenId, '0'.repeat(64)],
  );
  caller = { ...mia, tokenId };
  engine = await openEngine();
});
afterAll(async () => {
  await engine?.close();
  await hall.close();
});

/** A supplier that takes some turns of the loop, refuses one order in six while times are bad, and bills a tenth of a cent. */
const openEngine = () =>
  hall.open(
    painting(async ({ wish }, { signal }) => {
      for (let turns = weather.below(60); turns > 0; turns -= 1) {
        signal.throwIfAborted();
        await new Promise(setImmediate);
      }
      if (isBad && weather.chance(1 / 6)) throw new InvalidInput('Not today.');
      return { ...deliveryOf(wish.prompt ?? ''), costMicros: 1_000 };
    }),
  );

/** From 8 to 20 jobs, each of which needs up to three of those before it; now and then two wish for the same. */
async function plan(random: Random, name: string) {
  const jobs: JobPlan[] = [];
  for (let index = 0; index < 8 + random.below(13); index += 1) {
    const wish = index > 0 && random.chance(0.15) ? random.below(index) : index;
    const slot = await hall.slot(`${name} wish ${wish}`);
    const before = jobs.map(({ key }) => key);
    const dependsOn = [...new Set(random.some(before, 3))];
    jobs.push(pictureJob(`job ${index}`, slot, { dependsOn, priority: random.below(21) }));
  }
  return jobs;
}

interface Story {
  readonly runId: string;
  readonly jobIds: readonly string[];
  readonly random: Random;
}

/** What somebody does next. What is not allowed at that moment is refused, and that is all. */
async function act({ runId, jobIds, random }: Story): Promise<void> {
  const { studio } = hall;
  const [jobId, priority, idempotencyKey] = [random.pick(jobIds), random.below(21), studio.newId()];
  const acts = [
    () => pauseRun(studio, caller, { runId }),
    () => pauseRun(studio, caller, { runId }),
    () => resumeRun(studio, caller, { runId }),
    () => resumeRun(studio, caller, { runId }),
    () => cancelRun(studio, caller, { runId }),
    () => retryJob(studio, caller, { jobId, idempotencyKey }),
    () => retryJob(studio, caller, { jobId, idempotencyKey }),
    () => retryFailedJobs(studio, caller, { runId, idempotencyKey }),
    () => setJobPriority(studio, caller, { jobId, priority }),
    () => setRunPriority(studio, caller, { runId, priority }),
  ];
  await random
    .pick(acts)()
    .catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  await assertNothingHeld();
}

/** No job of a run that is under way is held, at any moment. */
async function assertNothingHeld(): Promise<void> {
  const held = await hall.store.query(
    "SELECT j.key FROM job j JOIN run r ON r.id = j.run_id WHERE j.held IS NOT NULL AND (r.status <> 'PAUSED' OR j.status <> 'READY')",
  );
  expect(held).toEqual([]);
}

/** Once so many more lines are in the log, or nothing is under way that would write one. */
async function lines(runId: string, count: number): Promise<void> {
  const now = async (): Promise<{ status: string; seq: number }> => {
    const [row] = await hall.store.query(
      'SELECT r.status, h.last_seq AS seq FROM run r JOIN run_log_head h ON h.run_id = r.id WHERE r.id = $1',
      [runId],
    );
    return row;
  };
  const { seq } = await now();
  for (let next = await now(); next.status === 'RUNNING' && next.seq < seq + count; ) next = await now();
}

/** Two people at once. */
async function meddle(story: Story): Promise<void> {
  const person = async (random: Random) => {
    for (let left = ACTS; left > 0; left -= 1) {
      await lines(story.runId, random.below(5));
      await act({ ...story, random });
    }
  };
  await Promise.all([1, 2].map(() => person(new Random(story.random.below(2 ** 31)))));
}

/** It ends, or is paused and quiet, whatever was done to it; then it is resumed until it has done all it had to. */
async function finish(runId: string): Promise<void> {
  isBad = false;
  for (;;) {
    const status = await hall.over(runId);
    await runs.quiet(runId);
    await assertNothingHeld();
    if (status === 'SUCCEEDED') return;
    if ((await runs.statusOf(runId)) !== 'SUCCEEDED') await resumeRun(hall.studio, caller, { runId });
  }
}

async function assertWhole(runId: string): Promise<void> {
  const [log, jobs] = [await runs.eventsOf(runId), await runs.jobsOf(runId)];
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  assertPausesHold(log);
  const ended = log.filter(({ kind }) => kind === 'ASSET_MADE' || kind === 'ASSET_REUSED');
  expect(ended.map(({ facts }) => facts.jobKey).sort()).toEqual(jobs.map(({ key }) => key).sort());
  expect(jobs.filter(({ status }) => status !== 'COMPLETED' && status !== 'REUSED')).toEqual([]);
  const last = log.at(-1);
  const reused = jobs.filter(({ status }) => status === 'REUSED').length;
  expect(last).toMatchObject({ kind: 'RUN_FINISHED', jobs: jobs.length, done: jobs.length, reused, failed: 0 });
  for (const { jobs: all, done, failed } of log) expect(done + failed).toBeLessThanOrEqual(all);
  const [money] = await hall.store.query(
    `SELECT h.spent_micros = c.spent AS "isTotal", h.reserved_micros + b.reserved_micros AS reserved, h.cancelled
     FROM run_log_head h JOIN budget b ON b.run_id = h.run_id AND b.kind = 'RUN',
       (SELECT coalesce(sum(actual_micros), 0) AS spent FROM charge WHERE run_id = $1) c
     WHERE h.run_id = $1`,
    [runId],
  );
  expect(money).toEqual({ isTotal: true, reserved: '0', cancelled: 0 });
  const takes = await hall.store.query(
    'SELECT count(*)::int AS count FROM asset a JOIN job j ON j.slot_id = a.slot_id WHERE j.run_id = $1 GROUP BY j.id',
    [runId],
  );
  expect(takes).toEqual(jobs.map(() => ({ count: 1 })));
}

/** Between a pause and what ends it, nothing is begun. */
function assertPausesHold(log: readonly EventRow[]): void {
  let isPaused = false;
  for (const { kind } of log) {
    if (isPaused) expect(kind).not.toBe('JOB_STARTED');
    if (kind === 'RUN_PAUSED') isPaused = true;
    if (kind === 'RUN_STARTED' || kind === 'RUN_FINISHED') isPaused = false;
  }
}

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'whatever two people do to a run, it ends or is paused, and in the end each job was done once (seed %i)',
  async (seed) => {
    const random = new Random(seed);
    weather = new Random(seed + 1);
    isBad = true;
    const runId = await runs.start(await plan(random, `seed ${seed}`));
    const jobIds = (await runs.jobsOf(runId)).map(({ id }) => id);
    await meddle({ runId, jobIds, random });
    if (random.chance(0.5)) {
      await engine?.close();
      engine = await openEngine();
    }
    await finish(runId);
    await assertWhole(runId);
  },
);

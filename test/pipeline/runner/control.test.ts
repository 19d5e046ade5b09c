import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidInput } from '../../../src/pipeline/errors';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { pauseRun } from '../../../src/pipeline/runner/pause-run.verb';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import { retryFailedJobs, retryJob } from '../../../src/pipeline/runner/retry-job.verb';
import { setJobPriority, setRunPriority } from '../../../src/pipeline/runner/set-priority.verb';
import type { Trades } from '../../../src/pipeline/runner/trade.tool';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { deliveryOf, gate, openHall, painting, pictureJob, type TestHall } from '../../support/hall';
import { mia, Runs } from '../../support/runs';

jest.setTimeout(120_000); // a machine that is busy is waited for

let hall: TestHall;
let runs: Runs;
let caller: Caller;
let engine: Engine | null = null;
let keys = 0;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  const tokenId = hall.studio.newId();
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [tokenId, '0'.repeat(64)],
  );
  caller = { ...mia, tokenId };
});
afterEach(async () => {
  await engine?.close();
  engine = null;
});
afterAll(() => hall.close());

async function open(trades: Trades): Promise<void> {
  engine = await hall.open(trades);
}

const key = () => `key ${++keys}`;
const slots = (name: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => hall.slot(`${name} ${index}`)));

/** Makes each prompt, and waits for the gate with those that are named. */
function waiting(made: string[], opened: Promise<void>, names: readonly string[] = []): Trades {
  return painting(async ({ wish }) => {
    const prompt = wish.prompt ?? '';
    if (names.includes(prompt)) await opened;
    made.push(prompt);
    return deliveryOf(prompt);
  });
}

/** Fails the prompts in this set, as long as they are in it. */
const failing = (broken: Set<string>) =>
  painting(async ({ wish }) => {
    if (broken.has(wish.prompt ?? '')) throw new InvalidInput('Too dark.', { remedy: 'Use a lamp.' });
    return deliveryOf(wish.prompt ?? '');
  });

test('a paused run finishes what is under way and begins nothing, also on a server that starts meanwhile', async () => {
  const [made, { open: letGo, opened }] = [[] as string[], gate()];
  await open(waiting(made, opened, ['pause 0']));
  const [a, b, c] = await slots('pause', 3);
  if (!a || !b || !c) throw new Error('There are three.');
  const other = await hall.slot('pause other');
  const runId = await runs.start([
    pictureJob('a', a),
    pictureJob('b', b, { dependsOn: ['a'] }),
    pictureJob('c', c, { dependsOn: ['a'] }),
  ]);
  while ((await runs.jobsOf(runId))[0]?.status !== 'PROCESSING');
  expect(await pauseRun(hall.studio, caller, { runId })).toBe(runId);
  expect(await pauseRun(hall.studio, caller, { runId })).toBe(runId);
  letGo();
  await hall.until(async () => (await runs.jobsOf(runId)).filter(({ held }) => held === 'PAUSED').length === 2);
  await engine?.close();
  await open(waiting(made, opened));
  await hall.over(await runs.start([pictureJob('other', other)]));
  expect((await runs.jobsOf(runId)).map(({ status, held }) => [status, held])).toEqual([
    ['COMPLETED', null],
    ['READY', 'PAUSED'],
    ['READY', 'PAUSED'],
  ]);
  expect(await runs.statusOf(runId)).toBe('PAUSED');
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made.filter((prompt) => prompt !== 'pause other').sort()).toEqual(['pause 0', 'pause 1', 'pause 2']);
  const log = await runs.logOf(runId);
  expect(log.slice(0, 5)).toEqual(['RUN_STARTED', 'JOB_STARTED a', 'RUN_PAUSED', 'ASSET_MADE a', 'RUN_STARTED']);
  expect(log.at(-1)).toBe('RUN_FINISHED');
});

test('what waits in the queue is taken out of it, so that a paused run of many jobs costs nothing', async () => {
  const many = await slots('queue', 40);
  const runId = await runs.start(many.map((slot, index) => pictureJob(`job ${index}`, slot)));
  await pauseRun(hall.studio, caller, { runId });
  const queued = "SELECT 1 FROM dbos.workflow_status WHERE status = 'ENQUEUED'";
  expect(await hall.store.query(queued)).toEqual([]);
  expect(new Set((await runs.jobsOf(runId)).map(({ held, tries }) => `${held} ${tries}`))).toEqual(
    new Set(['PAUSED 1']),
  );
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.store.query(queued)).toHaveLength(40);
  await open(waiting([], Promise.resolve()));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('a run whose last job ends while it is paused is over; then there is nothing to pause', async () => {
  const { open: letGo, opened } = gate();
  await open(waiting([], opened, ['last 0']));
  const [a] = await slots('last', 1);
  if (!a) throw new Error('There is one.');
  const runId = await runs.start([pictureJob('a', a)]);
  while ((await runs.jobsOf(runId))[0]?.status !== 'PROCESSING');
  await pauseRun(hall.studio, caller, { runId });
  letGo();
  await runs.quiet(runId);
  expect(await runs.statusOf(runId)).toBe('SUCCEEDED');
  await expect(pauseRun(hall.studio, caller, { runId })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
});

test('a paused run can be cancelled, and resumed after that', async () => {
  const many = await slots('paused and cancelled', 3);
  const runId = await runs.start(many.map((slot, index) => pictureJob(`job ${index}`, slot)));
  await pauseRun(hall.studio, caller, { runId });
  await cancelRun(hall.studio, caller, { runId });
  expect((await runs.jobsOf(runId)).map(({ status, held }) => `${status} ${held}`)).toEqual(
    Array(3).fill('CANCELLED null'),
  );
  await open(waiting([], Promise.resolve()));
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('a job that is retried takes along what failed for want of it, and nothing else', async () => {
  const broken = new Set(['retry 0', 'retry 2']);
  await open(failing(broken));
  const [a, b, c, d] = await slots('retry', 4);
  if (!a || !b || !c || !d) throw new Error('There are four.');
  const runId = await runs.start([
    pictureJob('a', a),
    pictureJob('b', b, { dependsOn: ['a'] }),
    pictureJob('c', c),
    pictureJob('d', d, { dependsOn: ['b', 'c'] }),
  ]);
  expect(await hall.over(runId)).toBe('FAILED');
  broken.clear();
  const jobId = await runs.jobId(runId, 'b');
  await expect(retryJob(hall.studio, caller, { jobId, idempotencyKey: key() })).rejects.toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    message: 'b needs a, which is FAILED.',
  });
  const again = { jobId: await runs.jobId(runId, 'a'), idempotencyKey: key() };
  expect(await retryJob(hall.studio, caller, again)).toBe(again.jobId);
  expect(await retryJob(hall.studio, caller, again)).toBe(again.jobId);
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect((await runs.jobsOf(runId)).map(({ status, tries }) => `${status} ${tries}`)).toEqual([
    'COMPLETED 1',
    'COMPLETED 1',
    'FAILED 0',
    'FAILED 0',
  ]);
  await expect(retryJob(hall.studio, caller, { ...again, idempotencyKey: key() })).rejects.toMatchObject({
    message: 'a did not fail.',
  });
  await retryFailedJobs(hall.studio, caller, { runId, idempotencyKey: key() });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect((await runs.eventsOf(runId)).at(-1)).toMatchObject({ kind: 'RUN_FINISHED', done: 4, failed: 0 });
  await expect(retryFailedJobs(hall.studio, caller, { runId, idempotencyKey: key() })).rejects.toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
});

test('one job of a cancelled run is done again, and the rest stays cancelled', async () => {
  const [a, b] = await slots('one of two', 2);
  if (!a || !b) throw new Error('There are two.');
  const runId = await runs.start([pictureJob('a', a), pictureJob('b', b)]);
  await cancelRun(hall.studio, caller, { runId });
  await open(failing(new Set()));
  await retryJob(hall.studio, caller, { jobId: await runs.jobId(runId, 'b'), idempotencyKey: key() });
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect((await runs.jobsOf(runId)).map(({ status }) => status)).toEqual(['CANCELLED', 'COMPLETED']);
});

test('a job that is retried in a paused run waits with the others', async () => {
  const broken = new Set(['waits 0']);
  const { open: letGo, opened } = gate();
  await open(
    painting(async ({ wish }) => {
      if (broken.has(wish.prompt ?? '')) throw new InvalidInput('Too dark.');
      await opened;
      return deliveryOf(wish.prompt ?? '');
    }),
  );
  const [a, b] = await slots('waits', 2);
  if (!a || !b) throw new Error('There are two.');
  const runId = await runs.start([pictureJob('a', a), pictureJob('b', b)]);
  while ((await runs.jobsOf(runId)).map(({ status }) => status).join() !== 'FAILED,PROCESSING');
  await pauseRun(hall.studio, caller, { runId });
  broken.clear();
  await retryJob(hall.studio, caller, { jobId: await runs.jobId(runId, 'a'), idempotencyKey: key() });
  expect((await runs.jobsOf(runId))[0]).toMatchObject({ status: 'READY', held: 'PAUSED' });
  letGo();
  await runs.quiet(runId);
  expect(await runs.statusOf(runId)).toBe('PAUSED');
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('of jobs that wait, those of a higher priority have their turn first', async () => {
  const many = await slots('turn', 60);
  const runId = await runs.start(many.map((slot, index) => pictureJob(`job ${index}`, slot)));
  const last = await runs.jobId(runId, 'job 59');
  await setRunPriority(hall.studio, caller, { runId, priority: 5 });
  await setJobPriority(hall.studio, caller, { jobId: last, priority: 20 });
  const queued = await hall.store.query(
    "SELECT priority, count(*)::int AS count FROM dbos.workflow_status WHERE status = 'ENQUEUED' GROUP BY 1 ORDER BY 1",
  );
  expect(queued).toEqual([
    { priority: 0, count: 1 },
    { priority: 15, count: 59 },
  ]);
  await open(waiting([], Promise.resolve()));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  const begun = (await runs.logOf(runId)).filter((line) => line.startsWith('JOB_STARTED'));
  expect(begun.indexOf('JOB_STARTED job 59')).toBeLessThan(32); // as many are taken at once
  await expect(setJobPriority(hall.studio, caller, { jobId: last, priority: 3 })).rejects.toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
});

test('a job that waits for its supplier is moved there', async () => {
  const { open: letGo, opened } = gate();
  const many = await slots('supplier', 6);
  await open(
    waiting(
      [],
      opened,
      many.map((_, index) => `supplier ${index}`),
    ),
  );
  const runId = await runs.start(many.map((slot, index) => pictureJob(`job ${index}`, slot)));
  const waits =
    "SELECT workflow_uuid AS id, priority FROM dbos.workflow_status WHERE status = 'ENQUEUED' AND name = 'make'";
  const underWay = "SELECT 1 FROM dbos.workflow_status WHERE status = 'PENDING' AND name = 'make'";
  await hall.until(async () => (await hall.store.query(underWay)).length === 4); // at once
  await hall.until(async () => (await hall.store.query(waits)).length === 2);
  for (const { id } of await runs.jobsOf(runId)) await setJobPriority(hall.studio, caller, { jobId: id, priority: 3 });
  expect((await hall.store.query(waits)).map(({ priority }: { priority: number }) => priority)).toEqual([17, 17]);
  letGo();
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

/** A supplier that takes orders and never answers; `gone` is when the last of them hung up. */
async function hanging() {
  const began = gate();
  const hungUp = gate();
  let goneMs = 0;
  const supplier = createServer((request) => {
    began.open();
    request.socket.once('close', () => {
      goneMs = performance.now();
      hungUp.open();
    });
  }).listen(0, '127.0.0.1');
  await once(supplier, 'listening');
  const { port } = supplier.address() as AddressInfo;
  const trades = painting(async (_order, { signal }) => {
    const reply = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', signal });
    return deliveryOf(await reply.text());
  });
  const gone = async () => {
    await hungUp.opened;
    supplier.close();
    return goneMs;
  };
  return { trades, began: began.opened, gone };
}

test('a call that hangs is given up within 2 s when its run is cancelled', async () => {
  const { trades, began, gone } = await hanging();
  await open(trades);
  const [a] = await slots('hang', 1);
  if (!a) throw new Error('There is one.');
  const runId = await runs.start([pictureJob('a', a)]);
  await began;
  const cancelledMs = performance.now();
  await cancelRun(hall.studio, caller, { runId });
  expect((await gone()) - cancelledMs).toBeLessThan(2_000);
});

test('a call that two runs wait for goes on for the second, and is given up within 2 s when that is cancelled too', async () => {
  const { trades, began, gone } = await hanging();
  await open(trades);
  const [a, b] = [await hall.slot('shared'), await hall.slot('shared')];
  const first = await runs.start([pictureJob('a', a)]);
  await began;
  const second = await runs.start([pictureJob('b', b)]);
  while ((await runs.jobsOf(second))[0]?.status !== 'PROCESSING');
  await cancelRun(hall.studio, caller, { runId: first });
  expect(await runs.statusOf(second)).toBe('RUNNING');
  const cancelledMs = performance.now();
  await cancelRun(hall.studio, caller, { runId: second });
  expect((await gone()) - cancelledMs).toBeLessThan(2_000);
});

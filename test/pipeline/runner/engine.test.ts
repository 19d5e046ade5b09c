import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../../../src/pipeline/errors';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import { type Engine } from '../../../src/pipeline/runner/engine.tool';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import type { JobPlan } from '../../../src/pipeline/runner/plan';
import { calmQueues } from '../../../src/pipeline/runner/queue-tempo.verb';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import type { Trades } from '../../../src/pipeline/runner/trade.tool';
import type { MakingTools } from '../../../src/pipeline/runner/vendor';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { deliveryOf, gate, openHall, painting, pictureJob, type TestHall } from '../../support/hall';

type Progress = MakingTools['progress'];

let hall: TestHall;
let engine: Engine | null = null;

beforeAll(async () => {
  hall = await openHall();
});

afterEach(async () => {
  await engine?.close();
  engine = null;
});

afterAll(() => hall.close());

const caller: Caller = { tokenId: '', name: 'mia', role: 'PRODUCER', projects: 'all' };

async function open(trades: Trades): Promise<void> {
  engine = await hall.open(trades);
}

function start(jobs: readonly JobPlan[]): Promise<string> {
  return hall.store.transaction((manager) =>
    openRun(manager, hall.studio, {
      projectId: hall.projectId,
      production: 'EXPLAINER',
      subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'mia',
      jobs,
    }),
  );
}

const jobsOf = (runId: string) =>
  hall.store.query<
    { key: string; status: string; attempts: number; error: { code: string; message: string } | null }[]
  >('SELECT key, status, attempts, error FROM job WHERE run_id = $1 ORDER BY id', [runId]);
const eventsOf = (runId: string) =>
  hall.store.query<{ seq: number; kind: string; done: number; failed: number; facts: { jobKey?: string } }[]>(
    'SELECT seq, kind, done, failed, facts FROM run_event WHERE run_id = $1 ORDER BY seq',
    [runId],
  );

const prompts = (made: string[]) =>
  painting(async ({ wish }) => {
    made.push(wish.prompt ?? '');
    return deliveryOf(wish.prompt ?? '');
  });

test('jobs are done in the order of what they need, and the log tells it without gaps', async () => {
  const made: string[] = [];
  await open(prompts(made));
  const [a, b, c] = [await hall.slot('one a'), await hall.slot('one b'), await hall.slot('one c')];
  const runId = await start([
    pictureJob('a', a),
    pictureJob('b', b, { dependsOn: ['a'] }),
    pictureJob('c', c, { dependsOn: ['a', 'b'] }),
  ]);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made).toEqual(['one a', 'one b', 'one c']);
  const events = await eventsOf(runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ kind, facts }) => [kind, facts.jobKey].filter(Boolean).join(' '))).toEqual([
    'RUN_STARTED',
    'JOB_STARTED a',
    'ASSET_MADE a',
    'JOB_STARTED b',
    'ASSET_MADE b',
    'JOB_STARTED c',
    'ASSET_MADE c',
    'RUN_FINISHED',
  ]);
  expect(events.at(-1)).toMatchObject({ done: 3, failed: 0 });
});

test('a second run of the same wishes makes nothing, and is over when it has begun', async () => {
  const made: string[] = [];
  await open(prompts(made));
  const [a, b] = [await hall.slot('two a'), await hall.slot('two b')];
  const jobs = [pictureJob('a', a), pictureJob('b', b, { dependsOn: ['a'] })];
  await hall.over(await start(jobs));
  const again = await start(jobs);
  expect(await hall.over(again)).toBe('SUCCEEDED');
  expect(made).toEqual(['two a', 'two b']);
  expect((await jobsOf(again)).map(({ status }) => status)).toEqual(['REUSED', 'REUSED']);
  expect((await eventsOf(again)).map(({ kind, done }) => [kind, done])).toEqual([
    ['RUN_STARTED', 0],
    ['ASSET_REUSED', 1],
    ['ASSET_REUSED', 2],
    ['RUN_FINISHED', 2],
  ]);
});

test('ten slots that wish for the same are filled by one call', async () => {
  const made: string[] = [];
  await open(prompts(made));
  const slots = await Promise.all(Array.from({ length: 10 }, () => hall.slot('the same')));
  const runId = await start(slots.map((slot, index) => pictureJob(`job ${index}`, slot)));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made).toEqual(['the same']);
  const [{ count }] = await hall.store.query(
    'SELECT count(DISTINCT slot_id)::int AS count FROM asset WHERE slot_id = ANY($1)',
    [slots.map(({ id }) => id)],
  );
  expect(count).toBe(10);
});

test('a refusal fails what needs it and spares the rest; resuming makes what is missing', async () => {
  let mended = false;
  await open(
    painting(async ({ wish }) => {
      if (wish.prompt === 'three a' && !mended) throw new InvalidInput('Too dark.', { remedy: 'Use a lamp.' });
      return deliveryOf(wish.prompt ?? '');
    }),
  );
  const [a, b, c] = [await hall.slot('three a'), await hall.slot('three b'), await hall.slot('three c')];
  const runId = await start([pictureJob('a', a), pictureJob('b', b, { dependsOn: ['a'] }), pictureJob('c', c)]);
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect((await jobsOf(runId)).map(({ status, error }) => [status, error?.code, error?.message])).toEqual([
    ['FAILED', 'REFUSED', 'Too dark.'],
    ['FAILED', 'DEPENDENCY_FAILED', 'It needs a, which failed.'],
    ['COMPLETED', undefined, undefined],
  ]);
  mended = true;
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect((await jobsOf(runId)).map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  expect((await eventsOf(runId)).at(-1)).toMatchObject({ kind: 'RUN_FINISHED', done: 3, failed: 0 });
});

test('cancelling stops what is under way, registers nothing of it, and the run can be resumed', async () => {
  const began = gate();
  let patient = true;
  await open(
    painting(async ({ wish }, { signal }) => {
      if (!patient) return deliveryOf(wish.prompt ?? '');
      began.open();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    }),
  );
  const slot = await hall.slot('four');
  const runId = await start([pictureJob('a', slot), pictureJob('b', await hall.slot('four b'), { dependsOn: ['a'] })]);
  await began.opened;
  await cancelRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('CANCELLED');
  expect((await jobsOf(runId)).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
  expect(await hall.store.query('SELECT 1 FROM asset WHERE slot_id = $1', [slot.id])).toEqual([]);
  patient = false;
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('progress that is told while its run is being cancelled does not come after the end', async () => {
  const begun = gate();
  let tell: Progress = () => undefined;
  await open(
    painting(async (_order, { signal, progress }) => {
      tell = progress;
      begun.open();
      return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    }),
  );
  const runId = await start([pictureJob('a', await hall.slot('told late'))]);
  await begun.opened;
  await hall.store.transaction(async (manager) => {
    const store = { transaction: (work: (within: EntityManager) => unknown) => work(manager) } as unknown as DataSource;
    await cancelRun({ ...hall.studio, store }, caller, { runId });
    tell({ fraction: 0.5, note: null });
    while ((await manager.query('SELECT 1 FROM pg_locks WHERE NOT granted')).length === 0);
  });
  await engine?.close();
  const events = await eventsOf(runId);
  expect(events.map(({ kind }) => kind)).toEqual(['RUN_STARTED', 'JOB_STARTED', 'RUN_FINISHED']);
});

test('an engine that closes in mid-work leaves it to the next, which begins nothing twice that was done', async () => {
  const made: string[] = [];
  const began = gate();
  await open(
    painting(async ({ wish }, { signal }) => {
      made.push(wish.prompt ?? '');
      if (wish.prompt === 'five a') return deliveryOf('five a');
      began.open();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    }),
  );
  const runId = await start([
    pictureJob('a', await hall.slot('five a')),
    pictureJob('b', await hall.slot('five b'), { dependsOn: ['a'] }),
  ]);
  await began.opened;
  await engine?.close();
  await open(prompts(made));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made).toEqual(['five a', 'five b', 'five b']);
  expect((await jobsOf(runId)).map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test('work that has outlived hundreds of servers is still taken over by the next', async () => {
  const made: string[] = [];
  const began = gate();
  await open(
    painting(async (_, { signal }) => {
      began.open();
      await new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    }),
  );
  const runId = await start([pictureJob('a', await hall.slot('often'))]);
  await began.opened;
  await engine?.close();
  await hall.store.query("UPDATE dbos.workflow_status SET recovery_attempts = 1000 WHERE status = 'PENDING'");
  await open(prompts(made));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made).toEqual(['often']);
});

test('an executor that was retired writes nothing more', async () => {
  await open(
    painting(async ({ wish }) => {
      await hall.store.query('UPDATE executor SET retired_at = now() WHERE retired_at IS NULL');
      return deliveryOf(wish.prompt ?? '');
    }),
  );
  const runId = await start([pictureJob('a', await hall.slot('six'))]);
  expect(await engine?.failed).toMatchObject({ code: 'CONFLICT' });
  await engine?.close();
  expect((await jobsOf(runId)).map(({ status }) => status)).toEqual(['PROCESSING']);
  await open(prompts([]));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('a mistake of ours fails its job by name and spares the rest', async () => {
  const trades = painting(async ({ wish }) => deliveryOf(wish.prompt ?? ''));
  const registered = async (_: unknown, { order }: { order: { wish: { prompt: string | null } } }) => {
    if (order.wish.prompt === 'eight a') throw new TypeError('undefined is not a film');
  };
  const { GENERATE_IMAGE: making } = trades;
  if (making?.does !== 'make') throw new Error('painting makes');
  await open({ GENERATE_IMAGE: { ...making, registered } });
  const runId = await start([
    pictureJob('a', await hall.slot('eight a')),
    pictureJob('b', await hall.slot('eight b')),
    { ...pictureJob('c', await hall.slot('eight c')), type: 'LIP_SYNC' },
  ]);
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect((await jobsOf(runId)).map(({ status, error }) => [status, error?.code])).toEqual([
    ['FAILED', 'INTERNAL'],
    ['COMPLETED', undefined],
    ['FAILED', 'INTERNAL'],
  ]);
  expect((await jobsOf(runId))[0]?.error?.message).not.toContain('undefined is not a film');
});

test('queues are looked into less often once nothing has come into them for a while, and often again with the next job', async () => {
  await open(prompts([]));
  const often = async (): Promise<string[]> => {
    const rows = await hall.store.query('SELECT name FROM dbos.queues WHERE polling_interval_sec < 0.1 ORDER BY name');
    return rows.map(({ name }: { name: string }) => name);
  };
  await hall.over(await start([pictureJob('a', await hall.slot('nine a'))]));
  await calmQueues(hall.store.manager);
  expect(await often()).toEqual(expect.arrayContaining(['jobs', 'make test'])); // something has come a moment ago
  await hall.store.query('UPDATE dbos.workflow_status SET created_at = created_at - 6000');
  await calmQueues(hall.store.manager);
  expect(await often()).toEqual([]);
  const runId = await start([pictureJob('a', await hall.slot('nine b'))]);
  expect(await often()).toEqual(['jobs']);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await often()).toEqual(['jobs', 'make test']);
});

test('what was sent back and comes out the same again is a failure, not a place passed over in silence', async () => {
  await open(prompts([]));
  const slot = await hall.slot('ten');
  await hall.over(await start([pictureJob('a', slot)]));
  await hall.store.query("UPDATE asset SET status = 'REJECTED' WHERE slot_id = $1", [slot.id]);
  const again = await start([pictureJob('a', slot)]);
  expect(await hall.over(again)).toBe('FAILED');
  expect((await jobsOf(again))[0]?.error).toMatchObject({ code: 'REFUSED', retryable: false });
});

test('a circle among the jobs is refused before anything starts', async () => {
  const slot = await hall.slot('seven');
  await expect(start([pictureJob('a', slot, { dependsOn: ['b'] }), pictureJob('b', slot)])).rejects.toMatchObject({
    code: 'CYCLE',
  });
});

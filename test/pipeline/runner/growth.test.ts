import { InvalidInput } from '../../../src/pipeline/errors';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { growRun } from '../../../src/pipeline/runner/grow-run.verb';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import type { JobPlan } from '../../../src/pipeline/runner/plan';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import type { Trades } from '../../../src/pipeline/runner/trade.tool';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { deliveryOf, openHall, painting, pictureJob, type TestHall } from '../../support/hall';

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

const start = (jobs: readonly JobPlan[]): Promise<string> =>
  hall.store.transaction((manager) =>
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

const statusOf = async (runId: string) =>
  Object.fromEntries(
    (await hall.store.query('SELECT key, status FROM job WHERE run_id = $1', [runId])).map(
      ({ key, status }: { key: string; status: string }) => [key, status],
    ),
  );
const lastLine = async (runId: string) =>
  (
    await hall.store.query(
      'SELECT jobs, done, failed, reused FROM run_event WHERE run_id = $1 ORDER BY seq DESC LIMIT 1',
      [runId],
    )
  )[0];

const cutJob = (more: Partial<JobPlan> = {}): JobPlan => ({
  ...{ key: 'cut', stage: 'CUT', type: 'BUILD_CUT', slotId: null, wishHash: null, dependsOn: [] },
  ...more,
});

/** Draws but what is `broken`, and tells when it cuts. */
function trades(broken: ReadonlySet<string>, cuts: string[]): Trades {
  const drawn = painting(async ({ wish }) => {
    if (broken.has(wish.prompt ?? '')) throw new InvalidInput('Too dark.', { remedy: 'Use a lamp.' });
    return deliveryOf(wish.prompt ?? '');
  });
  return { ...drawn, BUILD_CUT: { does: 'write', write: async (_, { runId }) => void cuts.push(runId) } };
}

test('what follows a job begins when that is over, however it ended', async () => {
  const cuts: string[] = [];
  engine = await hall.open(trades(new Set(['one a']), cuts));
  const [a, b, c] = [await hall.slot('one a'), await hall.slot('one b'), await hall.slot('one c')];
  const runId = await start([
    pictureJob('a', a),
    pictureJob('b', b, { dependsOn: ['a'] }),
    pictureJob('c', c),
    cutJob({ follows: ['a', 'b', 'c'] }),
  ]);
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect(await statusOf(runId)).toEqual({ a: 'FAILED', b: 'FAILED', c: 'COMPLETED', cut: 'COMPLETED' });
  expect(cuts).toEqual([runId]);
  expect(await lastLine(runId)).toMatchObject({ jobs: 4, done: 2, failed: 2 });
});

test('when what failed is made after all, what went on without it is done again', async () => {
  const cuts: string[] = [];
  const broken = new Set(['two a']);
  engine = await hall.open(trades(broken, cuts));
  const [a, film] = [await hall.slot('two a'), await hall.slot('two film')];
  const runId = await start([
    pictureJob('a', a),
    pictureJob('b', await hall.slot('two b')),
    cutJob({ follows: ['a', 'b'] }),
    pictureJob('film', film, { dependsOn: ['cut'] }),
  ]);
  expect(await hall.over(runId)).toBe('PARTIAL');
  broken.clear();
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(cuts).toEqual([runId, runId]);
  expect(await statusOf(runId)).toEqual({ a: 'COMPLETED', b: 'COMPLETED', cut: 'COMPLETED', film: 'REUSED' });
  expect(await lastLine(runId)).toMatchObject({ jobs: 4, done: 4, failed: 0, reused: 1 });
});

test('what needs a job fails with it, though it follows others', async () => {
  const cuts: string[] = [];
  engine = await hall.open(trades(new Set(['three a']), cuts));
  const runId = await start([
    pictureJob('a', await hall.slot('three a')),
    pictureJob('b', await hall.slot('three b')),
    cutJob({ dependsOn: ['a'], follows: ['a', 'b'] }),
  ]);
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect(await statusOf(runId)).toEqual({ a: 'FAILED', b: 'COMPLETED', cut: 'FAILED' });
  expect(cuts).toEqual([]);
});

test('a run grows by what one of its jobs plans, and ends when that is done too', async () => {
  const more = await Promise.all(['four a', 'four b', 'four a'].map((prompt) => hall.slot(prompt)));
  const drawn = painting(async ({ wish }) => deliveryOf(wish.prompt ?? ''));
  engine = await hall.open({
    ...drawn,
    BUILD_CUT: {
      does: 'write',
      write: async (manager, { runId, projectId }) => {
        const jobs = more.map((slot, index) => pictureJob(`more ${index}`, slot));
        const last = pictureJob('last', more[0] ?? (await hall.slot('four')), { dependsOn: ['first', 'more 0'] });
        await growRun(manager, hall.studio, { run: { id: runId, projectId }, jobs: [...jobs, last] });
      },
    },
  });
  const runId = await start([pictureJob('first', await hall.slot('four first')), cutJob({ dependsOn: ['first'] })]);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await statusOf(runId)).toMatchObject({ cut: 'COMPLETED', 'more 0': expect.anything(), last: 'REUSED' });
  const { jobs, done, failed } = await lastLine(runId);
  expect({ jobs, done, failed }).toEqual({ jobs: 6, done: 6, failed: 0 });
});

test('a run grows by what is there already without making anything', async () => {
  const made: string[] = [];
  const drawn = painting(async ({ wish }) => {
    made.push(wish.prompt ?? '');
    return deliveryOf(wish.prompt ?? '');
  });
  engine = await hall.open({
    ...drawn,
    BUILD_CUT: {
      does: 'write',
      write: (manager, { runId, projectId }) =>
        growRun(manager, hall.studio, { run: { id: runId, projectId }, jobs: [pictureJob('known', slot)] }),
    },
  });
  const slot = await hall.slot('five');
  await hall.over(await start([pictureJob('it', slot)]));
  const runId = await start([cutJob()]);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await statusOf(runId)).toEqual({ cut: 'COMPLETED', known: 'REUSED' });
  expect(made).toEqual(['five']);
});

import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import type { RunPlan } from '../../../src/pipeline/runner/plan';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import type { Vendor } from '../../../src/pipeline/runner/vendor';
import { asking, openHall, pictureJob, type TestHall } from '../../support/hall';
import { mia, Runs } from '../../support/runs';
import { AT_ONCE, calling, pictureOf } from '../../support/vendors';

let hall: TestHall;
let runs: Runs;
let engine: Engine | null = null;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  await hall.goLive();
});
afterEach(async () => {
  await engine?.close();
  engine = null;
});
afterAll(() => hall.close());

/** Bills so much for a picture whose most is 100. */
async function open(billedMicros: number, terms: Partial<Vendor> = {}): Promise<void> {
  const painter = calling(async ({ wish }) => pictureOf(wish.prompt ?? '', billedMicros), terms);
  engine = await hall.open(asking([painter]), { retry: AT_ONCE, tidyMs: 20 });
}

async function start(name: string, count: number, more: Partial<RunPlan> = {}): Promise<string> {
  const slots = await Promise.all(Array.from({ length: count }, (_, index) => hall.slot(`${name} ${index}`)));
  const jobs = slots.map((slot, index) => pictureJob(`${name} ${index}`, slot, { pilot: index % 2 ? 'odd' : 'even' }));
  return runs.start(jobs, more);
}

const jobsIn = async (runId: string, status: string): Promise<number> => {
  const [{ count }] = await hall.store.query(
    'SELECT count(*)::int AS count FROM job WHERE run_id = $1 AND status = $2',
    [runId, status],
  );
  return count;
};
const linesOf = (runId: string, kind: string) =>
  hall.store
    .query<{ facts: object }[]>('SELECT facts FROM run_event WHERE run_id = $1 AND kind = $2 ORDER BY seq', [
      runId,
      kind,
    ])
    .then((rows) => rows.map(({ facts }) => facts));
const budgetsOf = (runId: string) =>
  hall.store.query(
    `SELECT kind, label, cap_micros::int AS cap, reserved_micros::int AS reserved, spent_micros::int AS spent
     FROM budget WHERE run_id = $1 ORDER BY kind, label`,
    [runId],
  );

test('at the cap nothing more is begun, what is paid for is finished, and the run says so', async () => {
  await open(100);
  const runId = await start('cap', 10, { capMicros: 250n });
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect(await jobsIn(runId, 'COMPLETED')).toBe(2);
  expect(await jobsIn(runId, 'FAILED')).toBe(8);
  expect(await linesOf(runId, 'BUDGET_LOW')).toHaveLength(0); // 50 of 250 are a fifth
  expect(await linesOf(runId, 'BUDGET_REACHED')).toMatchObject([{ capMicros: '250' }]);
  expect(await budgetsOf(runId)).toEqual([{ kind: 'RUN', label: '', cap: 250, reserved: 0, spent: 200 }]);
  const [{ error }] = await hall.store.query('SELECT error FROM run WHERE id = $1', [runId]);
  expect(error).toMatchObject({ code: 'BUDGET_REACHED', remedy: expect.stringContaining('higher cap') });
});

test('a run that reached its cap is resumed with a higher one, and pays only for what is missing', async () => {
  await open(100);
  const runId = await start('more', 5, { capMicros: 200n });
  expect(await hall.over(runId)).toBe('PARTIAL');
  await hall.store.query("UPDATE budget SET cap_micros = 500 WHERE run_id = $1 AND kind = 'RUN'", [runId]);
  await resumeRun(hall.studio, mia, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await budgetsOf(runId)).toMatchObject([{ reserved: 0, spent: 500 }]);
  expect(await linesOf(runId, 'BUDGET_LOW')).toMatchObject([{ leftMicros: '0' }, { leftMicros: '0' }]);
});

test('a job whose ceiling does not fit while others are under way waits for what they leave', async () => {
  await open(10);
  const runId = await start('wait', 12, { capMicros: 250n });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await budgetsOf(runId)).toMatchObject([{ reserved: 0, spent: 120 }]);
  expect(await linesOf(runId, 'BUDGET_REACHED')).toEqual([]);
});

test('a pilot and a type of job have caps of their own within the run', async () => {
  await open(100);
  const runId = await start('pilots', 6, {
    capMicros: 1_000n,
    caps: [
      { kind: 'PILOT', label: 'even', capMicros: 300n },
      { kind: 'PILOT', label: 'odd', capMicros: 100n },
      { kind: 'JOB_TYPE', label: 'GENERATE_IMAGE', capMicros: 900n },
    ],
  });
  expect(await hall.over(runId)).toBe('PARTIAL');
  const budgets = await budgetsOf(runId);
  const [byType, even, odd, whole] = budgets;
  expect(even.spent).toBeLessThanOrEqual(300);
  expect(odd.spent).toBeLessThanOrEqual(100);
  expect(whole.spent).toBe(even.spent + odd.spent);
  expect(byType.spent).toBe(whole.spent);
  expect(budgets.map(({ reserved }: { reserved: number }) => reserved)).toEqual([0, 0, 0, 0]);
});

test("the project's own cap holds for all of its runs together", async () => {
  await open(100);
  const budget = { id: hall.studio.newId(), projectId: hall.projectId, kind: 'PROJECT' };
  await hall.store.query('INSERT INTO budget (id, project_id, kind, cap_micros) VALUES ($1, $2, $3, 300)', [
    budget.id,
    budget.projectId,
    budget.kind,
  ]);
  const runIds = await Promise.all(['one', 'two', 'three'].map((name) => start(name, 3)));
  await Promise.all(runIds.map((runId) => hall.over(runId)));
  const done = await Promise.all(runIds.map((runId) => jobsIn(runId, 'COMPLETED')));
  expect(done.reduce((sum, count) => sum + count, 0)).toBe(3);
  await hall.store.query('DELETE FROM budget WHERE id = $1', [budget.id]);
});

test('a cap that is passed is refused by the database itself', async () => {
  const runId = await start('refused', 0, { capMicros: 10n });
  await expect(
    hall.store.query('UPDATE budget SET reserved_micros = 6, spent_micros = 5 WHERE run_id = $1', [runId]),
  ).rejects.toThrow('ck_budget_within_cap');
});

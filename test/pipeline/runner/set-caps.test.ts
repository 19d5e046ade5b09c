import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import { reopenSupplier } from '../../../src/pipeline/runner/reopen-supplier.verb';
import { resumeRun } from '../../../src/pipeline/runner/resume-run.verb';
import { setCaps } from '../../../src/pipeline/runner/set-caps.verb';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { asking, gate, openHall, pictureJob, type TestHall } from '../../support/hall';
import { AT_ONCE, calling, pictureOf } from '../../support/vendors';

let hall: TestHall;
let engine: Engine;
/** What the next orders wait for, and what they are billed; their most is 100. */
let opened: Promise<void>;
let billed: number;

const caller: Caller = { tokenId: '', name: 'mia', role: 'ADMIN', projects: 'all' };

beforeEach(async () => {
  hall = await openHall();
  await hall.goLive();
  [opened, billed] = [Promise.resolve(), 100];
  const painter = calling(async ({ wish }) => {
    await opened;
    return pictureOf(wish.prompt ?? '', billed);
  });
  engine = await hall.open(asking([painter]), { retry: AT_ONCE, tidyMs: 20 });
});
afterEach(async () => {
  await engine.close();
  await hall.close();
});

async function begun(...prompts: string[]): Promise<string> {
  const slots = await Promise.all(prompts.map((prompt) => hall.slot(prompt)));
  return hall.store.transaction((manager) =>
    openRun(manager, hall.studio, {
      projectId: hall.projectId,
      production: 'EXPLAINER',
      subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'mia',
      jobs: slots.map((slot, index) => pictureJob(prompts[index] ?? '', slot)),
    }),
  );
}

const cap = (amount: string) =>
  setCaps(hall.studio, caller, {
    projectId: hall.projectId,
    caps: [{ jobType: 'GENERATE_IMAGE', cap: { amount, currency: 'USD' } }],
  });

const budgetOf = async () => {
  const [budget] = await hall.store.query(
    `SELECT cap_micros::int AS cap, reserved_micros::int AS reserved, spent_micros::int AS spent FROM budget
     WHERE kind = 'JOB_TYPE' AND run_id IS NULL`,
  );
  return budget;
};

const isUnderWay = (count: number) => async () => {
  const rows = await hall.store.query("SELECT 1 FROM charge WHERE status = 'RESERVED' AND sent_at IS NOT NULL");
  return rows.length === count;
};

test('a cap that comes while calls are under way counts them, and what they leave', async () => {
  await hall.over(await begun('before'));
  const door = gate();
  [opened, billed] = [door.opened, 40];
  const runId = await begun('under way', 'too');
  await hall.until(isUnderWay(2));
  await expect(cap('0.000299')).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  await cap('0.0003');
  expect(await budgetOf()).toEqual({ cap: 300, reserved: 200, spent: 100 });
  door.open();
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await budgetOf()).toEqual({ cap: 300, reserved: 0, spent: 180 });
  expect(await hall.over(await begun('fits', 'does not', 'nor this'))).toBe('PARTIAL');
  expect((await budgetOf()).spent).toBeLessThanOrEqual(300);
});

test('jobs that wait for money go on when a cap is raised', async () => {
  await cap('0.00015');
  const door = gate();
  opened = door.opened;
  const runId = await begun('first', 'second');
  await hall.until(isUnderWay(1));
  await hall.until(async () => (await hall.store.query("SELECT 1 FROM job WHERE held = 'BUDGET'")).length === 1);
  await cap('0.0002');
  await hall.until(isUnderWay(2));
  door.open();
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await budgetOf()).toEqual({ cap: 200, reserved: 0, spent: 200 });
});

test('a supplier that was stopped for an overrun is asked again, and the run that failed for it is resumed', async () => {
  billed = 150;
  await hall.over(await begun('too dear'));
  billed = 100;
  const runId = await begun('after it');
  expect(await hall.over(runId)).toBe('FAILED');
  expect(await reopenSupplier(hall.studio, { name: 'outside' })).toMatchObject({ stoppedReason: null });
  await resumeRun(hall.studio, caller, { runId });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

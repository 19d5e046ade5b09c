import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PlannerCall } from '../../../../src/entities/planner-call.entity';
import { type Admission, admit, settled } from '../../../../src/pipeline/planner/model-use.verb';
import { PLANNER_LIMITS, type PlannerPurpose } from '../../../../src/pipeline/planner/planner-call';
import { createDataSource } from '../../../../src/server/database';
import { openPlannerBench, type PlannerBench } from '../../../support/planner';

let bench: PlannerBench;
/** As two processes have it. */
let others: DataSource;
let projectId: string;
beforeAll(async () => {
  bench = await openPlannerBench();
  others = await createDataSource(bench.url, 8).initialize();
});
beforeEach(async () => {
  projectId = await bench.project();
});
afterAll(async () => {
  await others.destroy();
  await bench.close();
});

const NOON = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

interface Asked {
  readonly store?: DataSource;
  readonly purpose?: PlannerPurpose;
  readonly caller?: string;
  readonly at?: Date;
  readonly ceilingMicros?: bigint;
  readonly id?: string;
}

function admitted({ store = bench.store, purpose = 'EXTRACTION', ...more }: Asked = {}): Promise<Admission> {
  const by = { projectId, caller: 'mia', provider: 'openai-text', model: 'gpt-6-luna' };
  const call = { id: randomUUID(), ceilingMicros: 100n, at: NOON, purpose, ...by, ...more };
  return admit(store, call, PLANNER_LIMITS[purpose]);
}

const count = (all: readonly Admission[], one: Admission) => all.filter((admission) => admission === one).length;

test('of twenty who ask at once, by two processes, exactly ten are let in', async () => {
  const asked = await Promise.all(
    Array.from({ length: 20 }, (_, index) => admitted({ store: index % 2 ? bench.store : others })),
  );
  expect([count(asked, 'ADMITTED'), count(asked, 'LIMITED')]).toEqual([10, 10]);
  expect(await bench.store.manager.countBy(PlannerCall, { projectId })).toBe(10);
});

test('five repairs an hour; another caller, another purpose and another project have their own', async () => {
  const repairs = await Promise.all(Array.from({ length: 8 }, () => admitted({ purpose: 'REPAIR' })));
  expect(count(repairs, 'ADMITTED')).toBe(5);
  expect(await admitted()).toBe('ADMITTED');
  expect(await admitted({ purpose: 'REPAIR', caller: 'ben' })).toBe('ADMITTED');
  expect(await admitted({ purpose: 'REPAIR', at: later(3_599) })).toBe('LIMITED');
  expect(await admitted({ purpose: 'REPAIR', at: later(3_600) })).toBe('ADMITTED');
  projectId = await bench.project();
  expect(await admitted({ purpose: 'REPAIR' })).toBe('ADMITTED');
});

test('a window slides: each call counts for a minute', async () => {
  for (let second = 0; second < 10; second += 1) expect(await admitted({ at: later(second) })).toBe('ADMITTED');
  expect(await admitted({ at: later(59) })).toBe('LIMITED');
  expect(await admitted({ at: later(60) })).toBe('ADMITTED');
  expect(await admitted({ at: later(60) })).toBe('LIMITED');
  expect(await admitted({ at: later(61) })).toBe('ADMITTED');
});

test('of many whom the cap leaves room for one, one is let in', async () => {
  await bench.store.query(
    "INSERT INTO budget (id, project_id, kind, cap_micros, reserved_micros, spent_micros) VALUES (gen_random_uuid(), $1, 'PROJECT', 250, 50, 60)",
    [projectId],
  );
  const asked = await Promise.all(Array.from({ length: 6 }, (_, index) => admitted({ caller: `caller ${index}` })));
  expect([count(asked, 'ADMITTED'), count(asked, 'UNPAID')]).toEqual([1, 5]);
  expect(await admitted({ ceilingMicros: 0n })).toBe('ADMITTED');
  expect(await admitted({ ceilingMicros: 40n })).toBe('ADMITTED');
  expect(await admitted({ ceilingMicros: 1n })).toBe('UNPAID');
});

test('what came of a call stands in its row; what nobody knows counts as the most', async () => {
  const [known, unknown] = [randomUUID(), randomUUID()];
  await admitted({ id: known });
  await admitted({ id: unknown });
  const { manager } = bench.store;
  expect(await manager.findOneByOrFail(PlannerCall, { id: known })).toMatchObject({
    ...{ outcome: 'ASKED', costMicros: 100n, tokensIn: null, durationMs: null, createdAt: NOON },
  });
  await settled(manager, known, {
    ...{ outcome: 'ANSWERED', tokens: { read: 30, written: 4 }, costMicros: 7n, durationMs: 812.4 },
  });
  await settled(manager, unknown, { outcome: 'TIMED_OUT', tokens: null, costMicros: null, durationMs: 3_000 });
  expect(await manager.findOneByOrFail(PlannerCall, { id: known })).toMatchObject({
    ...{ outcome: 'ANSWERED', tokensIn: 30, tokensOut: 4, costMicros: 7n, durationMs: 812 },
  });
  expect(await manager.findOneByOrFail(PlannerCall, { id: unknown })).toMatchObject({
    ...{ outcome: 'TIMED_OUT', tokensIn: null, costMicros: 100n, durationMs: 3_000 },
  });
});

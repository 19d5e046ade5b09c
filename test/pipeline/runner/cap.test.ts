import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import { mulberry32 } from '../../../src/providers/mulberry32';
import { asking, openHall, pictureJob, type TestHall } from '../../support/hall';
import {
  type End,
  MOST_MICROS,
  openPool,
  openSpenders,
  type Spending,
  type Spent,
  spend,
} from '../../support/spenders';
import { AT_ONCE, calling, pictureOf } from '../../support/vendors';

jest.setTimeout(240_000);

let hall: TestHall;
let pool: DataSource;
/** The one who looks on waits for nobody. */
let onlooker: DataSource;

beforeAll(async () => {
  hall = await openHall();
  await hall.goLive();
  [pool, onlooker] = await Promise.all([openPool(hall, 16), openPool(hall, 1)]);
});
afterEach(() => hall.store.query("DELETE FROM budget WHERE kind = 'PROJECT'"));
afterAll(async () => {
  await Promise.all([pool.destroy(), onlooker.destroy()]);
  await hall.close();
});

interface BudgetNow {
  readonly kind: string;
  readonly label: string;
  readonly cap: number | null;
  readonly reserved: number;
  readonly spent: number;
  readonly overrun: number;
}

const budgetsNow = () =>
  onlooker.query<BudgetNow[]>(
    `SELECT kind, label, cap_micros::int AS cap, reserved_micros::int AS reserved, spent_micros::int AS spent,
       overrun_micros::int AS overrun FROM budget ORDER BY kind, label, id`,
  );

/** What every budget should be, by the charges that name it. */
const budgetsByCharges = () =>
  hall.store.query<BudgetNow[]>(
    `SELECT b.kind, b.label, b.cap_micros::int AS cap,
       coalesce(sum(c.ceiling_micros) FILTER (WHERE c.closed_at IS NULL), 0)::int AS reserved,
       coalesce(sum(least(c.actual_micros, c.ceiling_micros)) FILTER (WHERE c.actual_micros IS NOT NULL), 0)::int AS spent,
       coalesce(sum(greatest(c.actual_micros - c.ceiling_micros, 0)), 0)::int AS overrun
     FROM budget b LEFT JOIN charge c ON b.id = ANY(c.budget_ids) GROUP BY b.id ORDER BY b.kind, b.label, b.id`,
  );

/** Looks at the budgets again and again while something is done, and names every moment at which one is passed. */
async function watched<T>(act: () => Promise<T>): Promise<{ done: T; samples: number; passed: BudgetNow[] }> {
  const passed: BudgetNow[] = [];
  let samples = 0;
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      passed.push(...(await budgetsNow()).filter(({ cap, reserved, spent }) => cap !== null && reserved + spent > cap));
      samples += 1;
      await pause(2);
    }
  })();
  const done = await act().finally(() => {
    isOver = true;
  });
  await looking;
  return { done, samples, passed };
}

async function insertProjectCap(capMicros: number): Promise<void> {
  await hall.store.query("INSERT INTO budget (id, project_id, kind, cap_micros) VALUES ($1, $2, 'PROJECT', $3)", [
    hall.studio.newId(),
    hall.projectId,
    capMicros,
  ]);
}

const ENDS: readonly End[] = ['BILLED', 'BILLED', 'BILLED', 'BILLED', 'RELEASED', 'RELEASED', 'LOST', 'DEAR'];

test('a thousand who spend at once, crash and are given money back never pass a cap', async () => {
  const random = mulberry32(7);
  await insertProjectCap(50_000);
  const spenders = await openSpenders(hall, 1_000, {
    capMicros: 40_000n,
    caps: [
      { kind: 'PILOT', label: 'even', capMicros: 30_000n },
      { kind: 'PILOT', label: 'odd', capMicros: 8_000n },
      { kind: 'JOB_TYPE', label: 'GENERATE_IMAGE', capMicros: 36_000n },
    ],
  });
  const spendings = spenders.map((spender): Spending => {
    const end = ENDS[Math.floor(random() * ENDS.length)] ?? 'BILLED';
    const billedMicros = end === 'DEAR' ? 130n : BigInt(Math.floor(random() * 101));
    const crash = random() < 0.02 ? 'reserving' : random() < 0.02 ? 'closing' : null;
    return { id: hall.studio.newId(), spender, end, billedMicros, crash };
  });
  const { done, samples, passed } = await watched(() => Promise.all(spendings.map((one) => spend(pool, one))));
  expect(passed).toEqual([]);
  expect(samples).toBeGreaterThan(10);
  const count = (what: Spent) => done.filter((one) => one === what).length;
  expect(count('SPENT')).toBeGreaterThan(300);
  expect(count('BLOCKED') + count('REACHED')).toBeGreaterThan(100);
  expect(count('CRASHED')).toBeGreaterThan(5);
  const budgets = await budgetsNow();
  expect(budgets).toEqual(await budgetsByCharges());
  expect(budgets.map(({ reserved }) => reserved)).toEqual(budgets.map(() => 0));
  expect(budgets.every(({ cap, spent }) => spent <= (cap ?? 0))).toBe(true);
});

test('every overrun is named, with what was set aside and what was billed', async () => {
  const named = await hall.store.query<{ facts: { billedMicros: string; ceilingMicros: string } }[]>(
    "SELECT facts FROM run_event WHERE kind = 'PROVIDER_OVERRAN'",
  );
  const [{ count }] = await hall.store.query(
    'SELECT count(*)::int AS count FROM charge WHERE actual_micros > ceiling_micros',
  );
  expect(named).toHaveLength(count);
  expect(count).toBeGreaterThan(10);
  expect(new Set(named.map(({ facts }) => `${facts.billedMicros} of ${facts.ceilingMicros}`))).toEqual(
    new Set([`130 of ${MOST_MICROS}`]),
  );
});

test('the log tells at its end what the budgets are', async () => {
  const told = await hall.store.query(
    `SELECT h.reserved_micros::int AS reserved, h.spent_micros::int AS spent FROM run_log_head h ORDER BY h.run_id`,
  );
  const held = await hall.store.query(
    `SELECT reserved_micros::int AS reserved, (spent_micros + overrun_micros)::int AS spent FROM budget WHERE kind = 'RUN' ORDER BY run_id`,
  );
  expect(told.map(({ spent }: { spent: number }) => spent)).toEqual(held.map(({ spent }: { spent: number }) => spent));
});

describe('through the whole engine', () => {
  let engine: Engine | null = null;
  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  async function run(name: string, count: number, capMicros: bigint): Promise<string> {
    const slots = await Promise.all(Array.from({ length: count }, (_, index) => hall.slot(`${name} ${index}`)));
    return hall.store.transaction((manager) =>
      openRun(manager, hall.studio, {
        projectId: hall.projectId,
        production: 'PILOTS',
        subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
        stopAfter: null,
        options: {},
        capMicros,
        caps: [{ kind: 'PILOT', label: 'odd', capMicros: 300n }],
        startedBy: 'mia',
        jobs: slots.map((slot, index) => pictureJob(`${name} ${index}`, slot, { pilot: index % 2 ? 'odd' : 'even' })),
      }),
    );
  }

  test('whatever suppliers bill, refuse and lose, no run and no project passes its cap', async () => {
    const random = mulberry32(11);
    await hall.store.query('DELETE FROM supplier_state');
    const painter = calling(async ({ wish }) => {
      const chance = random();
      if (chance < 0.15) throw new SupplierFailed({ code: 'REFUSED', message: 'No.', billed: 'NOTHING' });
      if (chance < 0.3) throw new SupplierFailed({ code: 'REFUSED', message: 'It broke.', billed: 'UNKNOWN' });
      if (chance < 0.4) throw new SupplierFailed({ code: 'REFUSED', message: 'Paid.', billed: { micros: 50n } });
      return pictureOf(wish.prompt ?? '', Math.floor(random() * 101));
    });
    const before = await budgetsNow();
    expect(before.every(({ reserved }) => reserved === 0)).toBe(true);
    await insertProjectCap(1_200);
    engine = await hall.open(asking([painter]), { retry: AT_ONCE, tidyMs: 200 });
    const { passed } = await watched(async () => {
      const runs = await Promise.all([run('one', 14, 500n), run('two', 14, 700n), run('three', 10, 5_000n)]);
      await Promise.all(runs.map((runId) => hall.over(runId)));
    });
    expect(passed).toEqual([]);
    await engine.close();
    engine = null;
    const budgets = await budgetsNow();
    expect(budgets).toEqual(await budgetsByCharges());
    expect(budgets.every(({ reserved }) => reserved === 0)).toBe(true);
    const project = budgets.find(({ kind }) => kind === 'PROJECT');
    expect(project?.spent).toBeGreaterThan(500);
  });
});

test('however calls end, in whatever order, what is set aside and spent comes to the charges', async () => {
  const spenders = await openSpenders(hall, 12, { capMicros: 700n });
  const ending = fc.record({
    index: fc.nat(11),
    end: fc.constantFrom<End>('BILLED', 'DEAR', 'RELEASED', 'LOST'),
    micros: fc.nat(100),
    crash: fc.constantFrom<Spending['crash']>(null, null, null, 'reserving', 'closing'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(ending, { minLength: 1, maxLength: 6 }), async (endings) => {
      await Promise.all(
        endings.map(({ index, end, micros, crash }) => {
          const spender = spenders[index];
          const billedMicros = end === 'DEAR' ? MOST_MICROS + 1n + BigInt(micros) : BigInt(micros);
          return spender && spend(pool, { id: hall.studio.newId(), spender, end, billedMicros, crash });
        }),
      );
      expect(await budgetsNow()).toEqual(await budgetsByCharges());
    }),
    { numRuns: 15 },
  );
});

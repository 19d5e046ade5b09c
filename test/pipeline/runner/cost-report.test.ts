import fc from 'fast-check';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import { parseMicros } from '../../../src/pipeline/values/money';
import { type Asking, openAsking } from '../../support/asking';
import { asking, openHall, pictureJob, type TestHall } from '../../support/hall';
import { AT_ONCE, calling, pictureOf } from '../../support/vendors';

let hall: TestHall;
let engine: Engine;
let reads: Asking;

/** What a supplier does with an order whose most is 100, by the word that its prompt begins with. */
const WAYS = ['exactly', 'less', 'more', 'badly', 'lost', 'refused'] as const;
const BILLED: Record<string, number> = { exactly: 100, less: 30, more: 150 };

beforeAll(async () => {
  hall = await openHall();
  await hall.goLive();
  const painter = (name: string) =>
    calling(
      async ({ wish }) => {
        const [way = ''] = (wish.prompt ?? '').split(' ');
        const billed = BILLED[way];
        if (billed !== undefined) return pictureOf(wish.prompt ?? '', billed);
        if (way === 'badly')
          throw new SupplierFailed({ code: 'BAD_REPLY', message: 'No picture.', billed: { micros: 60n } });
        throw new SupplierFailed({
          code: way === 'lost' ? 'TRANSIENT' : 'REFUSED',
          message: `It is ${way}.`,
          billed: way === 'lost' ? 'UNKNOWN' : 'NOTHING',
        });
      },
      { name },
    );
  engine = await hall.open(asking([painter('first'), painter('second')]), { retry: AT_ONCE, tidyMs: 20 });
  reads = openAsking(hall.databaseUrl);
});
afterAll(async () => {
  await reads.close();
  await engine.close();
  await hall.close();
});

interface Line {
  readonly label: string;
  readonly count: number;
  readonly estimated: { readonly amount: string };
  readonly spent: { readonly amount: string };
}

interface Report {
  readonly totals: { readonly spent: { readonly amount: string } };
  readonly provider: Line[];
  readonly stage: Line[];
  readonly segment: Line[];
  readonly status: Line[];
  readonly pilot: Line[];
}

const LINE = '{ label count estimated { amount } spent { amount } }';
const REPORT = `query ($id: ID!) { run(id: $id) { totals { spent { amount } } provider: costReport ${LINE}
  stage: costReport(groupBy: STAGE) ${LINE} segment: costReport(groupBy: SEGMENT) ${LINE}
  status: costReport(groupBy: STATUS) ${LINE} pilot: costReport(groupBy: PILOT) ${LINE} } }`;

let runs = 0;

async function drawn(ways: readonly string[]): Promise<string> {
  runs += 1;
  await hall.store.query('DELETE FROM supplier_state');
  const slots = await Promise.all(ways.map((way, index) => hall.slot(`${way} ${runs} ${index}`)));
  const jobs = slots.map((slot, index) =>
    pictureJob(`${index}`, slot, { estimateMicros: 100n, pilot: index % 2 ? 'odd' : undefined }),
  );
  const runId = await hall.store.transaction((manager) =>
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
  await hall.over(runId);
  return runId;
}

const reportOf = async (runId: string): Promise<Report> => {
  const { run } = await reads.ask<{ run: Report }>({ projects: 'all' }, REPORT, { id: `Run_${runId}` });
  return run;
};

const sum = (lines: readonly Line[], of: 'estimated' | 'spent'): bigint =>
  lines.reduce((total, line) => total + (parseMicros(line[of].amount) ?? 0n), 0n);

test('however its calls end, the lines of a report add up to what the run has spent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...WAYS), { minLength: 1, maxLength: 8 }), async (ways) => {
      const { totals, ...groupings } = await reportOf(await drawn(ways));
      const spent = parseMicros(totals.spent.amount);
      const counts = Object.values(groupings).map((lines) => lines.reduce((total, { count }) => total + count, 0));
      expect(new Set(counts).size).toBe(1);
      for (const lines of Object.values(groupings)) {
        expect(sum(lines, 'spent')).toBe(spent);
        expect(sum(lines, 'estimated')).toBeLessThanOrEqual(BigInt(ways.length) * 100n);
      }
    }),
    { numRuns: 8 },
  );
}, 120_000);

test('by what became of it: used, sent back, billed for nothing, lost, and not billed', async () => {
  const runId = await drawn(['exactly', 'less', 'lost', 'refused']);
  const [{ id }] = await hall.store.query(
    "SELECT a.id FROM asset a JOIN job j ON j.id = a.job_id WHERE j.run_id = $1 AND j.key = '1'",
    [runId],
  );
  await hall.store.query("UPDATE asset SET status = 'REJECTED' WHERE id = $1", [id]);
  const { status, pilot, stage } = await reportOf(runId);
  const told = Object.fromEntries(status.map(({ label, spent }) => [label, spent.amount]));
  expect(told).toMatchObject({ used: '0.0001', rejected: '0.000030', 'not billed': '0.0000' });
  expect(Object.keys(told)).toEqual(['used', 'rejected', 'lost', 'not billed']);
  expect(pilot.map(({ label }) => label).sort()).toEqual(['no pilot', 'odd']);
  expect(stage).toMatchObject([{ label: 'VISUALS', estimated: { amount: '0.0004' } }]);
});

test('who may not see the project is told nothing', async () => {
  const runId = await drawn(['exactly']);
  expect(await reads.ask({ projects: [hall.studio.newId()] }, REPORT, { id: `Run_${runId}` })).toEqual({ run: null });
});

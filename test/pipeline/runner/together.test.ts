import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { beginJob } from '../../../src/pipeline/runner/begin-job.verb';
import { beginPlain } from '../../../src/pipeline/runner/begin-jobs.verb';
import { enrol } from '../../../src/pipeline/runner/executor.verb';
import type { Made, MakeOrder } from '../../../src/pipeline/runner/order';
import type { JobPlan } from '../../../src/pipeline/runner/plan';
import { type Settlement, settleJob } from '../../../src/pipeline/runner/settle-job.verb';
import { settlePlain } from '../../../src/pipeline/runner/settle-jobs.verb';
import type { Begun, Workshop } from '../../../src/pipeline/runner/take-in-hand.verb';
import { Together } from '../../../src/pipeline/runner/together.tool';
import { deliveryOf, openHall, painting, pictureJob, type TestHall } from '../../support/hall';
import { Runs } from '../../support/runs';

let hall: TestHall;
let runs: Runs;
let workshop: Workshop<unknown>;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  const executorId = hall.studio.newId();
  await hall.store.transaction((manager) => enrol(manager, { executorId, version: '1', queues: null }));
  workshop = { studio: hall.studio, executorId, trades: painting(async () => deliveryOf('')) };
});
afterAll(() => hall.close());

interface Way {
  begin(manager: EntityManager, jobIds: readonly string[]): Promise<readonly (Begun | null)[]>;
  settle(manager: EntityManager, settlements: readonly Settlement[]): Promise<readonly (Begun | null)[]>;
}

const TOGETHER: Way = {
  begin: (manager, jobIds) => beginPlain(manager, workshop, jobIds),
  settle: (manager, settlements) => settlePlain(manager, workshop, settlements),
};
const ALONE: Way = { begin: async () => [], settle: async () => [] };

function madeOf({ wish }: MakeOrder): Made {
  const { media: _, ...known } = deliveryOf('');
  const sha256 = Buffer.from((wish.prompt ?? '').padEnd(32, '.').slice(-32)).toString('hex');
  return { ...known, sha256, bytes: 7 };
}

/** All that is ready is begun, and all that was ordered comes back, until nothing is ready: what is left over is done alone. */
async function carriedOut(runId: string, way: Way): Promise<void> {
  const { store } = hall;
  for (;;) {
    const ready = (await runs.jobsOf(runId)).filter(({ status }) => status === 'READY').map(({ id }) => id);
    if (ready.length === 0) return;
    const together = await store.transaction((manager) => way.begin(manager, ready));
    const begun: Begun[] = [];
    for (const [index, id] of ready.entries()) {
      begun.push(together[index] ?? (await store.transaction((manager) => beginJob(manager, workshop, id))));
    }
    const back = begun.flatMap((one) => {
      if (one.do === 'nothing') return [];
      return [{ order: one.order, outcome: { made: madeOf(one.order), chargeId: one.order.chargeId } }];
    });
    const settled = await store.transaction((manager) => way.settle(manager, back));
    for (const [index, one] of back.entries()) {
      if (!settled[index]) await store.transaction((manager) => settleJob(manager, workshop, one));
    }
  }
}

/** What there is of a run afterwards, without ids and times. */
async function remains(runId: string) {
  const { store } = hall;
  const events = await runs.eventsOf(runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  return {
    status: await runs.statusOf(runId),
    jobs: await store.query(
      `SELECT j.key, j.status, j.attempts, j.provider, j.waits, j.cost_micros, j.error, j.held, a.take, a.status AS "takeStatus",
         a.current AS current FROM job j LEFT JOIN (SELECT a.*, s.current_id = a.id AS current FROM asset a JOIN slot s ON s.id = a.slot_id) a
         ON a.id = j.result_id WHERE j.run_id = $1 ORDER BY j.key`,
      [runId],
    ),
    charges: await store.query(
      'SELECT status, ceiling_micros, actual_micros, asset_id IS NULL AS bare FROM charge WHERE run_id = $1 ORDER BY status',
      [runId],
    ),
    intents: await store
      .query(
        `SELECT DISTINCT i.wish_hash, i.status, i.attempt FROM make_intent i JOIN job j USING (project_id, wish_hash)
       WHERE j.run_id = $1 ORDER BY 1`,
        [runId],
      )
      .then((rows: { status: string; attempt: number }[]) => rows.map(({ status, attempt }) => [status, attempt])),
    lines: events.map(({ kind, facts }) => `${kind} ${facts.jobKey ?? ''}`).sort(),
    totals: events.slice(-1).map(({ jobs, done, reused, failed }) => ({ jobs, done, reused, failed })),
    audited: await store.query(
      `SELECT count(*)::int AS count FROM audit_entry e JOIN asset a ON a.id = e.asset_id WHERE a.run_id = $1`,
      [runId],
    ),
  };
}

interface Drawn {
  /** Which wish; some wish for the same. */
  readonly wish: number;
  readonly needs: readonly number[];
}

let films = 0;

/** The same film once more: other prompts, the same graph. */
async function started(graph: readonly Drawn[]): Promise<string> {
  films += 1;
  const jobs: JobPlan[] = [];
  for (const [index, { wish, needs }] of graph.entries()) {
    const dependsOn = [...new Set(needs.filter((need) => need < index))].map((need) => `job ${need}`);
    jobs.push(pictureJob(`job ${index}`, await hall.slot(`${films} ${wish}`), { dependsOn }));
  }
  return runs.start(jobs);
}

test('many jobs that begin and end together leave what they would leave one by one', async () => {
  const drawn = fc.record({ wish: fc.nat(9), needs: fc.array(fc.nat(11), { maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 2, maxLength: 12 }), async (graph) => {
      const [together, alone] = [await started(graph), await started(graph)];
      await carriedOut(together, TOGETHER);
      await carriedOut(alone, ALONE);
      expect(await remains(together)).toEqual(await remains(alone));
      expect(await runs.statusOf(together)).toBe('SUCCEEDED');
    }),
    { numRuns: 25 },
  );
});

test('of a paused run nothing begins together either, nor what is made already, nor the same wish twice', async () => {
  const runId = await started([
    { wish: 0, needs: [] },
    { wish: 0, needs: [] },
    { wish: 1, needs: [] },
  ]);
  const ids = (await runs.jobsOf(runId)).map(({ id }) => id);
  await hall.store.query("UPDATE run SET status = 'PAUSED' WHERE id = $1", [runId]);
  expect(await hall.store.transaction((manager) => beginPlain(manager, workshop, ids))).toEqual([null, null, null]);
  await hall.store.query("UPDATE run SET status = 'RUNNING' WHERE id = $1", [runId]);
  const [first, second, third] = await hall.store.transaction((manager) => beginPlain(manager, workshop, ids));
  expect([first?.do, second, third?.do]).toEqual(['make', null, 'make']);
  expect(await hall.store.transaction((manager) => beginPlain(manager, workshop, ids))).toEqual([null, null, null]);
});

test('jobs that were begun or settled together answer the same when they are asked again alone, after a crash', async () => {
  const runId = await started([
    { wish: 0, needs: [] },
    { wish: 1, needs: [] },
    { wish: 2, needs: [0] },
  ]);
  const { store } = hall;
  const ids = (await runs.jobsOf(runId)).filter(({ status }) => status === 'READY').map(({ id }) => id);
  const begun = await store.transaction((manager) => beginPlain(manager, workshop, ids));
  const settlements = begun.flatMap((one) => {
    if (one?.do !== 'make') throw new Error('It begins together.');
    return [{ order: one.order, outcome: { made: madeOf(one.order), chargeId: one.order.chargeId } }];
  });
  for (const [index, id] of ids.entries()) {
    const again = await store.transaction((manager) => beginJob(manager, workshop, id));
    expect(again).toEqual(begun[index]);
  }
  const settled = await store.transaction((manager) => settlePlain(manager, workshop, settlements));
  expect(settled.map((one) => one?.do)).toEqual(['nothing', 'nothing']);
  expect(await store.transaction((manager) => settlePlain(manager, workshop, settlements))).toEqual([null, null]);
  for (const [index, one] of settlements.entries()) {
    expect(await store.transaction((manager) => settleJob(manager, workshop, one))).toEqual(settled[index]);
  }
  expect((await remains(runId)).totals).toEqual([{ jobs: 3, done: 2, reused: 0, failed: 0 }]);
});

describe('what is asked for while an earlier one is under way', () => {
  const batches: string[][] = [];
  const alone = async (item: string) => `${item} alone`;

  test('goes together as the next', async () => {
    const together = new Together<string, string>({
      together: async (items) => {
        batches.push([...items]);
        return items.map((item) => (item === 'c' ? null : `${item} together`));
      },
      alone,
      failed: () => undefined,
    });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((item) => together.add(item)));
    expect(answers).toEqual(['a alone', 'b together', 'c alone', 'd together']);
    expect(batches).toEqual([['b', 'c', 'd']]);
  });

  test('goes alone where it cannot go together, and says itself what is wrong', async () => {
    const failed = jest.fn();
    const together = new Together<string, string>({
      together: () => Promise.reject(new Error('not together')),
      failed,
      alone: async (item) => {
        if (item === 'b') throw new Error('b is wrong');
        return alone(item);
      },
    });
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((item) => together.add(item)));
    expect(answers).toMatchObject([{ value: 'a alone' }, { reason: { message: 'b is wrong' } }, { value: 'c alone' }]);
    expect(failed).toHaveBeenCalledWith(new Error('not together'));
  });
});

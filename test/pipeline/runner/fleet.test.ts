import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { assertEnrolled, enrol, retireSilent } from '../../../src/pipeline/runner/executor.verb';
import { openPulse } from '../../../src/pipeline/runner/pulse.tool';
import { deliveryOf, gate, openHall, painting, pictureJob, type TestHall } from '../../support/hall';
import { Runs } from '../../support/runs';

let hall: TestHall;
let runs: Runs;
let engine: Engine | null = null;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
});

afterEach(async () => {
  await engine?.close();
  engine = null;
});

afterAll(() => hall.close());

/** Jobs of one picture each. */
async function start(...prompts: string[]): Promise<string> {
  const jobs = await Promise.all(prompts.map(async (prompt) => pictureJob(prompt, await hall.slot(prompt))));
  return runs.start(jobs);
}

const retired = (executorId: string) =>
  hall.store
    .query<{ retired: boolean }[]>('SELECT retired_at IS NOT NULL AS retired FROM executor WHERE id = $1', [executorId])
    .then(([row]) => row?.retired);

async function enrolled(): Promise<string> {
  const executorId = hall.studio.newId();
  await hall.store.transaction((manager) => enrol(manager, { executorId, version: '1', queues: null }));
  return executorId;
}

/** Until what is asked of the database is so. */
async function seen(sql: string, parameters: readonly unknown[] = []): Promise<void> {
  while ((await hall.store.query(sql, [...parameters])).length === 0) await new Promise(setImmediate);
}

test('an executor is retired only after what it has begun to write is over', async () => {
  const executorId = await enrolled();
  await hall.store.query("UPDATE executor SET heartbeat_at = now() - interval '1 minute' WHERE id = $1", [executorId]);
  const writing = hall.store.createQueryRunner();
  await writing.startTransaction();
  await assertEnrolled(writing.manager, executorId);
  const others = { executorId: hall.studio.newId(), others: true };
  const retiring = retireSilent(hall.store.manager, others);
  await seen("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%WITH silent%'");
  expect(await retired(executorId)).toBe(false);
  await writing.commitTransaction();
  await writing.release();
  await retiring;
  expect(await retired(executorId)).toBe(true);
  await expect(assertEnrolled(hall.store.manager, executorId)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a heart beats while a transaction of its own process is open, and says when it was retired', async () => {
  const executorId = await enrolled();
  const pulse = openPulse(hall.databaseUrl, executorId);
  const writing = hall.store.createQueryRunner();
  await writing.startTransaction();
  await assertEnrolled(writing.manager, executorId);
  expect(await pulse.beat()).toMatchObject({ silentSeconds: expect.any(Number) });
  await writing.rollbackTransaction();
  await writing.release();
  await hall.store.query('UPDATE executor SET retired_at = now() WHERE id = $1', [executorId]);
  expect(await pulse.beat()).toBeNull();
  await pulse.stop();
});

test('who was retired before it asks a supplier does not ask', async () => {
  const asked: string[] = [];
  const first = gate();
  engine = await hall.open(
    painting(async ({ wish }) => {
      asked.push(wish.prompt ?? '');
      await hall.store.query('UPDATE executor SET retired_at = now() WHERE retired_at IS NULL');
      first.open();
      return deliveryOf(wish.prompt ?? '');
    }),
    { mostAtOnce: 1 },
  );
  const runId = await start('retired a', 'retired b');
  await first.opened;
  expect(await engine.failed).toMatchObject({ code: 'CONFLICT' });
  await engine.close();
  expect(asked).toHaveLength(1);
  engine = await hall.open(painting(async ({ wish }) => deliveryOf(wish.prompt ?? '')));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('a process does no more at once than it was told, whatever the queue allows', async () => {
  let [atOnce, most] = [0, 0];
  engine = await hall.open(
    painting(async ({ wish }) => {
      most = Math.max(most, ++atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return deliveryOf(wish.prompt ?? '');
    }),
    { mostAtOnce: 1 },
  );
  expect(await hall.over(await start('pace a', 'pace b', 'pace c', 'pace d'))).toBe('SUCCEEDED');
  expect(most).toBe(1);
});

test('an engine gives up when its program has become too old for the database', async () => {
  const outdated = new Error('A newer release has changed the database.');
  engine = await hall.open({}, { outdated: async () => outdated });
  expect(await engine.failed).toBe(outdated);
});

test('what another version has begun is left to it, and begun anew once nobody of it is left', async () => {
  const made: string[] = [];
  const began = gate();
  engine = await hall.open(
    painting(async (_, { signal }) => {
      began.open();
      await new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    }),
    { version: 'old' },
  );
  const runId = await start('adopted');
  await hall.store.query("UPDATE dbos.workflow_status SET application_version = 'old' WHERE status = 'ENQUEUED'");
  await began.opened;
  await engine.close();
  const versions = () =>
    hall.store.query<{ version: string }[]>(
      `SELECT DISTINCT application_version AS version FROM dbos.workflow_status WHERE status IN ('ENQUEUED', 'PENDING')`,
    );
  const painter = painting(async ({ wish }) => {
    made.push(wish.prompt ?? '');
    return deliveryOf(wish.prompt ?? '');
  });

  const living = await enrolled();
  await hall.store.query("UPDATE executor SET version = 'old' WHERE id = $1", [living]);
  await hall.store.query('UPDATE dbos.workflow_status SET updated_at = 0, created_at = 0');
  engine = await hall.open(painter, { sole: false });
  expect(await versions()).toEqual([{ version: 'old' }]);
  await engine.close();

  await hall.store.query('UPDATE executor SET retired_at = now() WHERE id = $1', [living]);
  engine = await hall.open(painter, { sole: false });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made).toEqual(['adopted']);
  expect(await versions()).not.toContainEqual({ version: 'old' });
});

import { beginJob } from '../../../src/pipeline/runner/begin-job.verb';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import { closeStranded } from '../../../src/pipeline/runner/close-stranded.verb';
import { enrol } from '../../../src/pipeline/runner/executor.verb';
import { asking, gate, openHall, pictureJob, type TestHall } from '../../support/hall';
import { mia, Runs } from '../../support/runs';
import { AT_ONCE, calling, pictureOf } from '../../support/vendors';

let hall: TestHall;
let runs: Runs;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  await hall.goLive();
});
afterAll(() => hall.close());

const chargeOf = (runId: string) =>
  hall.store
    .query('SELECT status, failure FROM charge WHERE run_id = $1', [runId])
    .then(([charge]: { status: string; failure: { code: string } | null }[]) => charge);
const reservedOf = (runId: string) =>
  hall.store
    .query('SELECT reserved_micros::int AS reserved FROM budget WHERE run_id = $1', [runId])
    .then(([budget]: { reserved: number }[]) => budget?.reserved);
const close = () => hall.store.transaction(closeStranded);

test('what broke off in a way that nobody foresaw is lost, and told', async () => {
  const [asked, answer] = [gate(), gate()];
  const painter = calling(async ({ wish }) => {
    asked.open();
    await answer.opened;
    return pictureOf(wish.prompt ?? '', 40);
  });
  const engine = await hall.open(asking([painter]), { retry: AT_ONCE, tidyMs: 20 });
  const runId = await runs.start([pictureJob('broken', await hall.slot('broken'))]);
  await asked.opened;
  await hall.store.query("UPDATE dbos.workflow_status SET status = 'ERROR' WHERE workflow_uuid LIKE 'make:%'");
  await hall.until(async () => (await chargeOf(runId))?.status === 'LOST');
  expect(await chargeOf(runId)).toMatchObject({ failure: { code: 'LOST', provider: painter.name } });
  expect(await reservedOf(runId)).toBe(0);
  expect(await runs.logOf(runId)).toContain('JOB_FAILED broken');
  answer.open();
  await hall.over(runId);
  await engine.close();
});

test('what was ordered and never begun, and is wanted by nobody, gives its money back after a minute', async () => {
  const executorId = hall.studio.newId();
  await hall.store.transaction((manager) => enrol(manager, { executorId, version: '1', queues: null }));
  const trades = asking([calling(async () => pictureOf('never'))]);
  const runId = await runs.start([pictureJob('never', await hall.slot('never begun'))]);
  const jobId = await runs.jobId(runId, 'never');
  const begun = await hall.store.transaction((manager) =>
    beginJob(manager, { studio: hall.studio, executorId, trades }, jobId),
  );
  expect(begun.do).toBe('make');
  expect(await close()).toBe(false); // its workflow may be about to begin
  await hall.store.query("UPDATE charge SET reserved_at = now() - interval '2 minutes' WHERE run_id = $1", [runId]);
  expect(await close()).toBe(false); // its job is still in hand
  await cancelRun(hall.studio, mia, { runId });
  expect(await close()).toBe(true);
  expect(await chargeOf(runId)).toEqual({ status: 'RELEASED', failure: null });
  expect(await reservedOf(runId)).toBe(0);
  expect(await close()).toBe(false);
});

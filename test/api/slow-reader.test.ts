import { Run } from '../../src/entities/run.entity';
import { RunLogHead } from '../../src/entities/run-event.entity';
import { appendToRunLog } from '../../src/pipeline/runner/run-log.verb';
import { Rows } from '../reads/library/rows';
import { Random } from '../reads/random';
import { Listener } from '../support/listener';
import { type OpenApp, openApp } from '../support/open-app';
import { ADMIN_TOKEN } from '../support/server';

const LINES = 200;
/** In all more than the kernel keeps for a socket at both of its ends. */
const NOTE = 'x'.repeat(50_000);
/** See `fan-out/wire.ts` and `fan-out/page.ts`: 256 kB, and one batch that was begun below it. */
const MOST_UNSENT_BYTES = 330_000;

const QUERY = `subscription($id: ID!, $after: Int!) {
  runEvents(runId: $id, afterSeq: $after) { seq ... on JobProgressed { note } }
}`;

let app: OpenApp;
let runId: string;
beforeAll(async () => {
  app = await openApp();
  const { store, newId } = app.services.studio;
  const projectId = newId();
  await store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, 'heat', 'Heat', 'OFFLINE', 24, 1, 1920, 1080, now())`,
    [projectId],
  );
  const rows = new Rows(store, new Random(3));
  runId = rows.add(Run, { projectId, startedAt: new Date(), error: null }).id;
  rows.add(RunLogHead, { projectId, runId, lastSeq: 0, jobs: 1_000, done: 0, reused: 0, failed: 0, cancelled: 0 });
  await rows.insert();
});
afterAll(() => app.close());

async function write(lines: number): Promise<void> {
  const facts = { jobKey: 'job', fraction: 0.5, note: NOTE };
  for (let left = lines; left > 0; left -= 10) {
    await app.services.studio.store.transaction(async (manager) => {
      for (let line = 0; line < Math.min(left, 10); line += 1)
        await appendToRunLog(manager, { runId, kind: 'JOB_PROGRESSED', facts });
    });
  }
}

const unsentBytes = () => Math.max(...[...app.sockets].map(({ writableLength }) => writableLength));
const seqsOf = (messages: readonly { payload?: unknown }[]) =>
  messages.map(({ payload }) => (payload as { data: { runEvents: { seq: number } } }).data.runEvents.seq);
const all = Array.from({ length: LINES }, (_, index) => index + 1);

test('a client that stops reading costs a third of a megabyte, holds up nobody, and has missed nothing when it reads again', async () => {
  const [stopped, reading] = [await Listener.open(app.url, ADMIN_TOKEN), await Listener.open(app.url, ADMIN_TOKEN)];
  for (const listener of [stopped, reading]) {
    listener.subscribe('s', { query: QUERY, variables: { id: `Run_${runId}`, after: 0 } });
  }
  await write(1);
  for (const listener of [stopped, reading]) await listener.first('s', 1);
  stopped.socket.pause();
  let most = 0;
  const writing = write(LINES - 1);
  for (let count = 2; count <= LINES; count += 1) {
    await reading.first('s', count);
    most = Math.max(most, unsentBytes());
  }
  await writing;
  expect(seqsOf(await reading.first('s', LINES))).toEqual(all);
  expect(stopped.received('s')).toBeLessThan(LINES);
  expect(unsentBytes()).toBeGreaterThan(200_000); // it does lie there
  expect(most).toBeLessThan(MOST_UNSENT_BYTES);
  stopped.socket.resume();
  expect(seqsOf(await stopped.first('s', LINES))).toEqual(all);
  await write(1); // and it is among the others again
  expect(seqsOf(await stopped.first('s', LINES + 1)).at(-1)).toBe(LINES + 1);
  await Promise.all([stopped.close(), reading.close()]);
}, 120_000);

import type { DataSource } from 'typeorm';
import { Run } from '../../src/entities/run.entity';
import { RunLogHead } from '../../src/entities/run-event.entity';
import { appendToRunLog } from '../../src/pipeline/runner/run-log.verb';
import { createDataSource } from '../../src/server/database';
import { Rows } from '../reads/library/rows';
import { Random } from '../reads/random';
import { Follower, type Line } from '../support/follower';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

const WRITERS = 50;
const READERS = 20;
const LINES_A_WRITER = 16;
const LINES = WRITERS * LINES_A_WRITER;

const FOLLOW = `subscription($id: ID!, $after: Int!) {
  events: runEvents(runId: $id, afterSeq: $after) { __typename seq ... on JobFinished { jobKey } }
}`;

interface Told extends Line {
  readonly jobKey: string;
}

let server: TestServer;
let store: DataSource;
let runId: string;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, WRITERS).initialize();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  const projectId = data.createProject.project.id.replace('Project_', '');
  const rows = new Rows(store, new Random(5));
  runId = rows.add(Run, { projectId, startedAt: new Date(), error: null }).id;
  rows.add(RunLogHead, { projectId, runId, lastSeq: 0, jobs: 9_000, done: 0, reused: 0, failed: 0, cancelled: 0 });
  await rows.insert();
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

class GivenUp extends Error {}

/** Transactions of one to five lines each, some of them rolled back; what it answers was committed in this order. */
async function writer(nth: number): Promise<string[]> {
  const random = new Random(nth);
  const committed: string[] = [];
  for (let tries = 0; committed.length < LINES_A_WRITER; tries += 1) {
    const count = Math.min(1 + random.below(5), LINES_A_WRITER - committed.length);
    const jobKeys = Array.from({ length: count }, (_, index) => `writer ${nth}, try ${tries}, line ${index}`);
    const isGivenUp = random.chance(0.2);
    const transaction = store.transaction(async (manager) => {
      for (const jobKey of jobKeys)
        await appendToRunLog(manager, { runId, kind: 'JOB_FINISHED', facts: { jobKey }, change: { done: 1 } });
      if (isGivenUp) throw new GivenUp();
    });
    await transaction.then(
      () => committed.push(...jobKeys),
      (error) => {
        if (!(error instanceof GivenUp)) throw error;
      },
    );
  }
  return committed;
}

/** Follows to the last line, cut off after every few. */
async function reader(nth: number): Promise<{ lines: Told[]; cuts: number }> {
  const random = new Random(1_000 + nth);
  const follower = new Follower(server.url, ADMIN_TOKEN, FOLLOW);
  let [cuts, left] = [0, random.below(20)];
  follower.onLine(() => {
    left -= 1;
    if (left > 0) return;
    cuts += 1;
    left = 1 + random.below(random.pick([20, 400]));
    follower.cut();
  });
  while ((await follower.follow(`Run_${runId}`, () => follower.lines.at(-1)?.seq === LINES)) === 'CUT');
  await follower.end();
  return { lines: follower.lines as Told[], cuts };
}

test('fifty who write at once and twenty who read, cut off at random: everybody sees the log, in the order of commits, without gaps', async () => {
  const reading = Array.from({ length: READERS }, (_, nth) => reader(nth));
  const written = await Promise.all(Array.from({ length: WRITERS }, (_, nth) => writer(nth)));
  const read = await Promise.all(reading);
  const log: Told[] = await store.query(
    `SELECT seq, facts->>'jobKey' AS "jobKey" FROM run_event WHERE run_id = $1 ORDER BY seq`,
    [runId],
  );
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: LINES }, (_, index) => index + 1));
  const keys = log.map(({ jobKey }) => jobKey);
  expect([...keys].sort()).toEqual(written.flat().sort());
  for (const own of written) expect(keys.filter((key) => own.includes(key))).toEqual(own);
  for (const { lines, cuts } of read) {
    expect(lines.map(({ seq, jobKey }) => ({ seq, jobKey }))).toEqual(log);
    expect(cuts).toBeGreaterThan(3);
  }
}, 180_000);

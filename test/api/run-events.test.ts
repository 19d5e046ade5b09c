import type { DataSource } from 'typeorm';
import { Asset } from '../../src/entities/asset.entity';
import { Job } from '../../src/entities/job.entity';
import { Run } from '../../src/entities/run.entity';
import { RunLogHead } from '../../src/entities/run-event.entity';
import { Slot } from '../../src/entities/slot.entity';
import { appendToRunLog, type RunLine } from '../../src/pipeline/runner/run-log.verb';
import { createDataSource } from '../../src/server/database';
import { Rows } from '../reads/library/rows';
import { Random } from '../reads/random';
import { Follower, type Line } from '../support/follower';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

const LINE = `__typename seq at totals { jobs done reused failed secondsLeft estimated { amount } reserved { amount } spent { amount } }
  ... on RunStarted { run { id } }
  ... on JobStarted { jobKey attempt provider job { id key } }
  ... on JobProgressed { jobKey fraction note job { id } }
  ... on JobFailed { jobKey attempt willRetryAt error { code message retryable } job { id } }
  ... on AssetMade { jobKey provider cost { amount currency } asset { id take } }
  ... on AssetReused { jobKey saved { amount } asset { id } }
  ... on JobFinished { jobKey job { id } }
  ... on RunPaused { run { id } }
  ... on RunFinished { status run { id } }`;
const FOLLOW = `subscription($id: ID!, $after: Int!) { events: runEvents(runId: $id, afterSeq: $after) { ${LINE} } }`;

/** More than a page of followers' reads. */
const LINES = 260;

let server: TestServer;
let store: DataSource;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 4).initialize();
  projectId = (await createProject('heat')).split('_')[1] ?? '';
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

async function createProject(key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { key, name: key, idempotencyKey: key } },
  );
  return data.createProject.project.id;
}

/** A run with an empty log, and what its lines may be about. */
async function addRun(seed: number): Promise<{ runId: string; jobId: string; assetId: string }> {
  const rows = new Rows(store, new Random(Date.now() + seed)); // ids of their own: the database is shared by the tests
  const { id: runId } = rows.add(Run, { projectId, startedAt: new Date(), error: null });
  rows.add(RunLogHead, { projectId, runId, lastSeq: 0, jobs: 1_000, done: 0, reused: 0, failed: 0, cancelled: 0 });
  const { id: jobId } = rows.add(Job, { projectId, runId, error: null });
  const slot = rows.add(Slot, { projectId, ownerType: 'PROJECT', ownerId: rows.newId() });
  const recipe = { recipeHash: null, capability: null, provider: null, inputs: [], sentences: [] };
  const { id: assetId } = rows.add(Asset, { projectId, slotId: slot.id, ...recipe });
  await rows.insert();
  return { runId, jobId, assetId };
}

type Subject = Awaited<ReturnType<typeof addRun>>;

function randomLine({ runId, jobId, assetId }: Subject, random: Random): RunLine {
  const jobKey = `job "${random.below(99)}"`;
  const error = { code: 'TRANSIENT', message: 'it is away', provider: null, retryable: true, remedy: null };
  const lines: Omit<RunLine, 'runId'>[] = [
    { kind: 'RUN_STARTED' },
    { kind: 'JOB_STARTED', jobId, facts: { jobKey, attempt: 1, provider: null } },
    { kind: 'JOB_PROGRESSED', jobId, facts: { jobKey, fraction: random.next(), note: 'half\nway' } },
    {
      kind: 'JOB_FAILED',
      jobId,
      facts: { jobKey, attempt: 2, error, willRetryAt: '2026-11-21T09:30:00.5Z' },
      change: { failed: 1 },
    },
    {
      kind: 'ASSET_MADE',
      jobId,
      assetId,
      facts: { jobKey, provider: 'p', costMicros: '40000' },
      change: { done: 1, spentMicros: 40_000n },
    },
    { kind: 'ASSET_REUSED', jobId, assetId, facts: { jobKey, savedMicros: 1 }, change: { done: 1, reused: 1 } },
    { kind: 'JOB_FINISHED', jobId, facts: { jobKey }, change: { done: 1 } },
    { kind: 'RUN_PAUSED' },
    { kind: 'RUN_FINISHED', facts: { status: 'PARTIAL' } },
  ];
  return { runId, ...random.pick(lines) };
}

class GivenUp extends Error {}

/** Transactions of one to four lines, three at a time, of which some are rolled back; exactly `count` lines are committed. */
async function write(subject: Subject, count: number, random: Random): Promise<void> {
  let left = count;
  const writer = async (): Promise<void> => {
    while (left > 0) {
      const lines = Math.min(left, 1 + random.below(4));
      left -= lines;
      const isGivenUp = random.chance(0.15);
      const transaction = store.transaction(async (manager) => {
        for (let line = 0; line < lines; line += 1) await appendToRunLog(manager, randomLine(subject, random));
        if (isGivenUp) throw new GivenUp();
      });
      await transaction.catch((error) => {
        if (!(error instanceof GivenUp)) throw error;
        left += lines;
      });
    }
  };
  await Promise.all([writer(), writer(), writer()]);
  if (left > 0) await write(subject, left, random);
}

async function wholeLog(runId: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (;;) {
    const { data } = await server.query<{ run: { lastSeq: number; events: { nodes: Line[] } } }>(
      `query($id: ID!, $after: Int) { run(id: $id) { lastSeq events(first: 250, afterSeq: $after) { nodes { ${LINE} } } } }`,
      { id: `Run_${runId}`, after: lines.length },
    );
    lines.push(...data.run.events.nodes);
    if (lines.length >= data.run.lastSeq) return lines;
  }
}

/** Follows to the line `last`, cut after every few lines; answers what it saw and how often it was cut. */
async function followThroughCuts(
  runId: string,
  last: number,
  random: Random,
): Promise<{ lines: Line[]; cuts: number }> {
  const follower = new Follower(server.url, ADMIN_TOKEN, FOLLOW);
  let cuts = 0;
  let left = random.below(6);
  follower.onLine(() => {
    left -= 1;
    if (left > 0) return;
    cuts += 1;
    left = 1 + random.below(random.pick([4, 60]));
    follower.cut();
  });
  while ((await follower.follow(`Run_${runId}`, () => follower.lines.at(-1)?.seq === last)) === 'CUT');
  await follower.end();
  return { lines: follower.lines, cuts };
}

test.each([1, 2, 3])(
  'whoever follows a run while it is written, cut wherever it may be, sees its log: in order, without gaps, once (%i)',
  async (seed) => {
    const subject = await addRun(seed);
    const before = 20 * seed; // who comes late catches up first
    await write(subject, before, new Random(seed));
    const followers = [1, 2, 3, 4].map((nth) => followThroughCuts(subject.runId, LINES, new Random(seed * 100 + nth)));
    await write(subject, LINES - before, new Random(seed + 1_000));
    const seen = await Promise.all(followers);
    const log = await wholeLog(subject.runId);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: LINES }, (_, index) => index + 1));
    expect(new Set(log.map(({ __typename }) => __typename)).size).toBe(9);
    for (const { lines: theirs, cuts } of seen) {
      expect(theirs).toEqual(log);
      expect(cuts).toBeGreaterThan(5);
    }
  },
  60_000,
);

// Without notes each line would come when its sleeper looks by itself, 5 s later: twelve of them take longer than a test may.
test('a line reaches those who wait at once, and its totals are those of its moment', async () => {
  const subject = await addRun(7);
  const follower = new Follower(server.url, ADMIN_TOKEN, FOLLOW);
  const next = () => write(subject, 1, new Random(follower.lines.length));
  let writing = next();
  follower.onLine(() => {
    if (follower.lines.length < 12) writing = writing.then(next);
  });
  expect(await follower.follow(`Run_${subject.runId}`, () => follower.lines.length === 12)).toBe('DONE');
  await writing;
  await follower.end();
  expect(follower.lines).toEqual(await wholeLog(subject.runId));
});

test('a run of another project can be neither followed nor read; it answers like one that does not exist', async () => {
  const { runId } = await addRun(8);
  const other = await createProject('other');
  const made = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: 'other', role: 'VIEWER', projectIds: [other] } },
  );
  const { token } = made.data.createToken;
  const follower = new Follower(server.url, token, FOLLOW);
  const refusalOf = (id: string) =>
    follower.follow(id, () => true).catch((error: unknown) => JSON.stringify(error) + String(error));
  const nobody = await refusalOf('Run_00000000-0000-7000-8000-000000000000');
  expect(nobody).toMatch(/There is no such run/);
  expect(await refusalOf(`Run_${runId}`)).toBe(nobody);
  await expect(follower.follow(`Job_${runId}`, () => true)).rejects.toThrow(/not the id of a Run/);
  await follower.end();
  const query = 'query($id: ID!) { run(id: $id) { id } node(id: $id) { id } }';
  expect((await server.query(query, { id: `Run_${runId}` }, token)).data).toEqual({ run: null, node: null });
});

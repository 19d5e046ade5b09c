import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { workprint } from '../support/cli';
import { createDatabase, type TestDatabase } from '../support/database';
import { Program } from '../support/program';
import { Studio } from '../support/studio';

jest.setTimeout(120_000);

let [root, database]: [string, TestDatabase | null] = ['', null];
const workers: Program[] = [];
const place = (name: string) => ({
  DATABASE_URL: database?.url ?? '',
  STORAGE_URL: `file://${root}/storage`,
  WORKPRINT_DATA: join(root, name),
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workprint-worker-'));
  database = await createDatabase();
});

afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await database?.drop();
  await rm(root, { recursive: true, force: true });
});

async function hire(name: string, ...flags: string[]): Promise<Program> {
  const worker = new Program(place(name), ['worker', ...flags]);
  workers.push(worker);
  await worker.says(/^Workprint works: /m);
  return worker;
}

async function rowsOf<T>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: database?.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('a server that only answers, a worker for jobs and sound and one for pictures make a film between them', async () => {
  const studio = await Studio.start({ ...place('server'), WORKPRINT_WORK: 'false' });
  const [first, second] = await Promise.all([
    hire('first', '--queues', 'jobs,offline-speech,offline-sound,ffmpeg', '--jobs', '2'),
    hire('second', '--queues', 'offline-image'),
  ]);
  expect(first.said).toContain('jobs, offline-speech, offline-sound, ffmpeg, at most 2 at once in each');
  const { status } = await studio.film('between-them', 'Trees cool streets.\n\nPlant more trees.');
  expect(status).toBe('SUCCEEDED');
  expect(
    await rowsOf('SELECT queues FROM executor WHERE retired_at IS NULL ORDER BY cardinality(queues) DESC'),
  ).toEqual([
    { queues: ['jobs', 'make offline-speech', 'make offline-sound', 'make ffmpeg'] },
    { queues: ['make offline-image'] },
  ]);
  const shares = await rowsOf<{ queue: string; workers: number }>(
    'SELECT queue_name AS queue, count(DISTINCT executor_id)::int AS workers FROM dbos.workflow_status GROUP BY 1',
  );
  for (const { queue, workers: hands } of shares) expect([queue, hands]).toEqual([queue, 1]);
  expect(await second.stop()).toBe(0);
  expect(await first.stop()).toBe(0);
  expect(await rowsOf('SELECT id FROM executor WHERE retired_at IS NULL')).toEqual([]);
  await studio.program.stop();
});

test('a worker whose storage is not the one of the library is refused', async () => {
  const elsewhere = { ...place('elsewhere'), STORAGE_URL: `file://${root}/elsewhere` };
  const { status, err } = await workprint(['worker'], elsewhere);
  expect([status, err]).toEqual([1, expect.stringContaining('The storage is not the one that the others use.')]);
});

test.each([
  ['no DATABASE_URL', { DATABASE_URL: '' }, [], /embedded database belongs to one process/, 1],
  ['no STORAGE_URL', { STORAGE_URL: '' }, [], /in its own data directory, where nobody else finds it/, 1],
  ['a queue that nobody has', {}, ['--queues', 'jobs,dreams'], /no queue "dreams".*\n.*some of jobs, /, 1],
  ['a queue without a name', {}, ['--queues', 'jobs,'], /--queues needs names/, 2],
  ['no number of jobs', {}, ['--jobs', '0'], /--jobs needs a whole number from 1/, 2],
])('a worker with %s is refused', async (_, environment, flags, message, expected) => {
  const { status, err } = await workprint(['worker', ...flags], { ...place('refused'), ...environment });
  expect(err).toMatch(message);
  expect(status).toBe(expected);
});

test('a program that is too old for its database does not start, and stops where it runs', async () => {
  const running = await hire('running');
  await rowsOf("INSERT INTO schema_migration (timestamp, name) VALUES (9000000000000, 'FromTheFuture9000000000000')");
  expect(await running.ended).toBe(1);
  expect(running.said).toContain('The database belongs to a newer release of Workprint.');
  for (const command of ['worker', 'serve', 'migrate']) {
    const { status, err } = await workprint([command], { ...place('old'), WORKPRINT_PORT: '0' });
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/newer release of Workprint.*\n.*\n.*got: FromTheFuture9/),
    ]);
  }
});

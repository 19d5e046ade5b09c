import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database';
import { Studio } from '../support/studio';
import { commandsWith, WatchedFfmpeg } from '../support/watched-ffmpeg';

let dir: string;
let database: TestDatabase;
let store: Client;
let ffmpeg: WatchedFfmpeg;
let studio: Studio;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-cancel-'));
  database = await createDatabase();
  store = new Client({ connectionString: database.url });
  await store.connect();
  ffmpeg = await WatchedFfmpeg.in(dir);
  studio = await start('data', database.url);
});
afterAll(async () => {
  await studio.stop();
  await store.end();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

const start = (data: string, databaseUrl: string) =>
  Studio.start({ DATABASE_URL: databaseUrl, WORKPRINT_DATA: join(dir, data), FFMPEG_PATH: ffmpeg.path });

const TEXT = 'Trees cool streets.\n\nPlant more trees.';
const STAGES = { narration: 'ebur128', 'the encoding of a piece': 'libx264', 'the join': '.ffconcat' };

/** It is cancelled at once and for good: no process, no asset of what was under way, a log that ends with right totals. */
async function assertCancelled(runId: string): Promise<void> {
  const first = await studio.cancel(runId);
  expect(first).toMatchObject({ run: { status: 'CANCELLED' }, userErrors: [] });
  expect(await studio.cancel(runId)).toEqual(first);
  while ((await commandsWith(`${dir}/ffmpeg`)).length > 0) await new Promise(setImmediate);
  const { rows } = await store.query<{ status: string; jobs: number; assets: number }>(
    `SELECT j.status, count(*)::int AS jobs, count(a.id)::int AS assets FROM job j LEFT JOIN asset a ON a.job_id = j.id
     WHERE j.run_id = $1 GROUP BY 1`,
    [runId.split('_')[1]],
  );
  const of = (status: string) => rows.find((row) => row.status === status) ?? { jobs: 0, assets: 0 };
  expect(of('CANCELLED').jobs).toBeGreaterThan(0);
  expect(of('CANCELLED').assets).toBe(0);
  expect(of('CANCELLED').jobs + of('COMPLETED').jobs).toBe(7);
  const { lastSeq } = await studio.run(runId);
  const [end] = await studio.follow(runId, ({ seq }) => seq === lastSeq, lastSeq - 1);
  expect(end).toMatchObject({ __typename: 'RunFinished', status: 'CANCELLED' });
  expect((await studio.run(runId)).totals).toEqual({ jobs: 7, done: of('COMPLETED').jobs, reused: 0, failed: 0 });
}

test('a run that is cancelled at any stage leaves nothing, and when it is resumed makes the same film', async () => {
  const projectId = await studio.project('cancelled');
  const scriptId = await studio.script(projectId, TEXT);
  const runId = await studio.explain(projectId, scriptId);
  await studio.follow(runId, ({ jobKey }) => jobKey?.endsWith('picture') === true);
  await assertCancelled(runId);
  for (const words of Object.values(STAGES)) {
    await ffmpeg.holdAt(words);
    await studio.resume(runId);
    await ffmpeg.held();
    await assertCancelled(runId);
    await ffmpeg.letGo();
  }
  await studio.resume(runId);
  expect(await studio.over(runId)).toBe('SUCCEEDED');
  expect(await studio.cancel(runId)).toMatchObject({ run: { status: 'SUCCEEDED' }, userErrors: [] });

  const other = await createDatabase();
  const undisturbed = await start('other', other.url);
  const whole = await undisturbed.film('whole', TEXT);
  const film = await studio.filmOf(scriptId);
  expect(film?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await undisturbed.filmOf(whole.scriptId)).toMatchObject({ sha256: film?.sha256 });
  await undisturbed.stop();
  await other.drop();
}, 180_000);

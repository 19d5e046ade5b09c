import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database';
import { npmFfmpeg } from '../support/ffmpeg';
import { Studio } from '../support/studio';
import { commandsWith } from '../support/watched-ffmpeg';

/** What people are promised: see the description of `cancelRun`. */
const LONGEST_MS = 2_000;

let dir: string;
let database: TestDatabase;
let studio: Studio;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-in-time-'));
  database = await createDatabase();
  studio = await Studio.start({
    DATABASE_URL: database.url,
    WORKPRINT_DATA: join(dir, 'data'),
    FFMPEG_PATH: (await npmFfmpeg()).path,
  });
});
afterAll(async () => {
  await studio.stop();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** FFmpeg at work on a film: its files lie in this test's folder. */
const encoders = async () => (await commandsWith(dir)).filter((command) => command.includes('libx264'));

const TEXT = Array.from(
  { length: 4 },
  (_, n) => `Trees cool the streets of the city, and rows of them cool it most, ${n}.`,
);

test('a render that is cancelled while it encodes has no FFmpeg left after two seconds', async () => {
  const projectId = await studio.project('in-time', { size: { width: 1920, height: 1080 } });
  const scriptId = await studio.script(projectId, TEXT.join('\n\n'));
  const runId = await studio.explain(projectId, scriptId);
  const goneMs: number[] = [];
  for (let times = 0; times < 3; times += 1) {
    if (times > 0) await studio.resume(runId);
    while ((await encoders()).length === 0) await new Promise(setImmediate);
    const cancelledMs = performance.now();
    expect(await studio.cancel(runId)).toMatchObject({ run: { status: 'CANCELLED' }, userErrors: [] });
    while ((await commandsWith(dir)).length > 0) await new Promise(setImmediate);
    goneMs.push(performance.now() - cancelledMs);
  }
  // Others may keep the machine busy for one of them: each time it ends, and the quickest shows what it takes.
  expect(Math.min(...goneMs)).toBeLessThan(LONGEST_MS);
}, 120_000);

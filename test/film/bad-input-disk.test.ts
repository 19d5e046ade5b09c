import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database';
import { SmallDisk } from '../support/small-disk';
import { Studio } from '../support/studio';
import { WatchedFfmpeg } from '../support/watched-ffmpeg';

const dirs: string[] = [];
const databases: TestDatabase[] = [];
const newDir = async () => {
  dirs.push(await mkdtemp(join(tmpdir(), 'workprint-disk-')));
  return dirs.at(-1) ?? '';
};
const newDatabase = async () => {
  databases.push(await createDatabase());
  return databases.at(-1)?.url ?? '';
};
afterAll(async () => {
  for (const database of databases) await database.drop();
  for (const dir of dirs) await rm(dir, { recursive: true, force: true });
});

const TEXT = 'Trees cool streets.\n\nPlant more trees.';
const [KB, MB] = [1024, 1024 * 1024];
const refusal = SmallDisk.refusal(tmpdir());
if (refusal) console.warn(`The test of a full disk is skipped: no mount of our own (${refusal}).`);

const FULL = {
  code: 'TRANSIENT',
  message: 'The disk of the server is full.',
  retryable: true,
  remedy: 'Free space on the disk of the server; what was finished is kept, so ask again or resume the run.',
};

/** Every asset has its blob, whole; and nobody left anything unfinished. */
async function assertNothingHalf(disk: SmallDisk, store: Client): Promise<void> {
  const files = await disk.files();
  const { rows } = await store.query<{ sha256: string; bytes: string }>('SELECT sha256, bytes FROM asset');
  for (const { sha256, bytes } of rows) {
    const path = `data/blobs/sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    expect([path, files.get(path)]).toEqual([path, Number(bytes)]);
  }
  const unfinished = /\.(part|tmp|ffconcat)|\.film\.mp4|scratch\/|incoming\//;
  expect([...files.keys()].filter((path) => unfinished.test(path))).toEqual([]);
}

/** Calls of FFmpeg in the making of a film, by words that no other call has. */
const CALLS = {
  'a piece is encoded': 'libx264',
  'the film is joined': '.ffconcat',
  'the film is looked at, before its bytes are kept': '.film.mp4 ',
};

(refusal ? test.skip : test)(
  'whatever finds the disk full says so and leaves nothing; with space again the film is the same',
  async () => {
    const folder = await newDir();
    const databaseUrl = await newDatabase();
    const ffmpeg = await WatchedFfmpeg.in(await newDir());
    const environment = { DATABASE_URL: databaseUrl, WORKPRINT_DATA: join(folder, 'data'), FFMPEG_PATH: ffmpeg.path };
    const studio = await Studio.start(environment, SmallDisk.launcher(folder, 64 * MB));
    const disk = new SmallDisk(folder, studio.program.pid);
    const store = new Client({ connectionString: databaseUrl });
    await store.connect();
    const failures = async (runId: string) => {
      const { failed } = await studio.run(runId);
      const first = failed.filter(({ error }) => error.code !== 'DEPENDENCY_FAILED');
      for (const { key, error } of first) expect([key, error]).toEqual([key, FULL]);
      await assertNothingHalf(disk, store);
      return first.map(({ key }) => key).sort();
    };

    const projectId = await studio.project('full');
    const scriptId = await studio.script(projectId, TEXT);
    await disk.leave(8 * KB);
    const runId = await studio.explain(projectId, scriptId);
    expect(await studio.over(runId)).toBe('FAILED');
    const takes = [1, 2].flatMap((n) => [`segment ${n} / audio`, `segment ${n} / picture`]);
    expect(await failures(runId)).toEqual(['ambience', ...takes].sort());

    for (const words of Object.values(CALLS)) {
      await ffmpeg.holdAt(words);
      await disk.empty();
      await studio.resume(runId);
      await ffmpeg.held();
      await disk.leave(4 * KB);
      await ffmpeg.letGo();
      expect(await studio.over(runId)).toBe('PARTIAL');
      expect(await failures(runId)).toEqual(['film']);
    }
    await disk.empty();
    await studio.resume(runId);
    expect(await studio.over(runId)).toBe('SUCCEEDED');
    await assertNothingHalf(disk, store);

    const undisturbed = await Studio.start({
      ...environment,
      WORKPRINT_DATA: join(await newDir(), 'data'),
      DATABASE_URL: await newDatabase(),
    });
    const whole = await undisturbed.film('whole', TEXT);
    const film = await studio.filmOf(scriptId);
    expect(film?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await undisturbed.filmOf(whole.scriptId)).toMatchObject({ sha256: film?.sha256 });

    await store.end();
    await Promise.all([studio.stop(), undisturbed.stop()]);
  },
  180_000,
);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database';
import { SmallDisk } from '../support/small-disk';
import { Studio } from '../support/studio';

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

/** What the renderer keeps for the next time. */
const finishedParts = async (disk: SmallDisk): Promise<string[]> =>
  [...(await disk.files()).keys()].filter((path) => path.startsWith('data/renders/')).sort();

/** What is left for narration and pictures, then for ambience, then for the parts of the film. */
const FIRST = [16 * KB, 120 * KB, 6 * MB, 64 * KB, 6 * MB];

/** Then little by little: whatever was finished with what there was is followed by a failure of what comes next. */
function nextOffset(kept: readonly string[][], before: number): number {
  const [earlier = [], now = []] = kept.slice(-2);
  return FIRST[kept.length - 1] ?? (now.length > earlier.length ? 16 * KB : Math.round(before * 2.5));
}

(refusal ? test.skip : test)(
  'whatever finds the disk full says so and leaves nothing; with space again the film is the same',
  async () => {
    const folder = await newDir();
    const databaseUrl = await newDatabase();
    const environment = { DATABASE_URL: databaseUrl, WORKPRINT_DATA: join(folder, 'data') };
    const [studio, undisturbed] = await Promise.all([
      Studio.start(environment, SmallDisk.launcher(folder, 64 * MB)),
      Studio.start({ DATABASE_URL: await newDatabase(), WORKPRINT_DATA: join(await newDir(), 'data') }),
    ]);
    const whole = undisturbed.film('whole', TEXT).then(({ scriptId }) => undisturbed.filmOf(scriptId));
    const disk = new SmallDisk(folder, studio.program.pid);
    const store = new Client({ connectionString: databaseUrl });
    await store.connect();

    const projectId = await studio.project('full');
    const scriptId = await studio.script(projectId, TEXT);
    await disk.leave(8 * KB);
    const runId = await studio.explain(projectId, scriptId);
    const failedAt = new Map<string, number>();
    const kept: string[][] = [];
    for (let free = 16 * KB; (await studio.over(runId)) !== 'SUCCEEDED'; ) {
      const { failed } = await studio.run(runId);
      for (const { key, error } of failed) {
        if (error.code === 'DEPENDENCY_FAILED') continue;
        expect([key, error]).toEqual([key, FULL]);
        failedAt.set(key, (failedAt.get(key) ?? 0) + 1);
      }
      await assertNothingHalf(disk, store);
      kept.push(await finishedParts(disk));
      free = nextOffset(kept, free);
      await disk.leave(free);
      await studio.resume(runId);
    }
    const made = ['ambience', ...[1, 2].flatMap((n) => [`segment ${n} / audio`, `segment ${n} / picture`]), 'film'];
    expect([...failedAt.keys()].sort()).toEqual(made.sort());
    expect(failedAt.get('film')).toBeGreaterThan(4);
    { const f = await disk.files(); const last = kept.at(-1) ?? []; console.log(kept.map((k) => k.length), (await finishedParts(disk)).filter((p) => !last.includes(p)).map((p) => [p.slice(-60), f.get(p)])); }
    // At least once there was everything but room for the film itself.
    expect(kept).toContainEqual(await finishedParts(disk));
    await assertNothingHalf(disk, store);
    expect(await studio.filmOf(scriptId)).toMatchObject({ sha256: (await whole)?.sha256 });

    await store.end();
    await Promise.all([studio.stop(), undisturbed.stop()]);
  },
  100_000,
);

import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import * as yauzl from 'yauzl';
import type { Production } from '../../../src/cli/demo/production';
import { type Said, workprint } from '../../support/cli';
import { bringTreatment, type FilmStudio, linesOf, openFilmStudio, SMALL } from '../../support/film';
import { ADMIN_TOKEN } from '../../support/server';

jest.setTimeout(120_000);

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;

let studio: FilmStudio;
let production: Production;
let runId: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-workflow-'));
  studio = await openFilmStudio();
  production = await bringTreatment(studio);
  const input = { ...production, stopAfter: 'VISUALS', idempotencyKey: 'visuals' };
  const { startExplainer } = await studio.client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  runId = startExplainer.run.id;
  await linesOf(studio.client, runId);
});
afterAll(async () => {
  await studio?.close();
  await rm(folder, { recursive: true, force: true });
});

/** With the server of this test, in a folder of this test. */
const assets = (...args: string[]): Promise<Said> =>
  workprint(['assets', ...args], { WORKPRINT_URL: studio.url, WORKPRINT_TOKEN: ADMIN_TOKEN, cwd: folder });

const lastSeq = async (): Promise<number> =>
  (await studio.client.query<{ project: { lastSeq: number } }>('{ project(key: "small") { lastSeq } }')).project
    .lastSeq;

interface Listed {
  readonly assets: { slot: string; status: string; take: number; isCurrent: boolean; rejectedReason: string | null }[];
}

async function listed(...args: string[]): Promise<string[]> {
  const { out, status } = await assets('list', 'small', '--json', ...args);
  expect(status).toBe(0);
  return (JSON.parse(out) as Listed).assets.map(({ slot, status, take }) => `${slot} ${take} ${status}`);
}

test('a run is listed with what it made and what it used, its script with what stands', async () => {
  const { status, out, err } = await assets('list', runId);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/^made\nNo +Type +Status +Take +Length +File +Source +Id$/m);
  expect(out).toMatch(/^ +1 +audio +draft +1 +\d\.\d s +audio\/audio_000\.wav .*Asset_/m);
  expect(out).toMatch(/^used\nNo assets match\.$|^used\nNo +Type/m);
  expect(await listed('--type', 'audio', '--segment', '1-2')).toEqual([
    'segment 1 / audio 1 DRAFT',
    'segment 2 / audio 1 DRAFT',
  ]);
});

test.each([
  ['a reversed range', ['--audio', '3-1'], 2, /range is reversed/],
  ['a segment that is not there', ['--audio', '1-45'], 1, /there is no segment 4-45/],
  ['a place without a take', ['--video', '1'], 1, /segment 1 \/ video has no take/],
])('%s changes nothing', async (_what, flags, expected, reason) => {
  const before = await lastSeq();
  const { status, out, err } = await assets('approve', 'small', ...flags);
  expect({ status, out }).toEqual({ status: expected, out: '' });
  expect(err).toMatch(reason);
  expect(await lastSeq()).toBe(before);
});

test('the workflow of a reviewer goes from the list to the film, command by command', async () => {
  const approved = await assets('approve', 'small', '--audio', '1-3');
  expect(approved).toMatchObject({ status: 0, err: '' });
  expect(approved.out).toMatch(/^Approved 3 takes\.$/m);
  expect((await assets('approve', 'small', '--audio', '1-3')).out).toBe('Approved 0 takes; 3 stood so already.\n');
  expect(await assets('approve', 'small', '--audio', 'all')).toMatchObject({ status: 0 });

  const rejected = await assets('reject', runId, '--image', '3', '--reason', 'wrong style', '--json');
  expect(JSON.parse(rejected.out)).toMatchObject({ changedCount: 1, reason: 'wrong style' });
  expect(await listed('--status', 'rejected')).toEqual(['segment 3 / picture 1 REJECTED']);

  const refused = await assets('approve', 'small', '--image', '3', '--json');
  expect(refused.status).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({ errors: [{ code: 'ILLEGAL_TRANSITION' }] });
  expect(refused.err).toMatch(/REJECTED/);

  const made = await assets('regen', 'small', '--image', '3', '--style', 'blueprint');
  expect(made.err).toMatch(/VISUALS ends: 1\/1/);
  expect(made.out).toMatch(/^Made 1 take\.\n {2}segment 3 \/ picture, take 2: revised/);

  const early = await assets('build', 'small', '--only', 'approved');
  expect(early.status).toBe(1);
  expect(early.err).toMatch(/No approved take: picture of 1-3\./);

  expect(await assets('approve', 'small', '--image', 'all')).toMatchObject({ status: 0, err: '' });
  const built = await assets('build', 'small', '--only', 'approved', '--output', 'film');
  expect(built.err).toMatch(/FILM ends: 1\/1/);
  expect(built).toMatchObject({ status: 0 });
  expect(built.out).toMatch(/^The film is good/);
  expect((await readdir(join(folder, 'film'))).sort()).toEqual(['film.mp4', 'film.srt', 'film.vtt', 'report.json']);
});

test('what is approved is exported as a zip and as a folder, under the names of old runs, with its checksums', async () => {
  expect(await assets('export', 'small', '--out', 'approved.zip')).toMatchObject({ status: 0, err: '' });
  const files = await unzipped(join(folder, 'approved.zip'));
  const names = ['images/scene_000.png', 'images/scene_001.png', 'images/scene_002.png', 'figures/fig_001.png'];
  const sounds = ['audio/audio_000.wav', 'audio/audio_001.wav', 'audio/audio_002.wav', 'audio/ambience.wav'];
  const texts = ['asset_manifest.json', 'small_structured_script.json', 'SHA256SUMS'];
  expect([...files.keys()].sort()).toEqual([...names, ...sounds, ...texts].sort());
  const sums = (files.get('SHA256SUMS') ?? '').toString().trim().split('\n');
  expect(sums).toHaveLength(files.size - 1);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex'),
    ).toBe(sum);
  }
  const manifest = JSON.parse((files.get('asset_manifest.json') ?? '').toString());
  expect(manifest.segments.segment_003).toMatchObject({
    paragraph_text: 'Plant trees.',
    audio: { path: 'audio/audio_002.wav', status: 'approved' },
    image: { path: 'images/scene_002.png', status: 'approved' },
    video: null,
  });

  expect(await assets('export', 'small', '--out', 'folder')).toMatchObject({ status: 0, err: '' });
  expect(await readFile(join(folder, 'folder/SHA256SUMS'), 'utf8')).toBe((files.get('SHA256SUMS') ?? '').toString());
  const again = await assets('export', 'small', '--out', 'folder');
  expect(again).toMatchObject({ status: 1, out: '' });
  expect(again.err).toMatch(/is not empty; nothing was written/);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a library goes out with a record of every take, comes in as it was when it is first named, and only then', async () => {
  expect(await assets('export', 'small', '--as', 'library', '--out', 'archived')).toMatchObject({ status: 0, err: '' });
  const { assets: records } = JSON.parse(await readFile(join(folder, 'archived/library.json'), 'utf8'));
  expect((await readdir(join(folder, 'archived/metadata'))).sort()).toEqual(
    Object.keys(records)
      .map((id) => `${id}.json`)
      .sort(),
  );
  const statuses = (rows: { status: string }[]) => rows.map(({ status }) => status.toLowerCase()).sort();
  const ofSegments = (Object.values(records) as { status: string; segment_idx: number | null }[]).filter(
    ({ segment_idx }) => segment_idx !== null,
  );
  const listed = async () => JSON.parse((await assets('list', 'archived', '--segment', '1-3', '--json')).out).assets;
  const first = await listed();
  const rejected = JSON.parse((await assets('list', 'archived', '--status', 'rejected', '--json')).out).assets;
  const all = new Map([...first, ...rejected].map((row: { id: string; status: string }) => [row.id, row]));
  expect(statuses([...all.values()])).toEqual(statuses(ofSegments));
  expect(await listed()).toEqual(first);
});

test('a reviewer without a terminal is told where the media lie, and nothing is decided', async () => {
  const before = await lastSeq();
  const { status, out } = await assets('review', 'small', '--segment', '1', '--json');
  expect(status).toBe(0);
  const previewed = JSON.parse(out) as { folder: string; assets: { slot: string; path: string }[] };
  expect(previewed.assets.map(({ slot }) => slot)).toEqual(['segment 1 / audio', 'segment 1 / picture']);
  for (const { path } of previewed.assets) expect((await readFile(path)).length).toBeGreaterThan(100);
  await rm(previewed.folder, { recursive: true });
  const played = await assets('review', 'small', '--type', 'image', '--player', 'no-such-player');
  expect(played).toMatchObject({ status: 1, out: '' });
  expect(played.err).toMatch(/"no-such-player" did not open the media/);
  expect(await lastSeq()).toBe(before);
});

test('the folder of an old run comes in when it is named, and only then', async () => {
  const old = join(folder, 'artifacts/video_production/20260207_101747');
  await mkdir(join(old, 'images'), { recursive: true });
  await writeFile(join(old, 'trial_000_script.txt'), 'Welcome back to another deep dive.\n\nThat is all.\n');
  await copyFile(join(SMALL, 'figure-1.png'), join(old, 'images/scene_000.png'));
  await writeFile(join(old, 'images/scene_001.png'), 'no picture');
  const first = await assets('list', '20260207_101747', '--type', 'image');
  expect(first.err).toMatch(
    /comes in as the project 20260207-101747: 3 files\.\n1 assets came in; 1 could not be read:\n {2}images\/scene_001\.png: /,
  );
  expect(first).toMatchObject({ status: 0, out: expect.stringMatching(/1 +image +draft +1 .*images\/scene_000\.png/) });
  for (const name of ['20260207_101747', old, '20260207-101747']) {
    const again = await assets('list', name, '--type', 'image');
    expect(again).toEqual({ status: 0, err: '', out: first.out });
  }
  expect(await assets('approve', '20260207_101747', '--image', '1')).toMatchObject({ status: 0, err: '' });
});

/** Every file of an archive, by its name. */
async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);
  const zip = await open(path, { lazyEntries: true, validateEntrySizes: true });
  const files = new Map<string, Buffer>();
  const read = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<NodeJS.ReadableStream>;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      read(entry)
        .then((stream) => buffer(stream))
        .then((bytes) => {
          files.set(entry.fileName, bytes);
          zip.readEntry();
        }, reject);
    });
    zip.readEntry();
  });
  return files;
}

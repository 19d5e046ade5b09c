import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { type Said, workprint } from '../support/cli';
import { createDatabase, type TestDatabase } from '../support/database';
import { npmFfmpeg } from '../support/ffmpeg';
import { ADMIN_TOKEN } from '../support/server';
import { Studio } from '../support/studio';

jest.setTimeout(240_000);

const TEXT = 'Trees cool streets.\n\nRoofs hold heat.\n\nRain cools both.\n\nPlant trees.';

let folder: string;
let database: TestDatabase;
let store: DataSource;
let studio: Studio;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-produce-'));
  database = await createDatabase();
  store = await createDataSource(database.url, 1).initialize();
  await writeFile(join(folder, 'trees.txt'), TEXT);
  studio = await Studio.start({
    DATABASE_URL: database.url,
    WORKPRINT_DATA: join(folder, 'data'),
    FFMPEG_PATH: (await npmFfmpeg()).path,
  });
});
afterAll(async () => {
  await studio?.stop();
  await store?.destroy();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const produce = (...args: string[]): Promise<Said> =>
  workprint(['produce-video', ...args], { WORKPRINT_URL: studio.url, WORKPRINT_TOKEN: ADMIN_TOKEN, cwd: folder });

interface Seen {
  readonly assets: readonly {
    readonly type: string;
    readonly provider: string | null;
    readonly voice: string | null;
  }[];
  readonly runs: readonly SeenRun[];
}
interface SeenRun {
  readonly id: string;
  readonly status: string;
  readonly stopAfter: string;
  readonly leftOut: readonly string[];
  readonly keys: readonly string[];
}

/** What lies in a project, oldest run first. */
async function seen(key: string): Promise<Seen> {
  const { project } = await studio.read<{
    project: {
      assets: { nodes: { type: string; recipe: { provider: string } | null; voice: string | null }[] };
      runs: { nodes: (Omit<SeenRun, 'keys'> & { jobs: { nodes: { key: string }[] } })[] };
    };
  }>(
    `query ($key: String!) { project(key: $key) {
      assets(first: 100) { nodes { type voice recipe { provider } } }
      runs(first: 20) { nodes { id status stopAfter leftOut jobs(first: 50) { nodes { key } } } } } }`,
    { key },
  );
  return {
    assets: project.assets.nodes.map(({ type, voice, recipe }) => ({
      type,
      voice,
      provider: recipe?.provider ?? null,
    })),
    runs: project.runs.nodes
      .map(({ jobs, ...run }) => ({ ...run, keys: jobs.nodes.map(({ key: name }) => name).sort() }))
      .reverse(),
  };
}

async function optionsOf(key: string): Promise<object> {
  const [run] = await store.query(
    'SELECT r.options FROM run r JOIN project p ON p.id = r.project_id WHERE p.key = $1 ORDER BY r.id DESC LIMIT 1',
    [key],
  );
  return run.options;
}

const typesOf = ({ assets }: Seen) => [...new Set(assets.map(({ type }) => type))].sort();

/** The script as the command brings it in, without a take. */
async function brought(project: string): Promise<string> {
  const { out } = await produce('trees.txt', '--project', project, '--show-tiers', '--json');
  return JSON.parse(out).scriptId;
}

test.each([
  [[], /SCRIPT is missing/],
  [['trees.txt', '--budget', 'huge'], /--budget takes one of micro, low, medium, high, full; it got "huge"/],
  [['trees.txt', '--captions', 'loud'], /--captions takes one of burned, karaoke/],
  [['trees.txt', '--start', 'x'], /--start takes a whole number from 0 on/],
  [['trees.txt', '--limit', '0'], /--limit takes a whole number from 1 on/],
  [['trees.txt', '--cap', 'much'], /--cap takes dollars/],
  [['trees.txt', '--minutes', '3'], /--minutes/],
  [
    ['trees.txt', '--resume', 'Run_1', '--budget', 'low'],
    /--budget is for a new run; with --resume it goes on as it was started/,
  ],
  [['trees.txt', '--resume', 'Run_1', '--no-audio'], /--no-audio is for a new run/],
  [['trees.txt', '--resume', 'Run_1', '--start', '0'], /--start is for a new run/],
  [['trees.txt', '--resume', 'Run_1', '--limit', '1'], /--limit is for a new run/],
  [['trees.txt', '--resume', 'Run_1', '--captions', 'burned'], /--captions is for a new run/],
  [['trees.txt', '--resume', 'Run_1', '--voice', 'Ada'], /--voice is for a new run/],
])('wrong words end with 2, and nothing was asked: %j', async (args, reason) => {
  const { status, out, err } = await produce(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(reason);
});

test('a file that is not there is told of before anything is', async () => {
  const { status, out, err } = await produce('nothing.txt', '--project', 'nothing');
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(/nothing\.txt cannot be read\.\n {2}expected: .*\n {2}got: ENOENT/);
  expect(await studio.read('{ project(key: "nothing") { id } }')).toEqual({ project: null });
  expect(existsSync(join(folder, 'nothing-film'))).toBe(false);
});

test('the tiers are shown side by side, and nothing is made', async () => {
  const shown = await produce('trees.txt', '--project', 'shown', '--show-tiers', '--voice', 'Ada');
  expect(shown).toMatchObject({ status: 0, err: '' });
  const [head = '', ...lines] = shown.out.trimEnd().split('\n');
  expect(head).toMatch(/^Tier +Images +Figures +Carried +Text +Pictures cost$/);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['micro', 'low', 'medium', 'high', 'full']);
  expect(lines.at(-1)).toMatch(/^full +4 +0 +0 +0 +0\.0000 USD$/);
  expect(await seen('shown')).toEqual({ assets: [], runs: [] });
  expect(existsSync(join(folder, 'shown-film'))).toBe(false);
});

test('without audio there are pictures, and neither narration nor ambience nor a film', async () => {
  await studio.project('silent');
  const made = await produce(...'trees.txt --project silent --budget micro --no-audio --output silent'.split(' '));
  expect(made).toMatchObject({ status: 0, out: 'The run did all up to visuals.\n' });
  const { assets, runs } = await seen('silent');
  expect(made.err).toContain('4 takes to make, at most 0.0000 USD; 0 used again.');
  expect(assets.map(({ type }) => type)).toEqual(['IMAGE', 'IMAGE', 'IMAGE', 'IMAGE']);
  const keys = [1, 2, 3, 4].map((number) => `segment ${number} / picture`);
  expect(runs).toMatchObject([{ status: 'SUCCEEDED', stopAfter: 'VISUALS', leftOut: [], keys }]);
  expect(await readdir(join(folder, 'silent'))).toEqual([]);
});

test('a part of it is made, and the same command again makes nothing', async () => {
  await studio.project('part');
  const part = 'trees.txt --project part --budget micro --start 1 --limit 2 --output part'.split(' ');
  const made = await produce(...part, '--json');
  expect(made.status).toBe(0);
  const { files, status, report } = JSON.parse(made.out);
  expect([status, report.ok]).toEqual(['SUCCEEDED', true]);
  expect((await readdir(join(folder, 'part'))).sort()).toEqual(['film.mp4', 'film.srt', 'film.vtt', 'report.json']);
  expect(files).toHaveLength(4);
  const { assets, runs } = await seen('part');
  expect(made.err).toContain('5 takes to make');
  expect(assets.map(({ type }) => type).sort()).toEqual(['AUDIO', 'AUDIO', 'IMAGE', 'IMAGE', 'VIDEO']);
  const own = [2, 3].flatMap((number) => [`segment ${number} / audio`, `segment ${number} / picture`]);
  expect(runs).toMatchObject([{ keys: ['cut', 'film', ...own], leftOut: ['segment 1 / audio', 'segment 4 / audio'] }]);

  const again = await produce(...part);
  expect(again).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  expect(again.err).toContain('0 takes to make, at most 0.0000 USD; 5 used again.');
  expect((await seen('part')).assets).toHaveLength(assets.length);
});

test('passing over all segments is refused, and nothing was started', async () => {
  const { status, err } = await produce('trees.txt', '--project', 'over', '--start', '4');
  expect(status).toBe(1);
  expect(err).toMatch(/There is nothing after segment 4\.\n {2}expected: --start from 0 to 3/);
  expect(await seen('over')).toEqual({ assets: [], runs: [] });
});

test('the tier, the voice and the captions are those that were asked for', async () => {
  await studio.project('asked');
  const made = await produce(
    ...['trees.txt', '--project', 'asked', '--budget', 'micro', '--voice', 'en-GB', '--captions', 'karaoke'],
    ...['--limit', '1', '--output', 'asked'],
  );
  expect(made).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  const { project } = await studio.read<{
    project: { scripts: { nodes: { directedTier: string; segments: { nodes: { audio: { wish: object } }[] } }[] } };
  }>(
    `{ project(key: "asked") { scripts { nodes { directedTier segments { nodes { audio { wish { parameters } } } } } } } }`,
  );
  const [script] = project.scripts.nodes;
  expect(script?.directedTier).toBe('MICRO');
  expect(script?.segments.nodes[0]?.audio.wish).toMatchObject({ parameters: { voice: 'en-GB' } });
  expect(await optionsOf('asked')).toMatchObject({ captions: 'KARAOKE', tier: 'MICRO' });
});

test('a run that was cancelled goes on as it was started, and makes what was missing', async () => {
  const projectId = await studio.project('cancelled');
  const scriptId = await brought('cancelled');
  const runId = await studio.explain(projectId, scriptId, { parts: ['IMAGE'], stopAfter: 'VISUALS' });
  expect((await studio.cancel(runId)).run?.status).toBe('CANCELLED');
  const pictures = await produce('trees.txt', '--project', 'cancelled', '--resume', runId);
  expect(pictures).toMatchObject({ status: 0, out: 'The run did all up to visuals.\n' });
  expect(typesOf(await seen('cancelled'))).toEqual(['IMAGE']);

  const film = await studio.explain(projectId, scriptId, { numbers: '1' });
  await studio.cancel(film);
  const done = await produce('trees.txt', '--project', 'cancelled', '--resume', film, '--output', 'cancelled');
  expect(done).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  const { runs } = await seen('cancelled');
  expect(runs.map(({ id, status, stopAfter }) => ({ id, status, stopAfter }))).toEqual([
    { id: runId, status: 'SUCCEEDED', stopAfter: 'VISUALS' },
    { id: film, status: 'SUCCEEDED', stopAfter: 'FILM' },
  ]);
  const again = await produce('trees.txt', '--project', 'cancelled', '--resume', film, '--output', 'cancelled');
  expect(again).toMatchObject({ status: 0, out: done.out });
});

test('a run that stopped for a review goes on to its film', async () => {
  const projectId = await studio.project('reviewed');
  const scriptId = await brought('reviewed');
  const runId = await studio.explain(projectId, scriptId, { numbers: '1-2', stopAfter: 'AUDIO' });
  expect(await studio.over(runId)).toBe('SUCCEEDED');
  const film = await produce('trees.txt', '--project', 'reviewed', '--resume', runId, '--output', 'reviewed');
  expect(film).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  expect((await seen('reviewed')).runs).toMatchObject([{ id: runId, status: 'SUCCEEDED', stopAfter: 'FILM' }]);
});

test('a run that is not there, or of another script, is refused', async () => {
  const projectId = await studio.project('other');
  const scriptId = await studio.script(projectId, 'Another text.');
  const runId = await studio.explain(projectId, scriptId, { stopAfter: 'SCRIPT' });
  const other = await produce('trees.txt', '--project', 'other', '--resume', runId);
  expect(other).toMatchObject({ status: 1, err: expect.stringMatching(/got: a run of another script/) });
  const none = await produce(
    'trees.txt',
    '--project',
    'other',
    '--resume',
    runId.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
  );
  expect(none).toMatchObject({ status: 1, err: expect.stringMatching(/cannot go on with/) });
});

test('a LIVE project without suppliers is told what it lacks; pages and cards it has for nothing', async () => {
  const refused = await produce('trees.txt', '--project', 'live', '--live', '--budget', 'low');
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(/No supplier is configured for SPEECH, IMAGE, SOUND\./);
  expect(await seen('live')).toEqual({ assets: [], runs: [] });

  const segments = ['One.', 'Two.'].map((text, idx) => ({
    ...{ idx, text, intent: 'background' },
    display_mode: 'text_only',
  }));
  await writeFile(join(folder, 'cards.json'), JSON.stringify({ script_id: 'cards', trial_id: 'cards', segments }));
  const cards = await produce('cards.json', '--project', 'live-cards', '--live', '--no-audio');
  expect(cards).toMatchObject({ status: 0, out: 'The run did all up to visuals.\n' });
  expect((await seen('live-cards')).assets).toEqual(
    [1, 2].map(() => ({ type: 'IMAGE', voice: null, provider: 'press-image' })),
  );
});

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Said, workprint } from '../support/cli';
import { createDatabase, type TestDatabase } from '../support/database';
import { npmFfmpeg } from '../support/ffmpeg';
import { ADMIN_TOKEN } from '../support/server';
import { Studio } from '../support/studio';

jest.setTimeout(240_000);

const PAPER = `# Hedges That Hold Snow

Nadia Okafor, Henrik Lind

## Results

The drifts behind tall hedges were deeper than those behind low ones.

## Conclusion

Hedges are a cheap way to keep water on a plateau.
`;

let folder: string;
let database: TestDatabase;
let studio: Studio;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-explain-'));
  database = await createDatabase();
  await writeFile(join(folder, 'hedges.md'), PAPER);
  studio = await Studio.start({
    DATABASE_URL: database.url,
    WORKPRINT_DATA: join(folder, 'data'),
    FFMPEG_PATH: (await npmFfmpeg()).path,
  });
});
afterAll(async () => {
  await studio?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const asked = (...args: string[]): Promise<Said> =>
  workprint(args, { WORKPRINT_URL: studio.url, WORKPRINT_TOKEN: ADMIN_TOKEN, cwd: folder });
const explain = (...args: string[]): Promise<Said> => asked('explain', ...args);

interface SeenRun {
  readonly id: string;
  readonly status: string;
  readonly stopAfter: string;
  readonly jobs: { readonly nodes: readonly { readonly key: string }[] };
}

/** Oldest first. */
async function runsOf(key: string): Promise<SeenRun[]> {
  const { project } = await studio.read<{ project: { runs: { nodes: SeenRun[] } } }>(
    'query ($key: String!) { project(key: $key) { runs(first: 20) { nodes { id status stopAfter jobs(first: 100) { nodes { key } } } } } }',
    { key },
  );
  return [...project.runs.nodes].reverse();
}

test.each([
  [[], /FILE… is missing/],
  [['hedges.md', '--minutes', '90'], /--minutes takes a number from 0.5 to 60/],
  [['hedges.md', '--tier', 'huge'], /--tier takes one of micro, low, medium, high, full/],
  [['hedges.md', '--stop-after', 'film'], /--stop-after takes one of script, audio, visuals, cut/],
  [['hedges.md', '--captions', 'loud'], /--captions takes one of burned, karaoke/],
  [['hedges.md', '--cap', 'much'], /--cap takes dollars/],
])('wrong words end with 2, and nothing was asked: %j', async (args, reason) => {
  const { status, out, err } = await explain(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(reason);
});

test('a file that is not there, or a style that nobody taught, is told of', async () => {
  const none = await explain('hedges.md', 'nothing.pdf', '--project', 'nothing');
  expect(none).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/nothing\.pdf cannot be read/) });
  expect(await studio.read('{ project(key: "nothing") { id } }')).toEqual({ project: null });
  expect(existsSync(join(folder, 'nothing-film'))).toBe(false);
  const style = await explain('hedges.md', '--project', 'style', '--style', 'grand');
  expect(style).toMatchObject({ status: 1, err: expect.stringMatching(/no style profile "grand"[\s\S]*got: none/) });
  expect(await runsOf('style')).toEqual([]);
});

test('a paper stops for a review after its script and after its narration, and goes on to its film in one run', async () => {
  await studio.project('hedges');
  const paper = 'hedges.md --project hedges --minutes 0.5 --tier micro --out hedges --cap 1'.split(' ');
  const written = await explain(...paper, '--stop-after', 'script');
  expect(written).toMatchObject({ status: 0, out: expect.stringMatching(/script\.txt\n.*script\.json\n$/) });
  expect(written.err).toMatch(/“Hedges That Hold Snow”: \d+ pages?, 0 figures, 0 tables/);
  expect((await readdir(join(folder, 'hedges'))).sort()).toEqual(['script.json', 'script.txt']);
  expect(await readFile(join(folder, 'hedges/script.txt'), 'utf8')).toMatch(/hedges/i);
  const [first] = await runsOf('hedges');
  expect(first).toMatchObject({ status: 'SUCCEEDED', stopAfter: 'SCRIPT' });

  const spoken = await explain(...paper, '--stop-after', 'audio');
  expect(spoken).toMatchObject({ status: 0, out: expect.stringMatching(/^The run did all up to audio\.\n/) });
  expect(await runsOf('hedges')).toMatchObject([{ id: first?.id, status: 'SUCCEEDED', stopAfter: 'AUDIO' }]);

  const film = await explain(...paper, '--json');
  expect(film.status).toBe(0);
  expect(JSON.parse(film.out)).toMatchObject({ runId: first?.id, status: 'SUCCEEDED', report: { ok: true } });
  expect(await readdir(join(folder, 'hedges'))).toEqual(
    expect.arrayContaining(['film.mp4', 'film.srt', 'film.vtt', 'report.json', 'script.json', 'script.txt']),
  );
  const runs = await runsOf('hedges');
  expect(runs).toMatchObject([{ id: first?.id, status: 'SUCCEEDED', stopAfter: 'FILM' }]);
  expect(runs[0]?.jobs.nodes.filter(({ key }) => key === 'script' || key.includes('('))).toEqual([{ key: 'script' }]);

  const again = await explain(...paper);
  expect(again).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  expect(again.err).toMatch(/0 takes to make/);
  const [, second] = await runsOf('hedges');
  expect(second?.jobs.nodes.some(({ key }) => key === 'script')).toBe(false);
});

test('a run that stopped for a review is gone on with by its id, as far as is said', async () => {
  await studio.project('runs');
  const paper = 'hedges.md --project runs --minutes 0.5 --tier micro --out runs'.split(' ');
  expect((await explain(...paper, '--stop-after', 'script')).status).toBe(0);
  expect(await asked('runs', 'resume', 'runs', '--stop-after', 'loud')).toMatchObject({ status: 2 });
  const audio = await asked('runs', 'resume', 'runs', '--stop-after', 'audio');
  expect(audio).toMatchObject({ status: 0, err: '' });
  expect(audio.out).toMatch(/The run is under way: 2\/\d+ done[\s\S]*The run ended SUCCEEDED/);
  const refused = await asked('runs', 'resume', 'runs', '--stop-after', 'audio');
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(/goes up to AUDIO as it is\.\n {2}expected: VISUALS or CUT or FILM\n {2}got: AUDIO/);
  const cut = await asked('runs', 'resume', 'runs', '--stop-after', 'cut', '--no-wait', '--json');
  const { run } = JSON.parse(cut.out);
  expect(await studio.over(run.id)).toBe('SUCCEEDED');
  expect((await asked('runs', 'show', 'runs')).out).toMatch(/^CUT +1 +1 +0 +0$/m);
  const [only, ...others] = await runsOf('runs');
  expect([only?.stopAfter, others]).toEqual(['CUT', []]);
});

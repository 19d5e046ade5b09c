import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Said, workprint } from '../../support/cli';
import { createDatabase, type TestDatabase } from '../../support/database';
import { npmFfmpeg } from '../../support/ffmpeg';
import { ADMIN_TOKEN } from '../../support/server';
import { Studio } from '../../support/studio';

jest.setTimeout(120_000);

const TEXT = 'Trees cool streets.\n\nPlant more trees.';

let folder: string;
let database: TestDatabase;
let studio: Studio;
let scriptId: string;
let projectId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-runs-'));
  database = await createDatabase();
  studio = await start('false');
  projectId = await studio.project('trees');
  scriptId = await studio.script(projectId, TEXT);
});
afterAll(async () => {
  await studio?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (work: string) =>
  Studio.start({
    DATABASE_URL: database.url,
    WORKPRINT_DATA: join(folder, 'data'),
    WORKPRINT_WORK: work,
    FFMPEG_PATH: (await npmFfmpeg()).path,
  });

const runs = (...args: string[]): Promise<Said> => asked('runs', ...args);
const asked = (...args: string[]): Promise<Said> =>
  workprint(args, { WORKPRINT_URL: studio.url, WORKPRINT_TOKEN: ADMIN_TOKEN, cwd: folder });

test('without a run there is nothing to list, and nothing of that name to show', async () => {
  expect(await runs('list')).toEqual({ status: 0, out: 'No runs match.\n', err: '' });
  const none = await runs('show', 'trees', '--json');
  expect(none.status).toBe(1);
  expect(JSON.parse(none.out)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
  expect((await runs('list', '--project', 'nowhere')).err).toMatch(/no project "nowhere"/);
});

test.each([
  [['follow', 'trees', '--after', 'x'], /--after takes the number of a line/],
  [['priority', 'trees', '21'], /whole number from 0 to 20/],
  [['resume', 'trees', '--cap', 'much'], /--cap takes dollars/],
  [['resume', 'trees', '--stop-after', 'script'], /--stop-after takes one of audio, visuals, cut, film/],
  [['list', '--status', 'lost'], /--status takes one of/],
  [['cancel'], /RUN is missing/],
])('wrong words end with 2, and nothing was asked: %j', async (args, reason) => {
  const { status, out, err } = await runs(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(reason);
});

test('a run is listed, shown, moved, paused, cancelled and resumed by its id or by its project', async () => {
  const runId = await studio.explain(projectId, scriptId, { stopAfter: 'VISUALS', cap: { amount: '2' } });
  const listed = await runs('list', '--status', 'running');
  expect(listed.out).toMatch(new RegExp(`^${runId} +trees +explainer +running +0/5 +0 +\\$0\\.0000`, 'm'));
  const shown = await runs('show', 'trees');
  expect(shown.out).toMatch(
    new RegExp(`^${runId} is RUNNING: 0/5 done, \\$0\\.0000 spent, of \\$2\\.0000 \\$2\\.0000 left\\.$`, 'm'),
  );
  expect(shown.out).toMatch(/^AUDIO +3 +0 +0 +0$/m);
  expect(shown.out).toMatch(/^segment 1 \/ audio: ready, priority \d+$/m);

  expect((await runs('priority', 'trees', '4')).out).toBe(`${runId} has the priority 4.\n`);
  expect(await runs('priority', runId, '20', '--job', 'segment 2 / audio')).toMatchObject({ status: 0 });
  expect((await runs('show', runId)).out).toMatch(/^segment 2 \/ audio: ready, priority 20$/m);
  expect((await runs('priority', runId, '1', '--job', 'segment 9 / audio')).err).toMatch(/no job "segment 9/);

  expect((await runs('pause', 'trees')).out).toBe(`${runId} is PAUSED: 0/5 done, $0.0000 spent.\n`);
  expect((await runs('show', runId)).out).toMatch(/^segment 1 \/ audio: held: the run is paused, priority 4$/m);
  expect((await runs('cancel', runId)).out).toMatch(/is CANCELLED/);
  const refused = await runs('pause', runId);
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(
    /Only a run that is under way can be paused\.\n {2}expected: a run that is RUNNING\n {2}got: CANCELLED/,
  );

  expect((await runs('retry', runId, '--job', 'segment 1 / audio', '--no-wait')).out).toMatch(/is RUNNING/);
  expect((await runs('cancel', runId)).status).toBe(0);
  const over = await runs('follow', runId);
  expect(over.status).toBe(1);
  expect(over.out.split('\n').map((line) => line.slice(17))).toEqual([
    'The run is under way: 0/5 done, $0.0000 spent.',
    'The run is paused: what is under way is finished, and nothing else begun until it is resumed.',
    'The run ended CANCELLED: 0/5 done, $0.0000 spent.',
    'The run is under way: 0/5 done, $0.0000 spent.',
    'The run ended CANCELLED: 0/5 done, $0.0000 spent.',
    '',
  ]);
  const json = await runs('resume', runId, '--cap', '5', '--no-wait', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ run: { id: runId, status: 'RUNNING' } });
  expect((await runs('show', runId)).out).toMatch(/of \$5\.0000 \$5\.0000 left/);
});

test('a run is followed to its end, and a film goes on with the run that makes it', async () => {
  const visuals = await studio.explain(projectId, scriptId, { stopAfter: 'VISUALS' });
  const film = await studio.explain(projectId, scriptId, { stopAfter: 'FILM' });
  const again = await studio.explain(projectId, scriptId, { stopAfter: 'VISUALS' });
  for (const paused of [film, again]) expect(await runs('pause', paused)).toMatchObject({ status: 0 });
  const elsewhere = await studio.explain(projectId, await studio.script(projectId, 'Other trees.'), {
    stopAfter: 'SCRIPT',
  });
  const other = await asked('assets', 'build', 'trees', '--script', scriptId, '--resume', elsewhere);
  expect(other.err).toMatch(/a run of another script/);
  const both = await asked('assets', 'build', 'trees', '--resume', film, '--only', 'approved');
  expect(both).toMatchObject({ status: 2, err: expect.stringMatching(/--only is for a new run/) });
  await studio.stop();
  studio = await start('true');

  const followed = await runs('follow', visuals);
  expect(followed.status).toBe(0);
  expect(followed.out).toMatch(/^ {4}1 {2}\d\d:\d\d:\d\d {2}The run is under way: 0\/5 done/);
  expect(followed.out).toMatch(/The run ended SUCCEEDED: 5\/5 done.*\n$/);
  const rest = await runs('follow', visuals, '--after', '1', '--json');
  const lines = rest.out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 2));
  expect(lines).toHaveLength((await studio.run(visuals)).lastSeq - 1);
  const { lastSeq } = await studio.run(visuals);
  expect(await runs('follow', visuals, '--after', String(lastSeq))).toEqual({ status: 0, out: '', err: '' });

  const resumed = await runs('resume', again);
  expect(resumed).toMatchObject({ status: 0, err: '' });
  expect(resumed.out).toMatch(/^ {4}3 {2}.* The run is under way: 0\/5 done/);
  expect(resumed.out).toMatch(
    /segment 1 \/ audio is reused\.\n[\s\S]*The run ended SUCCEEDED: 5\/5 done, 5 reused.*\n$/,
  );
  expect((await runs('retry', again)).err).toMatch(/No job of the run failed/);
  const cut = await runs('resume', again, '--stop-after', 'cut');
  expect(cut).toMatchObject({ status: 0, out: expect.stringMatching(/The run ended SUCCEEDED: 6\/6 done/) });
  expect((await runs('resume', again, '--stop-after', 'audio')).err).toMatch(/goes up to CUT as it is/);

  expect((await runs('show', film)).out).toMatch(/is PAUSED/);
  const built = await asked('assets', 'build', 'trees', '--script', scriptId, '--resume', film, '--output', 'film');
  expect(built).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  expect((await readdir(join(folder, 'film'))).sort()).toEqual(['film.mp4', 'film.srt', 'film.vtt', 'report.json']);
  expect((await runs('show', film)).out).toMatch(/is SUCCEEDED: 7\/7 done/);
  expect((await runs('resume', film)).err).toMatch(/has done all it had to do/);
  const filmed = await asked('assets', 'build', 'trees', '--script', scriptId, '--resume', again, '--output', 'again');
  expect(filmed).toMatchObject({ status: 0, out: expect.stringMatching(/^The film is good/) });
  expect((await runs('show', again)).out).toMatch(/is SUCCEEDED: 8\/8 done/);
});

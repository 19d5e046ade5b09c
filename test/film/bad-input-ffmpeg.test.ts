import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database';
import { npmFfmpeg } from '../support/ffmpeg';
import { Program } from '../support/program';
import { ADMIN_TOKEN } from '../support/server';
import { Studio } from '../support/studio';

let dir: string;
let database: TestDatabase;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-bad-ffmpeg-'));
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A program called `ffmpeg` in a folder of its own. Answers the folder. */
async function folderWith(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(dir, `${name}-`));
  await writeFile(join(folder, 'ffmpeg'), `#!/bin/sh\n${text}\n`);
  await chmod(join(folder, 'ffmpeg'), 0o755);
  return folder;
}

/** It runs and can do everything but encode H.264. */
const withoutX264 = async () => {
  const { path } = await npmFfmpeg();
  return folderWith(
    'poor',
    `case "$*" in *-encoders*) '${path}' "$@" | grep -v libx264;; *) exec '${path}' "$@";; esac`,
  );
};

const environment = () => ({ DATABASE_URL: database.url, WORKPRINT_DATA: join(dir, 'data') });

test('without any FFmpeg pictures are made, the rest says what is missing, and with one the run is finished', async () => {
  const poor = await Studio.start({ ...environment(), PATH: '', FFMPEG_PACKAGED: 'false' });
  const { scriptId, runId, status } = await poor.film('none', 'Trees cool streets.\n\nPlant more trees.');
  expect(status).toBe('PARTIAL');
  const { failed, totals } = await poor.run(runId);
  expect(totals).toMatchObject({ jobs: 7, done: 2, failed: 5 });
  const needy = failed.filter(({ error }) => error.code !== 'DEPENDENCY_FAILED');
  expect(needy.map(({ key }) => key).sort()).toEqual(['ambience', 'segment 1 / audio', 'segment 2 / audio']);
  for (const { error } of needy) {
    expect(error).toEqual({
      code: 'UNAUTHORISED',
      message: 'There is no FFmpeg that will do: none at all.',
      retryable: false,
      remedy: 'Install FFmpeg 4.1 or later, or name one in FFMPEG_PATH.',
    });
  }
  const assets = await poor.read('{ project(key: "none") { assets { nodes { type } } } }');
  expect(assets).toEqual({ project: { assets: { nodes: [{ type: 'IMAGE' }, { type: 'IMAGE' }] } } });
  expect(await poor.filmOf(scriptId)).toBeNull();
  expect(await poor.stop()).toBe(0);
  expect(poor.program.said.match(/there is no FFmpeg/g)).toHaveLength(1);

  const rich = await Studio.start({ ...environment(), PATH: '' });
  await rich.resume(runId);
  expect(await rich.over(runId)).toBe('SUCCEEDED');
  expect((await rich.run(runId)).totals).toMatchObject({ jobs: 7, done: 7, failed: 0 });
  expect((await rich.filmOf(scriptId))?.report.durationFrames).toBeGreaterThan(24);
  await rich.stop();
});

describe('An FFMPEG_PATH that will not do ends the program with a sentence', () => {
  const BAD: [string, () => Promise<string>, RegExp][] = [
    ['is not there', async () => join(dir, 'nowhere'), /nowhere does not run \(exit code 127/],
    ['is a folder', async () => dir, /does not run \(exit code 126/],
    ['lacks libx264', async () => join(await withoutX264(), 'ffmpeg'), /ffmpeg lacks encoder libx264/],
    ['is another program', async () => join(await folderWith('other', 'exit 3'), 'ffmpeg'), /exit code 3/],
  ];
  const commands = [[], ['demo', '--out']] as const;
  test.each(BAD.flatMap(([what, path, got], at) => [[what, path, got, commands[at % 2] ?? []] as const]))(
    'that %s',
    async (_what, path, got, command) => {
      const args = command.length > 0 ? [...command, join(dir, 'film')] : [];
      const program = new Program(
        { ...environment(), WORKPRINT_ADMIN_TOKEN: ADMIN_TOKEN, FFMPEG_PATH: await path() },
        args,
      );
      expect(await program.ended).toBe(1);
      expect(program.said).toMatch(
        /^There is no FFmpeg that will do: .*\n {2}expected: .*\n {2}got: .*\n {2}Set FFMPEG_PATH/,
      );
      expect(program.said).toMatch(got);
      expect(program.said).not.toMatch(/\n\s+at /);
    },
  );
});

test('a system FFmpeg without what is needed is passed over, and the log says so at debug', async () => {
  const studio = await Studio.start({ ...environment(), PATH: await withoutX264(), WORKPRINT_LOG_LEVEL: 'debug' });
  await studio.stop();
  const line = studio.program.said.split('\n').find((text) => text.includes('FFmpeg was found')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({
    origin: 'npm',
    passedOver: [expect.stringMatching(/poor-\w+\/ffmpeg lacks encoder libx264$/)],
  });
});

import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFull, MediaRefused, NotConfigured } from '../../../src/pipeline/errors';
import { findFfmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { mediaInput, pictureInput, unlockedInput } from '../../../src/pipeline/render/ffmpeg-arguments';
import { madeExecutable } from '../../../src/pipeline/render/ffmpeg-binaries.tool';
import { npmFfmpeg } from '../../support/ffmpeg';
import { longFfmpeg } from '../../support/long-ffmpeg';

const root = join(__dirname, '../../..');
const { signal } = new AbortController();
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-ffmpeg-'));
});
afterAll(() => rm(dir, { recursive: true }));

function find(search: { explicit?: string; searchPath?: string }) {
  return findFfmpeg({ explicit: search.explicit ?? null, searchPath: search.searchPath, dataDir: dir, signal });
}

async function script(name: string, text: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Processes whose parent chain or group is of no interest: their command line alone. */
async function commandLines(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.map((line) => line.replaceAll('\0', ' '));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate);
}

const longRuns = async () => (await commandLines()).filter((line) => line.includes('-t 3600 -f null')).length;

describe('finding an FFmpeg', () => {
  test('without any other the npm binary does, and can probe', async () => {
    const ffmpeg = await npmFfmpeg();
    expect(ffmpeg.origin).toBe('npm');
    expect(ffmpeg.version).toMatch(/^ffmpeg version /);
  });

  test('a system FFmpeg that has all that is needed comes first, and one that has not is passed over', async () => {
    const { path } = await npmFfmpeg();
    await script('ffmpeg', `exec ${path} "$@"`);
    expect(await find({ searchPath: dir })).toMatchObject({ origin: 'system', path: join(dir, 'ffmpeg') });
    await script('ffmpeg', 'echo ffmpeg version 0.1');
    expect(await find({ searchPath: dir })).toMatchObject({ origin: 'npm' });
  });

  test('a FFMPEG_PATH that is not there is refused, although the npm binary would do', async () => {
    const refused = find({ explicit: join(dir, 'nowhere') });
    await expect(refused).rejects.toThrow(NotConfigured);
    await expect(refused).rejects.toThrow(/nowhere does not run \(exit code 127/);
  });

  test('a FFMPEG_PATH without what is needed is refused by the names of what is missing', async () => {
    const poor = await script(
      'poor',
      'case "$*" in *encoders*) echo " A..... aac AAC";; *) echo ffmpeg version 9;; esac',
    );
    const refusal = await find({ explicit: poor }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NotConfigured);
    expect(String(refusal)).toMatch(/lacks encoder libx264.*filter sidechaincompress.*bsf filter_units/);
    expect(String(refusal)).not.toMatch(/encoder aac/);
  });

  test('a packaged binary without its executable bit is given it', async () => {
    const path = join(dir, 'packaged');
    await writeFile(path, '#!/bin/sh\n', { mode: 0o644 });
    expect(await madeExecutable(path, dir)).toBe(path);
    await expect(madeExecutable(path, dir)).resolves.toBe(path);
  });
});

describe('running it', () => {
  test('an aborted call rejects with the reason and leaves no process', async () => {
    const abort = new AbortController();
    const run = longFfmpeg(abort.signal);
    await until(async () => (await longRuns()) > 0);
    abort.abort(new Error('The run was cancelled.'));
    await expect(run).rejects.toThrow('The run was cancelled.');
    await until(async () => (await longRuns()) === 0);
  });

  test('no FFmpeg outlives a process that was killed', async () => {
    const args = ['-r', './test/support/typescript.js', 'test/support/long-ffmpeg.ts'];
    const parent = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
    await until(async () => (await longRuns()) > 0);
    parent.kill('SIGKILL');
    await until(async () => (await longRuns()) === 0);
  });

  test('a call that takes too long is ended', async () => {
    const ffmpeg = await npmFfmpeg();
    const silence = mediaInput({ path: 'anullsrc', format: 'lavfi', options: ['-re'] });
    const run = ffmpeg.run([...silence, '-t', '9', '-f', 'null', '-'], { signal, maxSeconds: 0.2 });
    await expect(run).rejects.toThrow(/longer than 0.2 s/);
  });

  test('a full disk and damaged media are refusals with their own codes', async () => {
    const ffmpeg = await npmFfmpeg();
    const silence = mediaInput({ path: 'anullsrc', format: 'lavfi' });
    const toFull = ffmpeg.run([...silence, '-t', '9', '-f', 's16le', '-y', '/dev/full'], { signal });
    await expect(toFull).rejects.toThrow(DiskFull);
    const junk = join(dir, 'junk.png');
    await writeFile(junk, 'no picture');
    const picture = pictureInput({ path: junk, format: 'png_pipe' });
    await expect(ffmpeg.run([...picture, '-f', 'null', '-'], { signal })).rejects.toThrow(MediaRefused);
  });

  test('a list of files that is named like a film is not followed', async () => {
    const ffmpeg = await npmFfmpeg();
    await writeFile(join(dir, 'secret.wav'), 'the file of somebody else');
    const list = join(dir, 'list.mp4');
    await writeFile(list, 'ffconcat version 1.0\nfile secret.wav\n');
    const film = mediaInput({ path: list, format: 'mov' });
    await expect(ffmpeg.run([...film, '-c', 'copy', '-f', 'null', '-'], { signal })).rejects.toThrow(MediaRefused);
    await expect(ffmpeg.probe(list, { format: 'mov', signal })).rejects.toThrow(MediaRefused);
  });

  test('an input whose format would be guessed never reaches FFmpeg', async () => {
    const ffmpeg = await npmFfmpeg();
    await expect(ffmpeg.run(['-i', 'film.mp4', '-f', 'null', '-'], { signal })).rejects.toThrow(/no -f/);
    const locked = mediaInput({ path: 'a.wav', format: 'wav' });
    expect(unlockedInput([...locked, '-f', 'wav', '-i', 'b.wav'])).toMatch(/b\.wav has no -protocol_whitelist/);
    expect(unlockedInput([...locked, ...locked])).toBeNull();
  });
});

test('nothing in the pipeline starts a process but the leash and who forks programs of ours, and only what runs FFmpeg is on the leash', async () => {
  const folder = join(root, 'src/pipeline');
  const names = (await readdir(folder, { recursive: true })).map(String).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const holding = (pattern: RegExp) => names.filter((_, index) => pattern.test(texts[index] ?? ''));
  const starts = holding(/['"](node:)?child_process['"]/);
  const forks = ['knowledge/read-pdf.tool.ts', 'render/encoding-process.tool.ts'];
  expect(starts.sort()).toEqual([...forks, 'render/leashed.tool.ts']);
  expect(holding(/import \{ type ChildProcess, fork \} from 'node:child_process'/).sort()).toEqual(forks);
  const leashes = /^render\/(leashed|ffmpeg|ffmpeg-binaries|ffmpeg-child)\.tool\.ts$/;
  expect(holding(/\b(runLeashed|spawnLeashed)\(/).filter((name) => !leashes.test(name))).toEqual([]);
});

import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { examineFilm, type FilmWork, filmParts, renderFilm } from '../../../src/pipeline/render/film.stage';
import { measureLoudness } from '../../../src/pipeline/render/loudness.tool';
import type { Cut } from '../../../src/pipeline/timeline/cut';
import { explainerCut, type NarratedSegment } from '../../../src/pipeline/timeline/explainer-cut';
import type { Rate } from '../../../src/pipeline/values/rate';
import { npmFfmpeg } from '../../support/ffmpeg';
import { LoopingEncoder, png } from '../../support/looping-encoder';
import { MediaFolder, voice, wav } from '../../support/sounds';

jest.setTimeout(180_000);

const { signal } = new AbortController();
const PATTERNS = ['color=c=navy', 'testsrc', 'color=c=teal', 'smptebars', 'rgbtestsrc'];
let dir: string;
let ffmpeg: Ffmpeg;
let media: MediaFolder;
let segments: NarratedSegment[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-film-'));
  ffmpeg = await npmFfmpeg();
  media = new MediaFolder(dir);
  const seconds = [3.1, 2.2, 3.3];
  segments = await Promise.all(seconds.map((length, index) => segment(index, length)));
});
afterAll(() => rm(dir, { recursive: true }));

async function segment(index: number, durationSeconds: number): Promise<NarratedSegment> {
  const sha256 = await media.add(wav(voice(durationSeconds, { pitch: 180 + 40 * index, sampleRate: 22_050 }), 22_050));
  const { integratedLufs } = await measureLoudness(ffmpeg, await media.mediaFile(sha256), { format: 'wav', signal });
  const sentences = [{ text: `Sentence ${index}.`, startSeconds: 0, endSeconds: durationSeconds }];
  const audio = { assetId: `voice ${index}`, sha256, durationSeconds, loudnessLufs: integratedLufs, sentences };
  const picture = { assetId: `still ${index}`, sha256: await media.add(await png(PATTERNS[index] ?? '')), moves: true };
  return { id: `segment ${index}`, text: `Sentence ${index}.`, audio, picture };
}

function cutOf(some: readonly NarratedSegment[], rate: Rate = { numerator: 24, denominator: 1 }): Cut {
  return explainerCut({ segments: some, ambience: null, rate, size: { width: 320, height: 180 } });
}

function work(name: string, more: Partial<FilmWork> = {}): FilmWork & { encoder: LoopingEncoder } {
  const encoder = new LoopingEncoder(ffmpeg);
  const cacheDir = join(dir, name);
  return { ffmpeg, mediaFile: media.mediaFile, cacheDir, to: join(dir, `${name}.mp4`), signal, ...more, encoder };
}

async function withPicture(index: number, pattern: string): Promise<NarratedSegment[]> {
  const sha256 = await media.add(await png(pattern));
  const now = segments[index];
  if (!now) throw new Error('There is no such segment.');
  return segments.with(index, { ...now, picture: { assetId: 'another', sha256, moves: true } });
}

describe.each([
  { numerator: 24, denominator: 1 },
  { numerator: 24_000, denominator: 1_001 },
])('a film at $numerator/$denominator', (rate) => {
  test('has each frame of its cut, one sound that ends with it, and nothing to complain of', async () => {
    const cut = cutOf(segments, rate);
    const seen: number[] = [];
    const name = `film-${rate.denominator}`;
    const report = await renderFilm(cut, work(name, { onProgress: ({ fraction }) => seen.push(fraction) }));
    expect(report).toMatchObject({ ok: true, problems: [], durationFrames: cut.durationFrames, piecesReused: 0 });
    expect(report.driftMs).toBeGreaterThanOrEqual(-0.001);
    expect(report.driftMs).toBeLessThan(21.4);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    const facts = await ffmpeg.probe(join(dir, `${name}.mp4`), {
      ...{ format: 'mov', signal },
      show: ['-count_frames', '-show_entries', 'stream=codec_name,nb_read_frames,avg_frame_rate,start_time'],
    });
    expect(facts.streams).toMatchObject([
      {
        codec_name: 'h264',
        nb_read_frames: String(cut.durationFrames),
        avg_frame_rate: `${rate.numerator}/${rate.denominator}`,
        start_time: '0.000000',
      },
      { codec_name: 'aac', start_time: '0.000000' },
    ]);
  });
});

describe('after an edit', () => {
  test('one piece is encoded, and the film has the bytes of a cold render', async () => {
    await renderFilm(cutOf(segments), work('edited'));
    const edited = cutOf(await withPicture(0, 'rgbtestsrc'));
    const warm = work('edited');
    const report = await renderFilm(edited, warm);
    // The clip itself, and its dissolve into the next.
    expect(report).toMatchObject({ ok: true, piecesEncoded: 2, soundChunksEncoded: 0 });
    expect(warm.encoder.encoded).toHaveLength(2);
    await renderFilm(edited, work('cold'));
    expect(await readFile(join(dir, 'edited.mp4'))).toEqual(await readFile(join(dir, 'cold.mp4')));
  });

  test('nothing is left beside the film and nothing unfinished in the cache', async () => {
    await renderFilm(cutOf(segments), work('clean'));
    const names = (await readdir(dir, { recursive: true })).map(String);
    expect(names.filter((name) => /\.tmp|ffconcat/.test(name))).toEqual([]);
  });

  test.each([
    ['lost its facts', (path: string) => rm(`${path}.json`)],
    ['has another size than its facts say', (path: string) => truncate(path, 900)],
  ])('a cached piece that %s is encoded again', async (_, harm) => {
    const first = work('harmed');
    await renderFilm(cutOf(segments), first);
    const [path = ''] = (await readdir(join(dir, 'harmed/pieces'))).filter((name) => name.endsWith('.mp4'));
    await harm(join(dir, 'harmed/pieces', path));
    expect(await renderFilm(cutOf(segments), work('harmed'))).toMatchObject({ ok: true, piecesEncoded: 1 });
  });
});

describe('the report', () => {
  async function reportOf(name: string, change: (film: Buffer) => Buffer) {
    const order = work(name);
    await renderFilm(cutOf(segments), order);
    await writeFile(order.to, change(await readFile(order.to)));
    return examineFilm(cutOf(segments), await filmParts(cutOf(segments), order), order);
  }

  test('a film that was cut in half is reported', async () => {
    const report = await reportOf('half', (film) => film.subarray(0, film.length / 2));
    expect(report.ok).toBe(false);
    expect(report.problems.join(' ')).toMatch(/packets, not|cannot be read/);
    expect(report.problems.join(' ')).toMatch(/does not decode/);
  });

  test('a film with 64 bytes of zeros in its middle is reported', async () => {
    const report = await reportOf('holes', (film) =>
      Buffer.from(film).fill(0, film.length >> 1, (film.length >> 1) + 64),
    );
    expect(report.ok).toBe(false);
    expect(report.problems.join(' ')).toMatch(/differs from what was encoded, from packet \d+ on/);
  });

  test('a film that is no film is reported', async () => {
    const report = await reportOf('text', () => Buffer.from('ffconcat version 1.0\nfile clean.mp4\n'));
    expect(report).toMatchObject({ ok: false, durationFrames: 0 });
  });
});

test('an aborted render ends with the reason, and what was done is not done again', async () => {
  const abort = new AbortController();
  const order = work('aborted', { signal: abort.signal });
  const encode = order.encoder.encode;
  const encoder = {
    encode: async (piece: Parameters<typeof encode>[0]) => {
      const facts = await encode(piece);
      abort.abort(new Error('The run was cancelled.'));
      return facts;
    },
  };
  await expect(renderFilm(cutOf(segments), { ...order, encoder })).rejects.toThrow('The run was cancelled.');
  const report = await renderFilm(cutOf(segments), { ...order, signal });
  expect(report.ok).toBe(true);
  expect(report.piecesReused).toBeGreaterThan(0);
});

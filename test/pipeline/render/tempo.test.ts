import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { chunkFiles } from '../../../src/pipeline/render/sound.tool';
import { chunkFingerprint, soundChunks } from '../../../src/pipeline/render/sound-chunks';
import type { Cut, SoundClip } from '../../../src/pipeline/timeline/cut';
import { npmFfmpeg } from '../../support/ffmpeg';
import { decoded, MediaFolder, soundClip, wav } from '../../support/sounds';

jest.setTimeout(120_000);
const { signal } = new AbortController();
const RATE = 48_000;
/** Where the second chunk begins: 480 packets of 1024 samples. */
const BORDER = 491_520;

let dir: string;
let ffmpeg: Ffmpeg;
let media: MediaFolder;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-tempo-'));
  ffmpeg = await npmFfmpeg();
  media = new MediaFolder(dir);
});
afterAll(() => rm(dir, { recursive: true }));

function film(seconds: number, narration: SoundClip[], ambience: SoundClip[] = []): Cut {
  const frame = { rate: { numerator: 24, denominator: 1 }, size: { width: 64, height: 36 } };
  return { ...frame, durationFrames: 24 * seconds, picture: [], narration, ambience, captions: [] };
}

/** 10 s of 330 Hz, and 2 s of 700 Hz in its middle. */
const tone = Float32Array.from({ length: 10 * RATE }, (_, sample) => {
  const second = sample / RATE;
  return 0.3 * Math.sin(2 * Math.PI * (second >= 4 && second < 6 ? 700 : 330) * second);
});

async function heard(cut: Cut, name: string): Promise<Float32Array> {
  const work = { ffmpeg, dir: join(dir, name), mediaFile: media.mediaFile, signal };
  const files = await chunkFiles(soundChunks(cut, 0), work);
  const path = join(dir, `${name}.aac`);
  await writeFile(path, Buffer.concat(await Promise.all(files.map((file) => readFile(file.path)))));
  return decoded(path, 'aac');
}

/** Of a stretch of sound, by its upward crossings of zero. */
function pitch(samples: Float32Array): number {
  const crossings = samples.filter((value, index) => value >= 0 && (samples[index - 1] ?? 0) < 0).length;
  return (crossings * RATE) / samples.length;
}

const loud = (samples: Float32Array, at: number) =>
  Math.max(...samples.subarray(at * RATE - 480, at * RATE + 480).map(Math.abs)) > 0.1;

test('at a tempo of 1.15 a narration is as high, and as long as its frames say', async () => {
  const sha256 = await media.add(wav(tone));
  // 10 s at 1.15 are 8.696 s: 209 frames of 24 a second.
  const narration = [soundClip({ sha256, startFrame: 120, durationFrames: 209, tempo: 1.15 })];
  const samples = await heard(film(15, narration), 'fast');
  expect(samples.length).toBe(Math.ceil((15 * RATE) / 1_024) * 1_024);
  expect([4.9, 5.1, 13.6, 13.8].map((second) => loud(samples, second))).toEqual([false, true, true, false]);
  const between = (from: number, to: number) => samples.subarray((5 + from) * RATE, (5 + to) * RATE);
  for (const [stretch, due] of [
    [between(0.2, 3.3), 330],
    [between(3.6, 5.1), 700],
    [between(5.4, 8.5), 330],
  ] as const) {
    expect(Math.abs(pitch(stretch) / due - 1)).toBeLessThan(0.03);
  }
  // The middle sound begins at 4 s of the narration, whatever has been left out before it.
  const turn = 5 + 4 / 1.15;
  expect(pitch(samples.subarray((turn - 0.12) * RATE, (turn - 0.05) * RATE))).toBeLessThan(400);
  expect(pitch(samples.subarray((turn + 0.05) * RATE, (turn + 0.12) * RATE))).toBeGreaterThan(600);
});

test('over a border of chunks it goes on without a seam', async () => {
  const sha256 = await media.add(wav(tone.map((_, sample) => 0.3 * Math.sin((2 * Math.PI * 330 * sample) / RATE))));
  const narration = [soundClip({ sha256, startFrame: 120, durationFrames: 218, tempo: 1.1 })];
  const samples = await heard(film(15, narration), 'border');
  const near = samples.subarray(BORDER - 4_800, BORDER + 4_800);
  // A jump would be steeper than the tone ever is.
  const steepest = Math.max(
    ...near.map((value, index) => (index === 0 ? 0 : Math.abs(value - (near[index - 1] ?? 0)))),
  );
  expect(steepest).toBeLessThan(2 * 0.3 * ((2 * Math.PI * 330) / RATE));
  expect(Math.abs(pitch(near) - 330)).toBeLessThan(10);
});

describe('what a chunk is known by', () => {
  const clip = soundClip({ sha256: 'voice', startFrame: 0, durationFrames: 100 });
  const names = (some: SoundClip) => soundChunks(film(8, [some]), 0).map((chunk) => chunkFingerprint(chunk, 'f'));

  test('has the tempo in it, and of 1 nothing', () => {
    expect(names({ ...clip, tempo: 1 })).toEqual(names(clip));
    expect(new Set([clip, { ...clip, tempo: 1.1 }, { ...clip, tempo: 1.15 }].map((one) => names(one)[0])).size).toBe(3);
  });

  test.each([
    ['too slow', { ...clip, tempo: 0.9 }],
    ['too fast', { ...clip, tempo: 1.26 }],
    ['no number', { ...clip, tempo: Number.NaN }],
    ['of what loops', { ...clip, tempo: 1.1, loops: true }],
  ])('and a tempo that is %s is a mistake', (_, wrong) => {
    expect(() => names(wrong)).toThrow('A tempo is 1 to 1.25');
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MediaRefused } from '../../../src/pipeline/errors';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { measureLoudness } from '../../../src/pipeline/render/loudness.tool';
import { chunkFiles, type SoundWork } from '../../../src/pipeline/render/sound.tool';
import { soundChunks } from '../../../src/pipeline/render/sound-chunks';
import { chunkArguments } from '../../../src/pipeline/render/sound-graph';
import { soundTrack } from '../../../src/pipeline/render/sound-track.tool';
import type { Cut, SoundClip } from '../../../src/pipeline/timeline/cut';
import { npmFfmpeg } from '../../support/ffmpeg';
import { decoded, MediaFolder, soundClip, voice, wav, withClicks } from '../../support/sounds';

const { signal } = new AbortController();
/** Where the second chunk begins: 480 packets of 1024 samples. */
const BORDER = 491_520;
jest.setTimeout(120_000);

let dir: string;
let ffmpeg: Ffmpeg;
let media: MediaFolder;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-sound-'));
  ffmpeg = await npmFfmpeg();
  media = new MediaFolder(dir);
});
afterAll(() => rm(dir, { recursive: true }));

function work(name: string): SoundWork {
  return { ffmpeg, dir: join(dir, name), mediaFile: media.mediaFile, signal };
}

function film(seconds: number, sound: { narration?: SoundClip[]; ambience?: SoundClip[] }): Cut {
  const { narration = [], ambience = [] } = sound;
  const rate = { numerator: 24, denominator: 1 };
  const size = { width: 64, height: 36 };
  return { rate, size, durationFrames: 24 * seconds, picture: [], narration, ambience, captions: [] };
}

async function joined(paths: readonly { path: string }[], name: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, Buffer.concat(await Promise.all(paths.map((file) => readFile(file.path)))));
  return path;
}

function clicksIn(samples: Float32Array, threshold: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < samples.length; at += 1) {
    if (Math.abs(samples[at] ?? 0) < threshold) continue;
    let peak = at;
    for (let near = at; near < at + 300; near += 1) {
      if (Math.abs(samples[near] ?? 0) > Math.abs(samples[peak] ?? 0)) peak = near;
    }
    found.push(peak);
    at += 600;
  }
  return found;
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

const decibels = (ratio: number) => 20 * Math.log10(ratio);

test('a click in a narration is heard at its very sample, at chunk borders too', async () => {
  const [first, second] = [
    [24_000, 200_000],
    [4_800, BORDER - 456_000, BORDER - 456_000 + 1_200, 100_000],
  ];
  const narration = [
    soundClip({
      sha256: await media.add(wav(withClicks(new Float32Array(6 * 48_000), first))),
      startFrame: 24,
      durationFrames: 144,
    }),
    soundClip({
      sha256: await media.add(wav(withClicks(new Float32Array(9 * 48_000), second))),
      startFrame: 228,
      durationFrames: 216,
    }),
  ];
  const files = await chunkFiles(soundChunks(film(25, { narration }), 0), work('clicks'));
  const samples = await decoded(await joined(files, 'clicks.aac'), 'aac');
  const placed = [...first.map((at) => 48_000 + at), ...second.map((at) => 456_000 + at)].sort((a, b) => a - b);
  const found = clicksIn(samples, 0.05);
  expect(placed).toContain(BORDER);
  expect(found).toHaveLength(placed.length);
  for (const [index, at] of placed.entries()) expect(Math.abs((found[index] ?? 0) - at)).toBeLessThanOrEqual(2);
  expect(samples.length).toBe(Math.ceil((25 * 48_000) / 1_024) * 1_024);
});

test('chunks join without a seam: they sound as one encoding of the whole', async () => {
  const speech = wav(voice(9), 48_000);
  const narration = [24, 250].map((startFrame) => ({ startFrame, durationFrames: 216 }));
  const sha256 = await media.add(speech);
  const bed = soundClip({
    sha256: await media.add(wav(voice(3.21, { pitch: 90, level: 0.1 }))),
    startFrame: 0,
    durationFrames: 24 * 21,
    loops: true,
  });
  const cut = film(21, { narration: narration.map((place) => soundClip({ sha256, ...place })), ambience: [bed] });
  const chunked = await decoded(await joined(await chunkFiles(soundChunks(cut, 0), work('seams')), 'seams.aac'), 'aac');
  const whole = await decoded(
    await joined(await chunkFiles(soundChunks(cut, 0, 99_999), work('seams')), 'whole.aac'),
    'aac',
  );
  expect(chunked.length).toBe(whole.length);
  const difference = chunked.map((value, index) => value - (whole[index] ?? 0));
  const loudness = decibels(rms(whole));
  for (const border of [BORDER]) {
    const near = difference.subarray(border - 4_096, border + 4_096);
    expect(decibels(rms(near))).toBeLessThan(loudness - 30);
    expect(Math.max(...near.map(Math.abs))).toBeLessThan(0.02);
  }
});

test('a bed goes round by its position, across chunks, and comes and goes in two seconds', async () => {
  const loop = withClicks(new Float32Array(48_000 * 2), [1_000], 0.5);
  const ambience = [
    soundClip({ sha256: await media.add(wav(loop)), startFrame: 12, durationFrames: 24 * 22, loops: true }),
  ];
  const samples = await decoded(
    await joined(await chunkFiles(soundChunks(film(24, { ambience }), 0), work('loop')), 'loop.aac'),
    'aac',
  );
  const places = Array.from({ length: 10 }, (_, round) => 24_000 + 1_000 + (round + 1) * 96_000); // the first is faded away
  const found = clicksIn(samples, 0.05);
  expect(found).toHaveLength(places.length);
  for (const [index, at] of places.entries()) expect(Math.abs((found[index] ?? 0) - at)).toBeLessThanOrEqual(2);
});

test('a bed goes down by about 8 dB under a voice, and has come back a second after it', async () => {
  const sha256 = await media.add(wav(voice(4)));
  const { integratedLufs } = await measureLoudness(ffmpeg, await media.mediaFile(sha256), { format: 'wav', signal });
  const narration = [soundClip({ sha256, startFrame: 96, durationFrames: 96, gainDb: -16 - integratedLufs })];
  const tone = Float32Array.from(
    { length: 96_000 },
    (_, index) => 0.05 * Math.sin((2 * Math.PI * 7_000 * index) / 48_000),
  );
  const ambience = [soundClip({ sha256: await media.add(wav(tone)), startFrame: 0, durationFrames: 336, loops: true })];
  const files = await chunkFiles(soundChunks(film(14, { narration, ambience }), 0), work('duck'));
  const samples = await decoded(await joined(files, 'duck.aac'), 'aac');
  const toneAt = (second: number) => amplitude(samples.subarray(second * 48_000, (second + 0.5) * 48_000), 7_000);
  const duckDb = decibels(toneAt(6) / toneAt(2.5));
  expect(duckDb).toBeLessThan(-6);
  expect(duckDb).toBeGreaterThan(-11);
  expect(Math.abs(decibels(toneAt(9.25) / toneAt(2.5)))).toBeLessThan(1);
});

/** Of one frequency in a sound. */
function amplitude(samples: Float32Array, hertz: number): number {
  let [re, im] = [0, 0];
  for (const [index, value] of samples.entries()) {
    const phase = (2 * Math.PI * hertz * index) / 48_000;
    re += value * Math.cos(phase);
    im += value * Math.sin(phase);
  }
  return Math.hypot(re, im) / samples.length;
}

describe('loudness', () => {
  test('a film within the tolerance is left alone, one outside is corrected once, and peaks stay under −1 dBTP', async () => {
    const sha256 = await media.add(wav(voice(9, { level: 0.1 })));
    const { integratedLufs } = await measureLoudness(ffmpeg, await media.mediaFile(sha256), { format: 'wav', signal });
    const at = (gainDb: number) =>
      film(11, { narration: [soundClip({ sha256, startFrame: 24, durationFrames: 216, gainDb })] });
    const right = await soundTrack(at(-16 - integratedLufs), work('right'));
    expect(right).toMatchObject({ chunksEncoded: 2 });
    const quiet = await soundTrack(at(-26 - integratedLufs), work('quiet'));
    expect(quiet).toMatchObject({ chunksEncoded: 4 });
    for (const { heard } of [right, quiet]) {
      expect(Math.abs(heard.integratedLufs + 16)).toBeLessThanOrEqual(0.5);
      expect(heard.truePeakDbtp).toBeLessThanOrEqual(-1);
    }
    expect(await soundTrack(at(-26 - integratedLufs), work('quiet'))).toMatchObject({
      chunksEncoded: 0,
      heard: quiet.heard,
    });
  });

  test('silence measures −70 and is found', async () => {
    const { heard } = await soundTrack(film(6, {}), work('silence'));
    expect(heard).toMatchObject({ integratedLufs: -70, truePeakDbtp: -70 });
    expect(heard.silentSpans).toHaveLength(1);
  });
});

test('one changed narration of many changes the chunks that hear it, and a chunk opens no other files', async () => {
  const clips = Array.from({ length: 5_000 }, (_, index) =>
    soundClip({ sha256: String(index).padStart(64, '0'), startFrame: 24 + index * 48, durationFrames: 40 }),
  );
  const cut = film(2 + 2 * 5_000, { narration: clips });
  const changed = { ...cut, narration: clips.with(2_500, { ...clips[2_500], sha256: 'f'.repeat(64) } as SoundClip) };
  const [before, after] = [soundChunks(cut, 0), soundChunks(changed, 0)];
  const different = after.filter((chunk, index) => JSON.stringify(chunk) !== JSON.stringify(before[index]));
  expect(different.length).toBeGreaterThan(0);
  expect(different.length).toBeLessThanOrEqual(2);
  const inputs = before.map((chunk) => chunkArguments(chunk, ({ sha256 }) => ({ path: sha256, format: 'wav' })));
  expect(Math.max(...inputs.map((args) => args.filter((word) => word === '-i').length))).toBeLessThanOrEqual(8);
});

test('a chunk file that was cut short is encoded again, to the same bytes', async () => {
  const sha256 = await media.add(wav(voice(3)));
  const chunks = soundChunks(film(5, { narration: [soundClip({ sha256, startFrame: 24, durationFrames: 72 })] }), 0);
  const [file] = await chunkFiles(chunks, work('short'));
  const bytes = await readFile(file?.path ?? '');
  await writeFile(file?.path ?? '', bytes.subarray(0, 5_000));
  expect(await chunkFiles(chunks, work('short'))).toMatchObject([{ encoded: true }]);
  expect(await readFile(file?.path ?? '')).toEqual(bytes);
});

test('what is no sound is refused', async () => {
  const sha256 = await media.add(Buffer.from('ffconcat version 1.0\nfile secret.wav\n'));
  const chunks = soundChunks(film(5, { narration: [soundClip({ sha256, startFrame: 24, durationFrames: 72 })] }), 0);
  await expect(chunkFiles(chunks, work('junk'))).rejects.toThrow(MediaRefused);
});

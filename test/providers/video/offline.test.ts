import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../../src/pipeline/errors';
import { PieceEncoder } from '../../../src/pipeline/render/piece-encoder.tool';
import { openVideoProviders } from '../../../src/providers/video';
import type { VideoProvider, VideoRequest } from '../../../src/providers/video/video';
import { assetPath } from '../../../src/server/assets';
import { motionStudio } from '../../../src/server/motion-studio';
import { npmFfmpeg } from '../../support/ffmpeg';
import { madeBy } from '../../support/providers';
import { drawn, town } from '../../support/stills';
import { never, workerExecArgv } from '../../support/suppliers';

let scratchDir: string;
let encoders: PieceEncoder[];

beforeEach(() => {
  scratchDir = mkdtempSync(join(tmpdir(), 'workprint-clips-'));
  encoders = [];
});
afterEach(async () => {
  await Promise.all(encoders.map((encoder) => encoder.close()));
  rmSync(scratchDir, { recursive: true, force: true });
});

async function open(): Promise<VideoProvider> {
  const ffmpeg = await npmFfmpeg();
  const encoder = new PieceEncoder({ ffmpeg, wasm: assetPath('resample.wasm'), workers: 1, execArgv: workerExecArgv });
  encoders.push(encoder);
  const provider = openVideoProviders({ studio: motionStudio({ encoder, scratchDir }) }).find(
    ({ name }) => name === 'offline-video',
  );
  if (!provider) throw new Error('Nobody stands in for them.');
  return provider;
}

const ordered = (order: Partial<VideoRequest> = {}): VideoRequest => ({
  ...{ prompt: 'A town, slow push in', still: drawn(640, 360, town), durationSeconds: 1, variation: 0 },
  ...{ size: { width: 320, height: 180 }, rate: { numerator: 24, denominator: 1 } },
  ...order,
});

async function film(provider: VideoProvider, order: Partial<VideoRequest> = {}, signal = never): Promise<string> {
  const { media, mimeType, costMicros } = await madeBy(provider, ordered(order), { signal });
  expect({ mimeType, costMicros }).toEqual({ mimeType: 'video/mp4', costMicros: 0n });
  if (media instanceof Uint8Array) throw new Error('It is no file.');
  return media.file;
}

async function probed(path: string) {
  const show = ['-show_streams', '-count_frames'];
  const { streams } = await (await npmFfmpeg()).probe(path, { format: 'mov', signal: never, show });
  return (streams as Record<string, unknown>[])[0];
}

test.each([
  [0.5, 24, 1, 12],
  [2, 30_000, 1001, 60],
  [1.5, 25, 1, 38],
  [60, 1, 1, 60],
])('%d seconds at %d/%d are %d frames', async (durationSeconds, numerator, denominator, frames) => {
  const path = await film(await open(), { durationSeconds, rate: { numerator, denominator } });
  expect(await probed(path)).toMatchObject({
    ...{ codec_name: 'h264', width: 320, height: 180, pix_fmt: 'yuv420p' },
    ...{ nb_read_frames: String(frames), r_frame_rate: `${numerator}/${denominator}` },
  });
});

test('an odd size loses a pixel', async () => {
  const path = await film(await open(), { size: { width: 321, height: 181 }, durationSeconds: 0.5 });
  expect(await probed(path)).toMatchObject({ width: 320, height: 180 });
});

test('the same order gives the same bytes, also from a provider opened anew and by others at once', async () => {
  const [first, again] = [await open(), await open()];
  for (const prompt of ['A town', 'A town, handheld', 'static shot']) {
    const files = await Promise.all([first, first, again].map((provider) => film(provider, { prompt })));
    const [one, ...others] = files.map((file) => readFileSync(file));
    for (const other of others) expect(other.equals(one ?? Buffer.alloc(0))).toBe(true);
  }
});

test('another prompt, variation or still is another clip', async () => {
  const provider = await open();
  const still = createCanvas(200, 300).toBuffer('image/jpeg');
  const orders = [
    {},
    { prompt: 'A town, pan left' },
    { prompt: 'A town', variation: 1 },
    { prompt: 'A town' },
    { still },
  ];
  const files = await Promise.all(orders.map((order) => film(provider, order)));
  expect(new Set(files.map((file) => readFileSync(file).toString('base64'))).size).toBe(orders.length);
});

test('nothing but the clip is left, and nothing of one that was taken back', async () => {
  const provider = await open();
  const path = await film(provider);
  expect(readdirSync(scratchDir).map((name) => join(scratchDir, name))).toEqual([path]);
  const taken = new AbortController();
  const long = film(provider, { durationSeconds: 60 }, taken.signal);
  setImmediate(() => taken.abort(new Error('taken back')));
  await expect(long).rejects.toThrow('taken back');
  await expect(film(provider, {}, taken.signal)).rejects.toThrow('taken back');
  expect(readdirSync(scratchDir)).toHaveLength(1);
  await expect(film(provider)).resolves.toMatch(/mp4$/);
});

test('tells how far it is', async () => {
  const provider = await open();
  const told: number[] = [];
  if (provider.answers !== 'at once') throw new Error('It answers later.');
  const [model] = provider.models;
  if (!model) throw new Error('It has no model.');
  const means = { setting: () => '', fetch, mask: (text: string) => text, download: () => Promise.reject(new Error()) };
  const progress = ({ fraction }: { fraction: number }) => void told.push(fraction);
  await provider.make(ordered({ durationSeconds: 2 }), { means, signal: never, model, idempotencyKey: 'a', progress });
  expect(told).toEqual([0.5, 1]);
});

test('refuses what is too short, too long, of no rate, of no size or no picture', async () => {
  const provider = await open();
  for (const durationSeconds of [0, 0.49, 60.1, Number.NaN])
    await expect(film(provider, { durationSeconds })).rejects.toThrow(InvalidInput);
  await expect(film(provider, { rate: { numerator: 0, denominator: 1 } })).rejects.toThrow(InvalidInput);
  for (const width of [63, 4097, 100.5])
    await expect(film(provider, { size: { width, height: 100 } })).rejects.toThrow(LimitExceeded);
  await expect(film(provider, { prompt: 'x'.repeat(20_001) })).rejects.toThrow(LimitExceeded);
  const whole = drawn(640, 360, town);
  for (const still of [Buffer.alloc(0), Buffer.from('<svg/>'), whole.subarray(0, 300)])
    await expect(film(provider, { still })).rejects.toThrow(MediaRefused);
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { Crop, Size } from '../../../src/pipeline/render/motion';
import { type Planes, planesBytes, Resampler } from '../../../src/pipeline/render/resampler';

const root = join(__dirname, '../../..');
const wasm = join(root, 'assets/resample.wasm');
const resampler = new Resampler(readFileSync(wasm));

/** A picture from what luma and chroma are at a point, in luma pixels from the left and top edge. */
function painted(size: Size, luma: (x: number, y: number) => number, chroma = luma): Planes {
  const { width, height } = size;
  const plane = (w: number, h: number, at: (column: number, row: number) => number) =>
    Array.from({ length: w * h }, (_, index) => Math.round(at(index % w, Math.floor(index / w))));
  const half = plane(width / 2, height / 2, (column, row) => chroma(2 * column + 0.5, 2 * row + 1));
  const bytes = Uint8Array.from([...plane(width, height, (x, y) => luma(x + 0.5, y + 0.5)), ...half, ...half]);
  return { ...size, bytes };
}

function resampled(source: Planes, frame: Size, crop: Crop): Planes {
  resampler.begin(frame, [source]);
  resampler.resample(0, crop, 0);
  return { ...frame, bytes: resampler.bytes(0).slice() };
}

const whole = ({ width, height }: Size): Crop => ({ left: 0, top: 0, width, height });
const worst = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((most, byte, i) => Math.max(most, Math.abs(byte - (b[i] ?? 0))), 0);
const wavy = (x: number, y: number) => 128 + 60 * Math.sin(x / 9) + 50 * Math.cos(y / 11);

test('the committed module is what its source compiles to', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'workprint-wasm-'));
  try {
    const compiled = join(directory, 'resample.wasm');
    await promisify(execFile)(process.execPath, [join(root, 'wasm/build.js'), compiled], { cwd: root });
    expect(readFileSync(compiled).equals(readFileSync(wasm))).toBe(true); // else: npm run wasm
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the whole of a picture at its own size is the picture, within one level', () => {
  const source = painted({ width: 200, height: 120 }, wavy);
  expect(worst(resampled(source, source, whole(source)).bytes, source.bytes)).toBeLessThanOrEqual(1);
});

test('a flat picture stays what it is, down to the last pixel, under any crop', () => {
  const size = fc.record({ width: fc.integer({ min: 4, max: 60 }), height: fc.integer({ min: 4, max: 40 }) });
  const doubled = ({ width, height }: Size) => ({ width: 2 * width, height: 2 * height });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const zoom = fc.double({ min: 1, max: 4, noNaN: true });
  fc.assert(
    fc.property(size, zoom, part, part, fc.integer({ min: 0, max: 255 }), (half, closer, x, y, level) => {
      const source = painted(doubled(half), () => level);
      const [width, height] = [source.width / closer, source.height / closer];
      const crop = { left: x * (source.width - width), top: y * (source.height - height), width, height };
      const frame = { width: 2 * Math.ceil(half.width / 2), height: 2 * Math.ceil(half.height / 2) };
      expect(new Set(resampled(source, frame, crop).bytes)).toEqual(new Set([level]));
    }),
  );
});

/** Slopes that round differently at every pixel, read back at the middle, away from the edges. */
const slope = (x: number, y: number) => 0.4142 * x + 0.2718 * y;

test.each([
  ['four taps', 1.15],
  ['eight taps', 2.2],
])('%s: luma and chroma show the very place that the crop names', (_name, zoom) => {
  const frame = { width: 160, height: 90 };
  const source = painted({ width: 2 * Math.ceil(80 * zoom), height: 2 * Math.ceil(45 * zoom) }, slope);
  const crop = { left: 3.3, top: 1.7, width: source.width - 7.9, height: source.height - 4.1 };
  const out = resampled(source, frame, crop).bytes;
  const errors: { luma: number[]; chroma: number[] } = { luma: [], chroma: [] };
  const due = (x: number, y: number) =>
    slope(crop.left + (x * crop.width) / frame.width, crop.top + (y * crop.height) / frame.height);
  for (let row = 10; row < 35; row += 1) {
    for (let column = 10; column < 70; column += 1) {
      errors.luma.push((out[row * 160 + column] ?? 0) - due(column + 0.5, row + 0.5));
      errors.chroma.push((out[160 * 90 + row * 80 + column] ?? 0) - due(2 * column + 0.5, 2 * row + 1));
    }
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const plane of [errors.luma, errors.chroma]) {
    expect(Math.abs(mean(plane))).toBeLessThan(0.03);
    expect(Math.max(...plane.map(Math.abs))).toBeLessThan(1.05);
  }
});

test('a slope that is moved by a twentieth of a pixel a frame goes evenly', () => {
  const frame = { width: 36, height: 20 };
  const steep = (x: number, y: number) => 4.7321 * x + 0.2718 * y;
  const source = painted({ width: 48, height: 20 }, steep);
  for (let step = 0; step < 60; step += 1) {
    const left = 5 + step / 20;
    const { bytes } = resampled(source, frame, { left, top: 0, ...frame });
    const mean = bytes.slice(0, 36 * 20).reduce((sum, byte) => sum + byte, 0) / (36 * 20);
    // Levels: both pictures have whole ones only. A place that jumped by a quarter pixel would be 1.2 off.
    expect(Math.abs(mean - steep(left + 18, 10))).toBeLessThan(0.4);
  }
});

test('a small light keeps its place below the pixel while it is moved', () => {
  const light = (x: number, y: number) => 16 + 200 * Math.exp(-((x - 60) ** 2 + (y - 30) ** 2) / 8);
  const source = painted({ width: 128, height: 64 }, light);
  const frame = { width: 100, height: 50 };
  for (let step = 0; step < 40; step += 1) {
    const crop = { left: step * 0.13, top: step * 0.07, width: 112, height: 56 };
    const { bytes } = resampled(source, frame, crop);
    const centre = centroid(bytes, frame);
    expect(centre.x).toBeCloseTo((60 - crop.left) / 1.12, 1);
    expect(centre.y).toBeCloseTo((30 - crop.top) / 1.12, 1);
  }
});

function centroid(bytes: Uint8Array, { width, height }: Size): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let index = 0; index < width * height; index += 1) {
    const light = (bytes[index] ?? 0) - 16;
    sum += light;
    x += light * ((index % width) + 0.5);
    y += light * (Math.floor(index / width) + 0.5);
  }
  return { x: x / sum, y: y / sum };
}

test('detail that is finer than the frame becomes grey instead of a pattern', () => {
  const stripes = painted({ width: 400, height: 200 }, (x) => (Math.floor(x) % 2 === 0 ? 40 : 200));
  const { bytes } = resampled(stripes, { width: 180, height: 90 }, whole(stripes));
  const inside = Array.from({ length: 160 }, (_, column) => bytes[45 * 180 + 10 + column] ?? 0);
  expect(Math.max(...inside) - Math.min(...inside)).toBeLessThanOrEqual(8);
  expect(Math.abs((inside[80] ?? 0) - 120)).toBeLessThanOrEqual(4);
});

test('a blend of 0, 128 and 256 parts is the first, the middle and the second', () => {
  const frame = { width: 34, height: 18 };
  const first = painted(frame, () => 10);
  const second = painted(frame, (x, y) => Math.min(255, x * 6 + y));
  resampler.begin(frame, [first, second]);
  resampler.show(0, 2);
  resampler.show(1, 3);
  const blended = (weight: number) => {
    resampler.blend([2, 3], weight, 0);
    return resampler.bytes(0).slice();
  };
  expect(blended(0)).toEqual(first.bytes);
  expect(blended(256)).toEqual(second.bytes);
  expect(blended(128)).toEqual(second.bytes.map((byte) => (10 + byte + 1) >> 1));
  expect(blended(77)).toEqual(second.bytes.map((byte) => (10 * 179 + byte * 77 + 128) >> 8));
});

test('a frame knows its mean luma and whether its luma is that of another', () => {
  const frame = { width: 50, height: 22 };
  const first = painted(
    frame,
    (x) => x,
    () => 255,
  );
  const second = { ...first, bytes: first.bytes.slice() };
  second.bytes[50 * 22 - 1] = 9;
  resampler.begin(frame, [first, second]);
  resampler.show(0, 0);
  resampler.show(1, 1);
  const luma = first.bytes.slice(0, 50 * 22);
  expect(resampler.meanLuma(0)).toBe(luma.reduce((sum, byte) => sum + byte, 0) / luma.length);
  expect(resampler.haveSameLuma(0, 1)).toBe(false);
  expect(resampler.haveSameLuma(1, 1)).toBe(true);
});

test('the same crop gives the same bytes, from any instance and whatever was drawn before', () => {
  const source = painted({ width: 220, height: 124 }, (x, y) => (x * 7919 + y * 104729) % 256);
  const frame = { width: 192, height: 108 };
  const crop = { left: 2.71, top: 3.14, width: 199.9, height: 112.4 };
  const first = resampled(source, frame, crop).bytes;
  resampled(painted({ width: 300, height: 300 }, wavy), { width: 64, height: 64 }, whole({ width: 300, height: 300 }));
  expect(resampled(source, frame, crop).bytes).toEqual(first);
  // Written down so that another machine, or another Node, has to give the same.
  expect(createHash('sha256').update(first).digest('hex').slice(0, 16)).toBe('2e3a0b0cd4bc9579');
  expect(first).toHaveLength(planesBytes(frame));
});

test('a picture with half a chroma sample is refused', () => {
  expect(() => resampler.begin({ width: 101, height: 50 }, [])).toThrow('101×50');
});

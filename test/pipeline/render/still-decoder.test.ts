import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { createCanvas } from '@napi-rs/canvas';
import { MediaRefused } from '../../../src/pipeline/errors';
import type { Planes } from '../../../src/pipeline/render/resampler';
import { StillDecoder } from '../../../src/pipeline/render/still-decoder.tool';
import { drawn, town } from '../../support/stills';

const SIZE = { width: 320, height: 180 };
const { signal } = new AbortController();
let directory: string;

beforeAll(() => chmodSync(ffmpeg, 0o755)); // npm unpacks it without
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'workprint-stills-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function planesOf(file: Buffer, size = SIZE): Promise<Planes> {
  const path = join(directory, '-a still: 100%');
  writeFileSync(path, file);
  return new StillDecoder(ffmpeg).planes({ sha256: 'a', path, size }, signal);
}

test('colours come out as they went in, and what is transparent is black', async () => {
  const colours = ['#ff0000', '#00ff00', '#0000ff', '#808080', 'rgba(255, 255, 255, 0)'];
  const file = drawn(640, 360, (context) => {
    for (const [index, colour] of colours.entries()) {
      context.clearRect(index * 128, 0, 128, 360);
      context.fillStyle = colour;
      context.fillRect(index * 128, 0, 128, 360);
    }
  });
  const { bytes } = await planesOf(file);
  const seen = colours.map((_, index) => {
    const chroma = 320 * 180 + 45 * 160 + index * 32 + 16;
    return [bytes[90 * 320 + index * 64 + 32], bytes[chroma], bytes[chroma + 160 * 90]];
  });
  // BT.709, limited range, to the level.
  expect(seen).toEqual([
    [63, 102, 240],
    [173, 42, 26],
    [32, 240, 118],
    [126, 128, 128],
    [16, 128, 128],
  ]);
});

test('chroma lies beside the left one of its two pixels', async () => {
  const ramp = createCanvas(256, 64);
  const context = ramp.getContext('2d');
  for (let x = 0; x < 256; x += 1) {
    context.fillStyle = `rgb(${x}, 0, 0)`;
    context.fillRect(x, 0, 1, 64);
  }
  const file = ramp.toBuffer('image/png');
  const { bytes } = await planesOf(file, { width: 256, height: 64 });
  const red = bytes.subarray(256 * 64 + 128 * 32 + 128 * 16);
  const errors = Array.from({ length: 120 }, (_, k) => (red[k + 4] ?? 0) - (128 + (2 * (k + 4) * 112) / 255));
  // Centred between the two it would be 0.22 higher.
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.06);
});

test('a still of another shape fills the frame and loses its edges, evenly', async () => {
  const file = drawn(320, 400, (context) => context.fillRect(0, 200, 320, 200));
  const { bytes } = await planesOf(file);
  const column = Array.from({ length: 180 }, (_, row) => bytes[row * 320 + 160] ?? 0);
  expect(column.filter((luma) => luma < 100)).toHaveLength(90);
  expect([column[0], column[89], column[90], column[179]].map((luma) => (luma ?? 0) > 100)).toEqual([
    ...[false, false],
    ...[true, true],
  ]);
});

test('a JPEG is shown as well as a PNG', async () => {
  const canvas = createCanvas(640, 360);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 640, 360);
  const file = canvas.toBuffer('image/jpeg', 95);
  const { bytes } = await planesOf(file);
  for (const [index, due] of [63, 102, 240].entries()) {
    const place = [0, 320 * 180, 320 * 180 + 160 * 90][index] ?? 0;
    expect(Math.abs((bytes[place + 1000] ?? 0) - due)).toBeLessThanOrEqual(2);
  }
});

test('a still is decoded once for a size while it is in use', async () => {
  const path = join(directory, 'still');
  writeFileSync(path, drawn(640, 360, town));
  const decoder = new StillDecoder(ffmpeg);
  const first = await decoder.planes({ sha256: 'a', path, size: SIZE }, signal);
  rmSync(path);
  expect(await decoder.planes({ sha256: 'a', path, size: SIZE }, signal)).toBe(first);
  const larger = decoder.planes({ sha256: 'a', path, size: { width: 640, height: 360 } }, signal);
  await expect(larger).rejects.toThrow('ENOENT');
});

describe('refusals', () => {
  const refusals: [string, string, Buffer][] = [
    ['text that calls itself a picture', 'neither', Buffer.from('#EXTM3U\nhttp://127.0.0.1/x.ts\n')],
    ['an empty file', 'neither', Buffer.alloc(0)],
    ['a PNG that ends too early', 'shortened', drawn(320, 180, town).subarray(0, -300)],
    ['a PNG with a byte that changed', 'damaged', changed(drawn(320, 180, town))],
    ['a JPEG that ends too early', 'shortened', jpeg().subarray(0, -300)],
    ['a header that claims 16,000 × 16,000', '', hugePng()],
  ];

  test.each(refusals)('%s is refused', async (_name, got, bytes) => {
    const refused = planesOf(bytes);
    await expect(refused).rejects.toThrow(MediaRefused);
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_REFUSED', got: expect.stringContaining(got) });
    await expect(refused).rejects.not.toMatchObject({ got: expect.stringContaining(directory) });
  });

  function changed(png: Buffer): Buffer {
    png.writeUInt8(png.readUInt8(300) ^ 4, 300);
    return png;
  }

  function jpeg(): Buffer {
    const canvas = createCanvas(320, 180);
    town(canvas.getContext('2d'));
    return canvas.toBuffer('image/jpeg', 90);
  }

  /** A true header with its own checksum; the pixels never come. */
  function hugePng(): Buffer {
    const png = drawn(16, 16, town);
    png.writeUInt32BE(16_000, 16);
    png.writeUInt32BE(16_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    return png;
  }
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MediaRefused } from '../../../src/pipeline/errors';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { mediaInput } from '../../../src/pipeline/render/ffmpeg-arguments';
import type { Piece, StillSource } from '../../../src/pipeline/render/piece';
import { PieceEncoder, type PieceOrder } from '../../../src/pipeline/render/piece-encoder.tool';
import { lumaFrames, lumaOfFrame, mean, numberedClip } from '../../support/clips';
import { npmFfmpeg } from '../../support/ffmpeg';
import { wav } from '../../support/sounds';
import { drawn, town } from '../../support/stills';

const root = join(__dirname, '../../..');
const SIZE = { width: 320, height: 180 };
const FILM = { numerator: 24, denominator: 1 };
jest.setTimeout(60_000);

let directory: string;
let ffmpeg: Ffmpeg;
let encoder: PieceEncoder;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'workprint-clips-'));
  ffmpeg = await npmFfmpeg();
  const execArgv = ['-r', join(root, 'test/support/typescript.js')];
  encoder = new PieceEncoder({ ffmpeg, wasm: join(root, 'assets/resample.wasm'), workers: 1, execArgv });
  writeFileSync(at('town'), drawn(640, 360, town));
  await numberedClip({ to: at('numbered'), frames: 48 });
});
afterAll(async () => {
  await encoder.close();
  rmSync(directory, { recursive: true, force: true });
});

const at = (name: string) => join(directory, name);
const clip = (sha256: string, firstFrame = 0): StillSource => ({
  ...{ sha256, medium: 'CLIP', motion: null },
  ...{ firstFrame, pathFrames: firstFrame + 1 },
});
const still: StillSource = { sha256: 'town', motion: null, firstFrame: 0, pathFrames: 24 };

function order(sources: Piece['sources'], durationFrames: number, more: Partial<PieceOrder & Piece> = {}): PieceOrder {
  const piece = { rate: more.rate ?? FILM, size: SIZE, durationFrames, sources };
  const to = at(`${sources.map(({ sha256, firstFrame }) => `${sha256}-${firstFrame}`).join('+')}.mp4`);
  const { signal } = new AbortController();
  return { piece, to, stillFile: async (sha256) => at(sha256), signal, ...more };
}

async function planesOf(sources: Piece['sources'], durationFrames: number, more: Partial<PieceOrder & Piece> = {}) {
  const asked = order(sources, durationFrames, more);
  const facts = await encoder.encode(asked);
  const planes = await lumaFrames(asked.to, SIZE);
  expect([facts.frames, planes.length]).toEqual([durationFrames, durationFrames]);
  return { planes, facts };
}

const numbersOf = (planes: readonly Buffer[]) => planes.map((plane) => Math.round((mean(plane) - 20) / 4));
const count = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index);

test('a clip is shown from its first frame, each frame as long as it lasts', async () => {
  const { planes } = await planesOf([clip('numbered')], 30);
  expect(numbersOf(planes)).toEqual(count(30));
});

test('a piece from the middle of a clip shows what the whole would have shown there', async () => {
  const { planes } = await planesOf([clip('numbered', 17)], 20);
  expect(numbersOf(planes)).toEqual(count(20, 17));
});

test('a clip that is too short holds its last frame, which is nothing to complain of', async () => {
  const { planes, facts } = await planesOf([clip('numbered', 30)], 80);
  expect(numbersOf(planes)).toEqual([...count(18, 30), ...count(62).fill(47)]);
  expect(facts.frozenSpans).toEqual([]);
});

test('a piece that begins behind the end of its clip shows the frame that the clip ended with', async () => {
  await numberedClip({ to: at('fast'), frames: 25, rate: '60' });
  const { planes: before } = await planesOf([clip('fast', 5)], 12);
  const { planes: after } = await planesOf([clip('fast', 200)], 12);
  expect(numbersOf(after)).toEqual(count(12).fill(numbersOf(before).at(-1) ?? Number.NaN));
});

test.each([
  ['slower', '12', FILM, 0.5],
  ['faster', '60', FILM, 2.5],
  ['a little faster', '30', FILM, 1.25],
  ['at an odd rate', '25', { numerator: 24_000, denominator: 1_001 }, 25.025 / 24],
])('a clip that is %s keeps its pace', async (name, clipRate, rate, step) => {
  const frames = Math.floor(20 * step) + 2;
  await numberedClip({ to: at(`pace ${name}`), frames, rate: clipRate });
  const { planes } = await planesOf([clip(`pace ${name}`)], 20, { rate });
  for (const [index, number] of numbersOf(planes).entries()) {
    expect(number).toBe(Math.floor(index * step + 0.05 * step));
  }
});

test('a clip whose frames come unevenly is shown by its clock', async () => {
  // Each third frame is missing: what is before it stays.
  const filters = "select='mod(n,3)-2'";
  await numberedClip({ to: at('uneven'), frames: 30, filters, options: ['-vsync', 'vfr'] });
  const { planes } = await planesOf([clip('uneven')], 27);
  expect(numbersOf(planes)).toEqual(count(27).map((frame) => (frame % 3 === 2 ? frame - 1 : frame)));
});

describe('the picture covers the frame and is cropped in its middle', () => {
  /** Dark, bright and dark thirds from top to bottom. */
  const BANDS = 'if(between(Y,H/3,2*H/3),200,40)';

  function column(plane: Buffer | undefined): number[] {
    return [10, 60, 90, 120, 170].map((y) => plane?.[y * SIZE.width + SIZE.width / 2] ?? 0);
  }

  test.each([
    ['tall', '180x320', 'null', []],
    ['of an odd size', '333x301', 'null', ['-pix_fmt', 'yuv444p']],
    ['of pixels that are not square', '160x320', 'setsar=9/8', []],
  ])('of a clip %s', async (name, size, filters, options) => {
    await numberedClip({ to: at(name), frames: 3, size, luma: BANDS, filters, options });
    await expectBands(name);
  });

  test('of a clip that was filmed on its side', async () => {
    await numberedClip({ to: at('lying'), frames: 3, luma: BANDS, filters: 'transpose=2' });
    const turned = ['-map', '0', '-c', 'copy', '-metadata:s:v:0', 'rotate=270', '-f', 'mp4', '-y', at('upright')];
    const { signal } = new AbortController();
    await ffmpeg.run([...mediaInput({ path: at('lying'), format: 'mov' }), ...turned], { signal });
    await expectBands('upright');
  });

  async function expectBands(name: string): Promise<void> {
    const { planes } = await planesOf([clip(name)], 3);
    const [top = 0, , middle = 0, , bottom = 0] = column(planes[1]);
    expect(Math.abs(middle - 200)).toBeLessThan(4);
    expect(Math.abs(top - bottom)).toBeLessThan(4);
    // The bright third is as wide as the frame, so nothing beside it is seen.
    expect(Math.min(...(planes[1]?.subarray(90 * SIZE.width, 91 * SIZE.width) ?? []))).toBeGreaterThan(190);
  }
});

test('clips dissolve into stills, from stills, and into each other, and go on moving under it', async () => {
  await numberedClip({ to: at('grey'), frames: 48, luma: '100' });
  const { planes } = await planesOf([clip('numbered', 10), clip('grey')], 8);
  for (const [index, plane] of planes.entries()) {
    const share = (index + 0.5) / 8;
    expect(Math.abs(mean(plane) - ((1 - share) * lumaOfFrame(10 + index) + share * 100))).toBeLessThan(2);
  }
  const towards = await planesOf([clip('numbered', 40), still], 12);
  const from = await planesOf([still, clip('numbered', 0)], 12);
  expect(mean(towards.planes[0] ?? Buffer.of(0))).toBeGreaterThan(mean(from.planes[11] ?? Buffer.of(255)) + 40);
});

test('WebM is taken, and the same clip gives the same bytes again', async () => {
  const options = ['-c:v', 'libvpx', '-b:v', '4M', '-deadline', 'realtime', '-c:a', 'libvorbis'];
  await numberedClip({ to: at('webm'), frames: 20, format: 'webm', options });
  const { planes } = await planesOf([clip('webm')], 20);
  expect(numbersOf(planes)).toEqual(count(20));
  const asked = order([clip('webm')], 20);
  const before = readFileSync(asked.to);
  await encoder.encode(asked);
  expect(readFileSync(asked.to)).toEqual(before);
});

test('the colours of a large clip that says nothing of them are BT.709, those of a small one BT.601, as players have it', async () => {
  const filters = 'geq=lum=100:cb=90:cr=200';
  const tagged = ['-color_range', 'tv', '-colorspace', 'smpte170m', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  await numberedClip({ to: at('large'), frames: 2, size: '1280x720', filters });
  await numberedClip({ to: at('large 601'), frames: 2, size: '1280x720', filters, options: tagged });
  await numberedClip({ to: at('small'), frames: 2, filters });
  const lumas: number[] = [];
  for (const name of ['large', 'large 601', 'small']) {
    const { planes } = await planesOf([clip(name)], 2);
    lumas.push(mean(planes[0] ?? Buffer.of(0)));
  }
  const [large = 0, said = 0, small = 0] = lumas;
  expect(Math.abs(large - 100)).toBeLessThan(1);
  expect(Math.abs(said - small)).toBeLessThan(1);
  expect(Math.abs(small - 100)).toBeGreaterThan(3);
});

describe('refusals', () => {
  test.each([
    ['a playlist', async () => Buffer.from('#EXTM3U\nhttp://127.0.0.1/x.ts\n')],
    ['a list of files', async () => Buffer.from('ffconcat version 1.0\nfile numbered\n')],
    ['a still', async () => drawn(64, 36, town)],
    ['a sound', async () => wav(new Float32Array(4_800))],
    ['half a film', async () => readFileSync(at('numbered')).subarray(0, 9_000)],
    ['a film with a hole', async () => withHole(readFileSync(at('numbered')))],
  ])('%s is no clip, and leaves nothing', async (name, bytes) => {
    writeFileSync(at(name), await bytes());
    const asked = order([clip(name)], 48);
    await expect(encoder.encode(asked)).rejects.toThrow(MediaRefused);
    await expect(encoder.encode(asked)).rejects.toMatchObject({ remedy: expect.stringContaining('anew') });
    expect(readdirSync(directory).filter((file) => file.includes(`${name}-0`))).toEqual([]);
  });

  function withHole(film: Buffer): Buffer {
    const data = film.indexOf('mdat');
    return Buffer.from(film).fill(0, data + 2_000, data + 2_600);
  }
});

test('an abort ends both FFmpegs, the one that reads and the one that writes', async () => {
  await numberedClip({ to: at('long'), frames: 40, options: ['-vf', 'null'] });
  const cancel = new AbortController();
  let working: number[] = [];
  const onFrame = (doneFrames: number) => {
    if (doneFrames !== 5) return;
    working = ffmpegsAt(directory);
    cancel.abort(new Error('never mind'));
  };
  const endless = order([clip('long')], 100_000, { signal: cancel.signal, onFrame });
  await expect(encoder.encode(endless)).rejects.toThrow('never mind');
  expect(working.length).toBeGreaterThan(0);
  while (ffmpegsAt(directory).length > 0) await new Promise(setImmediate);
});

function ffmpegsAt(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandOf(pid).includes(`file:${folder}`))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it ended while we looked
  }
}

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { MediaRefused } from '../../../src/pipeline/errors';
import type { Box } from '../../../src/pipeline/render/cel';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { type FilmWork, renderFilm } from '../../../src/pipeline/render/film.stage';
import { LogoDecoder } from '../../../src/pipeline/render/logo-decoder.tool';
import { logoLayout, logoSize } from '../../../src/pipeline/render/logo-layout';
import { OverlayPainter } from '../../../src/pipeline/render/overlay-painter.tool';
import { PieceEncoder } from '../../../src/pipeline/render/piece-encoder.tool';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import type { Card, Cut, Overlay, PictureClip } from '../../../src/pipeline/timeline/cut';
import { lumaFrames, numberedClip } from '../../support/clips';
import { npmFfmpeg } from '../../support/ffmpeg';
import { MediaFolder, soundClip, voice, wav } from '../../support/sounds';
import { drawn, town } from '../../support/stills';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
const SIZE = { width: 320, height: 180 };
const { signal } = new AbortController();
const CARD: Card = { kind: 'TEXT', heading: null, text: 'A card.', style: null };
const PUSH_IN = { from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.1, x: 0.4, y: 0.6 } };

let dir: string;
let ffmpeg: Ffmpeg;
let media: MediaFolder;
let encoder: PieceEncoder;
let still: string;
let clip: string;
let speech: string;
let logo: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-overlaid-'));
  ffmpeg = await npmFfmpeg();
  media = new MediaFolder(dir);
  const execArgv = ['-r', join(root, 'test/support/typescript.js')];
  encoder = new PieceEncoder({ ffmpeg, wasm: join(root, 'assets/resample.wasm'), workers: 2, execArgv });
  still = await media.add(drawn(640, 360, day));
  clip = await media.add(
    await readFile(await numberedClip({ to: join(dir, 'numbered'), frames: 60, luma: '200+N/4' })),
  );
  speech = await media.add(wav(voice(5)));
  logo = await media.add(ring());
});
afterAll(async () => {
  await encoder.close();
  await rm(dir, { recursive: true, force: true });
});

function day(context: Parameters<typeof town>[0]): void {
  context.fillStyle = '#e8e4dc';
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = '#c9bfae';
  town(context);
}

/** Red on nothing, twice as wide as high, half of it translucent. */
function ring(): Buffer {
  const context = createCanvas(200, 100).getContext('2d');
  context.fillStyle = '#c01020';
  context.fillRect(0, 0, 60, 100);
  context.globalAlpha = 0.5;
  context.fillRect(140, 0, 60, 100);
  return context.canvas.toBuffer('image/png');
}

const stretch = (shown: Partial<PictureClip>, startFrame: number, durationFrames: number): PictureClip => ({
  ...{ ownerId: `at ${startFrame}`, assetId: 'still', sha256: still, motion: null, dissolveFrames: 0 },
  ...{ startFrame, durationFrames, ...shown },
});

/** A still that moves, a clip that comes by a dissolve, a card: five pieces with what follows. */
function film(overlays?: readonly Overlay[], more: Partial<Cut> = {}): Cut {
  const moving = { assetId: 'clip', sha256: clip, medium: 'CLIP' as const, dissolveFrames: 12 };
  return {
    ...{ rate: { numerator: 24, denominator: 1 }, size: SIZE, durationFrames: 168 },
    picture: [
      stretch({ motion: PUSH_IN }, 0, 48),
      stretch(moving, 48, 60),
      stretch({ assetId: null, sha256: cardHash(CARD), card: CARD }, 108, 36),
      stretch({}, 144, 24),
    ],
    narration: [soundClip({ sha256: speech, startFrame: 12, durationFrames: 120 })],
    ...{ ambience: [], captions: [], ...(overlays && { overlays }), ...more },
  };
}

const place = (startFrame: number, endFrameExclusive: number) => ({ startFrame, endFrameExclusive });
const TEXT: Overlay = {
  ...{ kind: 'TEXT', ...place(20, 70), place: 'CENTRE', text: 'Über die Stadt', detail: null, accent: null },
};
const KPI: Overlay = {
  ...{ kind: 'KPI', ...place(60, 100), place: 'TOP_RIGHT', text: '+7.2 %', detail: 'of trees', accent: '#e4572e' },
};
const logoOverlay = (): Overlay => ({
  ...{ kind: 'LOGO', ...place(112, 140), place: 'TOP_LEFT', text: '', detail: null, accent: null },
  ...{ assetId: 'logo', sha256: logo },
});

function work(name: string, cache = 'cache'): FilmWork {
  const mediaFile = async (sha256: string) =>
    sha256 === cardHash(CARD) ? media.mediaFile(await media.add(drawn(320, 180, day))) : media.mediaFile(sha256);
  return { ffmpeg, encoder, mediaFile, cacheDir: join(dir, cache), to: join(dir, `${name}.mp4`), signal };
}

async function boxOf(overlay: Overlay): Promise<Box> {
  if (overlay.kind === 'LOGO') return logoLayout(logoSize({ width: 200, height: 100 }, SIZE), overlay.place, SIZE).box;
  const painter = await OverlayPainter.open(SIZE, new Map());
  const cel = painter.cel({ ...overlay, fadeFrames: 0 });
  if (!cel) throw new Error('It is drawn.');
  return cel;
}

/** How far each frame is from the plain film's on average within a box, and how much of it differs clearly elsewhere. */
function differences(frames: readonly Buffer[], plain: readonly Buffer[], boxes: readonly Box[]) {
  const all = Array.from({ length: SIZE.width * SIZE.height }, (_, at) => at);
  const isIn = ({ left, top, width, height }: Box, at: number) => {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
    return x >= left && x < left + width && y >= top && y < top + height;
  };
  const places = boxes.map((box) => all.filter((at) => isIn(box, at)));
  const others = all.filter((at) => !boxes.some((box) => isIn(box, at)));
  return frames.map((frame, index) => {
    const off = (at: number) => Math.abs((frame[at] ?? 0) - (plain[index]?.[at] ?? 0));
    const within = places.map((box) => box.reduce((sum, at) => sum + off(at), 0) / box.length);
    return { within, beside: others.filter((at) => off(at) > 24).length / others.length };
  });
}

test('words, a figure and a logo are seen in just their frames and boxes, over what moves, dissolves and stands', async () => {
  const overlays = [TEXT, KPI, logoOverlay()];
  const plainReport = await renderFilm(film(), work('plain'));
  expect(plainReport).toMatchObject({ ok: true, problems: [], piecesEncoded: 5 });
  const report = await renderFilm(film(overlays), work('overlaid'));
  expect(report).toMatchObject({ ok: true, problems: [], durationFrames: 168, piecesEncoded: 4, piecesReused: 1 });
  const [plain, laid] = await Promise.all(['plain', 'overlaid'].map((name) => lumaFrames(work(name).to, SIZE)));
  const boxes = await Promise.all(overlays.map(boxOf));
  for (const [frame, { within, beside }] of differences(laid ?? [], plain ?? [], boxes).entries()) {
    const due = overlays.map(({ startFrame, endFrameExclusive }) => startFrame <= frame && frame < endFrameExclusive);
    expect({ frame, seen: within.map((off) => off > 2) }).toEqual({ frame, seen: due });
    expect(beside).toBeLessThan(0.002);
  }
});

test('a film of which an overlay was edited makes its pieces anew alone, and has the bytes of a cold render', async () => {
  await renderFilm(film([TEXT, KPI, logoOverlay()]), work('before', 'edited'));
  const edited = film([TEXT, { ...KPI, text: '+9.1 %', startFrame: 62 }, logoOverlay()]);
  expect(await renderFilm(edited, work('after', 'edited'))).toMatchObject({ ok: true, piecesEncoded: 1 });
  await renderFilm(edited, work('cold', 'cold'));
  expect(await readFile(work('after').to)).toEqual(await readFile(work('cold').to));
});

test('overlays lie above each other in the order of their list, and below captions', async () => {
  const [low, high] = [
    { ...TEXT, text: 'I'.repeat(12) },
    { ...KPI, ...place(20, 70), place: 'CENTRE' as const },
  ];
  const captions = [{ ...place(0, 168), text: 'A caption.' }];
  const painter = await OverlayPainter.open(SIZE, new Map());
  const own = painter.cel({ ...high, fadeFrames: 0 });
  const frameOf = async (name: string, overlays: readonly Overlay[]) => {
    await renderFilm(film(overlays, { captions, captionStyle: 'BURNED' }), work(name));
    return (await lumaFrames(work(name).to, SIZE))[40] ?? Buffer.of();
  };
  const [alone, above, below] = [
    await frameOf('alone', [high]),
    await frameOf('above', [low, high]),
    await frameOf('below', [high, low]),
  ];
  if (!own) throw new Error('It is drawn.');
  const off = (one: Buffer, other: Buffer) => differences([one], [other], [own])[0]?.within[0] ?? 0;
  expect(off(above, alone)).toBeLessThan(off(below, alone) / 2);
  const caption = { left: 0, top: 150, width: SIZE.width, height: 18 };
  expect(differences([above], [below], [caption])[0]?.within[0]).toBeLessThan(1);
});

test('letters that no face has are not drawn, and the film says which', async () => {
  const foreign = { ...TEXT, text: '木がある' };
  const report = await renderFilm(film([foreign, KPI]), work('foreign'));
  expect(report.problems).toEqual([
    'One overlay is not drawn, the first at 0.8 s: no face that overlays are drawn in has 木 が あ る.',
  ]);
  const [plain, laid] = await Promise.all(['plain', 'foreign'].map((name) => lumaFrames(work(name).to, SIZE)));
  const box = await boxOf(TEXT);
  const off = differences(laid ?? [], plain ?? [], [box]).map(({ within }) => within[0] ?? 0);
  expect(Math.max(...off.slice(20, 60))).toBeLessThan(2);
});

/** A whole PNG that says it is of 16,384 × 16,384. */
function huge(png: Buffer): Buffer {
  const claimed = Buffer.from(png);
  claimed.writeUInt32BE(16_384, 16);
  claimed.writeUInt32BE(16_384, 20);
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29);
  return claimed;
}

describe('a logo', () => {
  const decode = (path: string) =>
    new LogoDecoder(ffmpeg.path).logo({ sha256: 'f'.repeat(64), path, frame: SIZE }, signal);

  test('keeps its shape and its alpha, without colour at its edges that it does not have', async () => {
    const { width, height, rgba } = await decode(await media.mediaFile(logo));
    expect([width, height]).toEqual([43, 21]);
    const pixel = (x: number, y: number) => [...rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
    const [solid = [], clear = [], translucent = []] = [pixel(5, 10), pixel(21, 10), pixel(36, 10)];
    expect([solid[3], clear[3]]).toEqual([255, 0]);
    expect(Math.abs((translucent[3] ?? 0) - 128)).toBeLessThanOrEqual(2);
    for (let at = 0; at < rgba.length; at += 4) {
      if ((rgba[at + 3] ?? 0) < 32) continue;
      expect(Math.abs((rgba[at] ?? 0) - 0xc0)).toBeLessThanOrEqual(8);
      expect(rgba[at + 2]).toBeLessThanOrEqual(0x28);
    }
  });

  test.each<[string, (path: string) => Promise<void>]>([
    ['is no picture', (path) => writeFile(path, '#EXTM3U\nhttp://127.0.0.1/x.ts\n')],
    ['was cut off', async (path) => writeFile(path, (await readFile(join(dir, logo))).subarray(0, 200))],
    [
      'claims more pixels than anyone should decode',
      async (path) => writeFile(path, huge(await readFile(join(dir, logo)))),
    ],
  ])('that %s is refused', async (_, make) => {
    const path = join(dir, 'bad-logo');
    await copyFile(join(dir, logo), path);
    await make(path);
    await expect(decode(path)).rejects.toThrow(MediaRefused);
  });
});

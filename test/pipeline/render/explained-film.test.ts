import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../src/pipeline/render/ffmpeg.tool';
import { type FilmWork, renderFilm } from '../../../src/pipeline/render/film.stage';
import { PieceEncoder } from '../../../src/pipeline/render/piece-encoder.tool';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import type { CaptionLine, Card, Cut, PictureClip } from '../../../src/pipeline/timeline/cut';
import { lumaFrames, mean, numberedClip } from '../../support/clips';
import { npmFfmpeg } from '../../support/ffmpeg';
import { MediaFolder, soundClip, voice, wav } from '../../support/sounds';
import { drawn, town } from '../../support/stills';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
const SIZE = { width: 320, height: 180 };
const { signal } = new AbortController();
const CARD: Card = { kind: 'MISSING', heading: null, text: 'The picture is missing.', style: 'noir' };

let dir: string;
let ffmpeg: Ffmpeg;
let media: MediaFolder;
let encoder: PieceEncoder;
let still: string;
let clip: string;
let speech: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-explained-'));
  ffmpeg = await npmFfmpeg();
  media = new MediaFolder(dir);
  const execArgv = ['-r', join(root, 'test/support/typescript.js')];
  encoder = new PieceEncoder({ ffmpeg, wasm: join(root, 'assets/resample.wasm'), workers: 2, execArgv });
  still = await media.add(drawn(320, 180, town));
  clip = await media.add(await readFile(await numberedClip({ to: join(dir, 'numbered'), frames: 40 })));
  speech = await media.add(wav(voice(5)));
});
afterAll(async () => {
  await encoder.close();
  await rm(dir, { recursive: true, force: true });
});

function work(name: string): FilmWork {
  const mediaFile = async (sha256: string) =>
    sha256 === cardHash(CARD) ? media.mediaFile(await media.add(drawn(320, 180, night))) : media.mediaFile(sha256);
  return { ffmpeg, encoder, mediaFile, cacheDir: join(dir, 'cache'), to: join(dir, `${name}.mp4`), signal };
}

function night(context: { fillStyle: unknown; fillRect(...box: number[]): void }): void {
  context.fillStyle = '#000000';
  context.fillRect(0, 0, 320, 180);
}

const stretch = (shown: Partial<PictureClip>, startFrame: number, durationFrames: number): PictureClip => ({
  ...{ ownerId: `at ${startFrame}`, assetId: 'still', sha256: still, motion: null, dissolveFrames: 0 },
  ...{ startFrame, durationFrames, ...shown },
});

/** A still, a clip that comes by a dissolve, a card. */
function film(more: Partial<Cut> = {}): Cut {
  const moving = { assetId: 'clip', sha256: clip, medium: 'CLIP' as const, dissolveFrames: 12 };
  return {
    rate: { numerator: 24, denominator: 1 },
    size: SIZE,
    durationFrames: 144,
    picture: [
      stretch({}, 0, 48),
      stretch(moving, 48, 60),
      stretch({ assetId: null, sha256: cardHash(CARD), card: CARD }, 108, 36),
    ],
    narration: [soundClip({ sha256: speech, startFrame: 12, durationFrames: 120 })],
    ambience: [],
    captions: [],
    ...more,
  };
}

test('stills, clips and cards make one film, in which a dark card and a held frame are nothing to complain of', async () => {
  const report = await renderFilm(film(), work('plain'));
  expect(report).toMatchObject({ ok: true, problems: [], durationFrames: 144, piecesEncoded: 4 });
  const planes = await lumaFrames(work('plain').to, SIZE);
  // The dissolve begins 6 frames before the clip does, so that much of the clip has gone when it stands alone.
  const numbers = planes.slice(54, 108).map((plane) => Math.round((mean(plane) - 20) / 4));
  expect(numbers).toEqual(Array.from({ length: 54 }, (_, index) => Math.min(39, 12 + index)));
  expect(mean(planes[120] ?? Buffer.of(255))).toBeLessThan(20);
});

const CAPTIONS: readonly CaptionLine[] = [
  { startFrame: 10, endFrameExclusive: 31, text: 'A caption that\nis burned in.' },
  { startFrame: 40, endFrameExclusive: 70, text: 'Another one across a cut.' },
  { startFrame: 110, endFrameExclusive: 130, text: 'And one on a card.' },
];

/** How much of each frame differs from the plain film's, where captions stand and elsewhere. */
async function differences(name: string): Promise<{ below: number; above: number }[]> {
  const [plain, burned] = await Promise.all([lumaFrames(work('plain').to, SIZE), lumaFrames(work(name).to, SIZE)]);
  const border = 130 * SIZE.width;
  return burned.map((plane, index) => {
    const other = plain[index] ?? Buffer.of();
    const isOther = plane.map((value, at) => Number(Math.abs(value - (other[at] ?? 0)) > 30));
    return { above: mean(isOther.subarray(0, border)), below: mean(isOther.subarray(border)) };
  });
}

test.each(['BURNED', 'KARAOKE'] as const)(
  'captions that are %s are seen in just their frames, and below',
  async (style) => {
    const report = await renderFilm(film({ captions: CAPTIONS, captionStyle: style }), work(style));
    expect(report).toMatchObject({ ok: true, problems: [] });
    const isDue = (frame: number) =>
      CAPTIONS.some(({ startFrame, endFrameExclusive }) => startFrame <= frame && frame < endFrameExclusive);
    for (const [frame, { above, below }] of (await differences(style)).entries()) {
      expect({ frame, isSeen: below > 0.005 }).toEqual({ frame, isSeen: isDue(frame) });
      expect(above).toBeLessThan(0.005);
    }
  },
);

test('the word that is heard is brighter than the others, and in its frames', async () => {
  const words = ['First', 'second', 'third'].map((text, index) => ({
    ...{ text, startFrame: 12 + 10 * index, endFrameExclusive: 18 + 10 * index },
  }));
  const captions = [{ startFrame: 6, endFrameExclusive: 42, text: 'First second third', words }];
  await renderFilm(film({ captions, captionStyle: 'KARAOKE' }), work('words'));
  const planes = await lumaFrames(work('words').to, SIZE);
  const brightest = (frame: number) => {
    const plane = planes[frame] ?? Buffer.of();
    let found = { x: 0, luma: 0 };
    for (let y = 156; y < 167; y += 1) {
      for (let x = 122; x < 198; x += 1) {
        const luma = plane[y * SIZE.width + x] ?? 0;
        if (luma > found.luma) found = { x, luma };
      }
    }
    return found;
  };
  expect(brightest(8).luma).toBeLessThan(190);
  const places = [15, 25, 38].map((frame) => brightest(frame));
  for (const { luma } of places) expect(luma).toBeGreaterThan(200);
  expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((a, b) => a - b));
});

test('what no face can draw is left to the caption files, and said', async () => {
  const captions: CaptionLine[] = [
    ...CAPTIONS.slice(0, 1),
    { startFrame: 48, endFrameExclusive: 60, text: '木がある' },
    { startFrame: 60, endFrameExclusive: 70, text: 'Trees 🌳 help' },
  ];
  const report = await renderFilm(film({ captions, captionStyle: 'BURNED' }), work('foreign'));
  expect(report.ok).toBe(false);
  expect(report.problems).toEqual([
    'One caption is not burned in, from 2.0 s on: no face that captions are drawn in has 木 が あ る. The caption files have all of them.',
  ]);
  const seen = (await differences('foreign')).map(({ below }) => below > 0.005);
  expect([seen[20], seen[50], seen[65]]).toEqual([true, false, true]);
});

test('chapters are marks in the film, which has the same bytes again', async () => {
  const chapters = [
    { startFrame: 0, title: 'Why; cities = hot # 1' },
    { startFrame: 48, title: 'Was Bäume\nkönnen \\ 木' },
    { startFrame: 101, title: '' },
  ];
  const report = await renderFilm(film({ chapters }), work('chapters'));
  expect(report).toMatchObject({ ok: true, problems: [], piecesEncoded: 0 });
  await renderFilm(film({ chapters }), work('again'));
  expect(await readFile(work('again').to)).toEqual(await readFile(work('chapters').to));
  const shown = await ffmpeg.probe(work('chapters').to, { format: 'mov', signal, show: ['-show_chapters'] });
  expect(shown.chapters).toMatchObject([
    { start_time: '0.000000', end_time: '2.000000', tags: { title: 'Why; cities = hot # 1' } },
    { start_time: '2.000000', end_time: '4.208000', tags: { title: 'Was Bäume können \\ 木' } },
    { start_time: '4.208000', end_time: '6.000000', tags: { title: 'Chapter 3' } },
  ]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeTurns } from '../../bench/harness/turns';
import { contendersOf, PICTURE_COPY, REPLACED } from '../../bench/render/turns';
import type { PieceEncoding } from '../../src/pipeline/render/film.stage';
import { explainerCut, type NarratedSegment } from '../../src/pipeline/timeline/explainer-cut';
import { npmFfmpeg } from '../support/ffmpeg';
import { LoopingEncoder, png } from '../support/looping-encoder';
import { MediaFolder, voice, wav } from '../support/sounds';

jest.setTimeout(120_000);

let dir: string;
let stage: Omit<Parameters<typeof contendersOf>[0], 'directory'>;
let another: string;
const edited = (index: number) => cutOf(segments.with(index, segmentOf(index, another)));
let segments: NarratedSegment[];
let spoken: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-bench-render-'));
  const media = new MediaFolder(dir);
  const ffmpeg = await npmFfmpeg();
  spoken = await media.add(wav(voice(1.5)));
  another = await media.add(await png('rgbtestsrc'));
  const shown = await Promise.all(['testsrc', 'smptebars'].map(async (pattern) => media.add(await png(pattern))));
  segments = Array.from({ length: 5 }, (_, index) => segmentOf(index, shown[index % 2] ?? ''));
  const story = { before: cutOf(segments), after: edited(2), mediaFile: media.mediaFile };
  stage = { ffmpeg, encoder: new LoopingEncoder(ffmpeg), story };
});
afterAll(() => rm(dir, { recursive: true }));

function segmentOf(index: number, picture: string): NarratedSegment {
  const audio = { assetId: 'voice', sha256: spoken, durationSeconds: 1.5, loudnessLufs: -20, sentences: [] };
  return { id: `${index}`, text: 'Words.', audio, picture: { assetId: picture, sha256: picture, moves: true } };
}

function cutOf(some: readonly NarratedSegment[]) {
  const size = { width: 320, height: 180 };
  return explainerCut({ segments: some, ambience: null, rate: { numerator: 24, denominator: 1 }, size });
}

const inFolder = async () => mkdtemp(join(dir, 'turns-'));

test('in every round the warm film encodes nothing, the replaced picture one piece, the cold film all', async () => {
  const contenders = await contendersOf({ ...stage, directory: await inFolder() });
  const rounds = await takeTurns(contenders, 2);
  const encoded = Object.entries(rounds).map(([name, figures]) => [
    name,
    ...figures.map((one) => one['pieces encoded']),
  ]);
  expect(encoded.slice(2)).toEqual([
    ['warm', 0, 0],
    [REPLACED, 1, 1],
    ['cold', 7, 7],
  ]);
  expect(rounds[PICTURE_COPY]?.[0]).toMatchObject({ 'encoding s': 0, 'pieces encoded': 0 });
});

test('an edit that reaches more than one piece is no replacement of one', async () => {
  const story = { ...stage.story, after: edited(0) };
  const contenders = await contendersOf({ ...stage, story, directory: await inFolder() });
  await expect(contenders[REPLACED]?.()).rejects.toThrow('2 pieces were encoded, not 1');
});

test('a replacement that gives other bytes than a cold render is found', async () => {
  const fickle = new FickleEncoder(stage.encoder);
  const contenders = await contendersOf({ ...stage, encoder: fickle, directory: await inFolder() });
  fickle.still = await stage.story.mediaFile(another);
  await contenders[REPLACED]?.();
  await expect(contenders.cold?.()).rejects.toThrow('other bytes');
});

/** Puts a still of its own in the place of every other, once it has one. */
class FickleEncoder implements PieceEncoding {
  still: string | null = null;

  constructor(private readonly encoder: PieceEncoding) {}

  encode(order: Parameters<PieceEncoding['encode']>[0]) {
    return this.encoder.encode({ ...order, stillFile: async (sha256) => this.still ?? order.stillFile(sha256) });
  }
}

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { NotConfigured } from '../../../src/pipeline/errors';
import { type FilmTools, rendering } from '../../../src/pipeline/production/film.stage';
import { filmWish } from '../../../src/pipeline/production/film-wish';
import type { MakeOrder } from '../../../src/pipeline/runner/order';
import type { CallingVendor, MakingTools } from '../../../src/pipeline/runner/vendor';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import type { Card, Cut } from '../../../src/pipeline/timeline/cut';
import type { Storage } from '../../../src/storage/storage';
import { npmFfmpeg } from '../../support/ffmpeg';
import { LoopingEncoder } from '../../support/looping-encoder';
import { drawn } from '../../support/stills';

jest.setTimeout(120_000);
const CARD: Card = { kind: 'MISSING', heading: 'Segment 2', text: 'Its picture is missing.', style: null };

let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'workprint-cards-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

function cutOf(width: number, height: number): Cut {
  const place = { ownerId: 'segment 2', startFrame: 0, durationFrames: 24, motion: null, dissolveFrames: 0 };
  return {
    ...{ rate: { numerator: 24, denominator: 1 }, size: { width, height }, durationFrames: 24 },
    picture: [{ ...place, assetId: null, sha256: cardHash(CARD), card: CARD }],
    ...{ narration: [], ambience: [], captions: [] },
  };
}

async function rendered(cut: Cut, drawCard: FilmTools['drawCard']): Promise<void> {
  const ffmpeg = await npmFfmpeg();
  const store = { query: async () => [{ cut }] } as unknown as DataSource;
  const storage = {} as Storage; // nothing but the card is shown, and nothing is heard
  const tools = {
    ffmpeg,
    encoder: new LoopingEncoder(ffmpeg),
    storage,
    store,
    cacheDir,
    cacheBytes: 1e9,
    nowMs: () => 0,
  };
  const wish = { ...filmWish(cut), parameters: {} };
  const order = { slotId: 'film', wishHash: `wish-${cut.size.width}`, wish } as unknown as MakeOrder;
  const making = { signal: new AbortController().signal, progress: () => undefined } as unknown as MakingTools;
  const [vendor] = rendering({ ...tools, drawCard }).vendors;
  await (vendor as CallingVendor).call(order, making);
}

test('a card is drawn once for each size of film, and kept', async () => {
  const drawCard = jest.fn(async (_: Card, { width, height }: Cut['size']) => drawn(width, height, () => undefined));
  await rendered(cutOf(320, 180), drawCard);
  await rendered(cutOf(180, 320), drawCard);
  await rm(join(cacheDir, 'pieces'), { recursive: true });
  await rendered(cutOf(320, 180), drawCard);
  expect(drawCard.mock.calls.map(([card, size]) => [card, size])).toEqual([
    [CARD, { width: 320, height: 180 }],
    [CARD, { width: 180, height: 320 }],
  ]);
  const kept = await readdir(join(cacheDir, 'media'));
  expect(kept.toSorted()).toEqual(['180x320', '320x180'].map((size) => `${cardHash(CARD)}-${size}`));
});

test('a server that draws no cards says so', async () => {
  const refused = rendered(cutOf(640, 360), undefined);
  await expect(refused).rejects.toThrow(NotConfigured);
  await expect(refused).rejects.toMatchObject({ got: 'a card for "Its picture is missing."' });
});

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { Slot } from '../../entities/slot.entity';
import { RenderReport } from '../../entities/timeline.entity';
import type { Storage } from '../../storage/storage';
import { Conflict, NotConfigured } from '../errors';
import { sizeOf, writeWhole } from '../render/cache-file.tool';
import { pruneCache } from '../render/cache-limit.tool';
import type { Ffmpeg } from '../render/ffmpeg.tool';
import { type FilmWork, type PieceEncoding, renderFilm } from '../render/film.stage';
import { RENDERER_VERSION } from '../render/pieces';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { type Delivery, housed, type MakingTools } from '../runner/vendor';
import type { Card, Cut } from '../timeline/cut';
import type { JsonObject } from '../values/canonical-json';
import { secondsOfFrames } from '../values/frames';
import { openBlob } from './blob.stage';
import { cutHash } from './film-wish';

export interface FilmTools {
  readonly ffmpeg: Ffmpeg;
  readonly encoder: PieceEncoding;
  readonly storage: Storage;
  readonly store: DataSource;
  /** Pieces, chunks of sound and media of this machine by fingerprint: what is lost from it is made again. */
  readonly cacheDir: string;
  /** What was used longest ago is removed beyond it, after each film. */
  readonly cacheBytes: number;
  readonly nowMs: () => number;
  /** A card as a PNG of the film's size. A server without it refuses films that have cards. */
  readonly drawCard?: (card: Card, size: Cut['size'], signal: AbortSignal) => Promise<Uint8Array>;
}

const RENDERER = { name: 'ffmpeg', model: `renderer ${RENDERER_VERSION}`, atOnce: 1, reach: 'LOCAL' } as const;

/** The trade that renders the film of a timeline's cut. */
export function rendering(tools: FilmTools): MakingTrade {
  return {
    does: 'make',
    capability: 'VIDEO',
    vendors: [housed(RENDERER, (order, making) => render(tools, order, making))],
    registered: (manager, { order, made, assetId }) =>
      keepReport(manager, { assetId, projectId: order.projectId, facts: made.facts }),
    copied: async (manager, { fromAssetId, assetId, slotId }) => {
      const report = await manager.findOneByOrFail(RenderReport, { assetId: fromAssetId });
      const { projectId } = await manager.findOneByOrFail(Slot, { id: slotId }); // the film may come from another project
      await manager.insert(RenderReport, { ...report, assetId, projectId });
    },
  };
}

async function render(tools: FilmTools, order: MakeOrder, { signal, progress }: MakingTools): Promise<Delivery> {
  const begunMs = tools.nowMs();
  const cut = await cutOf(tools.store, order);
  await mkdir(tools.cacheDir, { recursive: true });
  const file = join(tools.cacheDir, `${order.wishHash}.film.mp4`);
  const report = await renderFilm(cut, {
    ffmpeg: tools.ffmpeg,
    encoder: tools.encoder,
    mediaFile: mediaOf(tools, cut),
    cacheDir: tools.cacheDir,
    to: file,
    signal,
    onProgress: progress,
  });
  const folders = ['pieces', 'sound', join('sound', 'tracks'), 'media'].map((name) => join(tools.cacheDir, name));
  await pruneCache(folders, tools.cacheBytes);
  return {
    media: { file },
    mimeType: 'video/mp4',
    durationSeconds: secondsOfFrames(cut.durationFrames, cut.rate),
    ...cut.size,
    loudnessLufs: report.loudnessLufs,
    truePeakDbtp: report.truePeakDbtp,
    sentences: [],
    words: null,
    text: null,
    voice: null,
    parameters: { ...order.wish.parameters, ffmpeg: tools.ffmpeg.version },
    costMicros: 0,
    facts: { ...report, renderSeconds: (tools.nowMs() - begunMs) / 1000 },
  };
}

/** The wish names the cut by its hash: a film of another cut would be registered as what it is not. */
async function cutOf(store: DataSource, { slotId, wish }: MakeOrder): Promise<Cut> {
  const [timeline] = await store.query<[{ cut: Cut | null }?]>(
    'SELECT t.cut FROM timeline t JOIN slot s ON s.owner_id = t.id WHERE s.id = $1',
    [slotId],
  );
  const wished = wish.inputs.find(({ name }) => name === 'cut')?.sha256;
  if (timeline?.cut && cutHash(timeline.cut) === wished) return timeline.cut;
  throw new Conflict('The timeline was cut anew while its film was waiting to be rendered.', {
    expected: `the cut ${wished}`,
    got: timeline?.cut ? `the cut ${cutHash(timeline.cut)}` : 'no cut',
    remedy: 'Resume the run: the film of the new cut is rendered.',
  });
}

/** Where the bytes of a hash lie: a card's are drawn when they are first asked for, in the film's size. */
function mediaOf(tools: FilmTools, { picture, size }: Cut): FilmWork['mediaFile'] {
  const cards = new Map(picture.flatMap(({ sha256, card }) => (card ? [[sha256, card]] : [])));
  return async (sha256, signal) => {
    const card = cards.get(sha256);
    return card ? cardFile(tools, { card, sha256, size }, signal) : mediaFile(tools, sha256, signal);
  };
}

/** Under its hash and the size, since films of two sizes may show it. */
async function cardFile(
  { cacheDir, drawCard }: FilmTools,
  { card, sha256, size }: { card: Card; sha256: string; size: Cut['size'] },
  signal: AbortSignal,
): Promise<string> {
  const file = join(cacheDir, 'media', `${sha256}-${size.width}x${size.height}`);
  if ((await sizeOf(file)) !== null) return file;
  if (!drawCard) {
    throw new NotConfigured('This server draws no cards.', {
      expected: 'a cut of takes alone',
      got: `a card for ${JSON.stringify(card.text)}`,
      remedy: 'Make or choose the missing picture, then cut again.',
    });
  }
  const png = await drawCard(card, size, signal);
  await writeWhole(file, (unfinished) => writeFile(unfinished, png));
  return file;
}

/** The bytes as a file of this machine, by content: a blob may be in a bucket, and FFmpeg reads files. */
async function mediaFile({ cacheDir, storage }: FilmTools, sha256: string, signal: AbortSignal): Promise<string> {
  const file = join(cacheDir, 'media', sha256);
  const isHere = await access(file).then(
    () => true,
    () => false,
  );
  if (isHere) return file;
  await mkdir(join(cacheDir, 'media'), { recursive: true });
  const part = `${file}.${randomUUID()}.part`;
  try {
    await pipeline(await openBlob(storage, sha256, signal), createWriteStream(part), { signal });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return file;
}

async function keepReport(
  manager: EntityManager,
  { assetId, projectId, facts }: { assetId: string; projectId: string; facts: JsonObject },
): Promise<void> {
  const report = facts as unknown as Omit<RenderReport, 'assetId' | 'projectId' | 'asset'>;
  await manager.upsert(RenderReport, { ...report, assetId, projectId }, ['assetId']);
}

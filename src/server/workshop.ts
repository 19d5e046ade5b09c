import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NotConfigured } from '../pipeline/errors';
import { composing } from '../pipeline/production/ambience.stage';
import { clipping } from '../pipeline/production/clip.stage';
import { cutting } from '../pipeline/production/cutting.verb';
import { writing } from '../pipeline/production/draft.stage';
import { rendering } from '../pipeline/production/film.stage';
import { layingOut } from '../pipeline/production/lay-out.verb';
import { syncing } from '../pipeline/production/lipsync.stage';
import { drawing } from '../pipeline/production/picture.stage';
import { speaking } from '../pipeline/production/speech.stage';
import type { Ffmpeg } from '../pipeline/render/ffmpeg.tool';
import { type Engine, openEngine } from '../pipeline/runner/engine.tool';
import { limitedTrades } from '../pipeline/runner/limited-trades.tool';
import { lanesWithin } from '../pipeline/runner/limits';
import { queuesNamed, queuesOf } from '../pipeline/runner/queues-named';
import type { MakingTrade, Trades } from '../pipeline/runner/trade.tool';
import { housed } from '../pipeline/runner/vendor';
import type { Capability } from '../pipeline/values/capability';
import type { Config } from './config';
import { sweepLeftovers } from './leftovers';
import { newerDatabase } from './newer-database';
import type { Services } from './services';
import type { Suppliers } from './suppliers';
import { watchedTrades } from './watched-trades';

/** What the work needs of a process; the rest of its services is for those who ask. */
export type WorkServices = Pick<
  Services,
  'config' | 'studio' | 'storage' | 'signals' | 'log' | 'ffmpeg' | 'suppliers' | 'watching'
>;

/** What a process takes of the work. */
export interface Shift {
  /** As people name them. Null: all. */
  readonly queues: readonly string[] | null;
  /** Of each queue. Null: what the queue says. */
  readonly mostAtOnce: number | null;
}

export const ALL_WORK: Shift = { queues: null, mostAtOnce: null };

/** The engine, with everybody who works for it. */
export async function openWorkshop(
  services: WorkServices,
  databaseUrl: string,
  { queues, mostAtOnce, signal }: Shift & { signal?: AbortSignal } = ALL_WORK,
): Promise<Engine> {
  const { config, studio, storage, signals, log } = services;
  const { watch } = services.watching;
  const trades = watchedTrades(limitedTrades(await openTrades(services, signal), config.limits), watch);
  const shift = { queues: queues && queuesNamed(queues, queuesOf(trades)), mostAtOnce };
  const hall = { studio, trades, storage, wakes: signals, log, watch, keys: config.vendors().secrets };
  const outdated = () => newerDatabase(studio.store);
  const lanes = lanesWithin(config.limits);
  return openEngine({ ...hall, ...shift, lanes, databaseUrl, sole: isSole(config), outdated });
}

/** The embedded database locks its data directory: nobody else works in it, and whoever did is dead. */
function isSole({ databaseUrl }: Config): boolean {
  return databaseUrl === null;
}

function rendersDir({ dataDir }: Config): string {
  return join(dataDir, 'renders');
}

async function openTrades(services: WorkServices, signal = new AbortController().signal): Promise<Trades> {
  const { config, storage, studio } = services;
  const scratchDir = join(config.dataDir, 'scratch');
  if (isSole(config)) {
    await rm(scratchDir, { recursive: true, force: true });
    await sweepLeftovers(rendersDir(config));
  }
  await mkdir(scratchDir, { recursive: true });
  const ffmpeg = await services.ffmpeg(signal);
  const suppliers = await services.suppliers.open(signal);
  const { image, text, meansOf } = suppliers;
  const filmed =
    ffmpeg instanceof NotConfigured ? without(ffmpeg) : withFfmpeg(services, { ffmpeg, suppliers, scratchDir });
  return {
    ...filmed,
    GENERATE_IMAGE: drawing(image, { storage, meansOf }),
    GENERATE_CHART: drawing(image, { storage, meansOf }),
    ENHANCE_IMAGE: drawing(image, { storage, meansOf }),
    BUILD_CUT: cutting,
    WRITE_SCRIPT: writing(text, { store: studio.store, meansOf }),
    LAY_OUT_SCRIPT: layingOut(studio),
  };
}

interface Filming {
  readonly ffmpeg: Ffmpeg;
  readonly suppliers: Suppliers;
  readonly scratchDir: string;
}

function withFfmpeg({ config, studio, storage }: WorkServices, { ffmpeg, suppliers, scratchDir }: Filming): Trades {
  const { speech, sound, video, lipsync, encoder, drawCard, meansOf, timer } = suppliers;
  const tools = { ffmpeg, storage, scratchDir, meansOf };
  if (!encoder) throw new Error('There is FFmpeg and no encoder.');
  const cacheDir = rendersDir(config);
  const cacheBytes = config.rendersGigabytes * 1_000_000_000;
  const nowMs = () => studio.now().getTime();
  const film = rendering({ ffmpeg, encoder, storage, store: studio.store, cacheDir, cacheBytes, nowMs, drawCard });
  return {
    TTS: speaking(speech, { ...tools, timer }),
    GENERATE_MUSIC: composing(sound, tools),
    GENERATE_VIDEO: clipping(video, tools),
    LIP_SYNC: syncing(lipsync, tools),
    RENDER_FILM: film,
    RENDER_SHOTSTACK: film,
  };
}

/** Without FFmpeg everything else goes on; what needs it says so when it is asked. */
function without(refusal: NotConfigured): Trades {
  const refused = (name: string, capability: Capability): MakingTrade => ({
    does: 'make',
    capability,
    vendors: [housed({ name, model: 'none', atOnce: 1, reach: 'LOCAL' }, () => Promise.reject(refusal))],
  });
  return {
    TTS: refused('offline-speech', 'SPEECH'),
    GENERATE_MUSIC: refused('offline-sound', 'SOUND'),
    GENERATE_VIDEO: refused('offline-video', 'VIDEO'),
    RENDER_FILM: refused('ffmpeg', 'VIDEO'),
    RENDER_SHOTSTACK: refused('ffmpeg', 'VIDEO'),
  };
}

import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { NotConfigured } from '../pipeline/errors';
import { composing } from '../pipeline/production/ambience.stage';
import { cutting } from '../pipeline/production/build-cut.verb';
import { rendering } from '../pipeline/production/film.stage';
import { drawing } from '../pipeline/production/picture.stage';
import { speaking } from '../pipeline/production/speech.stage';
import type { Ffmpeg } from '../pipeline/render/ffmpeg.tool';
import { PieceEncoder } from '../pipeline/render/piece-encoder.tool';
import { type Engine, openEngine } from '../pipeline/runner/engine.tool';
import { limitedTrades } from '../pipeline/runner/limited-trades.tool';
import { lanesWithin } from '../pipeline/runner/limits';
import { queuesNamed, queuesOf } from '../pipeline/runner/queues-named';
import type { MakingTrade, Trades } from '../pipeline/runner/trade.tool';
import { housed } from '../pipeline/runner/vendor';
import type { Capability } from '../pipeline/values/capability';
import { assetPath } from './assets';
import type { Config } from './config';
import { sweepLeftovers } from './leftovers';
import { newerDatabase } from './newer-database';
import type { Services } from './services';
import { type FilmTools, openSuppliers, type Suppliers } from './suppliers';
import { watchedTrades } from './watched-trades';

/** Each encodes with one thread of its own; more than four gain little and take 60 MB each. */
const MOST_ENCODERS = 4;

/** What the work needs of a process; the rest of its services is for those who ask. */
export type WorkServices = Pick<Services, 'config' | 'studio' | 'storage' | 'signals' | 'log' | 'ffmpeg' | 'watching'>;

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
  const crew = await openCrew(services, signal);
  try {
    const { watch } = services.watching;
    const trades = watchedTrades(limitedTrades(crew.trades, config.limits), watch);
    const shift = { queues: queues && queuesNamed(queues, queuesOf(trades)), mostAtOnce };
    const hall = { studio, trades, storage, wakes: signals, log, watch };
    const outdated = () => newerDatabase(studio.store);
    const engine = await openEngine({
      ...hall,
      ...shift,
      lanes: lanesWithin(config.limits),
      databaseUrl,
      sole: isSole(config),
      outdated,
    });
    return { failed: engine.failed, close: () => engine.close().finally(crew.close) };
  } catch (error) {
    await crew.close();
    throw error;
  }
}

/** The embedded database locks its data directory: nobody else works in it, and whoever did is dead. */
function isSole({ databaseUrl }: Config): boolean {
  return databaseUrl === null;
}

function rendersDir({ dataDir }: Config): string {
  return join(dataDir, 'renders');
}

interface Crew {
  readonly trades: Trades;
  close(): Promise<void>;
}

async function openCrew(services: WorkServices, signal = new AbortController().signal): Promise<Crew> {
  const { config, storage } = services;
  const scratchDir = join(config.dataDir, 'scratch');
  if (isSole(config)) {
    await rm(scratchDir, { recursive: true, force: true });
    await sweepLeftovers(rendersDir(config));
  }
  await mkdir(scratchDir, { recursive: true });
  const ffmpeg = await services.ffmpeg(signal);
  const tools = ffmpeg instanceof NotConfigured ? ffmpeg : { ffmpeg, encoder: encoderOf(ffmpeg), scratchDir };
  const suppliers = await openSuppliers({ config, tools, signal });
  const { image, meansOf } = suppliers;
  const filmed = tools instanceof NotConfigured ? without(tools) : withFfmpeg(services, tools, suppliers);
  const trades = { ...filmed.trades, GENERATE_IMAGE: drawing(image, { storage, meansOf }), BUILD_CUT: cutting };
  const close = async () => {
    await filmed.close();
    await suppliers.close();
  };
  return { trades, close };
}

function encoderOf({ path }: Ffmpeg): PieceEncoder {
  const workers = Math.min(MOST_ENCODERS, availableParallelism());
  return new PieceEncoder({ ffmpeg: { path }, wasm: assetPath('resample.wasm'), workers });
}

function withFfmpeg({ config, studio, storage }: WorkServices, film: FilmTools, suppliers: Suppliers): Crew {
  const { speech, sound, meansOf } = suppliers;
  const { ffmpeg, encoder } = film;
  const tools = { ffmpeg, scratchDir: film.scratchDir, meansOf };
  const cacheDir = rendersDir(config);
  const cacheBytes = config.rendersGigabytes * 1_000_000_000;
  const nowMs = () => studio.now().getTime();
  return {
    trades: {
      TTS: speaking(speech, tools),
      GENERATE_MUSIC: composing(sound, tools),
      RENDER_FILM: rendering({ ffmpeg, encoder, storage, store: studio.store, cacheDir, cacheBytes, nowMs }),
    },
    close: () => encoder.close(),
  };
}

/** Without FFmpeg everything else goes on; what needs it says so when it is asked. */
function without(refusal: NotConfigured): Crew {
  const refused = (name: string, capability: Capability): MakingTrade => ({
    does: 'make',
    capability,
    vendors: [housed({ name, model: 'none', atOnce: 1, reach: 'LOCAL' }, () => Promise.reject(refusal))],
  });
  return {
    trades: {
      TTS: refused('offline-speech', 'SPEECH'),
      GENERATE_MUSIC: refused('offline-sound', 'SOUND'),
      RENDER_FILM: refused('ffmpeg', 'VIDEO'),
    },
    close: async () => undefined,
  };
}

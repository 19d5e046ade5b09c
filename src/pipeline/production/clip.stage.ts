import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Media } from '../../providers/provider';
import type { Clip, VideoModel, VideoProvider, VideoRequest, VideoTerms } from '../../providers/video/video';
import type { Storage } from '../../storage/storage';
import { InvalidInput, MediaRefused } from '../errors';
import { probeMedia } from '../library/probe.tool';
import type { SettledWish } from '../library/wish';
import { joinTakes, lastFrame } from '../render/clip-chain.tool';
import type { Ffmpeg } from '../render/ffmpeg.tool';
import type { MakeOrder } from '../runner/order';
import { SupplierFailed } from '../runner/supplier-failed';
import type { MakingTrade } from '../runner/trade.tool';
import type { Continuing, Delivery, MakingTools, Vendor } from '../runner/vendor';
import { FILM_RATE } from '../values/rate';
import { openBlob } from './blob.stage';
import { type ChainedTake, chainedTakes } from './chained-takes';
import { noGood } from './no-good';
import { type MeansOf, vendorOf } from './supplier.stage';
import { numberOf } from './terms';

export interface ClipTools {
  readonly ffmpeg: Ffmpeg;
  readonly storage: Storage;
  readonly scratchDir: string;
  readonly meansOf: MeansOf;
}

/** The trade that moves stills. What is longer than a model makes it is made in takes, each from the last frame of the one before. */
export function clipping(providers: readonly VideoProvider[], tools: ClipTools): MakingTrade {
  return { does: 'make', capability: 'VIDEO', vendors: providers.map((provider) => clipVendor(provider, tools)) };
}

const SECONDS = 5;
const HD = { width: 1280, height: 720 };

/** Of the whole clip, in however many takes. */
export function clipTerms({ parameters }: SettledWish): VideoTerms {
  return {
    durationSeconds: numberOf(parameters, 'durationSeconds', SECONDS),
    size: { width: numberOf(parameters, 'width', HD.width), height: numberOf(parameters, 'height', HD.height) },
    rate: {
      numerator: numberOf(parameters, 'rateNumerator', FILM_RATE.numerator),
      denominator: numberOf(parameters, 'rateDenominator', FILM_RATE.denominator),
    },
  };
}

function takesOf({ durationSeconds, rate }: VideoTerms, { limits }: VideoModel): ChainedTake[] {
  const framesPerSecond = rate.numerator / rate.denominator;
  return chainedTakes({ ...limits, durationSeconds, framesPerSecond });
}

const MOST_SECONDS = 300;

/** The price of a clip is that of its takes. */
export function inTakes(provider: VideoProvider): VideoProvider {
  const price: VideoProvider['price'] = (terms, model) => {
    const prices = takesOf(terms, model).map(({ durationSeconds }) =>
      provider.price({ ...terms, durationSeconds }, model),
    );
    return {
      expectedMicros: prices.reduce((sum, { expectedMicros }) => sum + expectedMicros, 0n),
      ceilingMicros: prices.reduce((sum, { ceilingMicros }) => sum + ceilingMicros, 0n),
    };
  };
  return { ...provider, price };
}

function clipVendor(provider: VideoProvider, tools: ClipTools): Vendor {
  const single = vendorOf(
    inTakes(provider),
    {
      termsOf: clipTerms,
      requestOf: async ({ wish }, { signal }) => requestOf(wish, await stillOf(tools, wish, signal)),
      delivered: () => Promise.reject(new Error('Clips are delivered as chains.')),
    },
    tools.meansOf,
  );
  const chain = new Chain(provider, tools);
  if (single.answers === 'at once') return { ...single, call: (order, made) => chain.atOnce(order, made) };
  return {
    ...single,
    submit: (order, made) => chain.first(order, made),
    poll: (externalId, order, made) => chain.poll(externalId, order, made),
    cancel: (externalId, signal) => {
      const { job } = stateIn(externalId);
      return job === null ? Promise.resolve(false) : single.cancel(job, signal);
    },
  };
}

/** What is known of an order that comes to several jobs, as its name at the supplier: written down before each of them. */
interface State {
  /** The takes that are there, by their blobs. */
  readonly takes: readonly string[];
  /** What they cost, in micro-dollars. */
  readonly spent: string;
  /** The supplier's name for the one that is under way; null: it was about to be ordered. */
  readonly job: string | null;
}

const stateIn = (externalId: string): State => JSON.parse(externalId);

class Chain {
  constructor(
    private readonly provider: VideoProvider,
    private readonly tools: ClipTools,
  ) {}

  /** All of them, one after the other. */
  async atOnce(order: MakeOrder, making: MakingTools): Promise<Delivery> {
    const { provider } = this;
    if (provider.answers !== 'at once') throw new Error(`${provider.name} is asked later.`);
    const { call, takes } = this.#asked(order, making);
    let state: State = { takes: [], spent: '0', job: null };
    for (const _ of takes) {
      const request = await this.#request(order, state, making.signal);
      state = await this.#kept(state, await provider.make(request, call), making.signal);
    }
    return this.#delivered(order, state, making.signal);
  }

  async first(order: MakeOrder, making: MakingTools): Promise<string> {
    return this.#ordered(order, { takes: [], spent: '0', job: null }, making);
  }

  async poll(externalId: string, order: MakeOrder, making: MakingTools): Promise<Delivery | Continuing | null> {
    const { provider } = this;
    if (provider.answers !== 'later') throw new Error(`${provider.name} answers at once.`);
    const before = stateIn(externalId);
    if (before.job === null) throw lost(provider.name);
    const { call, takes } = this.#asked(order, making);
    const request = await this.#request(order, before, making.signal);
    const clip = await provider.poll(before.job, request, call);
    if (!clip) return null;
    const state = await this.#kept(before, clip, making.signal);
    if (state.takes.length === takes.length) return this.#delivered(order, state, making.signal);
    making.progress({ fraction: state.takes.length / takes.length, note: null });
    return {
      soFar: JSON.stringify(state),
      spentMicros: BigInt(state.spent),
      next: () => this.#ordered(order, state, making),
    };
  }

  async #ordered(order: MakeOrder, state: State, making: MakingTools): Promise<string> {
    const { provider } = this;
    if (provider.answers !== 'later') throw new Error(`${provider.name} answers at once.`);
    const request = await this.#request(order, state, making.signal);
    const job = await provider.submit(request, this.#asked(order, making).call);
    return JSON.stringify({ ...state, job });
  }

  #asked({ model: name, wish }: MakeOrder, making: MakingTools) {
    const model = this.provider.models.find((one) => one.name === name);
    if (!model) throw new Error(`There is no model ${name} any more.`);
    return {
      call: { ...making, model, means: this.tools.meansOf(this.provider) },
      takes: takesOf(clipTerms(wish), model),
    };
  }

  /** Of the take that comes next. */
  async #request({ wish, model: name }: MakeOrder, { takes: done }: State, signal: AbortSignal): Promise<VideoRequest> {
    const model = this.provider.models.find((one) => one.name === name);
    const take = model && takesOf(clipTerms(wish), model)[done.length];
    const before = done.at(-1);
    const still = before === undefined ? await stillOf(this.tools, wish, signal) : await this.#last(before, signal);
    return { ...requestOf(wish, still), durationSeconds: take?.durationSeconds ?? SECONDS };
  }

  async #last(sha256: string, signal: AbortSignal): Promise<Uint8Array> {
    return this.#within(async (dir) => {
      const file = await this.#opened(sha256, { dir, signal });
      return lastFrame(file, { ...this.tools, signal });
    });
  }

  /** A take is kept before the next is ordered; what does not decode to its end was paid for, and is refused. */
  async #kept(state: State, { media, mimeType, costMicros }: Clip, signal: AbortSignal): Promise<State> {
    const { ffmpeg, storage } = this.tools;
    const spentMicros = BigInt(state.spent) + costMicros;
    const sha256 = await this.#within(async (dir) => {
      const file = await fileOf(media, dir);
      try {
        const { width } = await probeMedia(file, { mimeType, ffmpeg, signal });
        if (width === null) throw new MediaRefused('It has no picture.', { expected: 'a film', got: 'sound alone' });
        return (await storage.put(createReadStream(file), { signal })).sha256;
      } catch (error) {
        throw error instanceof MediaRefused ? noGood(this.provider.name, { error, costMicros: spentMicros }) : error;
      } finally {
        if (!(media instanceof Uint8Array)) await rm(media.file, { force: true });
      }
    });
    return { takes: [...state.takes, sha256], spent: spentMicros.toString(), job: null };
  }

  /** One take as it came; several as one clip. */
  async #delivered({ wish }: MakeOrder, { takes, spent }: State, signal: AbortSignal): Promise<Delivery> {
    const { ffmpeg, scratchDir } = this.tools;
    const { size, rate, durationSeconds: wanted } = clipTerms(wish);
    const file = join(scratchDir, `clip-${randomUUID()}.mp4`);
    await mkdir(scratchDir, { recursive: true });
    await this.#within(async (dir) => {
      const files = await Promise.all(takes.map((sha256) => this.#opened(sha256, { dir, signal })));
      const durationFrames = Math.max(1, Math.round((wanted * rate.numerator) / rate.denominator));
      if (files.length > 1) await joinTakes({ files, size, rate, durationFrames, to: file }, { ffmpeg, signal });
      else await pipeline(createReadStream(files[0] ?? ''), createWriteStream(file), { signal });
    });
    const { durationSeconds, width, height } = await probeMedia(file, { mimeType: 'video/mp4', ffmpeg, signal });
    return {
      media: { file },
      mimeType: 'video/mp4',
      durationSeconds,
      width,
      height,
      loudnessLufs: null,
      truePeakDbtp: null,
      sentences: [],
      words: null,
      text: null,
      voice: null,
      parameters: wish.parameters,
      costMicros: Number(spent),
      facts: {},
    };
  }

  async #opened(sha256: string, { dir, signal }: { dir: string; signal: AbortSignal }): Promise<string> {
    const file = join(dir, `${sha256}.mp4`);
    await pipeline(await openBlob(this.tools.storage, sha256, signal), createWriteStream(file), { signal });
    return file;
  }

  async #within<T>(work: (dir: string) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(join(this.tools.scratchDir, 'take-'));
    try {
      return await work(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
}

async function fileOf(media: Media, dir: string): Promise<string> {
  if (!(media instanceof Uint8Array)) return media.file;
  const file = join(dir, 'take.mp4');
  await writeFile(file, media);
  return file;
}

/** The name under which the first frame is among a wish's inputs. */
const STILL = 'still';

async function stillOf({ storage }: ClipTools, { inputs }: SettledWish, signal: AbortSignal): Promise<Uint8Array> {
  const still = inputs.find(({ name }) => name === STILL) ?? inputs[0];
  if (still) return new Uint8Array(await buffer(await openBlob(storage, still.sha256, signal)));
  throw new InvalidInput('A clip is made of a still, and this wish names none.', {
    expected: `an input called ${STILL}`,
    got: 'none',
    remedy: 'Make the picture first.',
  });
}

function requestOf(wish: SettledWish, still: Uint8Array): VideoRequest {
  const variation = wish.variation + numberOf(wish.parameters, 'seed', 0);
  const terms = clipTerms(wish);
  if (!(terms.durationSeconds > 0 && terms.durationSeconds <= MOST_SECONDS)) throw tooLong(terms.durationSeconds);
  return { ...terms, prompt: wish.prompt ?? '', still, variation };
}

function tooLong(durationSeconds: number): InvalidInput {
  return new InvalidInput('No clip lasts that long.', {
    expected: `more than 0 and at most ${MOST_SECONDS} seconds`,
    got: `${durationSeconds}`,
    remedy: 'Divide the shot.',
  });
}

function lost(vendor: string): SupplierFailed {
  return new SupplierFailed({
    code: 'LOST',
    message: `The server stopped while ${vendor} was asked for the next take; whether it heard, and billed, nobody can say.`,
    remedy: `Compare the account at ${vendor} with \`costReport\`.`,
    billed: 'UNKNOWN',
  });
}

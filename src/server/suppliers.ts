import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { NotConfigured } from '../pipeline/errors';
import type { PriceList } from '../pipeline/library/price';
import { soundTerms, withinLimits } from '../pipeline/production/ambience.stage';
import { isSet } from '../pipeline/production/card-wishes';
import { clipTerms, inTakes } from '../pipeline/production/clip.stage';
import { draftTerms } from '../pipeline/production/draft.stage';
import { lipsyncTerms } from '../pipeline/production/lipsync.stage';
import { imageTerms } from '../pipeline/production/picture.stage';
import { speechTerms } from '../pipeline/production/speech.stage';
import { type MeansOf, offerOf } from '../pipeline/production/supplier.stage';
import type { WordTimer } from '../pipeline/production/word-timer';
import { comeLast } from '../pipeline/render/come-last.tool';
import type { Ffmpeg } from '../pipeline/render/ffmpeg.tool';
import { PieceEncoder } from '../pipeline/render/piece-encoder.tool';
import { priceListOf, type Seller } from '../pipeline/runner/price-list';
import { CAPABILITIES, type Capability } from '../pipeline/values/capability';
import { type Listed, VENDORS } from '../providers/catalogue';
import { IMAGE_VENDORS, openImageProviders } from '../providers/image';
import type { DrawCard, ImageProvider } from '../providers/image/image';
import { PRESS } from '../providers/image/press';
import { LIPSYNC_VENDORS } from '../providers/lipsync';
import type { LipsyncProvider } from '../providers/lipsync/lipsync';
import { systemLookup } from '../providers/network/lookup';
import { meansWithin, type Network } from '../providers/network/means';
import { type Means, missingSettings, type Setting } from '../providers/provider';
import { openSoundProviders, SOUND_VENDORS } from '../providers/sound';
import type { SoundProvider } from '../providers/sound/sound';
import { openSpeechEngine, openSpeechProviders, openWordTimer, SPEECH_VENDORS } from '../providers/speech';
import type { SpeechProvider } from '../providers/speech/speech';
import { openTextProviders, TEXT_VENDORS } from '../providers/text';
import type { TextProvider } from '../providers/text/text';
import { openVideoProviders, VIDEO_VENDORS } from '../providers/video';
import type { VideoProvider } from '../providers/video/video';
import { openVisionProviders, VISION_VENDORS } from '../providers/vision';
import type { VisionProvider } from '../providers/vision/vision';
import { assetPath } from './assets';
import { type Config, programPath } from './config';
import type { FfmpegHere } from './ffmpeg';
import { motionStudio } from './motion-studio';

export type { Listed };

/** Everybody who may be asked for anything, of those whom the configuration knows: in the server's order of preference. */
export interface Suppliers {
  readonly text: readonly TextProvider[];
  readonly speech: readonly SpeechProvider[];
  readonly image: readonly ImageProvider[];
  /** Of the press: a card where a film has no picture. */
  readonly drawCard: DrawCard;
  readonly video: readonly VideoProvider[];
  /** Without FFmpeg nobody stands in for them. */
  readonly sound: readonly SoundProvider[];
  readonly vision: readonly VisionProvider[];
  readonly lipsync: readonly LipsyncProvider[];
  /** All that this release knows, those of whom the configuration says nothing among them. */
  readonly known: readonly Listed[];
  readonly given: ReadonlyMap<string, string>;
  /** Films and clips share it; null without FFmpeg. */
  readonly encoder: PieceEncoder | null;
  readonly meansOf: MeansOf;
  /** It compares with what the offline speech says. */
  readonly timer: WordTimer;
  close(): Promise<void>;
}

/** Opened once, when somebody first needs them. */
export interface SuppliersHere {
  open(signal?: AbortSignal): Promise<Suppliers>;
  close(): Promise<void>;
}

export function suppliersHere(config: Config, ffmpeg: FfmpegHere): SuppliersHere {
  let opened: Promise<Suppliers> | null = null;
  return {
    open: (signal = new AbortController().signal) => {
      opened ??= ffmpeg(signal)
        .then((found) => openSuppliers({ config, ffmpeg: found, signal }))
        .catch((error) => {
          opened = null; // one that was broken off has found out nothing
          throw error;
        });
      return opened;
    },
    close: async () => (await opened)?.close(),
  };
}

interface Opening {
  readonly config: Config;
  readonly ffmpeg: Ffmpeg | NotConfigured;
  readonly signal: AbortSignal;
}

async function openSuppliers({ config, ffmpeg, signal }: Opening): Promise<Suppliers> {
  const among = ({ settings }: Choice) => missingSettings(settings, config.vendors().given).length === 0;
  const engine = await openSpeechEngine({ searchPath: programPath() ?? '', signal, comeLast });
  const speech = openSpeechProviders(engine);
  const timer = openWordTimer({ engine, comeLast });
  const { providers: image, drawCard } = openImageProviders({ comeLast });
  const encoder = 'run' in ffmpeg ? encoderOf(ffmpeg) : null;
  const network = networkOf(config);
  const { scratchDir } = network;
  await mkdir(scratchDir, { recursive: true });
  const all = {
    text: ordered(openTextProviders({ comeLast }), config),
    speech: ordered(speech, config),
    image: ordered(image, config),
    video: ordered(
      encoder ? openVideoProviders({ studio: motionStudio({ encoder, scratchDir }) }) : VIDEO_VENDORS,
      config,
    ),
    sound: ordered('run' in ffmpeg ? openSoundProviders({ ffmpeg, comeLast }) : SOUND_VENDORS, config),
    vision: ordered(openVisionProviders({ comeLast }), config),
    lipsync: ordered(LIPSYNC_VENDORS, config),
  };
  const known: readonly Listed[] = Object.values(all).flat();
  for (const provider of known.filter(among)) provider.load?.();
  return {
    text: all.text.filter(among),
    speech: all.speech.filter(among),
    image: all.image.filter(among),
    drawCard,
    video: all.video.filter(among),
    sound: all.sound.filter(among),
    vision: all.vision.filter(among),
    lipsync: all.lipsync.filter(among),
    known,
    given: config.vendors().given,
    encoder,
    meansOf: (provider) => meansWithin(network, provider),
    timer,
    close: async () => {
      await timer.close();
      for (const provider of known) await provider.close?.();
      await encoder?.close();
    },
  };
}

/** Each encodes with one thread of its own; more than four gain little and take 60 MB each. */
const MOST_ENCODERS = 4;

/** Its processes begin when somebody first needs them. */
function encoderOf({ path }: Ffmpeg): PieceEncoder {
  const workers = Math.min(MOST_ENCODERS, availableParallelism());
  return new PieceEncoder({ ffmpeg: { path }, wasm: assetPath('resample.wasm'), workers });
}

interface Choice {
  readonly name: string;
  readonly vendor: string;
  readonly capability: Capability;
  readonly settings: readonly Setting[];
}

/** First those whom the configuration names first. */
function ordered<P extends Choice>(providers: readonly P[], { providerOrder }: Pick<Config, 'providerOrder'>): P[] {
  const rank = ({ name, vendor, capability }: P): number => {
    const order = providerOrder[capability] ?? [];
    const at = order.findIndex((said) => said === name || said === vendor);
    return at < 0 ? order.length : at;
  };
  return [...providers].sort((a, b) => rank(a) - rank(b));
}

function networkOf({ vendors, providerAllowance: allowance, dataDir }: Config): Network {
  return { ...vendors(), allowance, lookup: systemLookup, scratchDir: join(dataDir, 'scratch') };
}

/** Who writes, in the server's order of preference: without opening anybody, for whoever asks outside of runs. */
export function writersOf(config: Config): readonly { readonly provider: TextProvider; readonly means: Means }[] {
  const { given } = config.vendors();
  const network = networkOf(config);
  return ordered(TEXT_VENDORS, config)
    .filter(({ settings }) => missingSettings(settings, given).length === 0)
    .map((provider) => ({ provider, means: meansWithin(network, provider) }));
}

/** What they ask, for whoever only wants to know: without opening anybody. */
export function pricesOf(config: Config): PriceList {
  const { given } = config.vendors();
  const isGiven = ({ settings }: Choice): boolean => missingSettings(settings, given).length === 0;
  const sellers = [
    ...ordered(SPEECH_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(provider, speechTerms)),
    ...ordered(IMAGE_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(provider, imageTerms)),
    ...ordered(SOUND_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(withinLimits(provider), soundTerms)),
    ...ordered(VIDEO_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(inTakes(provider), clipTerms)),
    ...ordered(LIPSYNC_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(provider, lipsyncTerms)),
    ...ordered(TEXT_VENDORS, config)
      .filter(isGiven)
      .map((provider) => offerOf(provider, draftTerms)),
    // What is looked at has no place in a wish yet: that somebody may be asked is all there is to say.
    ...VISION_VENDORS.filter(isGiven).map(unpriced),
  ];
  const lacking = VENDORS.filter((vendor) => !isGiven(vendor)).map(({ capability, name, settings }) => {
    return { capability, name, settings: missingSettings(settings, given).map((setting) => setting.name) };
  });
  return priceListOf([pressSeller, ...STAND_INS.map(standIn), ...sellers], lacking);
}

function unpriced({ name, vendor: house, capability, models: [first] }: Listed): Seller {
  const terms = { name, house, capability, reach: 'NETWORK', isOffByDefault: false } as const;
  return { ...terms, modelOf: () => first?.name ?? null, ceilingMicros: () => 0n, expectedMicros: () => 0n };
}

/** Pages and cards, for nothing, in every project. */
const pressSeller: Seller = {
  ...{ name: PRESS.name, house: PRESS.house, capability: 'IMAGE', reach: 'LOCAL', isOffByDefault: false },
  modelOf: (wish) => (isSet(wish) ? PRESS.model : null),
  ceilingMicros: () => 0n,
  expectedMicros: () => 0n,
};

/** Nobody offline moves lips. */
const STAND_INS = CAPABILITIES.filter((capability) => capability !== 'LIPSYNC');

/** Whoever stands in does everything but what is set, for nothing. */
function standIn(capability: Capability): Seller {
  const name = `offline-${capability.toLowerCase()}`;
  const terms = { name, house: 'offline', capability, reach: 'OFFLINE', isOffByDefault: false } as const;
  return {
    ...terms,
    modelOf: (wish) => (isSet(wish) ? null : name),
    ceilingMicros: () => 0n,
    expectedMicros: () => 0n,
  };
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, Media } from '../../providers/provider';
import type { Sound, SoundModel, SoundProvider, SoundRequest, SoundTerms } from '../../providers/sound/sound';
import { MediaRefused } from '../errors';
import type { SettledWish } from '../library/wish';
import { mediaInput } from '../render/ffmpeg-arguments';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { claimedType, demuxerOf } from '../values/media-type';
import { WAVE_HEADER_BYTES, waveHeader } from '../values/wave-header';
import { noGood } from './no-good';
import { repeatedSound } from './repeated-sound';
import { heard, type SoundTools } from './speech.stage';
import { type Unpaid, vendorOf } from './supplier.stage';
import { numberOf, textOf, wordOf } from './terms';

const SECONDS = 30;
const RATE = 48_000;
/** A seam that is heard for less is heard as one. */
const OVERLAP_SECONDS = 3;

/** The trade that makes ambience and music. What is longer than a supplier makes is repeated without a seam. */
export function composing(providers: readonly SoundProvider[], tools: SoundTools): MakingTrade {
  const requestOf = async ({ wish }: MakeOrder): Promise<SoundRequest> => {
    return { ...soundTerms(wish), prompt: textOf(wish), variation: wish.variation };
  };
  return {
    does: 'make',
    capability: 'SOUND',
    vendors: providers.map((provider) => {
      const delivering = (sound: Sound, asked: Delivering) => delivered(sound, asked, { ...tools, provider });
      return vendorOf(withinLimits(provider), { termsOf: soundTerms, requestOf, delivered: delivering }, tools.meansOf);
    }),
  };
}

export function soundTerms({ parameters }: SettledWish): SoundTerms {
  return {
    kind: wordOf(parameters, 'kind') === 'MUSIC' ? 'MUSIC' : 'AMBIENCE',
    durationSeconds: numberOf(parameters, 'durationSeconds', SECONDS),
  };
}

/** The same provider for any length: it is asked for what it makes, and paid for that. */
export function withinLimits(provider: SoundProvider): SoundProvider {
  const within = <T extends SoundTerms>(terms: T, { limits }: SoundModel): T => {
    const durationSeconds = Math.max(limits.fromSeconds, Math.min(limits.toSeconds, terms.durationSeconds));
    return { ...terms, durationSeconds };
  };
  const asked = {
    price: (terms: SoundTerms, model: SoundModel) => provider.price(within(terms, model), model),
    serves: (terms: SoundTerms, model: SoundModel) =>
      model.limits.kinds.includes(terms.kind) && (provider.serves?.(terms, model) ?? true),
  };
  // Whoever works here says itself what is too long for it.
  if (provider.reach !== 'NETWORK') return { ...provider, serves: asked.serves };
  if (provider.answers === 'at once') {
    const make = (request: SoundRequest, call: Call<SoundModel>) => provider.make(within(request, call.model), call);
    return { ...provider, ...asked, make };
  }
  return {
    ...provider,
    ...asked,
    submit: (request, call) => provider.submit(within(request, call.model), call),
    poll: (id, request, call) => provider.poll(id, within(request, call.model), call),
  };
}

interface Delivering {
  readonly order: MakeOrder;
  readonly request: SoundRequest;
  readonly signal: AbortSignal;
}

async function delivered(
  { media, mimeType, isLoop, costMicros }: Sound,
  { order: { wish }, request, signal }: Delivering,
  { provider, ...tools }: SoundTools & { readonly provider: SoundProvider },
): Promise<Unpaid> {
  const asItCame = media instanceof Uint8Array && provider.reach !== 'NETWORK';
  const wav = asItCame ? media : await asWave({ media, mimeType, isLoop }, { tools, request, signal }).catch(refuse);
  return {
    media: wav,
    mimeType: 'audio/wav',
    durationSeconds: (wav.length - WAVE_HEADER_BYTES) / (RATE * 4),
    width: null,
    height: null,
    ...(await heard(wav, tools, signal)),
    sentences: [],
    words: null,
    text: null,
    voice: null,
    parameters: wish.parameters,
    facts: {},
  };

  function refuse(error: unknown): never {
    throw error instanceof MediaRefused ? noGood(provider.vendor, { error, costMicros }) : error;
  }
}

interface Decoding {
  readonly tools: SoundTools;
  readonly request: SoundRequest;
  readonly signal: AbortSignal;
}

/** Decoded to its end, and as long as it was ordered. */
async function asWave(
  { media, mimeType, isLoop }: { media: Media; mimeType: string; isLoop: boolean },
  { tools: { ffmpeg, scratchDir }, request, signal }: Decoding,
): Promise<Uint8Array> {
  const dir = await mkdtemp(join(scratchDir, 'sound-'));
  try {
    const file = media instanceof Uint8Array ? join(dir, 'sound') : media.file;
    if (media instanceof Uint8Array) await writeFile(file, media);
    const type = claimedType(mimeType);
    const format = type && demuxerOf(type);
    if (!format) throw new MediaRefused('This is no sound that is taken.', { expected: 'a sound', got: mimeType });
    const decode = ['-map', '0:a:0', '-ac', '2', '-ar', String(RATE), '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
    const { stdout } = await ffmpeg.run([...mediaInput({ path: file, format }), ...decode], { signal });
    const values = new Int16Array(new Uint8Array(stdout).buffer, 0, stdout.length >> 1);
    const frames = Math.round(request.durationSeconds * RATE);
    const sound = repeatedSound(values, { frames, overlapFrames: isLoop ? 0 : OVERLAP_SECONDS * RATE });
    const data = Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength);
    return Buffer.concat([waveHeader({ rate: RATE, channels: 2, dataBytes: data.length }), data]);
  } finally {
    await rm(dir, { recursive: true, force: true });
    if (!(media instanceof Uint8Array)) await rm(media.file, { force: true });
  }
}

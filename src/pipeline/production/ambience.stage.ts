import type { Sound, SoundProvider, SoundRequest, SoundTerms } from '../../providers/sound/sound';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { heard, type SoundTools } from './speech.stage';
import { type Unpaid, vendorOf } from './supplier.stage';
import { numberOf, textOf, wordOf } from './terms';

const SECONDS = 30;

/** The trade that makes ambience and music. */
export function composing(providers: readonly SoundProvider[], tools: SoundTools): MakingTrade {
  const requestOf = async ({ wish }: MakeOrder): Promise<SoundRequest> => {
    return { ...soundTerms(wish), prompt: textOf(wish), variation: wish.variation };
  };
  const delivering = (sound: Sound, { order, signal }: Delivering) => delivered(sound, { order, signal, tools });
  return {
    does: 'make',
    capability: 'SOUND',
    vendors: providers.map((provider) =>
      vendorOf(provider, { termsOf: soundTerms, requestOf, delivered: delivering }, tools.meansOf),
    ),
  };
}

export function soundTerms({ parameters }: SettledWish): SoundTerms {
  return {
    kind: wordOf(parameters, 'kind') === 'MUSIC' ? 'MUSIC' : 'AMBIENCE',
    durationSeconds: numberOf(parameters, 'durationSeconds', SECONDS),
  };
}

interface Delivering {
  readonly order: MakeOrder;
  readonly signal: AbortSignal;
}

async function delivered(
  { media, mimeType }: Sound,
  { order: { wish }, signal, tools }: Delivering & { readonly tools: SoundTools },
): Promise<Unpaid> {
  if (!(media instanceof Uint8Array)) throw new Error('Sound in files is not read yet.');
  return {
    media,
    mimeType,
    durationSeconds: numberOf(wish.parameters, 'durationSeconds', SECONDS),
    width: null,
    height: null,
    ...(await heard(media, tools, signal)),
    sentences: [],
    words: null,
    text: null,
    voice: null,
    parameters: wish.parameters,
    facts: {},
  };
}

import type { SoundSupplier } from '../../providers/sound/sound';
import type { MakingTrade } from '../runner/trade.tool';
import { type Delivery, housed } from '../runner/vendor';
import { heard, type Sounding, type SoundTools } from './speech.stage';
import { numberOf, textOf } from './terms';

const SECONDS = 30;

/** The trade that makes ambience. */
export function composing(supplier: SoundSupplier, tools: SoundTools): MakingTrade {
  return {
    does: 'make',
    capability: 'SOUND',
    vendors: [
      housed({ name: supplier.name, model: supplier.model, atOnce: 1 }, (order, { signal }) =>
        compose(supplier, { order, tools, signal }),
      ),
    ],
  };
}

async function compose(supplier: SoundSupplier, { order: { wish }, tools, signal }: Sounding): Promise<Delivery> {
  const durationSeconds = numberOf(wish.parameters, 'durationSeconds', SECONDS);
  const sound = await supplier.compose({
    prompt: textOf(wish),
    durationSeconds,
    variation: wish.variation,
    signal,
  });
  return {
    media: sound.wav,
    mimeType: 'audio/wav',
    durationSeconds: sound.durationSeconds,
    width: null,
    height: null,
    ...(await heard(sound.wav, tools, signal)),
    sentences: [],
    text: null,
    voice: null,
    parameters: wish.parameters,
    costMicros: 0,
    facts: {},
  };
}

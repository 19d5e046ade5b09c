import { buffer } from 'node:stream/consumers';
import type { ImageSupplier } from '../../providers/image/image';
import type { Storage } from '../../storage/storage';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { type Delivery, housed } from '../runner/vendor';
import { openBlob } from './blob.stage';
import { numberOf, wordOf } from './terms';

const FULL_HD = { width: 1920, height: 1080 };

/** The trade that draws. */
export function drawing(supplier: ImageSupplier, storage: Storage): MakingTrade {
  return {
    does: 'make',
    capability: 'IMAGE',
    vendors: [
      housed({ name: supplier.name, model: supplier.model, atOnce: 2 }, (order, { signal }) =>
        draw(supplier, { order, storage, signal }),
      ),
    ],
  };
}

interface Drawing {
  readonly order: MakeOrder;
  readonly storage: Storage;
  readonly signal: AbortSignal;
}

async function draw(supplier: ImageSupplier, { order, storage, signal }: Drawing): Promise<Delivery> {
  const { prompt, parameters, variation } = order.wish;
  const picture = await supplier.draw({
    prompt: prompt ?? '',
    style: wordOf(parameters, 'style'),
    size: {
      width: numberOf(parameters, 'width', FULL_HD.width),
      height: numberOf(parameters, 'height', FULL_HD.height),
    },
    variation: variation + numberOf(parameters, 'seed', 0),
    inputs: await Promise.all(order.wish.inputs.map((input) => opened(storage, input, signal))),
    caption: wordOf(parameters, 'caption'),
    signal,
  });
  return {
    media: picture.png,
    mimeType: 'image/png',
    durationSeconds: null,
    ...picture.size,
    loudnessLufs: null,
    truePeakDbtp: null,
    sentences: [],
    text: null,
    voice: null,
    parameters: { ...parameters, style: picture.style },
    costMicros: 0,
    facts: {},
  };
}

async function opened(storage: Storage, { name, sha256 }: SettledWish['inputs'][number], signal: AbortSignal) {
  const bytes = await buffer(await openBlob(storage, sha256, signal));
  return { name, bytes: new Uint8Array(bytes) };
}

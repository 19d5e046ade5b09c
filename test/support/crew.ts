import { cutting } from '../../src/pipeline/production/build-cut.verb';
import type { MakeOrder } from '../../src/pipeline/runner/order';
import type { Delivery, MakingTrade, Trades } from '../../src/pipeline/runner/trade.tool';
import { deliveryOf } from './hall';

/** Suppliers of the test's own round the real cutting: each take is its prompt, and is told of when it is made. */
export function crewOf(onMade: (order: MakeOrder) => void | Promise<void>): Trades {
  const trade = (name: string, more: (order: MakeOrder) => Partial<Delivery>): MakingTrade => ({
    does: 'make',
    supplier: { name, model: '1' },
    source: name,
    atOnce: 16,
    make: async (order) => {
      await onMade(order);
      return { ...deliveryOf(`${name}: ${order.wishHash}`), ...more(order) };
    },
  });
  const sound = { mimeType: 'audio/wav', width: null, height: null, loudnessLufs: -20, truePeakDbtp: -3 };
  return {
    TTS: trade('test-speech', ({ wish: { prompt } }) => {
      const text = prompt ?? '';
      const sentences = [{ text, startSeconds: 0, endSeconds: 1.5 }];
      return { ...sound, durationSeconds: 1.5, sentences, text, voice: 'test' };
    }),
    GENERATE_MUSIC: trade('test-sound', () => ({ ...sound, durationSeconds: 30 })),
    GENERATE_IMAGE: trade('test-image', () => ({})),
    BUILD_CUT: cutting,
  };
}

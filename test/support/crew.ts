import { cutting } from '../../src/pipeline/production/cutting.verb';
import type { MakeOrder } from '../../src/pipeline/runner/order';
import type { MakingTrade, Trades } from '../../src/pipeline/runner/trade.tool';
import { type Delivery, housed } from '../../src/pipeline/runner/vendor';
import type { Capability } from '../../src/pipeline/values/capability';
import { deliveryOf } from './hall';

/** Suppliers of the test's own round the real cutting: each take is its prompt, and is told of when it is made. */
export function crewOf(onMade: (order: MakeOrder) => void | Promise<void>): Trades {
  const trade = (name: string, capability: Capability, more: (order: MakeOrder) => Partial<Delivery>): MakingTrade => ({
    does: 'make',
    capability,
    vendors: [
      housed({ name, model: '1', atOnce: 16 }, async (order) => {
        await onMade(order);
        return { ...deliveryOf(`${name}: ${order.wishHash}`), ...more(order) };
      }),
    ],
  });
  const sound = { mimeType: 'audio/wav', width: null, height: null, loudnessLufs: -20, truePeakDbtp: -3 };
  return {
    TTS: trade('test-speech', 'SPEECH', ({ wish: { prompt } }) => {
      const text = prompt ?? '';
      const sentences = [{ text, startSeconds: 0, endSeconds: 1.5 }];
      return { ...sound, durationSeconds: 1.5, sentences, text, voice: 'test' };
    }),
    GENERATE_MUSIC: trade('test-sound', 'SOUND', () => ({ ...sound, durationSeconds: 30 })),
    GENERATE_IMAGE: trade('test-image', 'IMAGE', () => ({})),
    BUILD_CUT: cutting,
  };
}

import type { MakeOrder } from '../../src/pipeline/runner/order';
import type { RetryPolicy } from '../../src/pipeline/runner/retry';
import type { CallingVendor, Delivery, MakingTools, QueueingVendor, Vendor } from '../../src/pipeline/runner/vendor';
import { deliveryOf } from './hall';
import { plainPng, pngChunk } from './pictures';

/** Tests wait for nobody. */
export const AT_ONCE: RetryPolicy = { baseSeconds: 0.01, mostSeconds: 0.02, patienceSeconds: 5 };

/** A picture that is whole, and another one for each text. */
export function pictureOf(text: string, costMicros = 0): Delivery {
  const plain = plainPng(16, 16);
  const end = plain.length - 12; // before IEND
  const note = pngChunk('tEXt', Buffer.from(`prompt\0${text}`, 'latin1'));
  const media = Buffer.concat([plain.subarray(0, end), note, plain.subarray(end)]);
  return { ...deliveryOf(text), media, costMicros };
}

const TERMS = {
  name: 'outside',
  house: 'outside',
  modelOf: () => '1',
  isOffByDefault: false,
  source: 'outside',
  reach: 'NETWORK',
  resend: 'NEVER',
  atOnce: 8,
  isShared: true,
  rate: null,
  timeoutSeconds: 60,
  ceilingMicros: () => 100n,
} as const;

/** A supplier of the outside that answers at once, for money. */
export function calling(
  call: (order: MakeOrder, tools: MakingTools) => Promise<Delivery>,
  terms: Partial<Omit<Vendor, 'answers'>> = {},
): CallingVendor {
  return { ...TERMS, ...terms, answers: 'at once', call };
}

/** A supplier of the outside that takes orders and is asked for them later. */
export function queueing(
  asked: Pick<QueueingVendor, 'submit' | 'poll'> & Partial<Pick<QueueingVendor, 'cancel' | 'find'>>,
  terms: Partial<Omit<Vendor, 'answers'>> = {},
): QueueingVendor {
  return { cancel: async () => true, ...TERMS, ...terms, ...asked, answers: 'later', pollSeconds: 0.01 };
}

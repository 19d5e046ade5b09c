import type { Secrets } from '../secrets';
import { Unusable } from './unusable';

export type Keys = Pick<Secrets, 'areIn' | 'mostBytes'>;

/** Bytes as they come, until a key of ours is among them: whoever sends one back has it kept, shown and played. */
export async function* keyless(source: AsyncIterable<Uint8Array>, keys: Keys): AsyncGenerator<Uint8Array> {
  let before: Uint8Array = new Uint8Array(0);
  for await (const bytes of source) {
    const joint = Buffer.concat([before, bytes]);
    if (keys.areIn(joint)) throw new Unusable('A key of this server is in its reply.');
    before = joint.subarray(Math.max(0, joint.length - keys.mostBytes));
    yield bytes;
  }
}

export const NO_KEYS: Keys = { areIn: () => false, mostBytes: 0 };

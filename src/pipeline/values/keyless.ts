import { MediaRefused } from '../errors';

/** What is secret here, as whoever looks for it needs to know it. */
export interface Keys {
  areIn(bytes: Uint8Array): boolean;
  /** Of the longest spelling of any. */
  readonly mostBytes: number;
}

export const NO_KEYS: Keys = { areIn: () => false, mostBytes: 0 };

/** Bytes as they come, until a key of ours is among them: whoever sends one back would have it kept, shown and played. */
export async function* keyless(source: AsyncIterable<Uint8Array>, keys: Keys): AsyncGenerator<Uint8Array> {
  let before: Uint8Array = new Uint8Array(0);
  for await (const bytes of source) {
    const joint = new Uint8Array(before.length + bytes.length);
    joint.set(before);
    joint.set(bytes, before.length);
    if (keys.areIn(joint)) throw betrayed();
    before = joint.subarray(Math.max(0, joint.length - keys.mostBytes));
    yield bytes;
  }
}

function betrayed(): MediaRefused {
  return new MediaRefused('A key of this server is in it.', {
    expected: 'media without any of our keys in it',
    got: 'one of them',
    remedy: 'Change the key, and ask the supplier why it was sent back.',
  });
}

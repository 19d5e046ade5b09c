import type { HeardStretch } from './aligned-to-speech';

/** What is expected to be heard: a pause before each word and behind the last one, and each moment of each word. */
export interface Expected {
  /** Of each state the moment of the reference; of a pause -1. */
  readonly moments: Int32Array;
  readonly isPause: Uint8Array;
  /** Of each word its first state. */
  readonly starts: Int32Array;
  /** Behind its last. */
  readonly endsExclusive: Int32Array;
}

/** A word that is shorter than a moment has one all the same. */
export function expectedStates(words: readonly HeardStretch[], hopSeconds: number, count: number): Expected {
  const moments: number[] = [-1];
  const starts = new Int32Array(words.length);
  const endsExclusive = new Int32Array(words.length);
  for (const [index, { startSeconds, endSeconds }] of words.entries()) {
    const first = Math.min(Math.round(startSeconds / hopSeconds), count - 1);
    const endExclusive = Math.min(Math.max(Math.round(endSeconds / hopSeconds), first + 1), count);
    starts[index] = moments.length;
    for (let at = first; at < endExclusive; at += 1) moments.push(at);
    endsExclusive[index] = moments.length;
    moments.push(-1);
  }
  return {
    moments: Int32Array.from(moments),
    isPause: Uint8Array.from(moments, (at) => (at < 0 ? 1 : 0)),
    starts,
    endsExclusive,
  };
}

/** Numbers from 0 to below 1 that look random and are the same for the same seed, everywhere. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed out of a hash in hex: its first 32 bits. */
export function seedOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16);
}

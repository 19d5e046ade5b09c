import type { Size } from '../image/image';

const PATCH_PIXELS = 32;
/** What is larger is made smaller before it is looked at in high detail. */
const MOST_PATCHES = 2_500;
/** In tenths, so that no sum of money passes through a float. */
const TENTHS_A_PATCH = 12;

/** What a frame is counted as: by the squares that cover it. 1920 × 1080 are 60 × 34 of them, and 2,448 tokens. */
export function frameTokens({ width, height }: Size): number {
  const patches = Math.ceil(width / PATCH_PIXELS) * Math.ceil(height / PATCH_PIXELS);
  return Math.ceil((Math.min(patches, MOST_PATCHES) * TENTHS_A_PATCH) / 10);
}

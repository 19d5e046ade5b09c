/** A picture as the canvas hands it out: red, green, blue and opacity, row by row from the top. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What lies between 0 and 1, at rest at both ends. */
export function smoothstep(share: number): number {
  const within = Math.max(0, Math.min(1, share));
  return within * within * (3 - 2 * within);
}

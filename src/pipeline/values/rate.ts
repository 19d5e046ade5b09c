/** Frames per second as a fraction: 24/1, 24000/1001. Positions are whole frames at a rate; seconds are for people. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

export const FILM_RATE: Rate = { numerator: 24, denominator: 1 };

/** From 1 to 240 frames a second, in whole numbers that fit the columns. */
export function isRate({ numerator, denominator }: Rate): boolean {
  const whole = Number.isInteger(numerator) && Number.isInteger(denominator);
  return whole && denominator >= 1 && denominator <= 1001 && numerator >= denominator && numerator <= 240 * denominator;
}

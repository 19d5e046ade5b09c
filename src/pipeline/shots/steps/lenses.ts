import type { DistanceBand, ShotType } from '../shot';

interface Optics {
  readonly lensMm: number;
  readonly distanceBand: DistanceBand;
}

export const OPTICS: Readonly<Record<ShotType, Optics>> = {
  EXTREME_WIDE: { lensMm: 18, distanceBand: 'VERY_WIDE' },
  WIDE: { lensMm: 24, distanceBand: 'WIDE' },
  GROUP: { lensMm: 28, distanceBand: 'WIDE' },
  MEDIUM_WIDE: { lensMm: 35, distanceBand: 'MEDIUM' },
  POV: { lensMm: 35, distanceBand: 'MEDIUM' },
  TWO_SHOT: { lensMm: 40, distanceBand: 'MEDIUM' },
  MEDIUM: { lensMm: 50, distanceBand: 'MEDIUM' },
  OVER_SHOULDER: { lensMm: 50, distanceBand: 'MEDIUM_CLOSE' },
  MEDIUM_CLOSE: { lensMm: 65, distanceBand: 'CLOSE' },
  CLOSE_UP: { lensMm: 85, distanceBand: 'CLOSE' },
  EXTREME_CLOSE_UP: { lensMm: 100, distanceBand: 'EXTREME_CLOSE_UP' },
  INSERT: { lensMm: 100, distanceBand: 'EXTREME_CLOSE_UP' },
};

const PRIMES = [8, 10, 12, 14, 16, 18, 21, 24, 28, 32, 35, 40, 50, 65, 75, 85, 100, 135, 150, 180, 200, 300];

/** The lens for a framing, where `defaultLensMm` is the film's lens for a MEDIUM: the others keep their ratio to it, as lenses that exist. */
export function lensFor(type: ShotType, defaultLensMm: number | null): number {
  const { lensMm } = OPTICS[type];
  const medium = OPTICS.MEDIUM.lensMm;
  if (defaultLensMm === null || !(defaultLensMm > 0) || defaultLensMm === medium) return lensMm;
  if (lensMm === medium) return Math.round(defaultLensMm);
  const wanted = (lensMm * defaultLensMm) / medium;
  const apart = (prime: number) => Math.abs(Math.log(prime / wanted));
  return PRIMES.reduce((nearest, prime) => (apart(prime) < apart(nearest) ? prime : nearest));
}

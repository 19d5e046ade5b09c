import { BANDS, type Bands, type Cepstra, cepstraOf, NUMBERS } from './cepstra';

/** How ill moments of what is heard fit what is expected. */
export interface Comparison {
  /** A moment, and one of the reference. */
  apart(moment: number, expected: number): number;
  /** A moment, and nothing. */
  pause(moment: number): number;
}

/** What is 45 dB below the loudest of its band is silence. */
const SILENCE = 10 ** -4.5;
/** Noise is what is there in the quietest twentieth of all moments, and up to so much more; 15 dB below the loudest nothing is noise any more. */
const NOISE_SHARE = 0.05;
const NOISE_FACTOR = 2.5;
const MOST_NOISE = 10 ** -1.5;
/** In decibels below the loudest moment. */
const QUIET = -38;
const QUIETEST = -45;
const LEVEL_WEIGHT = 0.04;
const PAUSE_WEIGHT = 0.12;

/** The noise that the speech is heard through counts for both: a voice in noise would be like none. */
export function comparison(heard: Bands, reference: Bands, hopSeconds: number): Comparison {
  const floors = floorsOf(heard);
  const [target, model] = [cepstraOf(heard, floors, hopSeconds), cepstraOf(reference, floors, hopSeconds)];
  const level = ({ levels }: Cepstra, at: number) => Math.max(levels[at] as number, QUIETEST);
  return {
    apart: (moment, expected) =>
      distance(target.values, moment * NUMBERS, { values: model.values, from: expected * NUMBERS }) +
      Math.abs(level(target, moment) - level(model, expected)) * LEVEL_WEIGHT,
    pause: (moment) => 0.1 + Math.max(0, level(target, moment) - QUIET) * PAUSE_WEIGHT,
  };
}

function floorsOf({ count, powers, loudest }: Bands): Float64Array {
  return Float64Array.from({ length: BANDS }, (_, band) => {
    const its = Float64Array.from({ length: count }, (_, at) => powers[at * BANDS + band] as number).sort();
    const noise = ((its[Math.floor(count * NOISE_SHARE)] ?? 0) * NOISE_FACTOR) / loudest;
    return Math.min(Math.max(SILENCE, noise), MOST_NOISE);
  });
}

interface Row {
  readonly values: Float32Array;
  readonly from: number;
}

function distance(values: Float32Array, from: number, other: Row): number {
  let sum = 0;
  for (let number = 0; number < NUMBERS; number += 1) {
    const apart = (values[from + number] as number) - (other.values[other.from + number] as number);
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}

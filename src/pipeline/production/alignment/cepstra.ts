import type { Samples } from '../../values/wave';
import { powersOf } from './fourier';

/** What speech is compared by: of each moment so many numbers, in one row after the other. */
export interface Cepstra {
  readonly count: number;
  readonly values: Float32Array;
  /** Of each moment, in decibels below the loudest: 0 and less. */
  readonly levels: Float32Array;
}

export interface Bands {
  readonly count: number;
  readonly powers: Float64Array;
  readonly loudest: number;
}

export const COEFFICIENTS = 12;
/** With how each changes. */
export const NUMBERS = 2 * COEFFICIENTS;
export const BANDS = 26;
const RATE = 16_000;
const WINDOW = 400;
const FOURIER = 512;
const LOWEST_HZ = 100;
const HIGHEST_HZ = 7_000;
/** Over so much to each side. */
const CHANGE_SECONDS = 0.03;

/** How loud each band of pitch is, in windows of 25 ms; once for each of `stretches`: how much higher a throat sounds than another. */
export function bandsOf(samples: Samples, hopSeconds: number, stretches: readonly number[]): Bands[] {
  const values = resampled(samples);
  const hop = Math.round(hopSeconds * RATE);
  const count = Math.max(1, Math.ceil(values.length / hop));
  const windows = [new Float64Array(FOURIER), new Float64Array(FOURIER)] as const;
  const spectra = [new Float64Array(FOURIER / 2 + 1), new Float64Array(FOURIER / 2 + 1)] as const;
  const transform = powersOf(FOURIER);
  const each = stretches.map((stretch) => ({ weights: weightsOf(stretch), powers: new Float64Array(count * BANDS) }));
  for (let at = 0; at < count; at += 2) {
    for (const [which, window] of windows.entries()) cut(values, (at + which) * hop + (hop >> 1) - WINDOW / 2, window);
    transform(windows, spectra);
    for (const [which, spectrum] of spectra.entries())
      for (const { weights, powers } of each)
        if (at + which < count) banded(spectrum, weights, { powers, from: (at + which) * BANDS });
  }
  return each.map(({ powers }) => ({ count, powers, loudest: most(powers) }));
}

/** The same with so many moments as one. */
export function thinned({ count, powers }: Bands, together: number): Bands {
  const few = Math.ceil(count / together);
  const means = new Float64Array(few * BANDS);
  for (let at = 0; at < count; at += 1) {
    const to = Math.floor(at / together) * BANDS;
    for (let band = 0; band < BANDS; band += 1)
      means[to + band] = (means[to + band] as number) + (powers[at * BANDS + band] as number) / together;
  }
  return { count: few, powers: means, loudest: most(means) };
}

function cut(values: Float32Array, from: number, window: Float64Array): void {
  for (let place = 0; place < WINDOW; place += 1) {
    const here = values[from + place] ?? 0;
    window[place] = (here - 0.97 * (values[from + place - 1] ?? 0)) * (HAMMING[place] as number);
  }
}

/**
 * Mel cepstra without how loud they are, each number with the mean 0 and the spread 1 over all that sounds: without that, another
 * voice was misheard by 92 ms in the median, and with it by 13. `floors`: what is
 * quieter in its band, as a share of the loudest, is silence, and each silence is like the other.
 */
export function cepstraOf(bands: Bands, floors: Float64Array, hopSeconds: number): Cepstra {
  const { count, powers, loudest } = bands;
  const levels = levelsOf(bands, floors);
  const values = new Float32Array(count * NUMBERS);
  const row = new Float64Array(BANDS);
  for (let at = 0; at < count; at += 1) {
    for (let band = 0; band < BANDS; band += 1)
      row[band] = Math.log(Math.max((powers[at * BANDS + band] ?? 0) / loudest, floors[band] ?? 0));
    for (let number = 0; number < COEFFICIENTS; number += 1) {
      let sum = 0;
      for (let band = 0; band < BANDS; band += 1) sum += (row[band] ?? 0) * (COSINES[number * BANDS + band] ?? 0);
      values[at * NUMBERS + number] = sum;
    }
  }
  centred({ count, values, levels });
  withChanges(values, count, Math.max(1, Math.round(CHANGE_SECONDS / hopSeconds)));
  return { count, values, levels };
}

const COSINES = Float64Array.from({ length: COEFFICIENTS * BANDS }, (_, at) => {
  const [number, band] = [Math.floor(at / BANDS) + 1, at % BANDS];
  return Math.cos((Math.PI * number * (band + 0.5)) / BANDS) * Math.sqrt(2 / BANDS);
});

const HAMMING = Float64Array.from(
  { length: WINDOW },
  (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (WINDOW - 1)),
);

const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
const hertz = (mels: number) => 700 * (Math.exp(mels / 1127) - 1);

interface Weights {
  /** Where each band begins in the spectrum, and behind its end. */
  readonly from: Int32Array;
  readonly shares: readonly Float64Array[];
}

/** Each band is a triangle over the ones beside it. */
function weightsOf(stretch: number): Weights {
  const edges = Float64Array.from({ length: BANDS + 2 }, (_, at) => {
    const its = mel(LOWEST_HZ) + ((mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * at) / (BANDS + 1);
    return Math.min((hertz(its) * stretch * FOURIER) / RATE, FOURIER / 2);
  });
  const shares = Array.from({ length: BANDS }, (_, band) => {
    const [low = 0, peak = 0, high = 0] = edges.subarray(band, band + 3);
    const from = Math.ceil(low);
    return Float64Array.from({ length: Math.max(0, Math.ceil(high) - from) }, (_, at) =>
      from + at < peak ? (from + at - low) / (peak - low) : (high - from - at) / (high - peak),
    );
  });
  return { from: Int32Array.from({ length: BANDS }, (_, band) => Math.ceil(edges[band] ?? 0)), shares };
}

interface Place {
  readonly powers: Float64Array;
  readonly from: number;
}

function banded(spectrum: Float64Array, weights: Weights, { powers, from }: Place): void {
  for (let band = 0; band < BANDS; band += 1) {
    const its = weights.shares[band] as Float64Array;
    const first = weights.from[band] as number;
    let sum = 0;
    for (let at = 0; at < its.length; at += 1) sum += (spectrum[first + at] as number) * (its[at] as number);
    powers[from + band] = sum;
  }
}

function most(powers: Float64Array): number {
  let highest = 1e-9;
  for (const power of powers) if (power > highest) highest = power;
  return highest;
}

/** How far above its floors each moment is, of all bands together. */
function levelsOf({ count, powers, loudest }: Bands, floors: Float64Array): Float32Array {
  const sums = Float64Array.from({ length: count }, (_, at) => {
    let sum = 1e-12;
    for (let band = 0; band < BANDS; band += 1)
      sum += Math.max(0, (powers[at * BANDS + band] ?? 0) / loudest - (floors[band] ?? 0));
    return sum;
  });
  const top = most(sums);
  return Float32Array.from(sums, (sum) => 10 * Math.log10(sum / top));
}

/** Below it nothing sounds. */
const SOUNDING_DECIBELS = -40;

/** Of what sounds, each number has the mean 0 and the spread 1 afterwards. */
function centred({ count, values, levels }: Cepstra): void {
  const sums = new Float64Array(COEFFICIENTS);
  const squares = new Float64Array(COEFFICIENTS);
  let sounding = 0;
  for (let at = 0; at < count; at += 1) {
    if ((levels[at] as number) < SOUNDING_DECIBELS) continue;
    sounding += 1;
    for (let number = 0; number < COEFFICIENTS; number += 1) {
      const its = values[at * NUMBERS + number] as number;
      sums[number] = (sums[number] as number) + its;
      squares[number] = (squares[number] as number) + its * its;
    }
  }
  const means = sums.map((sum) => sum / Math.max(1, sounding));
  const spreads = squares.map((sum, at) =>
    Math.sqrt(Math.max(1e-3, sum / Math.max(1, sounding) - (means[at] as number) ** 2)),
  );
  for (let at = 0; at < count; at += 1)
    for (let number = 0; number < COEFFICIENTS; number += 1) {
      const place = at * NUMBERS + number;
      values[place] = ((values[place] as number) - (means[number] as number)) / (spreads[number] as number);
    }
}

function withChanges(values: Float32Array, count: number, reach: number): void {
  const row = (at: number) => Math.min(Math.max(at, 0), count - 1) * NUMBERS;
  for (let at = 0; at < count; at += 1)
    for (let number = 0; number < COEFFICIENTS; number += 1) {
      const [later, earlier] = [values[row(at + reach) + number], values[row(at - reach) + number]];
      values[at * NUMBERS + COEFFICIENTS + number] = ((later ?? 0) - (earlier ?? 0)) / 2;
    }
}

/** To 16,000 samples a second, in a straight line between those that are there: no more is heard of it than 7 kHz. */
function resampled({ values, rate }: Samples): Float32Array {
  const step = rate / RATE;
  return Float32Array.from({ length: Math.floor(values.length / step) }, (_, at) => {
    const from = Math.floor(at * step);
    const share = at * step - from;
    return (values[from] ?? 0) * (1 - share) + (values[from + 1] ?? 0) * share;
  });
}

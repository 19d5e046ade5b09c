import type { Rate } from './rate';

export const SAMPLE_RATE = 48_000;

/** 1e-6 of a frame is 40 nanoseconds: 2.1 s measured as 2.1000000000000001 s is not a frame longer. */
const FLOAT_NOISE_FRAMES = 1e-6;

export function secondsOfFrames(frames: number, rate: Rate): number {
  return (frames * rate.denominator) / rate.numerator;
}

/** As many whole frames as hold all of it. */
export function framesForSeconds(seconds: number, rate: Rate): number {
  return Math.max(0, Math.ceil((seconds * rate.numerator) / rate.denominator - FLOAT_NOISE_FRAMES));
}

/** The frame boundary nearest to a moment. */
export function frameNearSeconds(seconds: number, rate: Rate): number {
  return Math.max(0, Math.round((seconds * rate.numerator) / rate.denominator));
}

/**
 * Splits `total` frames by weight into whole frames that add up to exactly `total`: 100 by 1:1:1 is 33, 34, 33. Where
 * all weights are 0 they count as equal.
 */
export function shareFrames(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const fair = sum > 0 ? weights : weights.map(() => 1);
  const whole = sum > 0 ? sum : weights.length;
  let given = 0;
  let weighed = 0;
  return fair.map((weight, index) => {
    weighed += weight;
    // A sum taken twice may differ in its last bit; the last share is what is left.
    const due = index === fair.length - 1 ? total : Math.min(total, Math.round((total * weighed) / whole));
    const frames = due - given;
    given = due;
    return frames;
  });
}

/** The sample with which a frame begins, rounded once: a position is never a sum of rounded positions. */
export function sampleAtFrame(frame: number, rate: Rate, sampleRate = SAMPLE_RATE): number {
  return nearestQuotient(frame * rate.denominator * sampleRate, rate.numerator);
}

function millisecondsAtFrame(frame: number, rate: Rate): number {
  return nearestQuotient(frame * rate.denominator * 1_000, rate.numerator);
}

/** In whole numbers throughout; halves go up. Exact while the doubled dividend is below 2^53: 17 days of film at 60. */
function nearestQuotient(dividend: number, divisor: number): number {
  const doubled = 2 * dividend + divisor;
  return (doubled - (doubled % (2 * divisor))) / (2 * divisor);
}

/** `01:02:03,004` for SRT; VTT wants a point before the milliseconds. */
export function timecode(frame: number, rate: Rate, decimalMark: ',' | '.'): string {
  const ms = millisecondsAtFrame(frame, rate);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(two).join(':');
  return `${clock}${decimalMark}${String(ms % 1_000).padStart(3, '0')}`;
}

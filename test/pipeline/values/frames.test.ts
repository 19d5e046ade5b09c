import fc from 'fast-check';
import {
  framesForSeconds,
  sampleAtFrame,
  secondsOfFrames,
  shareFrames,
  timecode,
} from '../../../src/pipeline/values/frames';
import { isRate } from '../../../src/pipeline/values/rate';

const NTSC = { numerator: 24_000, denominator: 1_001 };
const FILM = { numerator: 24, denominator: 1 };
const rates = fc
  .oneof(
    fc.constantFrom(FILM, NTSC, { numerator: 30_000, denominator: 1_001 }, { numerator: 25, denominator: 1 }),
    fc.record({ numerator: fc.integer({ min: 1, max: 60_000 }), denominator: fc.integer({ min: 1, max: 1_001 }) }),
  )
  .filter(isRate);
const frames = fc.integer({ min: 0, max: 10_000_000 });

test('frames turned into seconds and back are the same frames', () => {
  fc.assert(
    fc.property(frames, rates, (count, rate) => framesForSeconds(secondsOfFrames(count, rate), rate) === count),
  );
});

test('seconds fit into their frames, and one frame less would not hold them', () => {
  const seconds = fc.double({ min: 0, max: 100_000, noNaN: true });
  fc.assert(
    fc.property(seconds, rates, (length, rate) => {
      const count = framesForSeconds(length, rate);
      const tolerance = secondsOfFrames(2e-6, rate);
      expect(secondsOfFrames(count, rate)).toBeGreaterThanOrEqual(length - tolerance);
      if (count > 0) expect(secondsOfFrames(count - 1, rate)).toBeLessThan(length);
    }),
  );
});

test('shares add up to exactly what was shared out, and each is within a frame of its due', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(frames, weights, (total, shares) => {
      const given = shareFrames(total, shares);
      expect(given.reduce((a, b) => a + b, 0)).toBe(total);
      const sum = shares.reduce((a, b) => a + b, 0);
      for (const [index, weight] of shares.entries()) {
        expect(given[index]).toBeGreaterThanOrEqual(0);
        if (sum > 1e-6) expect(Math.abs((given[index] ?? 0) - (total * weight) / sum)).toBeLessThan(1.001);
      }
    }),
  );
  expect(shareFrames(100, [1, 1, 1])).toEqual([33, 34, 33]);
  expect(shareFrames(5, [0, 0])).toEqual([3, 2]);
  expect(shareFrames(5, [])).toEqual([]);
});

test('a frame’s sample is exact to half a sample, as whole numbers of any size say', () => {
  fc.assert(
    fc.property(frames, rates, (frame, rate) => {
      const twice = 2n * BigInt(frame) * BigInt(rate.denominator) * 48_000n + BigInt(rate.numerator);
      expect(sampleAtFrame(frame, rate)).toBe(Number(twice / (2n * BigInt(rate.numerator))));
    }),
  );
  expect(sampleAtFrame(24_000, NTSC)).toBe(48_048_000);
});

test('timecodes are in milliseconds, and hours go on past 99', () => {
  expect(timecode(0, FILM, ',')).toBe('00:00:00,000');
  expect(timecode(24 * 3_723 + 1, FILM, '.')).toBe('01:02:03.042');
  expect(timecode(24_000, NTSC, ',')).toBe('00:16:41,000');
  expect(timecode(24 * 360_000, FILM, ',')).toBe('100:00:00,000');
});

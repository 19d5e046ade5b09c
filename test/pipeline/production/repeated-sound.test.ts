import fc from 'fast-check';
import { repeatedSound } from '../../../src/pipeline/production/repeated-sound';

/** A slow wave on both sides. */
const wave = (frames: number): Int16Array =>
  Int16Array.from({ length: frames * 2 }, (_, at) => Math.round(9_000 * Math.sin((at >> 1) / 40)));

test('is as long as it is wanted, and begins as it did', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4_000 }),
      fc.integer({ min: 1, max: 12_000 }),
      fc.integer({ min: 0, max: 900 }),
      (its, frames, overlapFrames) => {
        const sound = wave(its);
        const repeated = repeatedSound(sound, { frames, overlapFrames });
        expect(repeated.length).toBe(frames * 2);
        const untouched = Math.min(frames, its - Math.min(overlapFrames, its >> 1));
        expect([...repeated.subarray(0, untouched * 2)]).toEqual([...sound.subarray(0, untouched * 2)]);
      },
    ),
    { numRuns: 60 },
  );
});

test('no step at a seam is larger than those of the sound itself, by more than the fade makes them', () => {
  const sound = wave(4_100);
  const steps = (values: Int16Array): number => {
    let largest = 0;
    for (let at = 2; at < values.length; at += 1)
      largest = Math.max(largest, Math.abs((values[at] ?? 0) - (values[at - 2] ?? 0)));
    return largest;
  };
  expect(steps(repeatedSound(sound, { frames: 20_000, overlapFrames: 1_000 }))).toBeLessThan(steps(sound) * 1.6);
  expect(steps(repeatedSound(sound, { frames: 20_000, overlapFrames: 0 }))).toBeGreaterThan(steps(sound) * 4);
});

test('what is nothing cannot be repeated', () => {
  expect(() => repeatedSound(new Int16Array(), { frames: 9, overlapFrames: 1 })).toThrow('no sound');
});

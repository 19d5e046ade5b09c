import fc from 'fast-check';
import {
  LEAST_SCENE_MS,
  MOST_FILM_MS,
  MOST_SCENES,
  sceneDurations,
  sharedMs,
  startsOf,
  sumOf,
} from '../../../src/pipeline/planner/timing';
import { listener } from './told';

const stated = (...seconds: (number | null)[]) =>
  seconds.map((its) => ({ statedMs: its === null ? null : its * 1_000, purpose: 'body' }));

test('durations that add up to the film stay as they are', () => {
  const { warn, codes } = listener();
  expect(sceneDurations(stated(2, 1.5, 1.5), 5_000, warn)).toEqual([2_000, 1_500, 1_500]);
  expect(codes()).toEqual([]);
});

test('a millisecond that rounding lost is the last scene’s', () => {
  const { warn, codes } = listener();
  expect(sceneDurations(stated(3.333, 3.333, 3.333), 10_000, warn)).toEqual([3_333, 3_333, 3_334]);
  expect(codes()).toEqual([]);
});

test('others are all scaled in proportion, with a warning', () => {
  const { warn, codes } = listener();
  expect(sceneDurations(stated(4, 3, 3), 5_000, warn)).toEqual([2_000, 1_500, 1_500]);
  expect(sceneDurations(stated(1, 1, 1), 10_000, warn)).toEqual([3_333, 3_333, 3_334]);
  expect(codes()).toEqual(['DURATIONS_SCALED', 'DURATIONS_SCALED']);
});

test('where nothing is stated the ends are shorter than the middle, 0.8 to 1.2', () => {
  const scenes = ['hook', 'body', 'data', 'cta'].map((purpose) => ({ statedMs: null, purpose }));
  const { warn, codes } = listener();
  expect(sceneDurations(scenes, 10_000, warn)).toEqual([2_000, 3_000, 3_000, 2_000]);
  expect(codes()).toEqual([]);
});

test('scenes of which nothing is said share what the others leave', () => {
  const { warn, codes } = listener();
  expect(sceneDurations(stated(4, null, null), 10_000, warn)).toEqual([4_000, 3_000, 3_000]);
  expect(codes()).toEqual([]);
});

test('where the others leave nothing, all are scaled to make room', () => {
  const { warn, codes } = listener();
  const durations = sceneDurations(stated(5, null, 5), 10_000, warn);
  expect(sumOf(durations)).toBe(10_000);
  expect(durations.every((ms) => ms > 3_000)).toBe(true);
  expect(codes()).toEqual(['DURATIONS_SCALED']);
});

test('no scene is shorter than 0.05 s; the others give what it takes', () => {
  const { warn, codes } = listener();
  expect(sceneDurations(stated(9.99, 0.01), 10_000, warn)).toEqual([9_950, 50]);
  expect(sceneDurations(stated(99.9, 0.1), 10_000, warn)).toEqual([9_950, 50]);
  expect(codes()).toEqual(['SCENE_TOO_SHORT', 'DURATIONS_SCALED']);
});

test('where so many scenes have no room for 0.05 s each, the floor gives way and not the sum', () => {
  const durations = sceneDurations(Array(100).fill({ statedMs: 5_000, purpose: 'body' }), 1_000, () => undefined);
  expect(durations).toEqual(Array(100).fill(10));
});

test('each scene begins where the one before it ends', () => {
  expect(startsOf([2_000, 1_500, 1_500])).toEqual([0, 2_000, 3_500]);
});

test('100 by 1:1:1 is 33, 33, 34', () => {
  expect(sharedMs(100, [1, 1, 1])).toEqual([33, 33, 34]);
});

const scenes = fc.array(
  fc.record({
    statedMs: fc.option(
      fc.oneof(fc.integer({ min: 1, max: MOST_FILM_MS }), fc.double({ min: 1e-9, max: 1e300, noNaN: true })),
    ),
    purpose: fc.constantFrom('hook', 'body', 'cta', 'toString', ''),
  }),
  { minLength: 1, maxLength: 60 },
);
const total = fc.integer({ min: 1_000, max: MOST_FILM_MS });

test('whatever is stated, whole milliseconds add up to the film exactly, and nothing is below the floor', () => {
  fc.assert(
    fc.property(scenes, total, (given, totalMs) => {
      const durations = sceneDurations(given, totalMs, () => undefined);
      expect(sumOf(durations)).toBe(totalMs);
      const floorMs = Math.min(LEAST_SCENE_MS, Math.floor(totalMs / given.length));
      expect(durations.every((ms) => Number.isSafeInteger(ms) && ms >= floorMs)).toBe(true);
    }),
  );
});

test('durations that were settled once are settled', () => {
  fc.assert(
    fc.property(scenes, total, (given, totalMs) => {
      const once = sceneDurations(given, totalMs, () => undefined);
      const { warn, codes } = listener();
      const again = once.map((statedMs) => ({ statedMs, purpose: 'body' }));
      expect(sceneDurations(again, totalMs, warn)).toEqual(once);
      expect(codes()).toEqual([]);
    }),
  );
});

test('the shortest film has a millisecond for each of the most scenes', () => {
  const durations = sceneDurations(
    Array(MOST_SCENES).fill({ statedMs: null, purpose: 'hook' }),
    1_000,
    () => undefined,
  );
  expect(durations).toEqual(Array(MOST_SCENES).fill(1));
});

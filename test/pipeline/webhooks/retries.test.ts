import fc from 'fast-check';
import { nextWaitSeconds, retryAfterSeconds, TRIED_FOR_SECONDS } from '../../../src/pipeline/webhooks/retries';

const draw = fc.double({ min: 0, max: 0.999, noNaN: true });
const asked = fc.option(fc.double({ min: 0, max: 200_000, noNaN: true }));

/** When each attempt of a delivery that always fails is made, in seconds after the first. */
function attemptsAt(draws: readonly number[], retryAfter: readonly (number | null)[]): number[] {
  const at = [0];
  for (let attempts = 1; ; attempts += 1) {
    const elapsedSeconds = at.at(-1) ?? 0;
    const wait = nextWaitSeconds({
      attempts,
      elapsedSeconds,
      retryAfterSeconds: retryAfter[attempts % retryAfter.length] ?? null,
      draw: draws[attempts % draws.length] ?? 0.5,
    });
    if (wait === null) return at;
    at.push(elapsedSeconds + wait);
  }
}

test('whatever is drawn, the last attempt is made a day after the first and none after it', () => {
  const draws = fc.array(fc.double({ min: 0.01, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(draws, fc.array(asked, { minLength: 1, maxLength: 5 }), (drawn, retryAfter) => {
      const at = attemptsAt(drawn, retryAfter);
      expect(at.at(-1)).toBeCloseTo(TRIED_FOR_SECONDS, 3);
      expect([...at].sort((a, b) => a - b)).toEqual(at);
    }),
  );
});

test('a wait is drawn from 0 to ten seconds, then from four times as much, up to six hours', () => {
  const longest = (attempts: number) =>
    nextWaitSeconds({ attempts, elapsedSeconds: 0, retryAfterSeconds: null, draw: 1 });
  expect([1, 2, 3, 4, 5, 6, 7, 8, 30].map(longest)).toEqual([10, 40, 160, 640, 2560, 10240, 21600, 21600, 21600]);
  const half = nextWaitSeconds({ attempts: 3, elapsedSeconds: 0, retryAfterSeconds: null, draw: 0.5 });
  expect(half).toBe(80);
});

test('a receiver is never called sooner than it asked, but at the end of the day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: TRIED_FOR_SECONDS - 1, noNaN: true }),
      fc.double({ min: 0, max: 200_000, noNaN: true }),
      draw,
      (attempts, elapsedSeconds, retryAfterSeconds, drawn) => {
        const wait = nextWaitSeconds({ attempts, elapsedSeconds, retryAfterSeconds, draw: drawn });
        expect(wait).toBeGreaterThanOrEqual(Math.min(retryAfterSeconds, TRIED_FOR_SECONDS - elapsedSeconds));
        expect(wait).toBeLessThanOrEqual(TRIED_FOR_SECONDS - elapsedSeconds);
      },
    ),
  );
});

const NOON = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['120', 120],
  [' 7 ', 7],
  ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['1e9', null],
  ['2026-11-21', null],
  ['', null],
])('Retry-After: %s is %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, NOON)).toBe(seconds);
});

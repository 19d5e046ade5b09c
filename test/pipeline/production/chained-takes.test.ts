import fc from 'fast-check';
import { chainedTakes } from '../../../src/pipeline/production/chained-takes';

const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 })
  .map((them) => them.sort((a, b) => a - b));

test('takes are as long as the clip together, each of a duration that the model makes, and none could be left out', () => {
  fc.assert(
    fc.property(
      steps,
      fc.double({ min: 0.1, max: 120, noNaN: true }),
      fc.integer({ min: 12, max: 60 }),
      (durationsSeconds, durationSeconds, framesPerSecond) => {
        const takes = chainedTakes({ durationSeconds, framesPerSecond, durationsSeconds });
        const shownSeconds =
          takes.reduce((sum, take) => sum + take.durationSeconds, 0) - (takes.length - 1) / framesPerSecond;
        expect(shownSeconds).toBeGreaterThanOrEqual(durationSeconds - 1e-6);
        for (const take of takes) expect(durationsSeconds).toContain(take.durationSeconds);
        const longest = durationsSeconds.at(-1) ?? 0;
        const withOneLess = (takes.length - 1) * longest - (takes.length - 2) / framesPerSecond;
        if (takes.length > 1) expect(withOneLess).toBeLessThan(durationSeconds + 1e-6);
        expect(takes.map(({ beginsWith }) => beginsWith)).toEqual(
          takes.map((_, index) => (index === 0 ? 'STILL' : 'LAST_FRAME')),
        );
      },
    ),
  );
});

test('whoever makes any duration is asked for the very one', () => {
  const any = { framesPerSecond: 24, durationsSeconds: [0.5, 60], isStepless: true };
  expect(chainedTakes({ ...any, durationSeconds: 7.3 })).toEqual([{ durationSeconds: 7.3, beginsWith: 'STILL' }]);
  expect(chainedTakes({ ...any, durationSeconds: 0.1 })).toEqual([{ durationSeconds: 0.5, beginsWith: 'STILL' }]);
});

test.each([
  [5, [6]],
  [8, [8]],
  [9, [8, 4]],
  [20, [8, 8, 6]],
])('%d s of a model that makes 4, 6 and 8 are takes of %j', (durationSeconds, durations) => {
  const takes = chainedTakes({ durationSeconds, framesPerSecond: 24, durationsSeconds: [4, 6, 8] });
  expect(takes.map((take) => take.durationSeconds)).toEqual(durations);
});

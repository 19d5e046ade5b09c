import fc from 'fast-check';
import { EXPLAINER_STAGES } from '../../../src/pipeline/production/explainer';
import { goalOf } from '../../../src/pipeline/production/explainer-goal';
import { PRODUCTIONS, RUN_STATUSES } from '../../../src/pipeline/runner/run';

const standing = fc.record({
  production: fc.constantFrom(...PRODUCTIONS),
  status: fc.constantFrom(...RUN_STATUSES),
  stopAfter: fc.constantFrom(...EXPLAINER_STAGES, null),
});

test('left out, only a run of stages that ended before its film goes further, and to the film', () => {
  fc.assert(
    fc.property(standing, (run) => {
      const stopped =
        ['EXPLAINER', 'PLAN'].includes(run.production) && run.status === 'SUCCEEDED' && run.stopAfter !== null;
      expect(goalOf(run, null)).toBe(stopped && run.stopAfter !== 'FILM' ? 'FILM' : null);
    }),
  );
});

test('a stage is a goal where it comes after the one before, whatever became of the run', () => {
  fc.assert(
    fc.property(standing, fc.constantFrom(...EXPLAINER_STAGES), (run, asked) => {
      const at = run.stopAfter === null ? -1 : EXPLAINER_STAGES.indexOf(run.stopAfter);
      const isStaged = ['EXPLAINER', 'PLAN'].includes(run.production) && at >= 0;
      if (isStaged && EXPLAINER_STAGES.indexOf(asked) > at) expect(goalOf(run, asked)).toBe(asked);
      else if (!isStaged && run.status === 'SUCCEEDED') expect(goalOf(run, asked)).toBeNull();
      else expect(() => goalOf(run, asked)).toThrow(expect.objectContaining({ code: 'ILLEGAL_TRANSITION' }));
    }),
  );
});

import fc from 'fast-check';
import { PROGRESS_WORDS, progressSummary, progressWord } from '../../../src/pipeline/planner/job-progress';
import { JOB_STATUSES } from '../../../src/pipeline/runner/run';

test('what is not done waits, what was used again is completed, and what was skipped failed', () => {
  expect(JOB_STATUSES.map((status) => `${status} ${progressWord(status)}`)).toEqual([
    'PENDING pending',
    'READY pending',
    'PROCESSING processing',
    'COMPLETED completed',
    'REUSED completed',
    'FAILED failed',
    'SKIPPED failed',
    'CANCELLED cancelled',
  ]);
  expect(progressWord(null)).toBe('pending');
});

test('every job is counted once, and 100 % is all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PROGRESS_WORDS)), (words) => {
      const { total, progressPercent, ...counts } = progressSummary(words);
      expect(total).toBe(words.length);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
      expect(progressPercent === 100).toBe(total > 0 && words.every((word) => word === 'completed'));
      expect(Number.isInteger(progressPercent) && progressPercent >= 0).toBe(true);
    }),
  );
});

test('one of three is 33 %, and none of none is 0 %', () => {
  expect(progressSummary(['completed', 'pending', 'failed']).progressPercent).toBe(33);
  expect(progressSummary([]).progressPercent).toBe(0);
});

import { roundsOf } from '../../bench/harness/benchmark';
import { type Comparison, linesOf, verdictsOf } from '../../bench/harness/comparison';
import { median, ratiosPerRound, spread } from '../../bench/harness/statistics';
import { takeTurns } from '../../bench/harness/turns';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([7])).toBe(7);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 4, 100])).toBe(7);
  expect(() => median([])).toThrow('of nothing');
});

test('one slow round moves the ends of a spread and not its median', () => {
  expect(spread([100, 101, 3, 102, 99])).toEqual({ median: 100, min: 3, max: 102 });
});

test('a ratio is taken within each round, so a busy minute does not count', () => {
  const peer = [100, 100, 10, 100, 10];
  const ours = [200, 190, 20, 210, 18];
  expect(ratiosPerRound(ours, peer)).toEqual([2, 1.9, 2, 2.1, 1.8]);
  expect(() => ratiosPerRound([1], [1, 2])).toThrow('1 rounds cannot be compared with 2');
});

test('everybody has a turn in every round and nobody always begins', async () => {
  const turns: string[] = [];
  const contender = (name: string) => async () => ({ turn: turns.push(name) });
  const rounds = await takeTurns({ a: contender('a'), b: contender('b'), c: contender('c') }, 3);
  expect(turns.join('')).toBe('abcbcacab');
  expect(rounds.b).toEqual([{ turn: 2 }, { turn: 4 }, { turn: 9 }]);
});

const comparison: Comparison = {
  title: 'Reads',
  figure: 'answers/s',
  peer: 'raw',
  rounds: {
    raw: [
      { 'answers/s': 100, 'p50 ms': 10 },
      { 'answers/s': 50, 'p50 ms': 20 },
      { 'answers/s': 100, 'p50 ms': 12 },
    ],
    ours: [
      { 'answers/s': 90, 'p50 ms': 11 },
      { 'answers/s': 60, 'p50 ms': 16 },
      { 'answers/s': 110, 'p50 ms': 9 },
    ],
  },
  targets: [
    { of: 'ours', ratioAtLeast: 1.1 },
    { of: 'ours', ratioAtLeast: 1.2 },
    { of: 'ours', ratioAtMost: 1.2 },
    { of: 'ours', ratioAtMost: 1 },
    { of: 'ours', figureAtMost: 80 },
    { of: 'ours', figureAtLeast: 90 },
    { of: 'ours', figureAtLeast: 91 },
  ],
};

test('a line has medians of all figures and the ratio of the one that is compared', () => {
  const [, ours] = linesOf(comparison);
  expect(ours).toMatchObject({ name: 'ours', figure: { median: 90, min: 60, max: 110 }, others: { 'p50 ms': 11 } });
  expect(ours?.ratio.median).toBeCloseTo(1.1);
});

test('a target is met by its bound and missed beyond it', () => {
  expect(verdictsOf(comparison).map(({ met }) => met)).toEqual([true, false, true, false, false, true, false]);
});

test('a benchmark takes five rounds, or its own number, and never fewer than tell anything', () => {
  expect([roundsOf({}, null), roundsOf({}, 7)]).toEqual([5, 7]);
  expect(() => roundsOf({}, 4)).toThrow('At least 5 rounds');
  const slow = { rounds: { usual: 3, fewest: 2 } };
  expect([roundsOf(slow, null), roundsOf(slow, 2)]).toEqual([3, 2]);
  expect(() => roundsOf(slow, 1)).toThrow('At least 2 rounds');
});

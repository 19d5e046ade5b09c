import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { bars, clockText } from '../../../src/cli/watching/bars';
import { BEFORE_RUN, isSettled, type RunState, reduce, type StageLine } from '../../../src/cli/watching/progress';
import { noticeOf } from '../../../src/cli/watching/run-line';
import { begun, failed, finished, lastOf, logOf, logs, made, progressed, reused, started, statesOf } from './run-lines';

test('each stage has a bar with its counts, the time left and the cost, and all of them have one', () => {
  const log = logOf(6, [
    started({ AUDIO: 4, VISUALS: 2 }),
    begun('AUDIO', 1),
    made('AUDIO', 1, '0.0150'),
    reused('AUDIO', 2),
    begun('AUDIO', 3),
    progressed('AUDIO', 3, 0.5),
  ]);
  expect(bars(lastOf(log), { columns: 71 })).toEqual([
    '  AUDIO     ████████████░░░░░░░░   2/4   0:04 left   $0.0150   1 reused',
    '  VISUALS   ░░░░░░░░░░░░░░░░░░░░   0/2               $0.0000',
    '  ALL       ████████░░░░░░░░░░░░   2/6               $0.0150   1 reused',
  ]);
});

test('a stage that has ended says how long it took and what failed', () => {
  const log = logOf(2, [
    started({ AUDIO: 2 }),
    begun('AUDIO', 1),
    made('AUDIO', 1),
    failed('AUDIO', 2),
    finished('PARTIAL'),
  ]);
  const [audio] = bars(lastOf(log), { columns: 80 });
  expect(audio).toMatch(/^ {2}AUDIO {3}█+ {3}1\/2 {3}0:02 taken {3}\$0\.0000 {3}1 failed$/);
  expect(lastOf(log).status).toBe('PARTIAL');
});

test('a narrow terminal loses the notes first, then the cost, the time, and the bar last', () => {
  const log = logOf(2, [started({ AUDIO: 2 }), reused('AUDIO', 1), begun('AUDIO', 2), progressed('AUDIO', 2, 0.5)]);
  const widths = [69, 50, 42, 24, 10, 4];
  expect(widths.map((columns) => bars(lastOf(log), { columns })[0])).toEqual([
    '  AUDIO   ███████████████░░░░░   1/2   0:01 left   $0.0000   1 reused',
    '  AUDIO   █████████░░░   1/2   0:01 left   $0.0000',
    '  AUDIO   ██████████░░░░   1/2   0:01 left',
    '  AUDIO   ██████░░   1/2',
    'AUDIO 1/2',
    'AUDI',
  ]);
});

test('a run that goes on has not ended, and nothing of it has failed any more', () => {
  const log = logOf(2, [started({ AUDIO: 2 }), made('AUDIO', 1), failed('AUDIO', 2), finished('PARTIAL')]);
  const [first, , , last] = log;
  if (!first || !last) throw new Error('There are four lines.');
  const { stages: _, ...again } = { ...first, seq: 5, at: last.at, totals: { ...last.totals, failed: 0 } };
  const state = [...log, again].reduce(reduce, BEFORE_RUN);
  expect(state.status).toBeNull();
  expect(state.stages).toEqual([expect.objectContaining({ jobs: 2, done: 1, failed: 0 })]);
  expect(reduce(state, { ...last, seq: 6 }).status).toBe('PARTIAL');
});

test('a line that was seen already changes nothing', () => {
  const log = logOf(2, [started({ AUDIO: 2 }), made('AUDIO', 1)]);
  const state = lastOf(log);
  expect(log.reduce(reduce, state)).toBe(state);
});

test('counts that a line brings are the truth; without them a line moves its own stage', () => {
  const [line] = logOf(9, [made('AUDIO', 1, '0.0200')]);
  const stages = [{ stage: 'AUDIO', jobs: 9, done: 5, reused: 2, failed: 1 }];
  if (!line) throw new Error('no line');
  const told = reduce(BEFORE_RUN, { ...line, stages });
  expect(told.stages[0]).toMatchObject({ ...stages[0], spentMicros: 20_000n });
  expect(reduce(told, { ...line, seq: 2 }).stages[0]).toMatchObject({ done: 6, spentMicros: 40_000n });
});

test('a name that would steer the terminal is made harmless', () => {
  const log = logOf(1, [started({ 'A\u001b[2J\nB': 1 })]);
  expect(bars(lastOf(log), { columns: 80 }).join('')).not.toMatch(/\p{Cc}/u);
});

test('what people must know is said: retries, failures with their remedy, fallbacks, budgets', () => {
  const says = logOf(3, [
    failed('AUDIO', 1, '2026-03-01T12:01:00Z'),
    failed('AUDIO', 1),
    {
      __typename: 'ProviderFellBack',
      stage: 'AUDIO',
      jobKey: 'AUDIO 2',
      from: 'loud',
      to: 'quiet',
      reason: 'timed out',
    },
    { __typename: 'BudgetLow', left: { amount: '0.1000' } },
    { __typename: 'BudgetReached', cap: { amount: '2.0000' }, notDoneCount: 3 },
    made('AUDIO', 3),
  ]).map(noticeOf);
  expect(says).toEqual([
    'AUDIO 1: The text was refused. It is tried again.',
    'AUDIO 1 failed: REFUSED: The text was refused. Write another.',
    'AUDIO 2: quiet takes over from loud (timed out).',
    'The budget is low: $0.1000 left.',
    'The budget of $2.0000 is reached; 3 jobs are not done.',
    null,
  ]);
});

test.each([
  [0, '0:00'],
  [3.2, '0:04'],
  [59.9, '1:00'],
  [3725, '1:02:05'],
])('%d seconds read %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

test('no line is ever wider than the terminal, coloured or not, and colour changes no letter', () => {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 140 }), (log, columns) => {
      const states = statesOf(log);
      const lines = states.flatMap((state) => bars(state, { columns }));
      expect(Math.max(0, ...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
      const coloured = states.flatMap((state) => bars(state, { columns, colour: true }));
      expect(coloured.map(stripVTControlCharacters)).toEqual(lines);
    }),
    { numRuns: 60 },
  );
});

const allOf = ({ whole, stages }: RunState) => [whole, ...stages];

test('no bar goes back, none passes its end, and only what is settled is whole', () => {
  const isRight = (now: StageLine, before?: StageLine) =>
    now.shown >= (before?.shown ?? 0) &&
    now.shown <= 1 &&
    (now.shown === 1) === isSettled(now) &&
    now.done + now.failed <= now.jobs &&
    (now.secondsLeft ?? 0) >= 0;
  fc.assert(
    fc.property(logs, (log) => {
      const states = statesOf(log).slice(1).map(allOf);
      const wrong = states.flatMap((lines, n) => lines.filter((line, place) => !isRight(line, states[n - 1]?.[place])));
      expect(wrong).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('the filled cells of a drawn bar never become fewer', () => {
  const cells = (line: string) => [...line].filter((cell) => cell === '█').length;
  fc.assert(
    fc.property(logs, (log) => {
      // wide enough that no text takes cells from a bar
      const drawn = statesOf(log).map((state) => bars(state, { columns: 200 }).map(cells));
      const shrunk = drawn.filter((now, n) => now.some((count, place) => count < (drawn[n - 1]?.[place] ?? 0)));
      expect(shrunk).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

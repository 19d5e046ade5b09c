import { lineTexts } from '../../../src/cli/runs/line-text';
import type { RunLine } from '../../../src/cli/watching/run-line';
import { begun, failed, finished, logOf, made, progressed, reused, started } from '../watching/run-lines';

const told = (lines: readonly RunLine[]): string[] => lines.flatMap(lineTexts());

test('each line has its number, its time and a sentence', () => {
  const log = logOf(4, [
    started({ AUDIO: 4 }),
    begun('AUDIO', 1),
    made('AUDIO', 1, '0.0150'),
    reused('AUDIO', 2),
    failed('AUDIO', 3),
    failed('AUDIO', 4, '2026-03-01T12:01:00Z'),
    { __typename: 'JobFinished', jobKey: 'cut', stage: 'CUT' },
    { __typename: 'RunPaused' },
    { __typename: 'BudgetLow', left: { amount: '0.1000' } },
    finished('PARTIAL'),
  ]);
  expect(told(log)).toEqual([
    '    1  12:00:00  The run is under way: 0/4 done, $0.0000 spent.',
    '    2  12:00:01  AUDIO 1 begins.',
    '    3  12:00:02  AUDIO 1 is made for $0.0150.',
    '    4  12:00:03  AUDIO 2 is reused.',
    '    5  12:00:04  AUDIO 3 failed: REFUSED: The text was refused. Write another.',
    '    6  12:00:05  AUDIO 4: The text was refused. It is tried again.',
    '    7  12:00:06  cut is done.',
    '    8  12:00:07  The run is paused: what is under way is finished, and nothing else begun until it is resumed.',
    '    9  12:00:08  The budget is low: $0.1000 left.',
    '   10  12:00:09  The run ended PARTIAL: 2/4 done, 1 reused, 1 failed, $0.0150 spent.',
  ]);
});

test('progress is told at each quarter of a job, and anew when it is tried again', () => {
  const fractions = [0.1, 0.25, 0.3, 0.8, 0.9, 1];
  const once = [begun('FILM', 1), ...fractions.map((fraction) => progressed('FILM', 1, fraction))];
  const sentences = told(logOf(1, [started({ FILM: 1 }), ...once, ...once])).map((line) => line.slice(17));
  const each = ['FILM 1 begins.', 'FILM 1 25 %', 'FILM 1 80 %', 'FILM 1 100 %'];
  expect(sentences.slice(1)).toEqual([...each, ...each]);
});

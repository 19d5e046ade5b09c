import { parseTreatment } from '../../../../src/pipeline/planner/treatment/parse-treatment';

const durationOf = (text: string) => parseTreatment(text).scenes[0]?.durationMs;

test.each([
  ['0-5s', 5_000],
  ['0–5 sec', 5_000],
  ['0s-5s', 5_000],
  ['0 to 5 seconds', 5_000],
  ['0:00-0:08', 8_000],
  ['00:05 → 00:12', 7_000],
  ['1:00:00-1:00:02', 2_000],
  ['5s', 5_000],
  ['5 sec', 5_000],
  ['5 sec.', 5_000],
  ['5 seconds', 5_000],
  ['5-second', 5_000],
  ['five seconds', 5_000],
  ['~2.0s', 2_000],
  ['~1.5s', 1_500],
  ['about 3 s', 3_000],
  ['1.5 s', 1_500],
  ['1.5 sec', 1_500],
  ['1,5 s', 1_500],
  ['１．５ 秒', 1_500],
  ['٥ ثوان', 5_000],
  ['500ms', 500],
  ['1,500 ms', 1_500],
  ['1 min 30 s', 90_000],
  ['1m30s', 90_000],
  ['2 Minuten', 120_000],
  ['1:30', 90_000],
  ['0:01.5', 1_500],
  ['20', 20_000],
  ['[4s]', 4_000],
  ['**4s**', 4_000],
  ['5 seconds (roughly)', 5_000],
])('a duration of %s', (written, ms) => {
  expect(durationOf(`Scene 1:\nDuration: ${written}\nVO: 9 seconds`)).toBe(ms);
});

test.each(['0', '0s', '-5s', '8-3s', 'a while', 'Night', '1e9 s', '99999999999999 s', '3 dogs', 'NaN'])(
  'no duration is %s, and it is told',
  (written) => {
    const { scenes, warnings } = parseTreatment(`Scene 1:\nDuration: ${written}\nVO: 9 seconds`);
    expect(scenes[0]?.durationMs).toBeNull();
    expect(warnings).toMatchObject([{ code: 'DURATION_UNREADABLE', path: 'line 2' }]);
  },
);

test.each([
  ['Scene 1 (0-5s): A', 5_000, 'A'],
  ['Scene 1 [0:05–0:12]', 7_000, null],
  ['Scene 1 (5s)', 5_000, null],
  ['### Scene 1 — Hook (Step One) (3 sec)', 3_000, 'Hook (Step One)'],
  ['### Scene 1 — Hook - 3s', 3_000, 'Hook'],
  ['Scene 1: 0:00-0:05 City', 5_000, 'City'],
  ['Scene 1: 5s: City', 5_000, 'City'],
  ['Scene 1: Take 5', null, 'Take 5'],
  ['Scene 1: 10 dogs', null, '10 dogs'],
  ['Scene 1 — Hook (5)', null, 'Hook (5)'],
])('a heading: %s', (marker, durationMs, heading) => {
  expect(parseTreatment(marker).scenes).toMatchObject([{ durationMs, heading }]);
});

test('a field says more than a heading, and one that cannot be read says nothing', () => {
  expect(durationOf('Scene 1 (0-5s):\nDuration: 3s')).toBe(3_000);
  expect(durationOf('Scene 1 (0-5s):\nDuration: soon')).toBe(5_000);
});

test.each(['In 5 seconds, at 0:30, all is over.', '"5s: go"', 'Wait 1 min 30 s.'])(
  'what is spoken is no time: %s',
  (spoken) => {
    expect(durationOf(`Scene 1:\nVO: ${spoken}`)).toBeNull();
    expect(durationOf(spoken)).toBeNull();
  },
);

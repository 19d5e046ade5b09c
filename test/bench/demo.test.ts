import { execFileSync } from 'node:child_process';
import { phasesOf } from '../../bench/demo/phases';
import { childrenSeconds, cpuSecondsOfChildren } from '../../bench/harness/cpu';

const MINUTE = '2026-03-01T12:00:';
const run = (from: string, to: string, stages: Record<string, number>) => ({
  ...{ startedAt: `${MINUTE}${from}Z`, finishedAt: `${MINUTE}${to}Z` },
  stages: Object.entries(stages).map(([stage, seconds]) => ({ stage, seconds })),
});
const takes = run('05', '15', { AUDIO: 4, VISUALS: 9 });
const film = run('20', '50', { CUT: 0.1, FILM: 29 });
const film105 = { durationSeconds: 105 };
const span = [Date.parse(`${MINUTE}00Z`), Date.parse(`${MINUTE}52Z`)] as const;

test('the time of a demo is told from its runs and the gaps between them', () => {
  const runs = {
    'narration and pictures': takes,
    'the new take': run('16', '18', { VISUALS: 2 }),
    'cut and film': film,
  };
  expect(phasesOf({ film: film105, runs }, span)).toEqual({
    'boot, import': 5,
    AUDIO: 4,
    VISUALS: 9,
    review: 3,
    'new take': 2,
    CUT: 0.1,
    FILM: 29,
    'delivery, stop': 2,
  });
});

test('without a new take all the time between the runs is review, and without a run there is nothing to tell', () => {
  const runs = { 'narration and pictures': takes, 'cut and film': film };
  expect(phasesOf({ film: film105, runs }, span)).toMatchObject({ review: 5, 'new take': 0 });
  expect(() => phasesOf({ film: film105, runs: {} }, span)).toThrow('lacks the start');
});

test('the processor time of children is read past whatever a program calls itself', () => {
  const stat = `7 (a) b (c)) S ${Array.from({ length: 49 }, (_, index) => index + 4).join(' ')}`;
  expect(childrenSeconds(stat)).toBe((16 + 17) / 100);
  expect(() => childrenSeconds('nothing')).toThrow('no line of');
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a grandchild that was at work counts when its parents have ended', async () => {
  const before = await cpuSecondsOfChildren();
  const work = 'const t = process.cpuUsage(); while (process.cpuUsage(t).user < 200_000);';
  execFileSync('/bin/sh', ['-c', '"$0" -e "$1"; exit 0', process.execPath, work]);
  expect((await cpuSecondsOfChildren()) - before).toBeGreaterThanOrEqual(0.19);
});

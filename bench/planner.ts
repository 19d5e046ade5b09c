import { parseTreatment } from '../src/pipeline/planner/treatment/parse-treatment';
import type { Benchmark } from './harness/benchmark';
import { type Figures, takeTurns } from './harness/turns';
import { growthExponent } from './planner/growth';
import { BUILD_A_VID, DOUBLING, PROSE, SCENES, TWELVE_SCENES } from './planner/texts';

const MS = 'ms';
const EXPONENT = 'exponent';
const MOST_ORDINARY_MS = 10;
const MOST_LARGE_MS = 100;
const MOST_EXPONENT = 1.1;
/** The fastest of them is the one that nothing else came between. */
const TRIES = 5;

function fastestMs(text: string): number {
  const tries = Array.from({ length: TRIES }, () => {
    const began = performance.now();
    parseTreatment(text);
    return performance.now() - began;
  });
  return Math.min(...tries);
}

const timed = (text: string) => async (): Promise<Figures> => ({ [MS]: fastestMs(text) });

/** The power of the length with which the time grows: 1 is linear. */
const growth = (part: string) => async (): Promise<Figures> => ({
  [EXPONENT]: growthExponent(
    DOUBLING.map((characters) => {
      const text = part.repeat(Math.ceil(characters / part.length)).slice(0, characters);
      return { characters, ms: fastestMs(text) };
    }),
  ),
});

const ORDINARY = { 'the sample': timed(BUILD_A_VID), 'twelve scenes': timed(TWELVE_SCENES) };
const LARGE = { '200 KB of prose': timed(PROSE), '200 KB of scenes': timed(SCENES) };
const GROWTH = { 'growth, prose': growth(PROSE.slice(0, 6_000)), 'growth, scenes': growth(TWELVE_SCENES) };

export const planner: Benchmark = {
  about: `Treatments read, without a model: an ordinary one in at most ${MOST_ORDINARY_MS} ms, 200 KB in at most ${MOST_LARGE_MS} ms, and the exponent with
which time grows from 12 KB to 1.6 MB (least squares over doublings), limit ${MOST_EXPONENT}. A figure is the fastest of ${TRIES} tries.`,
  async run({ rounds }, { say, show }) {
    for (const text of [BUILD_A_VID, SCENES, PROSE]) parseTreatment(text);
    for (const { title, contenders, figure, limit } of TABLES) {
      say(title);
      const targets = Object.keys(contenders).map((of) => ({ of, figureAtMost: limit }));
      const peer = Object.keys(contenders)[0] ?? '';
      show({ title, peer, figure, targets, rounds: await takeTurns(contenders, rounds) });
    }
  },
};

const TABLES = [
  { title: 'Reading an ordinary treatment', contenders: ORDINARY, figure: MS, limit: MOST_ORDINARY_MS },
  { title: 'Reading 200 KB', contenders: LARGE, figure: MS, limit: MOST_LARGE_MS },
  { title: 'How the time grows', contenders: GROWTH, figure: EXPONENT, limit: MOST_EXPONENT },
];

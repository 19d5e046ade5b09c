import { parseTreatment } from '../src/pipeline/planner/treatment/parse-treatment';
import type { Benchmark } from './harness/benchmark';
import { withDatabase } from './harness/cluster';
import type { Comparison } from './harness/comparison';
import { type Figures, takeTurns } from './harness/turns';
import { growthExponent } from './planner/growth';
import { PlanningServer } from './planner/kept-plans';
import { BUILD_A_VID, DOUBLING, PROSE, SCENES, TWELVE_SCENES } from './planner/texts';

const MS = 'ms';
const EXPONENT = 'exponent';
const MOST_ORDINARY_MS = 10;
const MOST_LARGE_MS = 100;
const MOST_EXPONENT = 1.1;
const MOST_KEPT_MS = 150;
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
which time grows from 12 KB to 1.6 MB (least squares over doublings), limit ${MOST_EXPONENT}; and a whole
plan, kept in the database and answered over HTTP, in at most ${MOST_KEPT_MS} ms. A figure of reading is the fastest of ${TRIES} tries.`,
  async run({ rounds }, { say, show }) {
    for (const text of [BUILD_A_VID, SCENES, PROSE]) parseTreatment(text);
    for (const { title, contenders, figure, limit } of TABLES) {
      say(title);
      const targets = Object.keys(contenders).map((of) => ({ of, figureAtMost: limit }));
      const peer = Object.keys(contenders)[0] ?? '';
      show({ title, peer, figure, targets, rounds: await takeTurns(contenders, rounds) });
    }
    say(KEPT);
    const { first, ...kept } = await keptPlans(rounds);
    show({ ...kept, title: KEPT, figure: MS });
    say(`The first plan of a server, which compiles its schema: ${Math.round(first[MS] ?? 0)} ms.`);
  },
};

const KEPT = 'A whole plan, kept and answered by a server';

/** Over HTTP, with the transaction that keeps it. */
async function keptPlans(
  rounds: number,
): Promise<Pick<Comparison, 'peer' | 'targets' | 'rounds'> & { first: Figures }> {
  return withDatabase(async (url, directory) => {
    const server = await PlanningServer.open(url, directory);
    const first = await server.planned(BUILD_A_VID);
    const contenders = {
      'the sample, kept': () => server.planned(BUILD_A_VID),
      'twelve scenes, kept': () => server.planned(TWELVE_SCENES),
    };
    for (let warm = 0; warm < 5; warm += 1) for (const plan of Object.values(contenders)) await plan();
    const turns = await takeTurns(contenders, Math.max(rounds, 9));
    await server.stop();
    const targets = Object.keys(contenders).map((of) => ({ of, figureAtMost: MOST_KEPT_MS }));
    return { peer: 'the sample, kept', targets, rounds: turns, first };
  });
}

const TABLES = [
  { title: 'Reading an ordinary treatment', contenders: ORDINARY, figure: MS, limit: MOST_ORDINARY_MS },
  { title: 'Reading 200 KB', contenders: LARGE, figure: MS, limit: MOST_LARGE_MS },
  { title: 'How the time grows', contenders: GROWTH, figure: EXPONENT, limit: MOST_EXPONENT },
];

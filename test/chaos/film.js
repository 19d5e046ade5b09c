/**
 * `npm run chaos:film [-- --rounds 25] [--seed N] [--full]`: the demo is killed with kill -9 at a random moment, the same
 * command finishes the film, and that is the one an undisturbed demo makes. Every other moment is one of the clock, spread
 * over the whole of the demo, the others fall into each stage in turn; every third round is struck again after its restart. `--full`: the demo of 1080p, otherwise a small film.
 */
require('../support/typescript.js');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { undisturbed, survive, STAGES } = require('./film.chaos.ts');
const { mulberry32 } = require('../../src/providers/mulberry32.ts');

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds ?? (values.full ? 2 : 25));
const random = mulberry32(Number(values.seed));
const treatment = path.join(__dirname, values.full ? '../../assets/demo' : '../film/small');
/** How long stages last that are shorter or longer than a second. */
const LASTS_MS = {
  load: 200,
  'narration and pictures': 4_000,
  review: 150,
  render: 1_500,
  join: 300,
  delivery: 60,
  stop: 200,
};
const clockRounds = Math.ceil(rounds / 2);

/** The first falls into the first 200 ms. */
function momentOf(round, wholeMs) {
  const stage = STAGES[((round - 1) / 2) % STAGES.length];
  if (stage) return { stage, plusMs: random() * (LASTS_MS[stage] ?? 1_000) };
  return { stage: 'load', plusMs: round === 0 ? random() * 200 : ((round / 2 + random()) / clockRounds) * wholeMs };
}

/** A film of 1080p costs minutes: each round of it is struck in every stage that lasts. */
const LONG_MOMENTS = () => [
  { stage: 'narration and pictures', plusMs: random() * 8_000 },
  { stage: 'render', plusMs: random() * 20_000 },
  { stage: 'join', plusMs: random() * 500 },
];

function momentsOf(round, wholeMs) {
  if (values.full) return LONG_MOMENTS();
  const first = momentOf(round, wholeMs);
  return round % 3 === 2 ? [first, { stage: 'open', plusMs: random() * 3_000 }] : [first];
}

async function main() {
  const whole = await undisturbed(treatment);
  console.error(`undisturbed: ${Math.round(whole.wholeMs)} ms, ${whole.sha256}`);
  const table = [];
  const failures = [];
  for (let round = 0; round < rounds; round += 1) {
    const moments = momentsOf(round, whole.wholeMs);
    const { blows, wholeMs, resumedMs, broken } = await survive(whole, moments).catch((error) => ({
      blows: moments.map(({ stage, plusMs }) => ({ atMs: Math.round(plusMs), stage: `at or after ${stage}` })),
      wholeMs: Number.NaN,
      broken: [error.stack],
    }));
    table.push({
      'killed at, ms': blows.map(({ atMs }) => atMs).join(', '),
      stage: blows.map(({ stage }) => stage).join(', ') || 'it had finished',
      restarts: blows.length,
      'processes gone after, ms': blows.map(({ goneMs }) => goneMs).join(', '),
      'Postgres gone after, ms': blows.map(({ postgresGoneMs }) => postgresGoneMs).join(', '),
      'then done in, ms': Math.round(wholeMs),
      'work went on after, ms': resumedMs?.join(', '),
      identical: broken.length === 0 ? 'yes' : 'NO',
    });
    failures.push(...broken.map((what) => `round ${round}: ${what}`));
    console.error(JSON.stringify(table.at(-1)), ...broken);
  }
  console.table(table);
  for (const failure of failures) console.log(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main();

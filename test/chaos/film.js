/**
 * `npm run chaos:film [-- --rounds 25] [--seed N] [--full]`: the demo is killed with kill -9 at a random moment, the same
 * command finishes the film, and that is the one an undisturbed demo makes. The moments are spread over the whole of the
 * demo; every third round is struck once more soon after its restart. `--full`: the demo of 1080p, otherwise a small film.
 */
require('../support/typescript.js');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { undisturbed, survive } = require('./film.chaos.ts');
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
const EARLY_MS = 200;
const SOON_MS = 3_000;

/** The first falls into the first 200 ms, the others each into their own part of the rest. */
function momentsOf(round, wholeMs) {
  const first = round === 0 ? random() * EARLY_MS : ((round - 1 + random()) / (rounds - 1)) * wholeMs;
  return round % 3 === 2 ? [first, random() * SOON_MS] : [first];
}

async function main() {
  const whole = await undisturbed(treatment);
  console.error(`undisturbed: ${Math.round(whole.wholeMs)} ms, ${whole.sha256}`);
  const table = [];
  const failures = [];
  for (let round = 0; round < rounds; round += 1) {
    const momentsMs = momentsOf(round, whole.wholeMs);
    const { blows, wholeMs, broken } = await survive(whole, momentsMs).catch((error) => ({
      blows: momentsMs.map((atMs) => ({ atMs: Math.round(atMs), stage: '?', goneMs: null })),
      wholeMs: Number.NaN,
      broken: [error.stack],
    }));
    table.push({
      'killed at, ms': blows.map(({ atMs }) => atMs).join(', '),
      stage: blows.map(({ stage }) => stage).join(', ') || 'it had finished',
      restarts: blows.length,
      'processes gone after, ms': blows.map(({ goneMs }) => goneMs).join(', '),
      'then done in, ms': Math.round(wholeMs),
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

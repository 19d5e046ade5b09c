/**
 * `npm run chaos:fleet [-- --only WORDS]`: several workers on one Postgres, and what may happen to them. Each run must end, with
 * every take made once, and without standing still for more than 30 s. Takes two minutes; ends with 1 if a promise was broken.
 */
require('../support/typescript.js');
require('reflect-metadata');
const { parseArgs } = require('node:util');
const { BLOWS, strike } = require('./fleet.chaos.ts');
const { cleanUp } = require('../support/postgres-server.ts');

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });

async function main() {
  const table = [];
  const broken = [];
  for (const blow of Object.keys(BLOWS).filter((name) => name.includes(values.only))) {
    const outcome = await strike(blow).catch((error) => ({ status: 'broken', faults: [error.stack] }));
    await cleanUp();
    broken.push(...outcome.faults.map((fault) => `${blow}: ${fault}`));
    table.push({
      blow,
      run: outcome.status,
      jobs: outcome.jobs,
      'took, s': outcome.wholeSeconds?.toFixed(1),
      'longest wait, s': outcome.longestWaitSeconds?.toFixed(1),
      'painted again': outcome.repeatedCalls,
      faults: outcome.faults.length,
    });
    console.error(JSON.stringify(table.at(-1)), ...outcome.faults);
  }
  console.table(table);
  for (const fault of broken) console.log(fault);
  process.exitCode = broken.length === 0 && table.length > 0 ? 0 : 1;
}

main();

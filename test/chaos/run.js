/**
 * `node test/chaos/run.js [--rounds 20]`: kill -9 of the server, of Postgres and of both, in mid-write and in mid-initdb,
 * as whoever runs this and, for root, as an ordinary user too. Then the runs: the matrix of `npm run chaos:runs`, a round for each
 * ten of these. Ends with 1 if a single promise was broken.
 */
require('../support/typescript.js');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { strike, VICTIMS, MOMENTS } = require('./postgres.chaos.ts');
const { OURSELVES, NOBODY, cleanUp } = require('../support/postgres-server.ts');

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const users = OURSELVES.name === 'root' ? [OURSELVES, NOBODY] : [OURSELVES];

const spread = (figures) => {
  const sorted = figures.filter((figure) => figure !== undefined).sort((a, b) => a - b);
  return sorted.length === 0 ? '' : `${sorted[0]}–${sorted[sorted.length >> 1]}–${sorted.at(-1)}`;
};

async function series(plan) {
  const results = [];
  const failures = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await strike({ ...plan, hurry: round % 2 === 1 }).then(
      (aftermath) => results.push(aftermath),
      (error) => failures.push(error.message),
    );
    await cleanUp();
  }
  return { results, failures };
}

async function main() {
  const plans = users.flatMap((user) =>
    MOMENTS.flatMap((moment) => VICTIMS.map((victim) => ({ user, moment, victim }))),
  );
  const table = [];
  const allFailures = [];
  for (const plan of plans) {
    const { results, failures } = await series(plan);
    allFailures.push(...failures.map((failure) => `${plan.user.name}, ${plan.moment}, ${plan.victim}: ${failure}`));
    table.push({
      as: plan.user.name,
      moment: plan.moment,
      killed: plan.victim,
      passed: `${results.length}/${values.rounds}`,
      'rows acknowledged': results.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      'gone after, ms': spread(results.map(({ clearMs }) => clearMs)),
      'ready again, ms': spread(results.map(({ readyMs }) => readyMs)),
    });
    console.error(`${plan.user.name}, ${plan.moment}, ${plan.victim}: ${results.length}/${values.rounds}`);
  }
  console.table(table);
  console.log('Times are least–median–most. No acknowledged row lost and nothing left running in a passed round.');
  for (const failure of allFailures) console.log(failure);
  const runs = [path.join(__dirname, 'runs.js'), 'faults', '--rounds', String(Math.ceil(Number(values.rounds) / 10))];
  const { status } = spawnSync(process.execPath, runs, { stdio: 'inherit' });
  process.exitCode = allFailures.length === 0 && status === 0 ? 0 : 1;
}

main();

/**
 * `node test/chaos/runs.js once [--runs 100] [--shots 754]`: sixty jobs each, whose engine is killed with kill -9 again and again; then shots
 * that ask at once for 27 pictures. `node test/chaos/runs.js faults [--rounds 1] [--only TEXT]`: the matrix of what can go wrong, with
 * one checker after every cell. Ends with 1 if a single promise was broken.
 */
require('../support/typescript.js');
require('reflect-metadata');
const { parseArgs } = require('node:util');
const { default: clusterUp } = require('../support/cluster-up.ts');
const { default: clusterDown } = require('../support/cluster-down.ts');
const { surviveKills } = require('./runs-once.chaos.ts');
const { shareFlights } = require('./runs-one-flight.chaos.ts');
const { survive } = require('./runs-faults.chaos.ts');
const { cellsOf } = require('./runs-cells.ts');
const { Engines } = require('./runs-process.ts');
const { build } = require('./runs-world.ts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '100' },
    /** 0: none. */
    shots: { type: 'string', default: '754' },
    rounds: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    /** So many at a time: as many as there are cores. */
    'at-once': { type: 'string', default: '2' },
  },
});

/** Several at a time, in their order; each takes the next when it is free. */
async function eachOf(count, act) {
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) await act(index);
  };
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
}

const failures = [];
const note = (name, { broken, ...report }) => {
  failures.push(...broken.map((what) => `${name}: ${what}`));
  console.error(broken.length === 0 ? 'ok  ' : 'FAIL', name, JSON.stringify(report), ...broken);
};
const nothingCame = (error) => ({ broken: [error.stack] });

async function once(engines) {
  const reports = [];
  const began = performance.now();
  await eachOf(Number(values.runs), async (index) => {
    const seed = Number(values.seed) + index;
    const report = await surviveKills(engines, seed).catch(nothingCame);
    reports.push(report);
    note(`run ${seed}`, report);
  });
  const sum = (what) => reports.reduce((total, report) => total + (report[what] ?? 0), 0);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${reports.length} runs of 60 jobs in ${seconds} s: ${sum('kills')} kills, ${sum('works')} works, ${sum('lost')} lost, ${sum('resumed')} resumed, ${failures.length} promises broken.`,
  );
  const shots = Number(values.shots);
  if (shots === 0) return;
  const flight = { shots, settings: 12, portraits: 15, seed: Number(values.seed) };
  note(`${shots} shots ask for 27 pictures`, await shareFlights(engines, flight).catch(nothingCame));
}

async function faults(engines) {
  const table = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const cells = cellsOf(Number(values.seed) - 1 + round).filter(({ name }) => name.includes(values.only));
    await eachOf(cells.length, async (index) => {
      const { name } = cells[index];
      const report = await survive(engines, cells[index]).catch((error) => ({ name, ...nothingCame(error) }));
      note(name, report);
      const { starts, works, charges = {}, wholeMs, broken } = report;
      const holds = broken.length === 0 ? 'yes' : 'NO';
      table.push({ cell: name, starts, works, ...charges, ms: Math.round(wholeMs), holds });
    });
  }
  console.table(table);
}

async function main() {
  build();
  await clusterUp();
  const engines = new Engines();
  try {
    await (positionals[0] === 'once' ? once(engines) : faults(engines));
  } finally {
    await engines.close();
    await clusterDown();
  }
  for (const failure of failures) console.log(failure);
  console.log(`${failures.length} promises were broken.`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main();

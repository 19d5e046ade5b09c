/** `npm run fuzz:pdf -- COUNT [FIRST]`: reads so many damaged papers, one after the other, and says what became of them. */
require('../../../support/typescript.js');
const { faultsOf, fuzzed } = require('./fuzzing.ts');
const { readPdf } = require('../../../../dist/src/pipeline/knowledge/read-pdf.tool.js');

async function run(count, first) {
  const outcomes = {};
  const worst = { ms: 0, stillMs: 0, peakBytes: 0 };
  const faults = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const found = await fuzzed(seed, { readPdf });
    const key = `${found.mutation}: ${found.outcome}`;
    outcomes[key] = (outcomes[key] ?? 0) + 1;
    for (const name of Object.keys(worst)) worst[name] = Math.max(worst[name], Math.round(found[name]));
    for (const fault of faultsOf(found)) console.log(faults[faults.push(fault) - 1]);
    if ((seed + 1 - first) % 50 === 0) console.log(seed + 1 - first, JSON.stringify(worst), `${faults.length} faults`);
  }
  console.log(
    Object.entries(outcomes)
      .toSorted()
      .map(([key, number]) => `${number} ${key}`)
      .join('\n'),
  );
  console.log(`${count} read, ${faults.length} faults, worst`, worst);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

void run(Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 1));

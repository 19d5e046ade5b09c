import { readPdf } from '../../../../src/pipeline/knowledge/read-pdf.tool';
import { workerExecArgv } from '../../../support/suppliers';
import { faultsOf, fuzzed } from './fuzzing';

const COUNT = Number(process.env.WORKPRINT_MUTATIONS ?? 40);

test(
  'damaged papers are read or refused: no crash, no standstill, no flood of memory, nothing left behind',
  async () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= COUNT; seed += 1)
      faults.push(...faultsOf(await fuzzed(seed, { readPdf, execArgv: workerExecArgv })));
    expect(faults).toEqual([]);
  },
  60_000 + COUNT * 15_000,
);

import type { Act } from '../assets/outcome';
import { WrongUsage } from '../words/usage';
import { findJob } from './find-job';
import { findRun } from './run-row';

const ERRORS = 'userErrors { code message expected got remedy }';
const OF_JOB = `mutation ($input: SetJobPriorityInput!) { setJobPriority(input: $input) { job { id key priority } ${ERRORS} } }`;
const OF_RUN = `mutation ($input: SetRunPriorityInput!) { setRunPriority(input: $input) { run { id status } ${ERRORS} } }`;

/** When a job, or all that is left of a run, has its turn. */
export const priority: Act = (words) => {
  const [, given = ''] = words.operands;
  if (!/^([0-9]|1[0-9]|20)$/.test(given)) {
    throw new WrongUsage(`A priority is a whole number from 0 to 20, 20 first; it got "${given}".`, words.command);
  }
  return async ({ session: { client } }) => {
    const { id } = await findRun(client, words.operands[0] ?? '');
    const word = words.text('job');
    const lines = [`${word ?? id} has the priority ${given}.`];
    const change = { priority: Number(given) };
    if (!word) return { lines, json: await client.mutate(OF_RUN, { input: { runId: id, ...change } }) };
    return {
      lines,
      json: await client.mutate(OF_JOB, { input: { jobId: await findJob(client, id, word), ...change } }),
    };
  };
};

import type { Act } from '../assets/outcome';
import { findRun, toldOf } from './run-row';

const ERRORS = 'userErrors { code message expected got remedy }';
const CANCEL = `mutation ($runId: ID!) { cancelRun(input: { runId: $runId }) { run { id } ${ERRORS} } }`;
const PAUSE = `mutation ($runId: ID!) { pauseRun(input: { runId: $runId }) { run { id } ${ERRORS} } }`;

const acting =
  (mutation: string): Act =>
  ({ operands: [word = ''] }) =>
  async ({ session: { client } }) => {
    const { id } = await findRun(client, word);
    await client.mutate(mutation, { runId: id });
    return toldOf(await findRun(client, id));
  };

/** What is under way is stopped within seconds; what was made stays. */
export const cancel = acting(CANCEL);
/** What is under way is finished; nothing else is begun. */
export const pause = acting(PAUSE);

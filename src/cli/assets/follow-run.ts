import { type Refusal, Refused } from '../graphql/refusal';
import { type RunEnd, watch } from '../watching/runs';
import { Screen } from '../watching/screen';
import type { Scene } from './outcome';

const STARTED = 'the run goes on at the server; `workprint assets list RUN` shows what it made';

/** The run to its end, after a line of its log, on standard error: standard output is for what came of it. */
export async function followRun({ session, say, signal }: Scene, runId: string, afterSeq = 0): Promise<RunEnd> {
  say(runId);
  const screen = new Screen(process.stderr);
  try {
    return await watch(session.client, runId, { screen, afterSeq });
  } catch (error) {
    if (signal.aborted && !session.isOwn) say(`Not followed any further: ${STARTED}.`);
    throw error;
  } finally {
    screen.close();
  }
}

/** A run that ended otherwise than well is a refusal: scripts go on only after 0. */
export function assertSucceeded({ id, status, stages }: RunEnd): void {
  if (status === 'SUCCEEDED') return;
  const failed = stages.reduce((sum, stage) => sum + stage.failed, 0);
  const refusal: Refusal = {
    code: 'RUN_ENDED',
    message: `The run ended ${status}.`,
    expected: 'SUCCEEDED',
    got: `${status}${failed > 0 ? `, with ${failed} jobs failed` : ''} (${id})`,
    remedy: 'Put right what its jobs say above, then give the same command again: what was made is not made again.',
  };
  throw new Refused([refusal]);
}

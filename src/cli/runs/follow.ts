import type { Act, Outcome, Scene } from '../assets/outcome';
import type { RunLine } from '../watching/run-line';
import { RUN_EVENTS } from '../watching/runs';
import { WrongUsage } from '../words/usage';
import { lineTexts } from './line-text';
import { findRun, isOver, type RunRow } from './run-row';

/** The log of a run, line by line as it is written, to its end. */
export const follow: Act = (words) => {
  const given = words.text('after') ?? '0';
  if (!/^\d{1,9}$/.test(given)) throw new WrongUsage(`--after takes the number of a line; it got "${given}".`);
  return async (scene) => {
    const run = await findRun(scene.session.client, words.operands[0] ?? '');
    return followed(scene, { run, afterSeq: Number(given) });
  };
};

interface Followed {
  readonly run: RunRow;
  readonly afterSeq: number;
}

/** 0 where the run succeeded, 1 where it ended otherwise: scripts go on only after 0. */
export async function followed(scene: Scene, { run, afterSeq }: Followed): Promise<Outcome> {
  const { client } = scene.session;
  const textsOf = lineTexts();
  const printed = (line: RunLine) => (scene.words.has('json') ? [asciiJson(line)] : textsOf(line));
  if (!isOver(run) || afterSeq < run.lastSeq) {
    await client.follow<RunLine>({
      document: RUN_EVENTS,
      variables: { runId: run.id, afterSeq },
      onLine: (line) => printed(line).forEach(scene.print),
      until: isLastOf(run),
    });
  }
  const { status } = await findRun(client, run.id);
  return { lines: [], json: null, status: status === 'SUCCEEDED' ? 0 : 1 };
}

/** Every other character escaped: nothing in it steers a terminal, or is made harmless on the way. */
function asciiJson(line: RunLine): string {
  return JSON.stringify(line).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A run that was resumed has finished before, further up in its log. */
function isLastOf(run: RunRow): (line: RunLine) => boolean {
  if (isOver(run)) return ({ seq }) => seq >= run.lastSeq;
  return ({ __typename, seq }) => __typename === 'RunFinished' && seq > run.lastSeq;
}

import type { StudioClient } from '../../src/cli/graphql/client';
import { runToEnd } from '../harness/run';
import type { Figures } from '../harness/turns';
import { captionShiftMs } from './captions';
import { type Film, filmOf, type Segment } from './film';

const RADIUS = 'query ($edit: EditSegmentInput!) { blastRadius(edit: $edit) { piecesToRender } }';
const EDIT = `mutation ($input: EditSegmentInput!) {
  editSegment(input: $input) { segment { id } userErrors { code message expected got remedy } }
}`;
const RUN = 'query ($id: ID!) { run(id: $id) { totals { jobs reused } } }';
interface Run {
  readonly totals: { readonly jobs: number; readonly reused: number };
}

export async function runOf(client: StudioClient, id: string): Promise<Run> {
  return (await client.query<{ run: Run }>(RUN, { id })).run;
}

/**
 * One word of one segment, and the film anew, timed from the edit to the end of the run. What is not as it should be throws:
 * another narration than its own made again, other pieces encoded than foreseen, captions behind it that did not move with it.
 */
export async function withAnotherWord(client: StudioClient, scriptId: string, number: number): Promise<Figures> {
  const before = await filmOf(client, scriptId);
  const segment = before.segments[number - 1];
  if (!segment) throw new Error(`The script has no segment ${number}.`);
  const edit = { segmentId: segment.id, expectedVersion: segment.lockVersion, text: reworded(segment) };
  const { blastRadius } = await client.query<{ blastRadius: { piecesToRender: number } }>(RADIUS, { edit });
  const began = performance.now();
  await client.mutate(EDIT, { input: edit });
  const { totals } = await filmed(client, { scriptId, idempotencyKey: `another word of ${number}` });
  const seconds = (performance.now() - began) / 1000;
  const after = await filmOf(client, scriptId);
  assertAlone(before, after, number);
  const { piecesEncoded, ok } = after.report;
  if (!ok) throw new Error('The film with another word has faults.');
  if (piecesEncoded !== blastRadius.piecesToRender) {
    throw new Error(`${piecesEncoded} pieces were encoded; ${blastRadius.piecesToRender} were foreseen.`);
  }
  return { seconds, ...worked(totals, after.report), 'captions moved ms': captionShiftMs(before.srt, after.srt) };
}

export function worked({ jobs, reused }: Run['totals'], { piecesEncoded, piecesReused }: Film['report']): Figures {
  return { 'jobs done': jobs - reused, 'pieces encoded': piecesEncoded, 'pieces copied': piecesReused };
}

/** Its longest plain word. */
function reworded({ text }: Segment): string {
  const [longest = ''] = (text.match(/(?<=\s)[a-z]+(?=\s)/gu) ?? []).toSorted((a, b) => b.length - a.length);
  return text.replace(new RegExp(`(?<=\\s)${longest}(?=\\s)`, 'u'), longest === 'remarkable' ? 'plain' : 'remarkable');
}

function assertAlone(before: Film, after: Film, number: number): void {
  const spokenAnew = after.segments.filter(({ narration }, index) => {
    return narration.sha256 !== before.segments[index]?.narration.sha256;
  });
  const [only] = spokenAnew;
  if (spokenAnew.length === 1 && only?.number === number) return;
  throw new Error(
    `Spoken anew: ${spokenAnew.map((one) => one.number).join(', ') || 'none'}; expected ${number} alone.`,
  );
}

async function filmed(client: StudioClient, input: { readonly scriptId: string; readonly idempotencyKey: string }) {
  const { script } = await client.query<{ script: { project: { id: string } } }>(
    'query ($id: ID!) { script(id: $id) { project { id } } }',
    { id: input.scriptId },
  );
  return runOf(client, await runToEnd(client, { ...input, projectId: script.project.id }));
}

import { randomUUID } from 'node:crypto';
import { assertSucceeded, followRun } from '../assets/follow-run';
import type { Outcome, Scene } from '../assets/outcome';
import type { StudioClient } from '../graphql/client';
import type { capIn } from '../runs/cap';
import { findRun } from '../runs/run-row';
import { deliver } from '../watching/delivery';
import { counted } from '../words/counted';

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;
const ASSIGN = `mutation ($input: AssignVisualsInput!) {
  assignVisuals(input: $input) { script { id } userErrors { code message expected got remedy } }
}`;
const GO_ON = `mutation ($input: ResumeRunInput!) {
  resumeRun(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;
const ESTIMATE = `query ($input: EstimateExplainerInput!) {
  estimateExplainer(input: $input) { toGenerate reused cost { amount currency } }
}`;
const NOTES = 'query ($id: ID!) { script(id: $id) { timeline { notes } } }';

export interface Filming {
  readonly projectId: string;
  readonly scriptId: string;
  readonly out: string;
  readonly how: { readonly stopAfter: string; readonly numbers?: string; readonly parts?: readonly string[] } & object;
  readonly cap: ReturnType<typeof capIn>;
  /** What lies there already. */
  readonly files: readonly string[];
  /** Goes on instead of starting. */
  readonly resumedId?: string;
  /** A run that stopped before this stage: it goes on to it, on its own budget. */
  readonly stoppedId?: string;
}

/** From a script to its film, followed to its end; the bill comes first. */
export async function filmed(scene: Scene, filming: Filming): Promise<Outcome> {
  const { client } = scene.session;
  const { scriptId, out, how } = filming;
  const { runId, afterSeq } = filming.resumedId
    ? { runId: filming.resumedId, afterSeq: 0 }
    : await begun(scene, filming);
  const end = await followRun(scene, runId, afterSeq);
  if (end.status !== 'PARTIAL' || how.stopAfter !== 'FILM') assertSucceeded(end);
  if (how.stopAfter !== 'FILM') {
    return { lines: [`The run did all up to ${how.stopAfter.toLowerCase()}.`, ...filming.files], json: { runId, end } };
  }
  const { report, seconds, files } = await deliver(client, { storyId: scriptId, out, runs: { film: end } });
  const verdict = report.ok ? 'The film is good' : 'The film has faults';
  const lacks = end.status === 'PARTIAL' ? ['Not all of it could be made: cards stand for what is missing.'] : [];
  const notes = await notesOf(scene, scriptId);
  return {
    lines: [
      `${verdict}: ${seconds.toFixed(1)} s.`,
      ...[...report.problems, ...lacks, ...notes].map((line) => `  ${line}`),
      ...filming.files,
      ...files,
    ],
    json: { runId, scriptId, status: end.status, seconds, report, notes, files: [...filming.files, ...files] },
    status: report.ok && end.status === 'SUCCEEDED' ? 0 : 1,
  };
}

interface Begun {
  readonly runId: string;
  /** What its log held before. */
  readonly afterSeq: number;
}

async function begun(
  { session: { client }, say }: Scene,
  { projectId, scriptId, how, cap, stoppedId }: Filming,
): Promise<Begun> {
  const { captions: _, ...asked } = how as Filming['how'] & { readonly captions?: string };
  const { estimateExplainer: bill } = await client.query<{
    estimateExplainer: { toGenerate: number; reused: number; cost: { amount: string; currency: string } };
  }>(ESTIMATE, { input: { projectId, scriptId, ...asked } });
  say(
    `${counted(bill.toGenerate, 'take')} to make, at most ${bill.cost.amount} ${bill.cost.currency}; ${bill.reused} used again.`,
  );
  if (stoppedId) return goneOn(client, { runId: stoppedId, scriptId, how });
  const input = { projectId, scriptId, ...how, cap, idempotencyKey: `film ${randomUUID()}` };
  const { startExplainer } = await client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  return { runId: startExplainer.run.id, afterSeq: 0 };
}

interface GoingOn {
  readonly runId: string;
  readonly scriptId: string;
  readonly how: Filming['how'] & { readonly tier?: string };
}

async function goneOn(client: StudioClient, { runId, scriptId, how }: GoingOn): Promise<Begun> {
  const { tier, stopAfter } = how;
  const { lastSeq: afterSeq } = await findRun(client, runId);
  if (tier) await client.mutate(ASSIGN, { input: { scriptId, tier } });
  await client.mutate(GO_ON, { input: { runId, stopAfter, idempotencyKey: `film ${randomUUID()}` } });
  return { runId, afterSeq };
}

async function notesOf({ session }: Scene, scriptId: string): Promise<readonly string[]> {
  const { script } = await session.client.query<{ script: { timeline: { notes: string[] } | null } }>(NOTES, {
    id: scriptId,
  });
  return script.timeline?.notes ?? [];
}

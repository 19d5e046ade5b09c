import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { isRecord } from '../../pipeline/planner/json/json-value';
import type { Manifest } from '../../pipeline/planner/manifest/manifest-schema';
import type { PlanWarning } from '../../pipeline/planner/plan-warning';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import { assertSucceeded, followRun } from '../assets/follow-run';
import { keyOf } from '../assets/names';
import type { Act, Outcome, Scene } from '../assets/outcome';
import { captionsIn } from '../explain/options';
import type { StudioClient } from '../graphql/client';
import { projectOf } from '../graphql/project';
import { capIn } from '../runs/cap';
import { textOf } from '../script-input';
import { deliver } from '../watching/delivery';
import { counted } from '../words/counted';
import type { Words } from '../words/parse';
import { hintsOf } from './hints';

const PLAN = `mutation ($input: PlanProductionInput!) {
  planProduction(input: $input) {
    plan { id name manifest valid usedRepair processingTimeMs warnings { code message path } }
    userErrors { code message expected got remedy }
  }
}`;
const START = `mutation ($input: StartPlanInput!) {
  startPlan(input: $input) { run { id leftOut } userErrors { code message expected got remedy } }
}`;
const NOTES = 'query ($id: ID!) { plan(id: $id) { timeline { notes } } }';

interface Planned {
  readonly id: string;
  readonly name: string;
  readonly manifest: Manifest;
  readonly valid: boolean;
  readonly usedRepair: boolean;
  readonly processingTimeMs: number;
  readonly warnings: readonly PlanWarning[];
}

type Asked = ReturnType<typeof askedIn>;

/** `workprint plan FILE --start`: a treatment becomes a plan, and the plan a film. */
export const startPlan: Act = (words) => {
  const asked = askedIn(words);
  return (scene) => started(scene, asked);
};

function askedIn(words: Words) {
  const [file = ''] = words.operands;
  const key = words.text('project') ?? keyOf(file === '-' ? 'plan' : basename(file, extname(file)));
  return {
    ...{ words, file, key },
    out: resolve(words.text('out') ?? `${key}-film`),
    mode: words.has('live') ? ('LIVE' as const) : ('OFFLINE' as const),
    captions: captionsIn(words),
    cap: capIn(words),
  };
}

async function started(scene: Scene, { words, file, key, out, mode, captions, cap }: Asked): Promise<Outcome> {
  const { client } = scene.session;
  const [treatment, hints] = [await textOf(file), await hintsOf(words)];
  await mkdir(out, { recursive: true });
  const { id: projectId } = await projectOf(client, { key, name: key, mode });
  const plan = await planned(client, { projectId, treatment, hints: named(hints) });
  for (const { code, message } of plan.warnings) scene.say(`${code}: ${message}`);
  scene.say(
    `${plan.name}: ${counted(plan.manifest.scenes.length, 'scene')}, ${counted(plan.manifest.jobs.length, 'job')}.`,
  );
  const input = { planId: plan.id, captions, cap, idempotencyKey: `film ${randomUUID()}` };
  const { startPlan: begun } = await client.mutate<{ startPlan: { run: { id: string; leftOut: string[] } } }>(START, {
    input,
  });
  for (const name of begun.run.leftOut) scene.say(`Left out: ${name}.`);
  return filmed(scene, { plan, runId: begun.run.id, out });
}

async function planned(client: StudioClient, input: object): Promise<Planned> {
  const { planProduction } = await client.mutate<{ planProduction: { plan: Planned } }>(PLAN, {
    input: { ...input, idempotencyKey: `plan ${randomUUID()}` },
  });
  return planProduction.plan;
}

/** As the server takes them: what stands beside the three documents is as good as said by whoever asks. */
function named(hints: JsonValue): Record<string, unknown> {
  if (!isRecord(hints)) return {};
  const { userUI = {}, analyzerJson, analyzer = analyzerJson, refinerJson, refiner = refinerJson, ...rest } = hints;
  const { scriptJson, script = scriptJson, ...said } = rest;
  const asked = { ...said, ...(isRecord(userUI) ? userUI : {}) };
  return { userUI: asked, analyzer: analyzer ?? null, refiner: refiner ?? null, script: script ?? null };
}

interface Filming {
  readonly plan: Planned;
  readonly runId: string;
  readonly out: string;
}

async function filmed(scene: Scene, { plan, runId, out }: Filming): Promise<Outcome> {
  const { client } = scene.session;
  const end = await followRun(scene, runId);
  if (end.status !== 'PARTIAL') assertSucceeded(end);
  const { report, seconds, files } = await deliver(client, { storyId: plan.id, out, runs: { film: end } });
  const { plan: cut } = await client.query<{ plan: { timeline: { notes: string[] } } }>(NOTES, { id: plan.id });
  const { notes } = cut.timeline;
  const verdict = report.ok ? 'The film is good' : 'The film has faults';
  const lacks = end.status === 'PARTIAL' ? ['Not all of it could be made: cards stand for what is missing.'] : [];
  const { manifest, warnings, usedRepair, valid, processingTimeMs } = plan;
  const told = { manifest, jobs: manifest.jobs, warnings, usedRepair, valid, processingTimeMs };
  return {
    lines: [
      `${verdict}: ${seconds.toFixed(1)} s.`,
      ...[...report.problems, ...lacks, ...notes].map((line) => `  ${line}`),
      ...files,
    ],
    json: { ...told, planId: plan.id, runId, status: end.status, seconds, report, notes, files },
    status: report.ok && end.status === 'SUCCEEDED' ? 0 : 1,
  };
}

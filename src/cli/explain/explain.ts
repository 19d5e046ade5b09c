import { mkdir } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { EXPLAINER_STAGES } from '../../pipeline/production/explainer';
import { contentHash } from '../../pipeline/values/content-hash';
import { assertSucceeded, followRun } from '../assets/follow-run';
import { keyOf } from '../assets/names';
import type { Act, Outcome, Scene } from '../assets/outcome';
import type { StudioClient } from '../graphql/client';
import { projectOf } from '../graphql/project';
import { Refused } from '../graphql/refusal';
import { capIn } from '../runs/cap';
import { isOver } from '../runs/run-row';
import type { RunEnd } from '../watching/runs';
import type { Words } from '../words/parse';
import { assertReadable, bringDocument, documentLines } from './documents';
import { filmed } from './film';
import { captionsIn, minutesIn, oneOf, tierIn } from './options';
import { deliverScript } from './script-files';

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) {
    run { id status stopAfter subject { ... on StructuredScript { id } } } userErrors { code message expected got remedy }
  }
}`;
const PROFILES =
  'query ($id: ID!) { node(id: $id) { ... on Project { styleProfiles(first: 250) { nodes { id name } } } } }';

type Asked = ReturnType<typeof askedIn>;

/** A paper becomes a narrated film. Given again, the same command goes on from what is there. */
export const explain: Act = (words) => {
  const asked = askedIn(words);
  return (scene) => explained(scene, asked);
};

function askedIn(words: Words) {
  const files = words.operands.map((file) => resolve(file));
  const [main = ''] = files;
  const key = words.text('project') ?? keyOf(basename(main, extname(main)));
  return {
    files,
    key,
    out: resolve(words.text('out') ?? `${key}-film`),
    mode: words.has('live') ? ('LIVE' as const) : ('OFFLINE' as const),
    attribution: words.text('attribution') ?? null,
    style: words.text('style') ?? null,
    brief: { minutes: minutesIn(words), title: words.text('title') ?? null, audience: words.text('audience') ?? null },
    how: {
      tier: tierIn(words, 'tier'),
      captions: captionsIn(words),
      stopAfter: oneOf(words, 'stop-after', ['SCRIPT', 'AUDIO', 'VISUALS', 'CUT'] as const) ?? ('FILM' as const),
    },
    cap: capIn(words),
  };
}

async function explained(scene: Scene, asked: Asked): Promise<Outcome> {
  const { session, say, signal } = scene;
  const { client } = session;
  await assertReadable(asked.files);
  await mkdir(asked.out, { recursive: true });
  const { id: projectId } = await projectOf(client, { key: asked.key, name: asked.key, mode: asked.mode });
  const documentIds: string[] = [];
  for (const [index, file] of asked.files.entries()) {
    const attribution = index === 0 ? asked.attribution : null;
    const document = await bringDocument(client, { projectId, file, attribution, signal });
    documentIds.push(document.id);
    for (const line of documentLines(document)) say(line);
  }
  const styleProfileId = await profileOf(client, { projectId, name: asked.style });
  const written = await scriptRun(scene, { ...asked.brief, projectId, documentIds, styleProfileId, cap: asked.cap });
  const { files, lines } = await deliverScript(client, { scriptId: written.scriptId, out: asked.out });
  for (const line of lines) say(line);
  const { runId, scriptId, end } = written;
  if (asked.how.stopAfter === 'SCRIPT') return { lines: files, json: { runId, scriptId, end, files } };
  const { out, how, cap } = asked;
  const goesOn = canGoOn(written, how);
  return filmed(scene, { projectId, scriptId, out, how, cap, files, ...(goesOn && { stoppedId: runId }) });
}

/** The run that wrote the script keeps the captions that it was started with, and one that went as far goes no further. */
function canGoOn({ stopAfter: at }: Written, { stopAfter, captions }: Asked['how']): boolean {
  const order: readonly string[] = EXPLAINER_STAGES;
  return captions === 'SIDECAR' && order.indexOf(at) < order.indexOf(stopAfter);
}

interface Writing {
  readonly projectId: string;
  readonly documentIds: readonly string[];
  readonly styleProfileId: string | null;
  readonly minutes: number;
  readonly title: string | null;
  readonly audience: string | null;
  readonly cap: Asked['cap'];
}

interface Written {
  readonly runId: string;
  readonly scriptId: string;
  /** How far the run goes that wrote it. */
  readonly stopAfter: string;
  /** Null: it went on from there, and whatever became of it, the script is written. */
  readonly end: RunEnd | null;
}

interface StartedRun {
  readonly id: string;
  readonly status: string;
  readonly stopAfter: string;
  readonly subject: { readonly id: string };
}

/** Once for the same sources and the same brief: another tier is another film of the same script. */
async function scriptRun(scene: Scene, { cap, ...writing }: Writing): Promise<Written> {
  const idempotencyKey = `explain ${contentHash({ ...writing, cap, documentIds: [...writing.documentIds] })}`;
  const input = { ...writing, cap, stopAfter: 'SCRIPT', idempotencyKey };
  const { startExplainer } = await scene.session.client.mutate<{ startExplainer: { run: StartedRun } }>(START, {
    input,
  });
  const { id: runId, stopAfter, subject, status } = startExplainer.run;
  const hasGoneOn = stopAfter !== 'SCRIPT';
  const end = hasGoneOn && isOver({ status }) ? null : await followRun(scene, runId);
  if (end && !hasGoneOn) assertSucceeded(end);
  return { runId, scriptId: subject.id, stopAfter, end };
}

async function profileOf(
  client: StudioClient,
  { projectId, name }: { projectId: string; name: string | null },
): Promise<string | null> {
  if (name === null) return null;
  const { node } = await client.query<{
    node: { styleProfiles: { nodes: readonly { id: string; name: string }[] } };
  }>(PROFILES, { id: projectId });
  const found = node.styleProfiles.nodes.find((profile) => profile.name === name);
  if (found) return found.id;
  const got = node.styleProfiles.nodes.map((profile) => profile.name).join(', ') || 'none';
  const remedy = 'Teach it with `learnStyle`, from transcripts that speak as the film should.';
  const message = `The project has no style profile "${name}".`;
  throw new Refused([{ code: 'NOT_FOUND', message, expected: 'the name of one of its profiles', got, remedy }]);
}

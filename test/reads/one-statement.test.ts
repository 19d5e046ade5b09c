import type { DataSource } from 'typeorm';
import { AccessToken } from '../../src/entities/access-token.entity';
import { Asset } from '../../src/entities/asset.entity';
import { AuditEntry } from '../../src/entities/audit-entry.entity';
import { Figure } from '../../src/entities/figure.entity';
import { Project } from '../../src/entities/project.entity';
import { RunEvent } from '../../src/entities/run-event.entity';
import { FigureReference, Segment } from '../../src/entities/segment.entity';
import { Slot } from '../../src/entities/slot.entity';
import { StructuredScript } from '../../src/entities/structured-script.entity';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { Rows } from './library/rows';
import { addRun as addJobs } from './library/runs';
import { addTimeline } from './library/stories';
import { Takes } from './library/takes';
import { Random } from './random';
import { Reading } from './reading';

const QUERY = `query ($key: String!) {
  project(key: $key) {
    scripts(first: 1) { nodes { segments(first: 200) { totalCount pageInfo { hasNextPage } nodes {
      text number
      slots(first: 3) { nodes { key current { status staleness { causes } audit(first: 5) { nodes { actor to } } } } }
    } } } }
  }
}`;

const RUN_QUERY = `query ($id: ID!) {
  run(id: $id) { lastSeq totals { jobs secondsLeft } jobs(first: 250) { nodes { key slot { key } } }
    events(first: 250) { totalCount nodes { seq totals { done secondsLeft spent { amount } }
      ... on JobStarted { jobKey job { key run { id } slot { key owner { id } } } }
      ... on AssetMade { cost { amount } asset { sentences { text } words { text } report { problems } media { loudnessLufs } slot { key }
        annotations(first: 3, resolved: false) { nodes { body span { startFrame endFrameExclusive } } }
        uses(first: 3) { nodes { owner { id } timeline { revision } span { startSeconds } } } } } } }
    subject { ... on StructuredScript {
      figures { number caption slot { key current { id } } discussedIn { number } } unresolvedFigures { kind number }
      segments(first: 250) { nodes { figureReferences { figure { number slot { key } } } } }
      timeline { span { durationSeconds } report { ok } film { key current { report { ok } } } }
    } }
  }
}`;

/** A figure that is of no document. */
const OWN = { documentId: null, confidence: null };

let reading: Reading;
beforeAll(async () => {
  reading = await Reading.open();
});
afterAll(() => reading.close());

/** A script with this many segments, each with one place, one take and one line of audit. */
async function addScript(store: DataSource, key: string, segments: number): Promise<Caller> {
  const rows = new Rows(store, new Random(segments));
  const { id: projectId } = rows.add(Project, { key });
  const { id: scriptId } = rows.add(StructuredScript, { projectId });
  for (let idx = 0; idx < segments; idx += 1) {
    const { id: ownerId } = rows.add(Segment, { projectId, scriptId, idx, importance: 0.5 });
    const slot = rows.add(Slot, { projectId, ownerId, ownerType: 'SEGMENT', part: 'audio', inputs: [] });
    const asset = rows.add(Asset, {
      projectId,
      slotId: slot.id,
      take: 1,
      status: 'APPROVED',
      recipeHash: null,
      capability: null,
      provider: null,
      inputs: [],
    });
    rows.add(AuditEntry, { projectId, assetId: asset.id, seq: idx + 1 });
  }
  const { id: tokenId, name, role } = rows.add(AccessToken, { projectIds: [projectId] });
  await rows.insert();
  return { tokenId, name, role, projects: [projectId] };
}

test.each([1, 20, 200])(
  '%i segments with their slots, takes and audit are one statement on either path',
  async (size) => {
    const caller = await addScript(reading.store, `of-${size}`, size);
    const asked = { query: QUERY, variables: { key: `of-${size}` } };
    const { statements } = reading.port;
    const begun = statements.length;
    const front = JSON.parse((await reading.front(asked, caller)) ?? 'null');
    expect(statements.length - begun).toBe(1);
    const slow = await reading.slow(asked, caller);
    expect(statements.length - begun).toBe(2);
    const { totalCount, nodes } = front.project.scripts.nodes[0].segments;
    expect([totalCount, nodes.length]).toEqual([size, size]);
    expect(nodes[size - 1].slots.nodes[0].current.audit.nodes).toHaveLength(1);
    expect(JSON.stringify(slow.data)).toBe(JSON.stringify(front));
  },
);

/** A run of this many jobs over a script of as many segments and figures, with two lines a job. */
async function addRun(store: DataSource, size: number): Promise<{ caller: Caller; id: string }> {
  const rows = new Rows(store, new Random(1_000 + size));
  const { id: projectId } = rows.add(Project, { key: `run-${size}` });
  const script = rows.add(StructuredScript, { projectId });
  const takes = new Takes(rows, () => null);
  addTimeline(rows, takes, script, true);
  const { run, jobs } = addJobs(rows, projectId, { type: 'STRUCTURED_SCRIPT', id: script.id }, size);
  for (const [index, job] of jobs.entries()) {
    const facts = { jobKey: job.key, attempt: 1, costMicros: 1 };
    const { id: segmentId } = rows.add(Segment, { projectId, scriptId: script.id, idx: index, importance: 0.5 });
    rows.add(FigureReference, { projectId, segmentId, kind: 'FIGURE', number: index + 1, documentId: null });
    const { id } = rows.add(Figure, { ...OWN, projectId, scriptId: script.id, kind: 'FIGURE', number: index + 1 });
    job.slotId = takes.slot({ projectId, id, type: 'FIGURE' }, 'picture', 'FIGURE').id;
    const line = { projectId, runId: run.id, jobId: job.id, facts };
    rows.add(RunEvent, { ...line, seq: 2 * index + 1, kind: 'JOB_STARTED', assetId: null });
    rows.add(RunEvent, { ...line, seq: 2 * index + 2, kind: 'ASSET_MADE', assetId: takes.assets[0]?.id ?? null });
  }
  const { id: tokenId, name, role } = rows.add(AccessToken, { projectIds: [projectId] });
  await rows.insert();
  return { caller: { tokenId, name, role, projects: [projectId] }, id: `Run_${run.id}` };
}

/** Accesses to tables, less the conditions on the caller's one project. */
function openAccesses(statement: string): number {
  const accesses = statement.match(/\b(?:FROM|JOIN) [a-z_]+ \w+/g) ?? [];
  const walls = statement.match(/ AND \w+\.(?:project_)?id = \$\d+::uuid/g) ?? [];
  expect(accesses.length).toBeGreaterThan(20);
  return accesses.length - walls.length;
}

test.each([1, 10, 100])(
  'a run of %i jobs with its log, figures and cut is one statement on either path',
  async (size) => {
    const { caller, id } = await addRun(reading.store, size);
    const asked = { query: RUN_QUERY, variables: { id } };
    const { statements } = reading.port;
    const begun = statements.length;
    const front = JSON.parse((await reading.front(asked, caller)) ?? 'null');
    expect(statements.length - begun).toBe(1);
    expect(openAccesses(statements.at(-1) ?? '')).toBe(0);
    const slow = await reading.slow(asked, caller);
    expect(statements.length - begun).toBe(2);
    const { events, subject } = front.run;
    const pictured = subject.figures.filter(({ slot }: { slot: { current: object | null } }) => slot.current);
    const counts = [events.totalCount, subject.figures.length, subject.unresolvedFigures.length + pictured.length];
    expect(counts).toEqual([2 * size, size, size]);
    expect(subject.figures[size - 1].discussedIn).toEqual([{ number: size }]);
    expect(JSON.stringify(slow.data)).toBe(JSON.stringify(front));
  },
);

const LIBRARIAN_QUERY = `query ($id: ID!) { script(id: $id) {
  generationPlan(type: IMAGE, tier: FULL) { items(first: 250) { totalCount nodes {
    segment { number audio { id } } slot { key } asset { status } } } }
  assemblyManifest {
    items(first: 250) { edges { cursor node { segment { number } audio { id } picture { id } span { startFrame } } } }
    missing(first: 250) { totalCount nodes { key } } unregisteredFigures { number slot { key } }
  }
} }`;

/** A script with this many segments, each with its places, a take in each, and as many figures without a picture. */
async function addFilledScript(store: DataSource, size: number): Promise<{ caller: Caller; id: string }> {
  const rows = new Rows(store, new Random(2_000 + size));
  const { id: projectId } = rows.add(Project, { key: `librarian-${size}`, rateNumerator: 24, rateDenominator: 1 });
  const { id: scriptId } = rows.add(StructuredScript, { projectId });
  const slot = (ownerType: Slot['ownerType'], ownerId: string, part: string, type: Slot['type']) =>
    rows.add(Slot, { projectId, ownerType, ownerId, part, type, inputs: [] });
  for (let idx = 0; idx < size; idx += 1) {
    const { id } = rows.add(Segment, {
      projectId,
      scriptId,
      idx,
      importance: 0.5,
      displayMode: 'DALL_E',
      intent: 'RECAP',
    });
    const figure = rows.add(Figure, { ...OWN, projectId, scriptId, kind: 'FIGURE', number: idx + 1 });
    slot('FIGURE', figure.id, 'picture', 'FIGURE');
    slot('SEGMENT', id, 'video', 'VIDEO');
    for (const [part, type] of [
      ['audio', 'AUDIO'],
      ['picture', 'IMAGE'],
    ] as const) {
      const { id: slotId, wishHash } = slot('SEGMENT', id, part, type);
      const none = { recipeHash: null, capability: null, provider: null, inputs: [] };
      rows.add(Asset, { ...none, projectId, slotId, type, wishHash, take: 1, status: 'DRAFT', sentences: [] });
    }
  }
  const { id: tokenId, name, role } = rows.add(AccessToken, { projectIds: [projectId] });
  await rows.insert();
  return { caller: { tokenId, name, role, projects: [projectId] }, id: `StructuredScript_${scriptId}` };
}

test.each([1, 20, 200])('a plan and a manifest of %i segments are nine statements', async (size) => {
  const { caller, id } = await addFilledScript(reading.store, size);
  const { statements } = reading.port;
  const begun = statements.length;
  expect(await reading.front({ query: LIBRARIAN_QUERY, variables: { id } }, caller)).toBeNull();
  const { data, errors } = await reading.slow({ query: LIBRARIAN_QUERY, variables: { id } }, caller);
  expect(errors).toBeUndefined();
  // The script; segment, slot and asset of the plan; segment, audio and picture of the manifest; missing; figures.
  expect(statements.length - begun).toBe(9);
  expect(openAccesses(statements[begun] ?? '')).toBe(0);
  const { generationPlan, assemblyManifest } = JSON.parse(JSON.stringify(data)).script;
  expect(generationPlan.items.totalCount).toBe(size);
  expect(generationPlan.items.nodes.at(-1)).toMatchObject({
    segment: { number: size },
    slot: { key: `segment ${size} / picture` },
    asset: { status: 'DRAFT' },
  });
  expect(assemblyManifest.items.edges).toHaveLength(size);
  expect(assemblyManifest.items.edges.at(-1).node).toMatchObject({ segment: { number: size } });
  expect(assemblyManifest.unregisteredFigures.map(({ number }: { number: number }) => number)).toHaveLength(size);
});

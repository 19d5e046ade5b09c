import { validateManifest } from '../../src/pipeline/planner/manifest/validate-manifest';
import { type Refusal, ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open();
});
afterAll(() => room.close());

const BUILD_A_VID = `# Production Plan: Build a Vid
## Overview
- Intent: Educational explainer
- Duration: ~5 seconds
- Platform: social
## Scenes
### Scene 1 — Hook (Step One)
- Duration: ~2.0s
- Narration: "Step one: pick footage."
- Visuals: [Stock Footage: hands opening a laptop], [Overlay Text: Step 1]
### Scene 2 — Outro
- Duration: ~3.0s
- Narration: "Step two: publish."
- Visuals: [Smartphone Mockup: the film in a feed]
`;

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly manifest: { id: string; userId: string; jobs: { id: string; payload: object }[]; metadata: object };
  readonly jobs: { nodes: { key: string; type: string; payload: object; dependsOn: string[]; priority: number }[] };
  readonly warnings: { code: string; message: string; path: string | null }[];
  readonly valid: boolean;
  readonly usedRepair: boolean;
  readonly processingTimeMs: number;
}

interface Answered {
  readonly plan: Shown | null;
  readonly userErrors: Refusal[];
}

interface Known {
  readonly plan: Shown;
  readonly node: { readonly plans: object; readonly events: { readonly nodes: readonly { readonly plan?: object }[] } };
}

const SHOWN = `manifest warnings { code message path } valid usedRepair processingTimeMs
  jobs(first: 250) { totalCount nodes { key type payload dependsOn priority maxRetries backoffSeconds estimate { amount } } }`;
const PLAN = `plan { id name createdBy project { id } ${SHOWN} } userErrors { code message field expected got remedy }`;

async function mutated(name: 'planProduction' | 'repairManifest', input: object): Promise<Answered> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await room.server.query<Record<string, Answered>>(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${PLAN} } }`,
    { input: { projectId: room.projectId, idempotencyKey: room.key(), ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name] as Answered;
}

const planned = (treatment: string, more: object = {}) => mutated('planProduction', { treatment, ...more });

test('a treatment is kept as a plan with its jobs, and announced once', async () => {
  const key = room.key();
  const { plan, userErrors } = await planned(BUILD_A_VID, { idempotencyKey: key });
  expect(userErrors).toEqual([]);
  if (!plan) throw new Error('There is no plan.');
  expect(plan).toMatchObject({ name: 'Build a Vid', valid: true, usedRepair: false });
  expect(validateManifest(plan.manifest as never)).toEqual([]);
  expect(plan.manifest).toMatchObject({ id: rowId(plan.id), metadata: { durationSeconds: 5 } });
  const keys = plan.jobs.nodes.map((job) => job.key);
  expect(keys).toEqual(plan.manifest.jobs.map(({ id }) => id));
  expect(plan.jobs.nodes.at(-1)).toMatchObject({ type: 'RENDER_SHOTSTACK', dependsOn: keys.slice(0, -1) });
  expect(plan.jobs.nodes.at(-1)?.payload).toMatchObject({ manifestId: rowId(plan.id) });
  expect((await planned(BUILD_A_VID, { idempotencyKey: key })).plan).toEqual(plan);
  const { data } = await room.server.query<Known>(
    `query($id: ID!) { plan(id: $id) { ${SHOWN} slots { totalCount } timeline { id } }
      node(id: "${room.projectId}") { ... on Project { plans { nodes { id } totalCount }
        events(first: 250) { nodes { ... on PlanStored { jobCount plan { id } } } } } } }`,
    { id: plan.id },
  );
  const stored = data.node.events.nodes.filter((line) => line.plan);
  expect(data.plan).toMatchObject({ manifest: plan.manifest, slots: { totalCount: 0 }, timeline: null });
  expect(data.node.plans).toEqual({ nodes: [{ id: plan.id }], totalCount: 1 });
  expect(stored).toEqual([{ jobCount: keys.length, plan: { id: plan.id } }]);
});

test('the same treatment is planned with the same jobs again', async () => {
  const [first, second] = [await planned(BUILD_A_VID), await planned(BUILD_A_VID)];
  const jobs = ({ plan }: Answered) => plan?.jobs.nodes.map(({ key, type, dependsOn }) => ({ key, type, dependsOn }));
  expect(first.plan?.id).not.toBe(second.plan?.id);
  expect(jobs(first)).toEqual(jobs(second));
});

test('what is not JSON of ours, and what is no treatment at all, is planned all the same', async () => {
  const { plan } = await mutated('repairManifest', { draft: ['nothing', { of: 'use' }] });
  expect(plan).toMatchObject({ valid: true, usedRepair: true });
  expect(plan?.warnings.map(({ code }) => code)).toContain('MINIMAL_FALLBACK');
  expect((await planned(' \u0000 ')).plan).toMatchObject({ valid: true, usedRepair: true });
});

test('a draft is mended, and what was mended is said', async () => {
  const scenes = [{ narration: 'Hello there.', durationSeconds: -3 }, 'no scene'];
  const { plan } = await mutated('repairManifest', { draft: { scenes, jobs: [{ id: 'a', dependsOn: ['a'] }] } });
  expect(plan).toMatchObject({ valid: true, usedRepair: true });
  expect(plan?.warnings.length).toBeGreaterThan(2);
  expect(plan?.jobs.nodes.map(({ key }) => key)).toContain('job_tts_s1');
});

test('an earlier plan lends its frame, and one that nobody knows is a warning', async () => {
  const { plan: first } = await planned(BUILD_A_VID, { hints: { durationSeconds: 7, platform: 'youtube' } });
  const hints = { studioBlueprintId: first?.id };
  const { plan } = await planned('Scene 1: A city at dusk', { hints });
  expect(plan?.manifest.metadata).toMatchObject({ durationSeconds: 7, platform: 'youtube' });
  const { plan: alone } = await planned('Scene 1: A city', { hints: { studioBlueprintId: 'blueprint-7' } });
  expect(alone?.warnings).toContainEqual(expect.objectContaining({ code: 'BLUEPRINT_NOT_FOUND' }));
});

test('nothing secret is kept anywhere', async () => {
  const secret = `sk-${'a1B2'.repeat(10)}`;
  const { plan } = await planned(`Scene 1: A city. api_key=${secret}`, { hints: { analyzer: { tone: secret } } });
  expect(JSON.stringify(plan)).not.toContain(secret);
  const rows = await room.studio.store.query(
    'SELECT 1 FROM production_plan p, planned_job j, project_event e WHERE p::text || j::text || e::text LIKE $1',
    [`%${secret}%`],
  );
  expect(rows).toEqual([]);
});

test('a preview says what would be kept, and keeps nothing', async () => {
  const count = async () => (await room.server.query('{ projects { nodes { plans { totalCount } } } }')).data;
  const before = await count();
  const { data } = await room.server.query<{ previewPlan: Shown }>(
    `query($input: PreviewPlanInput!) { previewPlan(input: $input) { ${SHOWN} } }`,
    { input: { treatment: BUILD_A_VID, hints: { platform: 'youtube' } } },
  );
  expect(await count()).toEqual(before);
  const { plan } = await planned(BUILD_A_VID, { hints: { platform: 'youtube' } });
  expect(data.previewPlan.jobs.nodes.slice(0, -1)).toEqual(plan?.jobs.nodes.slice(0, -1));
  expect(data.previewPlan.manifest.metadata).toEqual(plan?.manifest.metadata);
});

test.each([
  [{}, 'neither'],
  [{ treatment: 'Scene 1: x', draft: {} }, 'both'],
])('a preview of %j is refused', async (input, got) => {
  const { errors } = await room.server.query(
    'query($input: PreviewPlanInput!) { previewPlan(input: $input) { valid } }',
    { input },
  );
  expect(JSON.stringify(errors)).toContain(got);
});

test('what is too long is refused with its length', async () => {
  expect(await planned('x'.repeat(500_001))).toMatchObject({
    plan: null,
    userErrors: [{ code: 'LIMIT_EXCEEDED', field: ['input', 'treatment'], got: '500001 characters' }],
  });
});

test('what is said beside a treatment has an end too, whoever asks', async () => {
  const hints = { script: { padding: 'x'.repeat(500_000) } };
  const refusal = { code: 'LIMIT_EXCEEDED', field: ['input', 'hints'], expected: 'at most 500000 characters' };
  expect(await planned(BUILD_A_VID, { hints })).toMatchObject({ plan: null, userErrors: [refusal] });
  expect(await mutated('repairManifest', { draft: {}, hints })).toMatchObject({ plan: null, userErrors: [refusal] });
  const { errors } = await room.server.query(
    'query($input: PreviewPlanInput!) { previewPlan(input: $input) { valid } }',
    { input: { treatment: BUILD_A_VID, hints } },
  );
  expect(errors?.[0]?.extensions).toMatchObject(refusal);
});

test('a project that the caller may not see has no plans', async () => {
  const { plan } = await planned(BUILD_A_VID);
  const { data: made } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: 'stranger', role: 'PRODUCER', projectIds: [await room.project('ice')] } },
  );
  const stranger = made.createToken.token;
  const { data } = await room.server.query('query($id: ID!) { plan(id: $id) { name } }', { id: plan?.id }, stranger);
  expect(data).toEqual({ plan: null });
  const answer = await room.server.query<{ planProduction: Answered }>(
    'mutation($input: PlanProductionInput!) { planProduction(input: $input) { plan { id } userErrors { code field } } }',
    { input: { projectId: room.projectId, treatment: 'x', idempotencyKey: room.key() } },
    stranger,
  );
  expect(answer.data.planProduction).toEqual({
    plan: null,
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'projectId'] }],
  });
});

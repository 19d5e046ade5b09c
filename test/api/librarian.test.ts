import type { DataSource } from 'typeorm';
import type { Studio } from '../../src/pipeline';
import { FREE } from '../../src/pipeline/library/price';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { startExplainer } from '../../src/pipeline/production/start-explainer.verb';
import { createDataSource } from '../../src/server/database';
import { ADA, newTake, register, studioOn } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let studio: Studio<DataSource>;
beforeAll(async () => {
  server = await startServer();
  studio = studioOn(await createDataSource(server.database.url, 4).initialize());
  await studio.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'Ada', 'ADMIN', $2, 'test', now())",
    [ADA.tokenId, 'a'.repeat(64)],
  );
});
afterAll(async () => {
  await studio.store.destroy();
  await server.close();
});

const rowId = (id: string) => id.slice(id.indexOf('_') + 1);
let keys = 0;
const key = () => {
  keys += 1;
  return `key ${keys}`;
};

interface Slotted {
  id: string;
  wish: { hash: string };
}
interface Brought {
  projectId: string;
  scriptId: string;
  segments: { id: string; audio: Slotted; picture: Slotted }[];
}

/** A project of its own with a script of this many paragraphs. */
async function bring(name: string, texts: readonly string[]): Promise<Brought> {
  const { data: made } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }',
    { i: { key: name, name, idempotencyKey: key() } },
  );
  const projectId = made.createProject.project.id;
  const { data } = await server.query<{
    importScript: { script: { id: string; segments: { nodes: Brought['segments'] } } };
  }>(
    `mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id segments(first: 250) { nodes {
       id audio { id wish { hash } } picture { id wish { hash } } } } } } }`,
    { i: { projectId, name, text: texts.join('\n\n'), idempotencyKey: key() } },
  );
  const { id, segments } = data.importScript.script;
  return { projectId, scriptId: id, segments: segments.nodes };
}
const paragraphs = (count: number) => Array.from({ length: count }, (_, index) => `Paragraph ${index} of the film.`);

const VOICE = { type: 'AUDIO', media: { durationSeconds: 2, width: null, height: null } } as const;

/** A take of what the slot wants now, unless told otherwise. */
async function take(
  projectId: string,
  slot: Slotted | undefined,
  change: Omit<Partial<NewTake>, 'media'> & { media?: Partial<NewTake['media']> } = {},
): Promise<string> {
  if (!slot) throw new Error('There is no such segment.');
  const plain = newTake({ projectId: rowId(projectId), slotId: rowId(slot.id) }, { wishHash: slot.wish.hash });
  const media = { ...plain.media, ...change.media };
  return `Asset_${(await register(studio, { ...plain, ...change, media })).id}`;
}
const spoken = (projectId: string, slot: Slotted | undefined) => take(projectId, slot, VOICE);

async function decide(deed: 'approve' | 'reject', ...ids: string[]): Promise<void> {
  const title = `${deed[0]?.toUpperCase()}${deed.slice(1)}`;
  const { data } = await server.query<{ done: { userErrors: object[] } }>(
    `mutation($i: ${title}AssetsInput!) { done: ${deed}Assets(input: $i) { userErrors { code message } } }`,
    { i: { selection: { ids }, ...(deed === 'reject' ? { reason: 'wrong style' } : {}) } },
  );
  expect(data.done.userErrors).toEqual([]);
}

const PLAN = `query($id: ID!, $type: AssetType!, $tier: Tier!, $first: Int, $after: String) { script(id: $id) {
  tierComparison { tier images figures carried textOnly estimate { amount } }
  generationPlan(type: $type, tier: $tier) { toGenerate reused estimate { amount } remake { amount }
    items(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      nodes { segment { id number } slot { id key } action reason asset { id status } estimate { amount } } } } } }`;

interface Plan {
  tierComparison: { tier: string; images: number; carried: number }[];
  generationPlan: {
    toGenerate: number;
    reused: number;
    items: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      nodes: {
        segment: { number: number };
        slot: { key: string };
        action: string;
        reason: string;
        asset: object | null;
      }[];
    };
  };
}
async function planOf(id: string, more: object = {}): Promise<Plan> {
  const asked = { id, type: 'IMAGE', tier: 'FULL', ...more };
  const { data, errors } = await server.query<{ script: Plan }>(PLAN, asked);
  expect(errors).toBeUndefined();
  return data.script;
}

const MANIFEST = `query($id: ID!, $onlyApproved: Boolean!, $skipRejected: Boolean!) { script(id: $id) {
  assemblyManifest(onlyApproved: $onlyApproved, skipRejected: $skipRejected) { complete durationSeconds
    missing { nodes { key } } leftOut { nodes { key } } unregisteredFigures { number }
    items { nodes { segment { number } span { startFrame endFrameExclusive } audio { id } picture { id } displayMode } } } } }`;

interface Manifest {
  complete: boolean;
  durationSeconds: number;
  missing: { nodes: { key: string }[] };
  leftOut: { nodes: { key: string }[] };
  items: { nodes: { segment: { number: number }; picture: { id: string } | null; displayMode: string }[] };
}
async function manifestOf(id: string, options: object = {}): Promise<Manifest> {
  const asked = { id, onlyApproved: false, skipRejected: false, ...options };
  const { data, errors } = await server.query<{ script: { assemblyManifest: Manifest } }>(MANIFEST, asked);
  expect(errors).toBeUndefined();
  return data.script.assemblyManifest;
}

test('a plan says of every place what is done about it, and why', async () => {
  const { projectId, scriptId, segments } = await bring('plan', paragraphs(5));
  const [fresh, approved, stale, rejected] = segments.map(({ picture }) => picture);
  await take(projectId, fresh);
  await decide('approve', await take(projectId, approved));
  await decide('approve', await take(projectId, stale, { wishHash: 'e'.repeat(64) }));
  await decide('reject', await take(projectId, rejected));
  const { generationPlan } = await planOf(scriptId);
  expect(generationPlan).toMatchObject({ toGenerate: 2, reused: 3, items: { totalCount: 5 } });
  expect(generationPlan.items.nodes.map(({ action, reason }) => [action, reason])).toEqual([
    ['REUSE', 'fresh take of the same wish'],
    ['REUSE', 'approved'],
    ['REUSE', 'approved, though stale; making it anew would cost 0.0000'],
    ['GENERATE', 'rejected: wrong style'],
    ['GENERATE', 'nothing made yet'],
  ]);
  expect(generationPlan.items.nodes[1]).toMatchObject({
    segment: { number: 2 },
    slot: { key: 'segment 2 / picture' },
    asset: { status: 'APPROVED' },
  });
});

test('the same words narrated elsewhere in the project are used again', async () => {
  const { projectId, scriptId, segments } = await bring('equal', ['Said twice.', 'Said twice.']);
  await spoken(projectId, segments[0]?.audio);
  const { generationPlan } = await planOf(scriptId, { type: 'AUDIO' });
  expect(generationPlan.items.nodes.map(({ reason }) => reason)).toEqual([
    'fresh take of the same wish',
    'fresh take of the same wish elsewhere in the project',
  ]);
});

test('a tier leaves the less important to the picture before; the tiers can be compared', async () => {
  const { scriptId } = await bring('tiers', paragraphs(20));
  const { generationPlan, tierComparison } = await planOf(scriptId, { tier: 'LOW' });
  expect(generationPlan.toGenerate).toBe(2);
  expect(tierComparison.map(({ tier, images }) => [tier, images])).toEqual([
    ['MICRO', 0],
    ['LOW', 2],
    ['MEDIUM', 5],
    ['HIGH', 11],
    ['FULL', 20],
  ]);
});

test('a plan is read page by page, each item once', async () => {
  const { scriptId } = await bring('pages', paragraphs(5));
  const numbers: number[] = [];
  let after: string | null = null;
  for (;;) {
    const { items }: Plan['generationPlan'] = (await planOf(scriptId, { first: 2, after })).generationPlan;
    numbers.push(...items.nodes.map(({ segment }) => segment.number));
    if (!items.pageInfo.hasNextPage) break;
    after = items.pageInfo.endCursor;
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
  const alien = await server.query(PLAN, { id: scriptId, type: 'IMAGE', tier: 'LOW', after: 'WyJ4IiwxXQ' });
  expect(alien.errors?.[0]?.message).toMatch(/not a cursor of this connection/);
  const large = await server.query(PLAN, { id: scriptId, type: 'IMAGE', tier: 'LOW', first: 251 });
  expect(large.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
});

test('a manifest says what is seen and heard when, what is missing, and what is left out', async () => {
  const { projectId, scriptId, segments } = await bring('manifest', paragraphs(3));
  const [first, second, third] = segments;
  for (const segment of [first, second]) await spoken(projectId, segment?.audio);
  const picture = await take(projectId, first?.picture);
  await decide('reject', await take(projectId, second?.picture), await spoken(projectId, third?.audio));
  const whole = await manifestOf(scriptId);
  expect(whole.missing.nodes.map(({ key: name }) => name).sort()).toEqual([
    'segment 2 / picture',
    'segment 3 / audio',
    'segment 3 / picture',
  ]);
  expect(whole).toMatchObject({ complete: false, leftOut: { nodes: [] } });
  const rest = await manifestOf(scriptId, { skipRejected: true });
  expect(rest.leftOut.nodes.map(({ key: name }) => name)).toEqual(['segment 2 / picture', 'segment 3 / audio']);
  expect(rest).toMatchObject({ complete: true, missing: { nodes: [] }, durationSeconds: 1 + 2 * 2.75 + 2 });
  expect(rest.items.nodes).toMatchObject([
    { segment: { number: 1 }, span: { startFrame: 0 }, picture: { id: picture }, displayMode: 'DALL_E' },
    { segment: { number: 2 }, picture: { id: picture }, displayMode: 'CARRY_FORWARD' },
  ]);
});

interface Started {
  run: { leftOut: string[]; totals: { estimated: { amount: string } }; jobs: { nodes: { key: string }[] } } | null;
  userErrors: { code: string; message: string; got: string; remedy: string }[];
}
async function start({ projectId, scriptId }: Brought, more: object): Promise<Started> {
  const { data } = await server.query<{ startExplainer: Started }>(
    `mutation($i: StartExplainerInput!) { startExplainer(input: $i) {
       run { leftOut totals { estimated { amount } } jobs { nodes { key } } } userErrors { code message got remedy } } }`,
    { i: { projectId, scriptId, idempotencyKey: key(), ...more } },
  );
  return data.startExplainer;
}

test('a run that skips what was rejected makes nothing for it, and says what it leaves out', async () => {
  const brought = await bring('skip', paragraphs(3));
  const [first, second, third] = brought.segments;
  await decide('reject', await take(brought.projectId, second?.picture), await spoken(brought.projectId, third?.audio));
  // What was sent back last and has an older take is neither made nor left out.
  await take(brought.projectId, first?.picture);
  await decide('reject', await take(brought.projectId, first?.picture));
  const { run, userErrors } = await start(brought, { skipRejected: true });
  expect(userErrors).toEqual([]);
  expect(run?.leftOut).toEqual(['segment 2 / picture', 'segment 3 / audio']);
  expect(run?.jobs.nodes.map(({ key: name }) => name)).toEqual([
    'segment 1 / audio',
    'segment 2 / audio',
    'ambience',
    'cut',
    'film',
  ]);
});

test('of approved takes alone what is missing is named, or left out where that is allowed', async () => {
  const brought = await bring('allow', paragraphs(2));
  const [first] = brought.segments;
  await decide('approve', await spoken(brought.projectId, first?.audio), await take(brought.projectId, first?.picture));
  const refused = await start(brought, { onlyApproved: true });
  expect(refused.userErrors[0]).toMatchObject({
    code: 'MISSING_ASSETS',
    message: '3 of 5 places have no approved take.',
    got: 'none in segment 2 / audio, segment 2 / picture, ambience',
    remedy: expect.stringContaining('allowMissing'),
  });
  const { run } = await start(brought, { onlyApproved: true, allowMissing: true });
  expect(run?.leftOut).toEqual(['segment 2 / audio', 'ambience']);
});

test('a film of which nothing would be left is not begun', async () => {
  const brought = await bring('nothing', paragraphs(1));
  const [first] = brought.segments;
  const silent = await start(brought, { onlyApproved: true, allowMissing: true });
  expect(silent.userErrors[0]).toMatchObject({ code: 'MISSING_ASSETS', got: 'no segment with a narration' });
  await decide('reject', await take(brought.projectId, first?.picture));
  const dark = await start(brought, { skipRejected: true });
  expect(dark.userErrors[0]).toMatchObject({ code: 'MISSING_ASSETS', got: 'no picture' });
  expect((await start(brought, { skipRejected: true, stopAfter: 'AUDIO' })).userErrors).toEqual([]);
});

test('a run is estimated at what making will cost: what is reused counts for nothing', async () => {
  const { projectId, scriptId, segments } = await bring('priced', paragraphs(3));
  const [first, second] = segments;
  await take(projectId, first?.picture);
  await decide('approve', await take(projectId, second?.picture, { wishHash: 'e'.repeat(64) }));
  const prices = { ...FREE, ceilingMicros: () => 40_000n };
  const input = {
    projectId: rowId(projectId),
    scriptId: rowId(scriptId),
    stopAfter: 'VISUALS',
    onlyApproved: false,
  } as const;
  const priced = { ...studio, prices };
  const runId = await startExplainer(priced, ADA, { ...input, idempotencyKey: key() });
  const { data } = await server.query<{ run: object }>(
    `query($id: ID!) { run(id: $id) { totals { reused estimated { amount } } events(first: 9) { nodes { __typename totals { estimated { amount } } } }
       jobs { nodes { key status estimate { amount } } } } }`,
    { id: `Run_${runId}` },
  );
  const amount = (of: string) => ({ amount: of });
  expect(data.run).toMatchObject({
    totals: { reused: 2, estimated: amount('0.2000') },
    jobs: {
      nodes: [
        { key: 'segment 1 / audio', status: 'READY', estimate: amount('0.0400') },
        {},
        {},
        {},
        { key: 'segment 1 / picture', status: 'REUSED', estimate: amount('0.0000') },
        { key: 'segment 2 / picture', status: 'REUSED', estimate: amount('0.0000') },
        { key: 'segment 3 / picture', status: 'READY', estimate: amount('0.0400') },
      ],
    },
  });
});

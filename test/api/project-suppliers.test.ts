import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let store: DataSource;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

async function createProject(key: string, mode = 'OFFLINE'): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($key: String!, $mode: ProjectMode!) { createProject(input: { key: $key, name: $key, mode: $mode, idempotencyKey: $key }) { project { id } } }',
    { key, mode },
  );
  return data.createProject.project.id;
}

const SCRIPT =
  'id segments { nodes { id lockVersion audio { wish { hash parameters } } picture { wish { hash parameters overrides } } } }';
interface Slot {
  readonly wish: { readonly hash: string; readonly parameters: Record<string, unknown>; readonly overrides?: object };
}
interface Script {
  readonly id: string;
  readonly segments: { readonly nodes: readonly { id: string; lockVersion: number; audio: Slot; picture: Slot }[] };
}

async function importScript(projectId: string): Promise<Script> {
  const { data } = await server.query<{ importScript: { script: Script } }>(
    `mutation($input: ImportScriptInput!) { importScript(input: $input) { script { ${SCRIPT} } } }`,
    { input: { projectId, name: 'Script', text: 'One one.\n\nTwo two.', idempotencyKey: projectId } },
  );
  return data.importScript.script;
}

async function scriptNow(id: string): Promise<Script> {
  return (await server.query<{ script: Script }>(`query($id: ID!) { script(id: $id) { ${SCRIPT} } }`, { id })).data
    .script;
}

interface Changed {
  readonly userErrors: UserError[];
  readonly staleCount: number | null;
  readonly project: { voices: object[]; styles: object[]; offlineFor: string[]; providerOrder: object[] } | null;
}
const PROJECT =
  'project { voices { speaker voice } styles { name words } offlineFor providerOrder { capability names } }';

async function change(mutation: string, input: object): Promise<Changed> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const stale = mutation === 'updateProject' ? '' : 'staleCount';
  const { data } = await server.query<Record<string, Changed>>(
    `mutation($input: ${type}!) { ${mutation}(input: $input) { ${PROJECT} ${stale} userErrors { code message field expected got remedy } } }`,
    { input },
  );
  return data[mutation] as Changed;
}

/** As if somebody had narrated it. */
async function narrated(script: Script): Promise<void> {
  await store.query(
    `INSERT INTO asset (id, project_id, slot_id, take, type, status, source, sha256, mime_type, bytes, wish_hash, tags, created_at, inputs)
     SELECT gen_random_uuid(), s.project_id, s.id, 1, 'AUDIO', 'DRAFT', 'test', repeat('a', 64), 'audio/wav', 1, s.wish_hash, '{}', now(), '[]'
     FROM slot s WHERE s.part = 'audio' AND s.owner_id IN (SELECT id FROM segment WHERE script_id = $1)`,
    [script.id.replace('StructuredScript_', '')],
  );
}

const voicesOf = ({ segments }: Script) => segments.nodes.map(({ audio }) => audio.wish.parameters.voice ?? null);

test('whoever narrates has the voice of the map, in scripts that are there and in those that come', async () => {
  const projectId = await createProject('voices');
  const before = await importScript(projectId);
  expect(voicesOf(before)).toEqual([null, null]);
  const voices = { narrator: { elevenlabs: '21m00Tcm4TlvDq8ikWAM', openai: 'onyx' }, Mara: 'rachel' };
  const set = await change('setVoices', { projectId, voices });
  expect(set.userErrors).toEqual([]);
  const narrator = 'elevenlabs=21m00Tcm4TlvDq8ikWAM, openai=onyx';
  expect(set.project?.voices).toEqual([
    { speaker: 'MARA', voice: 'rachel' },
    { speaker: 'NARRATOR', voice: narrator },
  ]);
  expect(voicesOf(await scriptNow(before.id))).toEqual([narrator, narrator]);
  const later = await importScript(projectId).then(({ id }) => scriptNow(id));
  expect(voicesOf(later)).toEqual([narrator, narrator]);
});

interface Told {
  readonly actor: string;
  readonly members?: string[];
  readonly causes?: string[];
  readonly project?: { readonly key: string };
}

/** What the project's log says after its first line. */
async function told(key: string): Promise<Told[]> {
  const { data } = await server.query<{ project: { events: { nodes: Told[] } } }>(
    `query($key: String!) { project(key: $key) { events(first: 50, afterSeq: 1) { nodes {
      actor ... on ProjectChanged { members project { key } } ... on AssetWentStale { causes } } } } }`,
    { key },
  );
  return data.project.events.nodes;
}

test('the log tells what of a project was changed and what went stale by it, and nothing where all stays as it was', async () => {
  const projectId = await createProject('told');
  await narrated(await importScript(projectId));
  const changes = [
    ['updateProject', { name: 'Told', sharesTakes: true, offlineFor: null }],
    ['updateProject', { name: 'Told', offlineFor: [], providerOrder: [] }],
    ['updateProject', { offlineFor: ['SOUND'], providerOrder: [{ capability: 'SPEECH', names: ['openai'] }] }],
    ['setVoices', { voices: { NARRATOR: 'rachel' } }],
    ['setVoices', { voices: { narrator: 'rachel' } }],
    ['setStyles', { styles: [{ name: 'Dusk', words: 'violet light' }] }],
    ['setStyles', { styles: [{ name: 'dusk', words: 'violet light' }] }],
    ['setPronunciations', { entries: [{ written: 'nginx', spoken: 'engine ex' }] }],
    ['setPronunciations', { entries: [{ written: 'nginx', spoken: 'engine ex' }] }],
  ] as const;
  for (const [mutation, input] of changes)
    expect((await change(mutation, { projectId, ...input })).userErrors).toEqual([]);
  const [, ...lines] = await told('told');
  const changed = { actor: expect.any(String), project: { key: 'told' } };
  const stale = { actor: expect.any(String), causes: ['voice'] };
  expect(lines).toEqual([
    { ...changed, members: ['name', 'sharesTakes'] },
    { ...changed, members: ['offlineFor', 'providerOrder'] },
    { ...changed, members: ['voices'] },
    stale,
    stale,
    { ...changed, members: ['styles'] },
    { ...changed, members: ['pronunciations'] },
  ]);
});

test('another voice makes what was narrated stale, and the voice of before makes it fresh again', async () => {
  const projectId = await createProject('stale-voices');
  const script = await importScript(projectId);
  await narrated(script);
  expect((await change('setVoices', { projectId, voices: { NARRATOR: 'rachel' } })).staleCount).toBe(2);
  const { data } = await server.query<{ project: { assets: { nodes: { staleness: { causes: string[] } | null }[] } } }>(
    'query { project(key: "stale-voices") { assets(first: 9) { nodes { staleness { causes } } } } }',
  );
  expect(data.project.assets.nodes.map(({ staleness }) => staleness?.causes)).toEqual([['voice'], ['voice']]);
  expect((await change('setVoices', { projectId, voices: {} })).staleCount).toBe(0);
  const now = await scriptNow(script.id);
  expect(now.segments.nodes.map(({ audio }) => audio.wish.hash)).toEqual(
    script.segments.nodes.map(({ audio }) => audio.wish.hash),
  );
});

test('a segment that is edited keeps the voice', async () => {
  const projectId = await createProject('edited-voices');
  const script = await importScript(projectId);
  await change('setVoices', { projectId, voices: { NARRATOR: 'adam' } });
  const [segment] = (await scriptNow(script.id)).segments.nodes;
  await server.query('mutation($input: EditSegmentInput!) { editSegment(input: $input) { userErrors { code } } }', {
    input: { segmentId: segment?.id, text: 'Other words.', expectedVersion: segment?.lockVersion },
  });
  expect(voicesOf(await scriptNow(script.id))).toEqual(['adam', 'adam']);
});

test.each([
  ['a list', []],
  ['a number', { MARA: 5 }],
  ['nothing', { MARA: '' }],
  ['one speaker twice', { mara: 'a', MARA: 'b' }],
  ['a supplier without a voice', { MARA: { openai: null } }],
])('%s is no map of voices', async (_, voices) => {
  const projectId = await createProject(`no-map-${JSON.stringify(voices).length}-${Array.isArray(voices)}`);
  const { userErrors, project } = await change('setVoices', { projectId, voices });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'voices'] }]);
  expect(project).toBeNull();
});

test('a style of the project’s own goes into the wish with its words, and another meaning makes it stale', async () => {
  const projectId = await createProject('styles');
  const script = await importScript(projectId);
  await change('setStyles', { projectId, styles: [{ name: 'Dusk', words: 'violet light' }] });
  await store.query(`UPDATE slot SET overrides = '{"style": "dusk"}' WHERE part = 'picture' AND project_id = $1`, [
    projectId.replace('Project_', ''),
  ]);
  await change('setStyles', { projectId, styles: [{ name: 'dusk', words: 'deep violet light' }] });
  const now = await scriptNow(script.id);
  expect(now.segments.nodes.map(({ picture }) => picture.wish.overrides)).toEqual(
    Array.from({ length: 2 }, () => ({ style: 'dusk', styleWords: 'deep violet light' })),
  );
  await change('setStyles', { projectId, styles: [] });
  const after = await scriptNow(script.id);
  expect(after.segments.nodes[0]?.picture.wish.overrides).toEqual({ style: 'dusk' });
});

test('a style that every project has keeps its meaning', async () => {
  const projectId = await createProject('presets');
  const { userErrors } = await change('setStyles', { projectId, styles: [{ name: 'Noir', words: 'pink' }] });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', got: 'noir, which every project has' }]);
  const { data } = await server.query<{ stylePresets: { name: string; words: string }[] }>(
    '{ stylePresets { name words } }',
  );
  expect(data.stylePresets.map(({ name }) => name)).toEqual(expect.arrayContaining(['editorial', 'noir', 'cinematic']));
  expect(data.stylePresets.every(({ words }) => words.length > 20)).toBe(true);
});

test('a project says whom it asks first, and what it has made offline', async () => {
  const projectId = await createProject('order', 'LIVE');
  const providerOrder = [
    { capability: 'SPEECH', names: ['OpenAI', 'elevenlabs-speech'] },
    { capability: 'IMAGE', names: [] },
  ];
  const { project, userErrors } = await change('updateProject', {
    projectId,
    providerOrder,
    offlineFor: ['SOUND', 'SOUND'],
  });
  expect(userErrors).toEqual([]);
  expect(project).toMatchObject({
    offlineFor: ['SOUND'],
    providerOrder: [
      { capability: 'IMAGE', names: [] },
      { capability: 'SPEECH', names: ['openai', 'elevenlabs-speech'] },
    ],
  });
  const wrong = await change('updateProject', {
    projectId,
    providerOrder: [{ capability: 'SPEECH', names: ['not a name'] }],
  });
  expect(wrong.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'providerOrder'] }]);
});

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

async function createProject(key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($key: String!) { createProject(input: { key: $key, name: $key, idempotencyKey: $key }) { project { id } } }',
    { key },
  );
  return data.createProject.project.id;
}

interface Segment {
  readonly id: string;
  readonly lockVersion: number;
  readonly audio: { readonly wish: { readonly hash: string; readonly parameters: Record<string, unknown> } };
}
const SCRIPT = 'id segments { nodes { id lockVersion audio { wish { hash parameters } } } }';
interface Script {
  readonly id: string;
  readonly segments: { readonly nodes: readonly Segment[] };
}

async function importScript(projectId: string): Promise<Script> {
  const { data } = await server.query<{ importScript: { script: Script } }>(
    `mutation($input: ImportScriptInput!) { importScript(input: $input) { script { ${SCRIPT} } } }`,
    {
      input: {
        projectId,
        name: 'Script',
        text: 'We run nginx here.\n\nWe run nothing there.',
        idempotencyKey: projectId,
      },
    },
  );
  return data.importScript.script;
}

async function scriptNow(id: string): Promise<Script> {
  const { data } = await server.query<{ script: Script }>(`query($id: ID!) { script(id: $id) { ${SCRIPT} } }`, { id });
  return data.script;
}

interface Set {
  readonly userErrors: UserError[];
  readonly staleCount: number | null;
  readonly project: { readonly pronunciations: object[] } | null;
}

async function set(projectId: string, entries: readonly object[]): Promise<Set> {
  const { data } = await server.query<{ setPronunciations: Set }>(
    `mutation($input: SetPronunciationsInput!) { setPronunciations(input: $input) {
      staleCount project { pronunciations { written spoken } } userErrors { code message field expected got remedy } } }`,
    { input: { projectId, entries } },
  );
  return data.setPronunciations;
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

const said = ({ segments }: Script) => segments.nodes.map(({ audio }) => audio.wish.parameters.pronunciations ?? null);
const NGINX = { written: 'nginx', spoken: 'engine ex' };
const OTHER = { written: 'SQL', spoken: 'squeal' };

test('only the narrations that hold a word go stale by its pronunciation, and are fresh again without it', async () => {
  const projectId = await createProject('nginx');
  const before = await importScript(projectId);
  await narrated(before);
  const told = await set(projectId, [OTHER, NGINX]);
  expect(told).toMatchObject({ staleCount: 1, userErrors: [], project: { pronunciations: [OTHER, NGINX] } });
  const now = await scriptNow(before.id);
  expect(said(now)).toEqual([[NGINX], null]);
  expect(now.segments.nodes[1]?.audio.wish.hash).toBe(before.segments.nodes[1]?.audio.wish.hash);
  expect((await set(projectId, [])).staleCount).toBe(0);
  expect((await scriptNow(before.id)).segments.nodes[0]?.audio.wish.hash).toBe(
    before.segments.nodes[0]?.audio.wish.hash,
  );
});

test('scripts that come later, and segments that are edited, are said the same way', async () => {
  const projectId = await createProject('later');
  await set(projectId, [NGINX]);
  const script = await importScript(projectId);
  expect(said(script)).toEqual([[NGINX], null]);
  const [, second] = script.segments.nodes;
  await server.query('mutation($input: EditSegmentInput!) { editSegment(input: $input) { userErrors { code } } }', {
    input: { segmentId: second?.id, text: 'Here is NGINX too.', expectedVersion: second?.lockVersion },
  });
  expect(said(await scriptNow(script.id))).toEqual([[NGINX], [NGINX]]);
});

test.each([
  ['nothing written', [{ written: ' ', spoken: 'a' }]],
  ['nothing spoken', [{ written: 'a', spoken: '' }]],
  ['signs to be spoken', [{ written: 'a', spoken: '<b>&' }]],
  ['one twice', [NGINX, NGINX]],
])('%s is no pronunciation', async (name, entries) => {
  const projectId = await createProject(name.replaceAll(' ', '-'));
  const { userErrors, project } = await set(projectId, entries);
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'entries'] }]);
  expect(project).toBeNull();
});

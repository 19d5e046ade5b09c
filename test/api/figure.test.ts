import 'reflect-metadata';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AuditEntry } from '../../src/entities/audit-entry.entity';
import { brokenLink } from '../../src/pipeline/library/audit';
import { wishHash } from '../../src/pipeline/library/wish';
import { pictureWish } from '../../src/pipeline/production/segment-wishes';
import { createDataSource } from '../../src/server/database';
import { drawn, plainPng, sha256Of } from '../support/pictures';
import { startServer, type TestServer } from '../support/server';
import { announce, bring, type UserError } from '../support/uploads';

const PNG = drawn('image/png');
const SPOKEN = {
  text: '',
  keyConcepts: [],
  visualDirection: null,
  displayMode: 'FIGURE_SYNC',
  directedDirection: null,
} as const;
const SIZE = { width: 1280, height: 720 };
const TEXT = [
  'Cities are warmer than the country.',
  'As Figure 1 shows, nights are worse.',
  'Table 1 and then Figure 1 say how much.',
  'Fig. 1b shows trees. Figure 2 does not.',
  'Plant trees.',
].join('\n\n');

let server: TestServer;
let store: DataSource;
let projectId: string;
let keys = 0;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
  projectId = await createProject('heat');
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

async function createProject(key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    `mutation($key: String!) {
      createProject(input: { key: $key, name: $key, size: { width: 1280, height: 720 }, idempotencyKey: $key }) { project { id } }
    }`,
    { key },
  );
  return data.createProject.project.id;
}

async function importScript(text = TEXT, project = projectId): Promise<string> {
  keys += 1;
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId: project, name: 'Script', text, idempotencyKey: `script-${keys}` } },
  );
  return data.importScript.script.id;
}

interface Imported {
  figure: { id: string; kind: string; number: number; caption: string } | null;
  userErrors: UserError[];
}
async function importFigure(input: object, token?: string): Promise<Imported> {
  keys += 1;
  const asked = { number: 1, caption: 'Nights in the city.', idempotencyKey: `figure-${keys}`, ...input };
  const { data } = await server.query<{ importFigure: Imported }>(
    `mutation($input: ImportFigureInput!) {
      importFigure(input: $input) { figure { id kind number caption } userErrors { code message field expected got remedy } }
    }`,
    { input: asked },
    token,
  );
  return data.importFigure;
}

interface Segment {
  displayMode: string;
  picture: { wish: { hash: string; prompt: string | null; parameters: object; inputs: object[]; variation: number } };
  audio: { wish: { hash: string } };
}
async function segmentsOf(scriptId: string): Promise<Segment[]> {
  const { data } = await server.query<{ script: { segments: { nodes: Segment[] } } }>(
    `query($id: ID!) { script(id: $id) { segments { nodes {
      displayMode picture { wish { hash prompt parameters inputs { name sha256 } variation } } audio { wish { hash } }
    } } } }`,
    { id: scriptId },
  );
  return data.script.segments.nodes;
}

const rowId = (id: string | undefined) => id?.split('_')[1] ?? '';
const logOf = (project: string) =>
  store.query('SELECT kind, subject_id, facts, actor FROM project_event WHERE project_id = $1 ORDER BY seq', [
    rowId(project),
  ]);

test('a figure is shown by every segment that speaks of it first, and by no other', async () => {
  const scriptId = await importScript();
  const before = await segmentsOf(scriptId);
  const { figure, userErrors } = await importFigure({ scriptId, uploadId: await bring(server, projectId, PNG) });
  expect(userErrors).toEqual([]);
  expect(figure).toMatchObject({ kind: 'FIGURE', number: 1, caption: 'Nights in the city.' });
  const after = await segmentsOf(scriptId);
  expect(after.map(({ displayMode }) => displayMode)).toEqual([
    'DALL_E',
    'FIGURE_SYNC',
    'DALL_E',
    'FIGURE_SYNC',
    'DALL_E',
  ]);
  const shown = { kind: 'FIGURE', number: 1, caption: 'Nights in the city.', sha256: sha256Of(PNG) } as const;
  const wish = pictureWish(SPOKEN, SIZE, shown);
  for (const idx of [1, 3]) {
    expect(after[idx]?.picture.wish).toEqual({
      hash: wishHash(wish),
      prompt: shown.caption,
      parameters: wish.parameters,
      inputs: [{ name: 'figure/1', sha256: sha256Of(PNG) }],
      variation: 0,
    });
    expect(after[idx]?.audio).toEqual(before[idx]?.audio);
  }
  for (const idx of [0, 2, 4]) expect(after[idx]).toEqual(before[idx]);
});

test('its picture is an approved take, with an audit entry that names the policy', async () => {
  const scriptId = await importScript();
  const { figure } = await importFigure({ scriptId, uploadId: await bring(server, projectId, PNG), kind: 'TABLE' });
  const [slot] = await store.query('SELECT * FROM slot WHERE owner_id = $1', [rowId(figure?.id)]);
  expect(slot).toMatchObject({ owner_type: 'FIGURE', part: 'picture', type: 'FIGURE', capability: 'IMAGE' });
  const [take] = await store.query('SELECT * FROM asset WHERE slot_id = $1', [slot.id]);
  expect(take).toMatchObject({
    type: 'FIGURE',
    status: 'APPROVED',
    source: 'manual',
    mime_type: 'image/png',
    bytes: String(PNG.length),
    width: 64,
    height: 48,
    sha256: sha256Of(PNG),
    figure_number: 1,
    caption: 'Nights in the city.',
    wish_hash: slot.wish_hash,
    approved_wish_hash: slot.wish_hash,
    approved_by: 'WORKPRINT_ADMIN_TOKEN',
    generated_by: 'WORKPRINT_ADMIN_TOKEN',
  });
  expect([slot.current_id, slot.approved_id]).toEqual([take.id, take.id]);
  const entries = await store.manager.find(AuditEntry, {
    where: { projectId: rowId(projectId) },
    order: { seq: 'ASC' },
  });
  expect(brokenLink(entries)).toBeNull();
  expect(entries.at(-1)).toMatchObject({
    assetId: take.id,
    fromStatus: null,
    toStatus: 'APPROVED',
    reason: 'figures are approved as they come',
    contentHash: sha256Of(PNG),
  });
  const lines = await logOf(projectId);
  expect(lines.slice(-2)).toEqual([
    {
      kind: 'FIGURE_IMPORTED',
      subject_id: rowId(figure?.id),
      facts: { kind: 'TABLE', number: 1 },
      actor: take.generated_by,
    },
    { kind: 'ASSET_REGISTERED', subject_id: take.id, facts: {}, actor: take.generated_by },
  ]);
  expect((await segmentsOf(scriptId)).map(({ displayMode }) => displayMode)[2]).toBe('FIGURE_SYNC');
});

test('what people decided about a picture stays: its overrides and its variation', async () => {
  const scriptId = await importScript();
  await store.query(
    `UPDATE slot SET overrides = '{"style":"night"}', variation = 3 FROM segment g
     WHERE slot.owner_id = g.id AND g.script_id = $1 AND g.idx = 1 AND part = 'picture'`,
    [rowId(scriptId)],
  );
  await importFigure({ scriptId, uploadId: await bring(server, projectId, PNG) });
  const wish = (await segmentsOf(scriptId))[1]?.picture.wish;
  const shown = { kind: 'FIGURE', number: 1, caption: 'Nights in the city.', sha256: sha256Of(PNG) } as const;
  const expected = { ...pictureWish(SPOKEN, SIZE, shown), variation: 3 };
  expect(wish).toMatchObject({ variation: 3, hash: wishHash({ ...expected, overrides: { style: 'night' } }) });
});

test('the same key answers the first figure, also of ten at once', async () => {
  const scriptId = await importScript();
  const uploadId = await bring(server, projectId, PNG);
  const input = { scriptId, uploadId, idempotencyKey: 'ten at once' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => importFigure(input)));
  expect(new Set(answers.map(({ figure }) => figure?.id)).size).toBe(1);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  expect(await store.query('SELECT 1 FROM figure WHERE script_id = $1', [rowId(scriptId)])).toHaveLength(1);
  expect((await importFigure({ ...input, caption: 'Another.' })).userErrors[0]?.code).toBe('IDEMPOTENCY_MISMATCH');
});

test('a number is given once a kind, also of ten at once', async () => {
  const scriptId = await importScript();
  const uploadId = await bring(server, projectId, PNG);
  const answers = await Promise.all(Array.from({ length: 10 }, () => importFigure({ scriptId, uploadId })));
  expect(answers.filter(({ figure }) => figure)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(Array(9).fill('CONFLICT'));
  expect((await importFigure({ scriptId, uploadId, kind: 'TABLE' })).figure).not.toBeNull();
});

test('figures that come at once are all shown', async () => {
  const scriptId = await importScript(Array.from({ length: 8 }, (_, n) => `Figure ${n + 1} is here.`).join('\n\n'));
  const brought = await Promise.all(Array.from({ length: 8 }, (_, n) => bring(server, projectId, plainPng(n + 1, 9))));
  const answers = await Promise.all(brought.map((uploadId, n) => importFigure({ scriptId, uploadId, number: n + 1 })));
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const inputs = (await segmentsOf(scriptId)).map(({ picture }) => picture.wish.inputs);
  expect(inputs).toEqual(
    Array.from({ length: 8 }, (_, n) => [{ name: `figure/${n + 1}`, sha256: sha256Of(plainPng(n + 1, 9)) }]),
  );
  const entries = await store.manager.find(AuditEntry, {
    where: { projectId: rowId(projectId) },
    order: { seq: 'ASC' },
  });
  expect(brokenLink(entries)).toBeNull();
});

describe('an upload that is no picture of the project is refused, and nothing is half imported', () => {
  const cases: [string, () => Promise<string>, string, string][] = [
    [
      'an upload of another project',
      async () => bring(server, await createProject('other'), PNG),
      'NOT_FOUND',
      'no such upload',
    ],
    [
      'an upload that is not there',
      async () => 'Upload_00000000-0000-7000-8000-000000000000',
      'NOT_FOUND',
      'no such upload',
    ],
    ['an id of another kind', async () => projectId, 'INVALID_INPUT', 'not the id of a Upload'],
    [
      'an upload that nothing came for',
      async () => (await announce(server, { projectId, bytes: 10 })).uploadId ?? '',
      'CONFLICT',
      'Nothing came',
    ],
    [
      'an upload that has expired',
      async () => {
        const uploadId = await bring(server, projectId, PNG);
        await store.query(`UPDATE upload SET expires_at = now() - interval '1 second' WHERE id = $1`, [
          rowId(uploadId),
        ]);
        return uploadId;
      },
      'CONFLICT',
      'expired',
    ],
  ];
  test.each(cases)('%s', async (_what, make, code, message) => {
    const scriptId = await importScript();
    const uploadId = await make();
    const count = async () =>
      store.query(
        'SELECT (SELECT count(*) FROM figure) f, (SELECT count(*) FROM slot) s, (SELECT count(*) FROM asset) a',
      );
    const before = [await count(), await segmentsOf(scriptId), await logOf(projectId)];
    const { figure, userErrors } = await importFigure({ scriptId, uploadId });
    expect(figure).toBeNull();
    expect(userErrors).toEqual([
      expect.objectContaining({ code, field: ['input', 'uploadId'], message: expect.stringContaining(message) }),
    ]);
    expect([await count(), await segmentsOf(scriptId), await logOf(projectId)]).toEqual(before);
  });
});

test('a picture that the storage lost since is refused', async () => {
  const bytes = plainPng(77, 33);
  const uploadId = await bring(server, projectId, bytes);
  const name = sha256Of(bytes);
  await rm(join(server.dataDir, 'blobs/sha256', name.slice(0, 2), name.slice(2, 4), name));
  const { userErrors } = await importFigure({ scriptId: await importScript(), uploadId });
  expect(userErrors).toEqual([expect.objectContaining({ code: 'MEDIA_REFUSED', field: ['input', 'uploadId'] })]);
});

test.each([
  ['no caption', { caption: ' ' }, 'caption'],
  ['a caption of 501 characters', { caption: 'a'.repeat(501) }, 'caption'],
  ['a NUL in the caption', { caption: 'a\0b' }, 'caption'],
  ['number 0', { number: 0 }, 'number'],
  ['number 10,000', { number: 10_000 }, 'number'],
])('%s is refused', async (_what, change, field) => {
  const { userErrors } = await importFigure({
    scriptId: 'StructuredScript_00000000-0000-7000-8000-000000000000',
    uploadId: 'Upload_00000000-0000-7000-8000-000000000000',
    ...change,
  });
  expect(userErrors).toEqual([expect.objectContaining({ code: 'INVALID_INPUT', field: ['input', field] })]);
});

test('neither is for those who only look, nor in projects that they do not see', async () => {
  const scriptId = await importScript();
  const uploadId = await bring(server, projectId, PNG);
  const tokenFor = async (role: string, projectIds: string[]) => {
    const { data } = await server.query<{ createToken: { token: string } }>(
      'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
      { input: { name: role, role, projectIds } },
    );
    return data.createToken.token;
  };
  const reviewer = await tokenFor('REVIEWER', [projectId]);
  const stranger = await tokenFor('PRODUCER', [await createProject('strange')]);
  expect((await importFigure({ scriptId, uploadId }, reviewer)).userErrors[0]?.code).toBe('FORBIDDEN');
  expect((await announce(server, { projectId, bytes: 9 }, reviewer)).userErrors[0]?.code).toBe('FORBIDDEN');
  expect((await importFigure({ scriptId, uploadId }, stranger)).userErrors[0]).toMatchObject({
    code: 'NOT_FOUND',
    field: ['input', 'scriptId'],
  });
  expect((await announce(server, { projectId, bytes: 9 }, stranger)).userErrors[0]?.code).toBe('NOT_FOUND');
});

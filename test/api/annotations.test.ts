import type { DataSource } from 'typeorm';
import { approveAssets, type Studio } from '../../src/pipeline';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { createDataSource } from '../../src/server/database';
import { ADA, newTake, PIXEL, register, studioOn } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let studio: Studio<DataSource>;
let heat: string;
let ice: string;
let slots: { id: string }[];
beforeAll(async () => {
  server = await startServer();
  studio = studioOn(await createDataSource(server.database.url, 4).initialize());
  [heat, ice] = [await createProject('heat', { numerator: 24_000, denominator: 1_001 }), await createProject('ice')];
  const text = Array.from({ length: 20 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
  await server.query('mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id } } }', {
    i: { projectId: heat, name: 's', text, idempotencyKey: 's' },
  });
  slots = await studio.store.query("SELECT id FROM slot WHERE part = 'picture' ORDER BY id");
});
afterAll(async () => {
  await studio.store.destroy();
  await server.close();
});

const rowId = (id: string) => id.slice(id.indexOf('_') + 1);

async function createProject(key: string, rate?: object): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }',
    { i: { key, name: key, rate, idempotencyKey: key } },
  );
  return data.createProject.project.id;
}

async function asset(change: Partial<NewTake> = {}): Promise<string> {
  const slotId = slots.pop()?.id ?? '';
  return `Asset_${(await register(studio, newTake({ projectId: rowId(heat), slotId }, change))).id}`;
}
let lasting = 0;
const lasts = (durationSeconds: number, type: NewTake['type'] = 'VIDEO'): Partial<NewTake> => {
  lasting += 1;
  return { type, media: { ...PIXEL, durationSeconds, sha256: lasting.toString(16).padStart(64, 'c') } };
};

const ERRORS = 'userErrors { code message field expected got remedy }';
const NOTE = `{ id author at body resolvedAt resolvedBy region { x y width height }
  span { startFrame endFrameExclusive startSeconds durationSeconds } asset { id } }`;

interface Note {
  id: string;
  author: string;
  body: string;
  resolvedAt: string | null;
  resolvedBy: string | null;
  span: object | null;
  region: object | null;
}
interface Answer {
  annotation: Note | null;
  userErrors: UserError[];
}

async function annotate(input: object, token?: string): Promise<Answer> {
  const { data } = await server.query<{ annotateAsset: Answer }>(
    `mutation($i: AnnotateAssetInput!) { annotateAsset(input: $i) { annotation ${NOTE} ${ERRORS} } }`,
    { i: { body: 'The roof is cut off.', ...input } },
    token,
  );
  return data.annotateAsset;
}

async function resolve(input: object, token?: string): Promise<Answer> {
  const { data } = await server.query<{ resolveAnnotation: Answer }>(
    `mutation($i: ResolveAnnotationInput!) { resolveAnnotation(input: $i) { annotation ${NOTE} ${ERRORS} } }`,
    { i: input },
    token,
  );
  return data.resolveAnnotation;
}

async function tokenFor(role: string, projectIds?: string[]): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token } }',
    { i: { name: role, role, projectIds } },
  );
  return data.createToken.token;
}

async function notesOf(id: string, args = ''): Promise<string[]> {
  const { data } = await server.query<{ asset: { annotations: { nodes: { body: string }[] } } }>(
    `query($id: ID!) { asset(id: $id) { annotations${args} { nodes { body } } } }`,
    { id },
  );
  return data.asset.annotations.nodes.map(({ body }) => body);
}

test('a note has its author, its stretch in seconds and frames, and its part of the picture', async () => {
  const id = await asset(lasts(10));
  const region = { x: 0.1, y: 0, width: 0.9, height: 1 };
  const { annotation, userErrors } = await annotate({
    assetId: id,
    span: { startSeconds: 1, durationSeconds: 0.5 },
    region,
  });
  expect(userErrors).toEqual([]);
  expect(annotation).toMatchObject({
    ...{ author: 'WORKPRINT_ADMIN_TOKEN', body: 'The roof is cut off.', resolvedAt: null, resolvedBy: null, region },
    span: { startFrame: 23, endFrameExclusive: 36, startSeconds: 1, durationSeconds: 0.5 },
    asset: { id },
  });
  const { data } = await server.query<{ node: object }>(
    'query($id: ID!) { node(id: $id) { ... on Annotation { body asset { id } } } }',
    { id: annotation?.id },
  );
  expect(data.node).toEqual({ body: 'The roof is cut off.', asset: { id } });
});

test('a moment is a frame long, at the very end of the asset too', async () => {
  const id = await asset(lasts(10));
  const at = async (startSeconds: number) =>
    (await annotate({ assetId: id, span: { startSeconds, durationSeconds: 0 } })).annotation?.span;
  expect(await at(0)).toMatchObject({ startFrame: 0, endFrameExclusive: 1 });
  expect(await at(10)).toMatchObject({ startFrame: 239, endFrameExclusive: 240 });
});

test('notes are listed oldest first, all, the open or the resolved', async () => {
  const id = await asset();
  for (const body of ['One.', 'Two.', 'Three.']) await annotate({ assetId: id, body });
  const { data } = await server.query<{ asset: { annotations: { nodes: Note[] } } }>(
    'query($id: ID!) { asset(id: $id) { annotations { nodes { id } } } }',
    { id },
  );
  await resolve({ annotationId: data.asset.annotations.nodes[1]?.id });
  expect(await notesOf(id)).toEqual(['One.', 'Two.', 'Three.']);
  expect(await notesOf(id, '(resolved: false)')).toEqual(['One.', 'Three.']);
  expect(await notesOf(id, '(resolved: true)')).toEqual(['Two.']);
  expect(await notesOf(id, '(first: 2)')).toEqual(['One.', 'Two.']);
});

test('a note is resolved once, by who did it first, and may be opened again', async () => {
  const { annotation } = await annotate({ assetId: await asset() });
  const annotationId = annotation?.id;
  const resolved = await resolve({ annotationId });
  expect(resolved.annotation).toMatchObject({ resolvedAt: expect.any(String), resolvedBy: 'WORKPRINT_ADMIN_TOKEN' });
  const reviewer = await tokenFor('REVIEWER');
  expect((await resolve({ annotationId }, reviewer)).annotation).toEqual(resolved.annotation);
  const opened = await resolve({ annotationId, resolved: false }, reviewer);
  expect(opened.annotation).toMatchObject({ resolvedAt: null, resolvedBy: null });
});

test('the log has a line for each note and for each change of it, with the note and its asset', async () => {
  const id = await asset();
  const [{ last_seq: after }] = await studio.store.query(
    'SELECT last_seq FROM project_log_head WHERE project_id = $1',
    [rowId(heat)],
  );
  const { annotation } = await annotate({ assetId: id });
  const annotationId = annotation?.id;
  await resolve({ annotationId });
  await resolve({ annotationId });
  await resolve({ annotationId, resolved: false });
  const about = 'annotation { id } asset { id }';
  const { data } = await server.query<{ project: { events: { nodes: object[] } } }>(
    `query($after: Int!) { project(key: "heat") { events(afterSeq: $after) { nodes { __typename seq
       ... on AssetAnnotated { ${about} } ... on AnnotationResolved { resolved ${about} } } } } }`,
    { after },
  );
  const line = { annotation: { id: annotationId }, asset: { id } };
  expect(data.project.events.nodes).toEqual([
    { __typename: 'AssetAnnotated', seq: after + 1, ...line },
    { __typename: 'AnnotationResolved', seq: after + 2, resolved: true, ...line },
    { __typename: 'AnnotationResolved', seq: after + 3, resolved: false, ...line },
  ]);
});

test('an open note keeps nothing from approval, not even who looked before it was written', async () => {
  const id = await asset();
  const [{ last_seq: asOfSeq }] = await studio.store.query(
    'SELECT last_seq FROM project_log_head WHERE project_id = $1',
    [rowId(heat)],
  );
  await annotate({ assetId: id });
  expect(await approveAssets(studio, ADA, { selection: { ids: [rowId(id)], asOfSeq } })).toEqual([rowId(id)]);
  expect((await annotate({ assetId: id, body: 'Still.' })).userErrors).toEqual([]);
});

const within = { startSeconds: 0, durationSeconds: 1 };
const all = { x: 0, y: 0, width: 1, height: 1 };
test.each([
  ['no words', { body: ' ' }, 'body', 'INVALID_INPUT'],
  ['4,001 characters', { body: 'x'.repeat(4_001) }, 'body', 'INVALID_INPUT'],
  ['a NUL', { body: 'a\0b' }, 'body', 'INVALID_INPUT'],
  ['half of a surrogate pair', { body: 'half \ud83d of a pair' }, 'body', 'INVALID_INPUT'],
  ['a stretch before the beginning', { span: { ...within, startSeconds: -0.1 } }, 'span', 'INVALID_INPUT'],
  ['a stretch beyond the end', { span: { startSeconds: 9.5, durationSeconds: 0.6 } }, 'span', 'INVALID_INPUT'],
  ['a stretch that runs backwards', { span: { startSeconds: 5, durationSeconds: -1 } }, 'span', 'INVALID_INPUT'],
  ['a region left of the picture', { region: { ...all, x: -0.1 } }, 'region', 'INVALID_INPUT'],
  ['a region beyond the picture', { region: { ...all, x: 0.5, width: 0.6 } }, 'region', 'INVALID_INPUT'],
  ['a region below the picture', { region: { ...all, y: 0.1 } }, 'region', 'INVALID_INPUT'],
  ['a region of no size', { region: { ...all, height: 0 } }, 'region', 'INVALID_INPUT'],
])('%s is refused, and says what would do', async (_what, input, field, code) => {
  const id = slots[0]?.id ?? '';
  const [seen] = await studio.store.query('SELECT id FROM asset WHERE slot_id = $1', [id]);
  const assetId = seen
    ? `Asset_${seen.id}`
    : `Asset_${(await register(studio, newTake({ projectId: rowId(heat), slotId: id }, lasts(10)))).id}`;
  const { annotation, userErrors } = await annotate({ assetId, ...input });
  expect(annotation).toBeNull();
  expect(userErrors).toMatchObject([
    {
      code,
      field: ['input', field],
      expected: expect.any(String),
      got: expect.any(String),
      remedy: expect.any(String),
    },
  ]);
});

test('a still has no stretches, and sound no regions', async () => {
  const still = await annotate({ assetId: await asset(), span: within });
  expect(still.userErrors).toMatchObject([{ code: 'UNSUPPORTED', field: ['input', 'span'] }]);
  const sound = await asset(lasts(10, 'AUDIO'));
  expect((await annotate({ assetId: sound, region: all })).userErrors).toMatchObject([
    { code: 'UNSUPPORTED', field: ['input', 'region'] },
  ]);
  expect((await annotate({ assetId: sound, span: within })).userErrors).toEqual([]);
});

test('who may only look writes no notes, and notes of another project are as if they were not there', async () => {
  const id = await asset();
  const { annotation } = await annotate({ assetId: id });
  const viewer = await tokenFor('VIEWER');
  expect((await annotate({ assetId: id }, viewer)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  const stranger = await tokenFor('REVIEWER', [ice]);
  expect((await annotate({ assetId: id }, stranger)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['input', 'assetId'] },
  ]);
  expect((await resolve({ annotationId: annotation?.id }, stranger)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['input', 'annotationId'] },
  ]);
  expect((await resolve({ annotationId: id })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  const { data } = await server.query<{ node: object | null }>(
    'query($id: ID!) { node(id: $id) { id } }',
    { id: annotation?.id },
    stranger,
  );
  expect(data.node).toBeNull();
});

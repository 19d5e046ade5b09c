import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AuditEntry } from '../../src/entities/audit-entry.entity';
import { brokenLink } from '../../src/pipeline/library/audit';
import { createDataSource } from '../../src/server/database';
import { npmFfmpeg } from '../support/ffmpeg';
import { drawn, plainPng, sha256Of } from '../support/pictures';
import { Recordings } from '../support/recordings';
import { startServer, type TestServer } from '../support/server';
import { voice, wav } from '../support/sounds';
import { announce, put, type UserError } from '../support/uploads';

let server: TestServer;
let store: DataSource;
let dir: string;
let projectId: string;
let film: Buffer;
let sound: Buffer;
let mute: Buffer;
let keys = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-register-'));
  const recordings = new Recordings(dir);
  [film, sound] = [await recordings.bytes('film.mp4'), await recordings.bytes('sound.mp3')];
  mute = await recordings.bytes('sound.m4a');
  server = await startServer({ FFMPEG_PATH: (await npmFfmpeg()).path });
  store = await createDataSource(server.database.url, 2).initialize();
  projectId = await createProject('heat');
});
afterAll(async () => {
  await store.destroy();
  await server.close();
  await rm(dir, { recursive: true });
});

async function createProject(key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($key: String!) { createProject(input: { key: $key, name: $key, idempotencyKey: $key }) { project { id } } }',
    { key },
  );
  return data.createProject.project.id;
}

async function bring(bytes: Uint8Array, mimeType: string, project = projectId): Promise<string> {
  const { uploadId, url } = await announce(server, { projectId: project, bytes: bytes.length, mimeType });
  const { status, body } = await put(url, bytes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return uploadId ?? '';
}

interface Segment {
  id: string;
  actualSeconds: number | null;
  audio: { id: string };
  picture: { id: string };
  video: { id: string };
}
const SEGMENTS = `query($id: ID!) { script(id: $id) { segments { nodes {
  id actualSeconds audio { id } picture { id } video { id }
} } } }`;
async function segmentsOf(scriptId: string): Promise<Segment[]> {
  const { data } = await server.query<{ script: { segments: { nodes: Segment[] } } }>(SEGMENTS, { id: scriptId });
  return data.script.segments.nodes;
}

async function newSegment(): Promise<Segment & { scriptId: string }> {
  keys += 1;
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId, name: 'Script', text: 'Cities are warm.', idempotencyKey: `script-${keys}` } },
  );
  const scriptId = data.importScript.script.id;
  const [segment] = await segmentsOf(scriptId);
  if (!segment) throw new Error('The script has no segment.');
  return { ...segment, scriptId };
}

interface Registered {
  asset: { id: string; take: number; status: string } | null;
  userErrors: UserError[];
}
async function register(input: object, token?: string): Promise<Registered> {
  keys += 1;
  const { data } = await server.query<{ registerAsset: Registered }>(
    `mutation($input: RegisterAssetInput!) {
      registerAsset(input: $input) { asset { id take status } userErrors { code message field expected got remedy } }
    }`,
    { input: { idempotencyKey: `register-${keys}`, ...input } },
    token,
  );
  return data.registerAsset;
}

const rowId = (id: string | undefined) => id?.split('_')[1] ?? '';
const lines = () =>
  store.query('SELECT kind, subject_id, actor FROM project_event WHERE project_id = $1 ORDER BY seq', [
    rowId(projectId),
  ]);

test('a take of a slot has what was said of it and what was found in it', async () => {
  const { audio } = await newSegment();
  const said = {
    ...{ source: 'elevenlabs', describes: 'The first line', tags: ['calm', 'take two'], text: 'Cities are warm.' },
    ...{ voice: 'Rachel', prompt: 'Read calmly', caption: 'A voice', notes: 'From the old show' },
  };
  const { asset, userErrors } = await register({
    slotId: audio.id,
    uploadId: await bring(sound, 'audio/mpeg'),
    ...said,
  });
  expect(userErrors).toEqual([]);
  const { data } = await server.query<{ asset: object }>(
    `query($id: ID!) { asset(id: $id) {
      take type status source describes tags text voice prompt caption notes figureNumber generatedBy locked
      recipe { provider } staleness { causes } cost { amount } slot { id current { id } } run { id }
      media { sha256 mimeType bytes durationSeconds size { width } loudnessLufs truePeakDbtp }
    } }`,
    { id: asset?.id },
  );
  expect(data.asset).toEqual({
    ...said,
    ...{
      take: 1,
      type: 'AUDIO',
      status: 'DRAFT',
      figureNumber: null,
      generatedBy: 'WORKPRINT_ADMIN_TOKEN',
      locked: false,
    },
    ...{ recipe: null, staleness: null, cost: { amount: '0.0000' }, run: null },
    slot: { id: audio.id, current: { id: asset?.id } },
    media: {
      ...{
        sha256: sha256Of(sound),
        mimeType: 'audio/mpeg',
        bytes: sound.length,
        durationSeconds: expect.closeTo(2, 1),
      },
      ...{ size: null, loudnessLufs: expect.closeTo(-21, -1), truePeakDbtp: expect.closeTo(-18, -1) },
    },
  });
  const entries = await store.manager.find(AuditEntry, {
    where: { projectId: rowId(projectId) },
    order: { seq: 'ASC' },
  });
  expect(brokenLink(entries)).toBeNull();
  expect(entries.at(-1)).toMatchObject({
    assetId: rowId(asset?.id),
    fromStatus: null,
    toStatus: 'DRAFT',
    reason: null,
  });
  expect((await lines()).at(-1)).toEqual({
    ...{ kind: 'ASSET_REGISTERED', subject_id: rowId(asset?.id), actor: 'WORKPRINT_ADMIN_TOKEN' },
  });
});

test('a segment lasts as long as the narration that a build would pick', async () => {
  const { audio, scriptId } = await newSegment();
  const lasting = async () => (await segmentsOf(scriptId))[0]?.actualSeconds;
  expect(await lasting()).toBeNull();
  const first = await register({ slotId: audio.id, uploadId: await bring(wav(voice(1.25)), 'audio/wav') });
  expect(await lasting()).toBe(1.25);
  const approved = await server.query<{ approveAssets: { userErrors: UserError[] } }>(
    'mutation($ids: [ID!]) { approveAssets(input: { selection: { ids: $ids } }) { userErrors { message } } }',
    { ids: [first.asset?.id] },
  );
  expect(approved.data.approveAssets.userErrors).toEqual([]);
  await register({ slotId: audio.id, uploadId: await bring(wav(voice(0.75)), 'audio/wav') });
  expect(await lasting()).toBe(1.25); // the approved one stays in its place
  const other = await newSegment();
  await register({ slotId: other.picture.id, uploadId: await bring(plainPng(9, 9), 'image/png') });
  expect((await segmentsOf(other.scriptId))[0]?.actualSeconds).toBeNull();
});

test('pictures and videos suit their slots', async () => {
  const { picture, video } = await newSegment();
  const still = await register({ slotId: picture.id, uploadId: await bring(drawn('image/jpeg'), 'image/jpeg') });
  const clip = await register({ slotId: video.id, uploadId: await bring(film, 'video/mp4') });
  const rows = await store.query(
    'SELECT type, source, mime_type, width, height, duration_seconds, recipe_hash FROM asset WHERE id = ANY($1) ORDER BY type',
    [[rowId(still.asset?.id), rowId(clip.asset?.id)]],
  );
  const imported = { source: 'manual', recipe_hash: null };
  expect(rows).toEqual([
    { ...imported, type: 'IMAGE', mime_type: 'image/jpeg', width: 64, height: 48, duration_seconds: null },
    {
      ...imported,
      type: 'VIDEO',
      mime_type: 'video/mp4',
      width: 96,
      height: 64,
      duration_seconds: expect.closeTo(2, 1),
    },
  ]);
});

test.each<[string, 'audio' | 'picture' | 'video', () => [Buffer, string], string, string]>([
  ['a film in a slot for sound', 'audio', () => [film, 'video/mp4'], 'a sound', 'video/mp4'],
  ['a sound in a slot for a picture', 'picture', () => [sound, 'audio/mpeg'], 'a picture', 'audio/mpeg'],
  [
    'a picture in a slot for a video',
    'video',
    () => [plainPng(8, 8), 'image/png'],
    'a video with a picture in it',
    'image/png',
  ],
  ['a video without a picture', 'video', () => [mute, 'video/mp4'], 'a video with a picture in it', 'audio/mp4'],
  ['a text', 'audio', () => [Buffer.from('[not] a sound'), 'text/plain'], 'a sound', 'text/plain'],
])('%s is refused', async (_what, place, media, expected, got) => {
  const { [place]: slot } = await newSegment();
  const before = await lines();
  const { asset, userErrors } = await register({ slotId: slot.id, uploadId: await bring(...media()) });
  expect(asset).toBeNull();
  expect(userErrors).toEqual([
    expect.objectContaining({ code: 'MEDIA_REFUSED', field: ['input', 'uploadId'], expected, got }),
  ]);
  expect(await lines()).toEqual(before);
});

test('the same key answers the first take, also of ten at once, and the same bytes are the same take', async () => {
  const { picture } = await newSegment();
  const uploadId = await bring(plainPng(7, 7), 'image/png');
  const input = { slotId: picture.id, uploadId, idempotencyKey: `ten ${picture.id}` };
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(input)));
  expect(new Set(answers.map(({ asset }) => asset?.id)).size).toBe(1);
  expect((await register({ ...input, notes: 'another' })).userErrors[0]?.code).toBe('IDEMPOTENCY_MISMATCH');
  const again = { slotId: picture.id, uploadId: await bring(plainPng(7, 7), 'image/png') };
  const same = await Promise.all(Array.from({ length: 4 }, () => register(again)));
  expect(same.map(({ asset }) => asset)).toEqual(Array(4).fill(answers[0]?.asset));
  const next = await register({ slotId: picture.id, uploadId: await bring(plainPng(7, 8), 'image/png') });
  expect(next.asset).toMatchObject({ take: 2, status: 'DRAFT' });
});

test('after one that was rejected comes a revised one, and after a new wish the same bytes are a new take', async () => {
  const { picture } = await newSegment();
  const uploadId = await bring(plainPng(6, 6), 'image/png');
  const first = await register({ slotId: picture.id, uploadId });
  await server.query(
    'mutation($ids: [ID!]) { rejectAssets(input: { selection: { ids: $ids }, reason: "dull" }) { userErrors { message } } }',
    { ids: [first.asset?.id] },
  );
  const revised = await register({ slotId: picture.id, uploadId: await bring(plainPng(6, 7), 'image/png') });
  expect(revised.asset).toMatchObject({ take: 2, status: 'REVISED' });
  await store.query('UPDATE slot SET wish_hash = $2 WHERE id = $1', [rowId(picture.id), 'b'.repeat(64)]);
  const fresh = await register({ slotId: picture.id, uploadId: await bring(plainPng(6, 7), 'image/png') });
  expect(fresh.asset).toMatchObject({ take: 3, status: 'DRAFT' });
});

test('the picture of a figure keeps its number', async () => {
  const { scriptId } = await newSegment();
  const { data } = await server.query<{ importFigure: { figure: { slot: { id: string } } } }>(
    'mutation($input: ImportFigureInput!) { importFigure(input: $input) { figure { slot { id } } } }',
    {
      input: {
        ...{ scriptId, number: 7, caption: 'Nights.', idempotencyKey: 'figure 7' },
        uploadId: await bring(plainPng(20, 20), 'image/png'),
      },
    },
  );
  const slotId = data.importFigure.figure.slot.id;
  const { asset } = await register({ slotId, uploadId: await bring(plainPng(21, 21), 'image/png') });
  const [row] = await store.query('SELECT type, figure_number FROM asset WHERE id = $1', [rowId(asset?.id)]);
  expect(row).toEqual({ type: 'FIGURE', figure_number: 7 });
});

test('a figure is no film', async () => {
  const { scriptId } = await newSegment();
  const { data } = await server.query<{ importFigure: { userErrors: UserError[] } }>(
    'mutation($input: ImportFigureInput!) { importFigure(input: $input) { userErrors { code field got } } }',
    {
      input: {
        ...{ scriptId, number: 1, caption: 'Nights.', idempotencyKey: 'film for a figure' },
        uploadId: await bring(film, 'video/mp4'),
      },
    },
  );
  expect(data.importFigure.userErrors).toEqual([
    { code: 'MEDIA_REFUSED', field: ['input', 'uploadId'], got: 'video/mp4' },
  ]);
});

const NOBODY = '00000000-0000-7000-8000-000000000000';

test.each<[string, object, string, string]>([
  ['a slot that is not there', { slotId: `Slot_${NOBODY}` }, 'NOT_FOUND', 'slotId'],
  ['an upload that is not there', { uploadId: `Upload_${NOBODY}` }, 'NOT_FOUND', 'uploadId'],
  ['an id of another kind', { slotId: `Upload_${NOBODY}` }, 'INVALID_INPUT', 'slotId'],
  ['no source', { source: ' ' }, 'INVALID_INPUT', 'source'],
  ['a caption of 501 characters', { caption: 'a'.repeat(501) }, 'INVALID_INPUT', 'caption'],
  ['a NUL in the notes', { notes: 'a\0b' }, 'INVALID_INPUT', 'notes'],
  ['51 tags', { tags: Array.from({ length: 51 }, (_, n) => `tag ${n}`) }, 'INVALID_INPUT', 'tags'],
  ['a tag of 101 characters', { tags: ['a'.repeat(101)] }, 'INVALID_INPUT', 'tags'],
  ['no key', { idempotencyKey: '' }, 'INVALID_INPUT', 'idempotencyKey'],
])('%s is refused', async (_what, change, code, field) => {
  const { picture } = await newSegment();
  const uploadId = await bring(plainPng(5, 6), 'image/png');
  const { asset, userErrors } = await register({ slotId: picture.id, uploadId, ...change });
  expect(asset).toBeNull();
  expect(userErrors).toEqual([expect.objectContaining({ code, field: ['input', field] })]);
});

test('not for those who only review, nor in projects that they do not see, nor with uploads of other projects', async () => {
  const { picture } = await newSegment();
  const [uploadId, other] = [await bring(plainPng(5, 7), 'image/png'), await createProject('other')];
  const tokenFor = async (role: string, projectIds: string[]) => {
    const { data } = await server.query<{ createToken: { token: string } }>(
      'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
      { input: { name: role, role, projectIds } },
    );
    return data.createToken.token;
  };
  const asked = { slotId: picture.id, uploadId };
  expect((await register(asked, await tokenFor('REVIEWER', [projectId]))).userErrors[0]?.code).toBe('FORBIDDEN');
  expect((await register(asked, await tokenFor('PRODUCER', [other]))).userErrors[0]).toMatchObject({
    ...{ code: 'NOT_FOUND', field: ['input', 'slotId'] },
  });
  const foreign = await bring(plainPng(5, 7), 'image/png', other);
  expect((await register({ ...asked, uploadId: foreign })).userErrors[0]).toMatchObject({
    ...{ code: 'NOT_FOUND', field: ['input', 'uploadId'] },
  });
});

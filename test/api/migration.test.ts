import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryFiles, libraryPath } from '../../src/pipeline/library/legacy/seed-library';
import { bringArchive, zipOf } from '../support/archives';
import { drawn, plainPng } from '../support/pictures';
import { Recordings } from '../support/recordings';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let mp3: Buffer;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-import-'));
  [server, mp3] = await Promise.all([startServer(), new Recordings(dir).bytes('sound.mp3')]);
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

const RUN = '20260207_101747';
const SCRIPT = ['Welcome back.', 'Figure 2 shows the cost.', 'Bees navigate by light.', 'Goodbye.'].join('\n\n');

interface Report {
  script: { id: string } | null;
  importedCount: number | null;
  existingCount: number | null;
  unreadable: { path: string; reason: string }[] | null;
  unreadableCount: number | null;
  userErrors: UserError[];
}

async function newProject(): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { key: `p${randomUUID().slice(0, 8)}`, name: 'Old runs', idempotencyKey: randomUUID() } },
  );
  return data.createProject.project.id;
}

async function newScript(projectId: string, text = SCRIPT): Promise<string> {
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId, name: 'bees', text, idempotencyKey: randomUUID() } },
  );
  return data.importScript.script.id;
}

async function run(name: string, input: object): Promise<Report> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await server.query<Record<string, Report>>(
    `mutation($input: ${type}!) { ${name}(input: $input) { script { id } importedCount existingCount
      unreadable { path reason } unreadableCount userErrors { code message field expected got remedy } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  if (errors)
    throw new Error(`${JSON.stringify(errors)} ${server.logged.filter((line) => line.includes('"level":50'))}`);
  return data[name] as Report;
}

type Files = Readonly<Record<string, Uint8Array | string>>;
const brought = async (projectId: string, files: Files, fileName?: string) =>
  bringArchive(server, projectId, { bytes: await zipOf(files), fileName });

interface Take {
  status: string;
  type: string;
  source: string;
  notes: string | null;
  originRunId: string | null;
  externalId: string | null;
  slot: { key: string };
  audit: { nodes: { actor: string; reason: string; to: string }[] };
}

async function takesOf(projectId: string): Promise<Take[]> {
  const { data } = await server.query<{ project: { assets: { nodes: Take[] } } }>(
    `query($id: ID!) { project: node(id: $id) { ... on Project { assets(first: 250) { nodes { status type source notes originRunId externalId
      slot { key } audit { nodes { actor reason to } } } } } } }`,
    { id: projectId },
  );
  return data.project.assets.nodes;
}

const keysOf = (takes: readonly Take[]) => takes.map(({ slot }) => slot.key).sort();

/** As the program before us really left it: sounds that the manifest does not know, paths of another folder, a shared picture. */
function runDirectory(): Record<string, Uint8Array | string> {
  const scene = (number: number, image: string | null) => ({
    ...{ scene_id: `scene_00${number}`, image_path: image, video_path: null, audio_path: null },
    ...{ display_start: 0, display_end: 5 },
  });
  const above = `artifacts\\video_production\\${RUN}\\images\\`;
  const manifest = {
    ...{ run_id: RUN, mode: 'live', total_scenes: 4, animated_scenes: 0, audio_clips: 4 },
    assets: [scene(2, `${above}scene_000.png`), scene(0, `${above}scene_000.png`), scene(1, null), scene(3, null)],
  };
  const sounds = [0, 1, 2, 3].map((number) => [`${RUN}/audio/audio_00${number}.mp3`, mp3]);
  return {
    [`${RUN}/bees_script.txt`]: SCRIPT,
    [`${RUN}/asset_manifest.json`]: JSON.stringify(manifest, null, 2),
    [`${RUN}/images/scene_000.png`]: drawn('image/png'),
    ...Object.fromEntries(sounds),
  };
}

describe('the directory of a run', () => {
  test('is imported as it really is, and twice adds nothing', async () => {
    const projectId = await newProject();
    const uploadId = await brought(projectId, runDirectory());
    const first = await run('importRunDirectory', { projectId, uploadId });
    expect(first).toMatchObject({
      importedCount: 6,
      existingCount: 0,
      unreadable: [],
      unreadableCount: 0,
      userErrors: [],
    });
    const again = await run('importRunDirectory', { projectId, uploadId });
    expect(again).toMatchObject({ importedCount: 0, existingCount: 6, script: first.script });
    const takes = await takesOf(projectId);
    expect(keysOf(takes)).toEqual([
      ...['segment 1 / audio', 'segment 1 / picture', 'segment 2 / audio'],
      ...['segment 3 / audio', 'segment 3 / picture', 'segment 4 / audio'],
    ]);
    expect(new Set(takes.map(({ status, originRunId }) => `${status} ${originRunId}`))).toEqual(
      new Set([`DRAFT ${RUN}`]),
    );
    expect(takes.find(({ slot }) => slot.key === 'segment 1 / audio')).toMatchObject({
      notes: 'Migrated from v1 manifest: scene_000',
      audit: { nodes: [{ to: 'DRAFT', reason: `imported from ${RUN}/asset_manifest.json` }] },
    });
  });

  test('answers a key that was used with what it answered first', async () => {
    const projectId = await newProject();
    const uploadId = await brought(projectId, runDirectory());
    const input = { projectId, uploadId, idempotencyKey: randomUUID() };
    const first = await run('importRunDirectory', input);
    expect(await run('importRunDirectory', input)).toEqual(first);
    const other = await run('importRunDirectory', { ...input, runId: 'other' });
    expect(other.userErrors[0]?.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('two imports at once add each take once', async () => {
    const projectId = await newProject();
    const uploadId = await brought(projectId, runDirectory());
    const scriptId = await newScript(projectId);
    const both = await Promise.all([1, 2].map(() => run('importRunDirectory', { projectId, scriptId, uploadId })));
    expect(both.map(({ importedCount, existingCount }) => Number(importedCount) + Number(existingCount))).toEqual([
      6, 6,
    ]);
    expect(both[0]?.importedCount).not.toBe(both[1]?.importedCount);
    expect(await takesOf(projectId)).toHaveLength(6);
  });

  test('lists what is broken, and imports the rest', async () => {
    const projectId = await newProject();
    const png = drawn('image/png');
    const scriptId = await newScript(projectId);
    const uploadId = await brought(projectId, {
      'images/scene_000.png': png.subarray(0, png.length >> 1),
      'images/scene_001.png': png,
      'images/scene_002.png': 'no picture',
      'images/scene_009.png': png,
      'audio/audio_000.mp3': mp3.subarray(0, mp3.length >> 1),
      'audio/audio_001.mp3': mp3,
      'audio/audio_002.mp3': png,
    });
    const report = await run('importRunDirectory', { projectId, scriptId, uploadId });
    expect(report).toMatchObject({ importedCount: 2, unreadableCount: 5 });
    const reasons = Object.fromEntries((report.unreadable ?? []).map(({ path, reason }) => [path, reason]));
    expect(reasons).toEqual({
      'images/scene_000.png': expect.stringMatching(/PNG is broken or was cut off/),
      'images/scene_002.png': 'Its bytes are text/plain, which is neither picture nor sound nor video.',
      'images/scene_009.png': 'the script has no segment 10',
      'audio/audio_000.mp3': expect.stringMatching(/broken or was cut off|does not decode/),
      'audio/audio_002.mp3': 'its bytes are image/png, which is no audio',
    });
    expect(keysOf(await takesOf(projectId))).toEqual(['segment 2 / audio', 'segment 2 / picture']);
  });

  test('with a library has the states of its records, and nothing twice', async () => {
    const projectId = await newProject();
    const record = (id: string, change: object) => ({ asset_id: id, source: 'elevenlabs', ...change });
    const assets = {
      aud_0001: record('aud_0001', {
        asset_type: 'audio',
        path: `artifacts/${RUN}/audio/audio_000.mp3`,
        segment_idx: 0,
        status: 'approved',
        approved_at: '2026-02-08T10:00:00Z',
        approved_by: 'maria',
      }),
      img_0001: record('img_0001', {
        asset_type: 'image',
        source: 'dalle',
        path: 'images/scene_000.png',
        segment_idx: 0,
        status: 'rejected',
        rejected_reason: 'too cartoonish',
        generation_cost: 0.08,
      }),
    };
    const files = { ...runDirectory(), [`${RUN}/content_library.json`]: JSON.stringify({ project_id: RUN, assets }) };
    const uploadId = await brought(projectId, files);
    const report = await run('importRunDirectory', { projectId, uploadId });
    expect(report).toMatchObject({ importedCount: 5, unreadableCount: 0 });
    const { data } = await server.query<{ project: { assets: { nodes: object[] } } }>(
      `query($id: ID!) { project: node(id: $id) { ... on Project { assets(first: 9, where: { statuses: [APPROVED, REJECTED] }) { nodes { externalId
        status cost { amount } review { approvedAt approvedBy rejectedReason } audit { nodes { from to } } } } } } }`,
      { id: projectId },
    );
    expect(data.project.assets.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ externalId: 'aud_0001', status: 'APPROVED', audit: { nodes: [{ from: null, to: 'APPROVED' }] } },
          review: { approvedAt: '2026-02-08T10:00:00+00:00', approvedBy: 'maria', rejectedReason: null },
        }),
        expect.objectContaining({
          ...{ externalId: 'img_0001', status: 'REJECTED', cost: { amount: '0.0800' } },
          review: { approvedAt: null, approvedBy: null, rejectedReason: 'too cartoonish' },
        }),
      ]),
    );
  });

  test('without a script asks for one', async () => {
    const projectId = await newProject();
    const uploadId = await brought(projectId, { 'audio/audio_000.mp3': mp3 });
    const { userErrors, script } = await run('importRunDirectory', { projectId, uploadId });
    expect(script).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'scriptId'] }]);
  });
});

describe('what leads out of an archive is not followed', () => {
  test('a manifest that names files of the machine finds nothing', async () => {
    const projectId = await newProject();
    const scriptId = await newScript(projectId);
    const assets = ['/etc/passwd', '../../../etc/passwd', 'C:\\Windows\\win.ini'].map((image_path, number) => ({
      ...{ scene_id: `scene_00${number}`, image_path },
    }));
    const uploadId = await brought(projectId, { 'asset_manifest.json': JSON.stringify({ assets }) });
    expect(await run('importAssetManifest', { projectId, scriptId, uploadId })).toMatchObject({
      ...{ importedCount: 0, unreadableCount: 3 },
    });
  });

  test('a project that the caller may not see is not there', async () => {
    const [mine, other] = [await newProject(), await newProject()];
    const uploadId = await brought(mine, runDirectory());
    const scriptId = await newScript(other);
    expect((await run('importRunDirectory', { projectId: other, uploadId })).userErrors[0]?.code).toBe('NOT_FOUND');
    const mixed = await run('importRunDirectory', { projectId: mine, scriptId, uploadId });
    expect(mixed.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'scriptId'] }]);
  });
});

describe('a manifest', () => {
  const SEGMENTS = {
    segment_001: {
      paragraph_text: 'Welcome back.',
      audio: {
        path: 'audio/audio_000.mp3',
        status: 'approved',
        duration_sec: 2,
        voice: 'lily',
        generated_at: '2026-02-07T10:18:00Z',
      },
      image: {
        path: 'images/scene_000.png',
        status: 'review',
        source: 'dalle',
        prompt: 'Technical diagram',
        generated_at: '2026-02-07T10:17:00Z',
      },
      video: null,
      sync_status: 'ready',
      notes: 'Too cartoonish',
    },
    ...Object.fromEntries(
      ['Figure 2 shows the cost.', 'Bees navigate by light.', 'Goodbye.'].map((paragraph_text, at) => [
        `segment_00${at + 2}`,
        { paragraph_text, audio: null, image: null, video: null, sync_status: 'pending', notes: '' },
      ]),
    ),
  };

  test('of the second version comes out as it went in', async () => {
    const projectId = await newProject();
    const scriptId = await newScript(projectId);
    const manifest = { run_id: RUN, production_state: 'review', segments: SEGMENTS };
    const files = { 'audio/audio_000.mp3': mp3, 'images/scene_000.png': drawn('image/png') };
    const uploadId = await brought(projectId, { ...files, 'asset_manifest.json': JSON.stringify(manifest) });
    const report = await run('importAssetManifest', { projectId, scriptId, uploadId });
    expect(report).toMatchObject({ importedCount: 2, unreadable: [], userErrors: [] });
    const { data } = await server.query<{ script: { assetManifest: typeof manifest } }>(
      'query($id: ID!) { script(id: $id) { assetManifest } }',
      { id: scriptId },
    );
    const seconds = data.script.assetManifest.segments.segment_001.audio.duration_sec;
    expect(seconds).toBeCloseTo(2, 0); // as it was measured
    const measured = { ...SEGMENTS.segment_001, audio: { ...SEGMENTS.segment_001.audio, duration_sec: seconds } };
    expect(data.script.assetManifest).toEqual({ ...manifest, segments: { ...SEGMENTS, segment_001: measured } });
  });

  test('by itself, as JSON, names files that are missing', async () => {
    const projectId = await newProject();
    const scriptId = await newScript(projectId);
    const bytes = Buffer.from(JSON.stringify({ run_id: RUN, segments: SEGMENTS }));
    const uploadId = await bringArchive(server, projectId, { bytes, fileName: 'asset_manifest.json' });
    expect(await run('importAssetManifest', { projectId, scriptId, uploadId })).toMatchObject({
      importedCount: 0,
      unreadable: [
        { path: 'audio/audio_000.mp3', reason: 'missing file' },
        { path: 'images/scene_000.png', reason: 'missing file' },
      ],
    });
  });

  test('that is no JSON is refused at its character, and nothing is imported', async () => {
    const projectId = await newProject();
    const scriptId = await newScript(projectId);
    const files = { ...runDirectory(), [`${RUN}/asset_manifest.json`]: '{"run_id": "x", "assets": [{},]}' };
    const uploadId = await brought(projectId, files);
    const { userErrors } = await run('importRunDirectory', { projectId, scriptId, uploadId });
    expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('character 30') });
    expect(await takesOf(projectId)).toEqual([]);
  });
});

test('a library in the folders of the seed is imported with its past', async () => {
  const projectId = await newProject();
  const scriptId = await newScript(projectId);
  const at = new Date('2026-02-07T10:18:00Z');
  const record = {
    ...{ bytes: 1, describes: null, tags: ['bees'], text: null, voice: null, durationSeconds: null, prompt: null },
    ...{
      figureNumber: null,
      caption: null,
      width: 64,
      height: 48,
      segmentIdx: null,
      usedInSegments: [],
      scriptId: null,
    },
    ...{ originRunId: RUN, generatedAt: at, generatedBy: 'VisualProducer', costMicros: 80_000n, approvedAt: null },
    ...{ approvedBy: null, rejectedReason: null, revisionOf: null, notes: null },
  };
  const image = { ...record, type: 'IMAGE', source: 'dalle' } as const;
  const records = [
    {
      ...image,
      id: 'img_001',
      status: 'REJECTED',
      rejectedReason: 'wrong',
      segmentIdx: 2,
      path: libraryPath('IMAGE', 'img_001', 'png'),
    },
    {
      ...image,
      id: 'img_002',
      status: 'REVISED',
      revisionOf: 'img_001',
      segmentIdx: 2,
      path: libraryPath('IMAGE', 'img_002', 'png'),
    },
    { ...image, id: 'img_003', status: 'PUBLISHED', path: libraryPath('IMAGE', 'img_003', 'png') },
    {
      ...record,
      type: 'FIGURE',
      source: 'kb_extraction',
      id: 'fig_002',
      status: 'APPROVED',
      figureNumber: 2,
      caption: 'Cost',
      path: libraryPath('FIGURE', 'fig_002', 'png'),
    },
  ] as const;
  const texts = libraryFiles({ projectId: 'old', createdAt: at, updatedAt: at, records });
  const media: [string, Uint8Array][] = records.map(({ path }, size) => [path, plainPng(20 + size, 10)]);
  const files: [string, Uint8Array | string][] = [
    ...texts.map(({ path, text }): [string, string] => [path, text]),
    ...media,
  ];
  const uploadId = await brought(
    projectId,
    Object.fromEntries(files.map(([path, bytes]) => [`content_library/${path}`, bytes])),
  );
  const first = await run('importLibrary', { projectId, scriptId, uploadId });
  expect(first).toMatchObject({ importedCount: 4, unreadable: [], userErrors: [] });
  expect(await run('importLibrary', { projectId, scriptId, uploadId })).toMatchObject({
    importedCount: 0,
    existingCount: 4,
  });
  const { data } = await server.query<{
    project: { assets: { nodes: object[] } };
    script: { figures: object[]; segments: object };
  }>(
    `query($id: ID!, $script: ID!) {
      project: node(id: $id) { ... on Project { assets(first: 9) { nodes { externalId status slot { key } revisionOf { externalId } cost { amount } generatedBy } } } }
      script(id: $script) { figures { number caption slot { approved { externalId } } }
        segments(first: 9) { nodes { displayMode } } } }`,
    { id: projectId, script: scriptId },
  );
  const nodes = data.project.assets.nodes as { externalId: string }[];
  expect(nodes.sort((a, b) => (a.externalId < b.externalId ? -1 : 1))).toMatchObject([
    { externalId: 'fig_002', status: 'APPROVED', slot: { key: 'figure 2 / picture' } },
    { externalId: 'img_001', status: 'REJECTED', slot: { key: 'segment 3 / picture' }, revisionOf: null },
    { externalId: 'img_002', status: 'REVISED', revisionOf: { externalId: 'img_001' }, generatedBy: 'VisualProducer' },
    { externalId: 'img_003', status: 'PUBLISHED', slot: { key: expect.stringContaining(' / imported:img_003') } },
  ]);
  expect(data.script.figures).toEqual([{ number: 2, caption: 'Cost', slot: { approved: { externalId: 'fig_002' } } }]);
  expect(data.script.segments).toMatchObject({ nodes: [{}, { displayMode: 'FIGURE_SYNC' }, {}, {}] });
});

test('media of a run are registered by their names, of the types that are asked for', async () => {
  const projectId = await newProject();
  const scriptId = await newScript(projectId);
  const uploadId = await brought(projectId, runDirectory());
  expect(await run('registerFromRun', { scriptId, uploadId, types: ['IMAGE'] })).toMatchObject({ importedCount: 1 });
  expect(await run('registerFromRun', { scriptId, uploadId })).toMatchObject({ importedCount: 4, existingCount: 1 });
  const { data } = await server.query<{ script: { actualSeconds: number } }>(
    'query($id: ID!) { script(id: $id) { actualSeconds } }',
    { id: scriptId },
  );
  expect(data.script.actualSeconds).toBeGreaterThan(7);
});

test('figures of a knowledge base are those that their captions name', async () => {
  const projectId = await newProject();
  const scriptId = await newScript(projectId);
  const base = 'kb_0123456789ab/sources/src_0123456789ab';
  const atom = (figure_number: string, page: number) => ({
    type: 'figure',
    figure_number,
    page,
    caption: `${figure_number}: bees`,
  });
  const atoms = { a: atom('TABLE 1', 1), b: atom('FIGURE 2', 4), c: { type: 'paragraph', content: 'Figure 9' } };
  const uploadId = await brought(projectId, {
    [`${base}/document_graph.json`]: JSON.stringify({ doc_id: 'doc_0123456789ab', atoms }),
    [`${base}/figures/doc_0123456789ab_fig_000.png`]: plainPng(30, 10),
    [`${base}/figures/doc_0123456789ab_fig_001.png`]: plainPng(31, 10),
  });
  expect(await run('registerFigures', { scriptId, uploadId })).toMatchObject({ importedCount: 2, unreadable: [] });
  expect(await run('registerFigures', { scriptId, uploadId })).toMatchObject({ importedCount: 0, existingCount: 2 });
  const { data } = await server.query<{ script: { figures: object[]; unresolvedFigures: object[] } }>(
    'query($id: ID!) { script(id: $id) { figures { kind number caption slot { current { status media { size { width } } } } } unresolvedFigures { number } } }',
    { id: scriptId },
  );
  expect(data.script.unresolvedFigures).toEqual([]);
  expect(data.script.figures).toEqual([
    {
      kind: 'FIGURE',
      number: 2,
      caption: 'FIGURE 2: bees',
      slot: { current: { status: 'APPROVED', media: { size: { width: 31 } } } },
    },
    {
      kind: 'TABLE',
      number: 1,
      caption: 'TABLE 1: bees',
      slot: { current: { status: 'APPROVED', media: { size: { width: 30 } } } },
    },
  ]);
});

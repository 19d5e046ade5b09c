import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { PNG_BEGIN, plainPng, pngChunk, pngHeader, sha256Of } from '../support/pictures';
import { type Recording, Recordings } from '../support/recordings';
import { startServer, type TestServer } from '../support/server';
import { announce, put } from '../support/uploads';
import { commandsWith, WatchedFfmpeg } from '../support/watched-ffmpeg';

let server: TestServer;
let projectId: string;
let database: Client;
let dir: string;
let recordings: Recordings;
let watched: WatchedFfmpeg;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-upload-media-'));
  recordings = new Recordings(dir);
  watched = await WatchedFfmpeg.in(await mkdtemp(join(tmpdir(), 'workprint-watched-')));
  server = await startServer({ FFMPEG_PATH: watched.path });
  projectId = await createProject(server);
  database = new Client({ connectionString: server.database.url });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await server.close();
  await rm(dir, { recursive: true });
  await rm(watched.dir, { recursive: true });
});

async function createProject(at: TestServer): Promise<string> {
  const { data } = await at.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  return data.createProject.project.id;
}

const announced = (bytes: number, mimeType: string, change: object = {}) =>
  announce(server, { projectId, bytes, mimeType, ...change });
const rowOf = async (uploadId: string | null) =>
  (await database.query('SELECT * FROM upload WHERE id = $1', [uploadId?.slice('Upload_'.length)])).rows[0];
const kept = async () => {
  const names = await readdir(join(server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
};

test.each<[Recording, string, object]>([
  ['sound.mp3', 'audio/mpeg', { mimeType: 'audio/mpeg', audioCodec: 'mp3', videoCodec: null, width: null }],
  ['sound.wav', 'audio/x-wav', { mimeType: 'audio/wav', loudnessLufs: expect.closeTo(-21, -1) }],
  ['opus.ogg', 'audio/ogg', { mimeType: 'audio/ogg', audioCodec: 'opus' }],
  ['sound.m4a', 'audio/mp4', { mimeType: 'audio/mp4', audioCodec: 'aac' }],
  ['film.mp4', 'video/mp4', { mimeType: 'video/mp4', width: 96, height: 64, videoCodec: 'h264', audioCodec: 'aac' }],
  ['film.webm', 'video/webm', { mimeType: 'video/webm', width: 96, height: 64, videoCodec: 'vp8' }],
])('%s is probed, and what was found is kept', async (name, mimeType, facts) => {
  const bytes = await recordings.bytes(name);
  const { uploadId, url, userErrors } = await announced(bytes.length, mimeType, { fileName: name });
  expect(userErrors).toEqual([]);
  expect(await put(url, bytes)).toEqual({ status: 200, body: { sha256: sha256Of(bytes) } });
  expect(await rowOf(uploadId)).toMatchObject({
    sha256: sha256Of(bytes),
    facts: { durationSeconds: expect.closeTo(2, 1), ...facts },
  });
  expect(await kept()).toContain(sha256Of(bytes));
  expect((await put(url, bytes)).status).toBe(200); // the same again
});

const ZIP = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

test.each([
  ['a zip', ZIP, 'application/zip'],
  ['JSON', Buffer.from('{"a": "ä"}'), 'application/json'],
  ['text', Buffer.from('Cities are warm.'), 'text/plain'],
  ['Markdown', Buffer.from('[warm](http://example.org)'), 'text/markdown'],
  ['a picture', plainPng(5, 5), 'image/png'],
])('%s is kept too', async (_what, bytes, mimeType) => {
  const { uploadId, url } = await announced(bytes.length, mimeType);
  expect((await put(url, bytes)).status).toBe(200);
  expect((await rowOf(uploadId)).facts).toMatchObject({ mimeType, durationSeconds: null });
});

describe('what is refused is not kept, and says why', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const playlist = Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n');
  const huge = Buffer.concat([PNG_BEGIN, pngHeader(60_000, 60_000), pngChunk('IDAT'), pngChunk('IEND')]);
  const half = async (name: Recording) => (await recordings.bytes(name)).subarray(0, -4_000);
  const without = async (name: Recording, box: string) => {
    const bytes = await recordings.bytes(name);
    return bytes.subarray(0, bytes.lastIndexOf(box) - 4);
  };
  type Case = [string, string, () => Promise<Buffer> | Buffer, string, unknown];
  const cases: Case[] = [
    [
      'an MP4 whose media was cut',
      'video/mp4',
      () => half('fast.mp4'),
      'The file is broken or was cut off.',
      expect.stringMatching(/^a box "mdat" up to byte \d+ in a file of \d+$/),
    ],
    [
      'an MP4 whose index is missing at its end',
      'video/mp4',
      () => without('film.mp4', 'moov'),
      'The file is broken or was cut off.',
      'no box "moov": the index of the film, which some recorders write last',
    ],
    [
      'a WebM that was cut',
      'video/webm',
      () => half('film.webm'),
      'The file is broken or was cut off.',
      expect.stringMatching(/^a segment up to byte/),
    ],
    [
      'an MP3 that was cut',
      'audio/mpeg',
      async () => (await recordings.bytes('sound.mp3')).subarray(0, 4_000),
      'The file is broken or was cut off.',
      expect.stringMatching(/^0\.\d\d s that decode$/),
    ],
    ['a PNG of 60,000 × 60,000', 'image/png', () => huge, 'The picture has too many pixels.', '60000 × 60000'],
    ['an SVG with a script', 'image/png', () => svg, 'This was announced as image/png and is an SVG.', 'an SVG'],
    ['an SVG called text', 'text/plain', () => svg, 'This was announced as text/plain and is an SVG.', 'an SVG'],
    [
      'an HLS playlist named .mp4',
      'video/mp4',
      () => playlist,
      'This was announced as video/mp4 and is an HLS playlist.',
      'an HLS playlist',
    ],
    [
      'a list of files named .mp4',
      'video/mp4',
      () => Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n'),
      'This was announced as video/mp4 and is a list of files for FFmpeg.',
      'a list of files for FFmpeg',
    ],
    [
      'a zip named .png',
      'image/png',
      () => ZIP,
      'This was announced as image/png and is a zip archive (also .docx, .pptx, .xlsx).',
      'a zip archive (also .docx, .pptx, .xlsx)',
    ],
    [
      'a zip without an end',
      'application/zip',
      () => ZIP.subarray(0, 104),
      'The file is broken or was cut off.',
      'no end of the list of its files',
    ],
    [
      'a film named .zip',
      'application/zip',
      () => recordings.bytes('film.mp4'),
      'This was announced as application/zip and is an MP4 or MOV film.',
      'an MP4 or MOV film',
    ],
    [
      'a text that is none further on',
      'text/plain',
      () => Buffer.concat([Buffer.alloc(100_000, 'a'), Buffer.from([0xff])]),
      'The text is not UTF-8 throughout.',
      expect.stringMatching(/^bytes that are none/),
    ],
    [
      '0 bytes',
      'video/mp4',
      () => Buffer.alloc(0),
      'This was announced as video/mp4 and is nothing: 0 bytes.',
      'nothing: 0 bytes',
    ],
  ];
  test.each(cases)('%s', async (_what, mimeType, make, message, got) => {
    const [before, bytes] = [await kept(), await make()];
    const { uploadId, url } = await announced(Math.max(1, bytes.length), mimeType);
    const { status, body } = await put(url, bytes);
    const [error] = body.errors ?? [];
    expect([status, error?.message, error?.extensions.code]).toEqual([422, message, 'MEDIA_REFUSED']);
    expect(error?.extensions).toMatchObject({ got, expected: expect.any(String), remedy: expect.any(String) });
    expect(JSON.stringify(body)).not.toContain(server.dataDir);
    expect(await kept()).toEqual(before);
    expect(await rowOf(uploadId)).toMatchObject({ sha256: null, facts: null });
  });
});

const GIB = 1024 ** 3;

test.each([
  ['5 GB of video', 'video/mp4', 5_000_000_000, `1 to ${4 * GIB} bytes`, 'a video has from 1 byte to 4 GiB'],
  ['513 MiB of sound', 'audio/wav', 513 * 1024 ** 2, `1 to ${GIB / 2} bytes`, 'a sound has from 1 byte to 512 MiB'],
  ['17 GiB of archive', 'application/zip', 17 * GIB, `1 to ${16 * GIB} bytes`, 'an archive has from 1 byte to 16 GiB'],
  ['65 MiB of text', 'text/plain', 65 * 1024 ** 2, `1 to ${GIB / 16} bytes`, 'a text has from 1 byte to 64 MiB'],
])('%s is refused before anything comes', async (_what, mimeType, bytes, expected, message) => {
  const { uploadId, userErrors } = await announced(bytes, mimeType);
  expect(uploadId).toBeNull();
  expect(userErrors).toEqual([
    expect.objectContaining({ code: 'LIMIT_EXCEEDED', field: ['input', 'bytes'], expected, got: `${bytes} bytes` }),
  ]);
  expect(userErrors[0]?.message).toContain(message);
});

test('an archive of 16 GiB may be announced, and one that stops early is refused', async () => {
  const { uploadId, url } = await announced(16 * GIB, 'application/zip');
  expect((await rowOf(uploadId)).bytes).toBe(String(16 * GIB));
  const { status, body } = await put(url, ZIP);
  expect([status, body.errors?.[0]?.extensions]).toMatchObject([
    400,
    { code: 'INVALID_INPUT', expected: `${16 * GIB} bytes`, got: `${ZIP.length} bytes` },
  ]);
});

test('who leaves while a film is being probed ends FFmpeg, and nothing is kept', async () => {
  const before = await kept();
  const bytes = await recordings.bytes('film.mkv');
  const { uploadId, url } = await announced(bytes.length, 'video/x-matroska');
  await watched.holdAt('-progress pipe:1 -f null -');
  const sending = request(url ?? '', { method: 'PUT', agent: false, headers: { 'content-length': bytes.length } });
  const failed = once(sending, 'error');
  sending.end(bytes);
  await watched.held();
  expect(await commandsWith(watched.path)).not.toEqual([]);
  sending.destroy();
  await failed;
  while ((await commandsWith(watched.path)).length > 0) await new Promise(setImmediate);
  await watched.letGo();
  while ((await kept()).some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
  expect(await kept()).toEqual(before);
  expect((await rowOf(uploadId)).sha256).toBeNull();
  expect(server.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
  expect((await put(url, bytes)).status).toBe(200);
});

test('every call of FFmpeg names the format and may open files and pipes alone', async () => {
  const words = (await watched.arguments()).split('\n');
  const inputs = words.flatMap((word, at) => (word === '-i' ? [words.slice(Math.max(0, at - 12), at)] : []));
  expect(inputs.length).toBeGreaterThan(5);
  for (const before of inputs) {
    expect(before.slice(before.lastIndexOf('-protocol_whitelist'))[1]).toBe('file,pipe');
    expect(before).toContain('-f');
    expect(before).toContain('-max_pixels');
  }
});

describe('where there is no FFmpeg', () => {
  let bare: TestServer;
  beforeAll(async () => {
    bare = await startServer({ FFMPEG_PATH: '/nowhere/ffmpeg' });
  });
  afterAll(() => bare.close());

  test('sound and film are refused with what to do, and everything else is taken', async () => {
    const project = await createProject(bare);
    const send = async (bytes: Buffer, mimeType: string) => {
      const { url } = await announce(bare, { projectId: project, bytes: bytes.length, mimeType });
      return put(url, bytes);
    };
    const { status, body } = await send(await recordings.bytes('sound.wav'), 'audio/wav');
    expect([status, body.errors?.[0]?.extensions]).toMatchObject([
      503,
      { code: 'NOT_CONFIGURED', remedy: expect.stringContaining('FFMPEG_PATH') },
    ]);
    expect((await send(plainPng(3, 3), 'image/png')).status).toBe(200);
    expect((await send(ZIP, 'application/zip')).status).toBe(200);
  });
});

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Client } from 'pg';
import { globalId } from '../../src/pipeline/values/global-id';
import { UploadLinks } from '../../src/server/upload-links';
import { storeAsset } from '../support/media';
import { drawn, PNG_BEGIN, plainPng, pngChunk, pngHeader, sha256Of } from '../support/pictures';
import { startServer, type TestServer } from '../support/server';
import { announce, put } from '../support/uploads';

let server: TestServer;
let projectId: string;
let database: Client;
beforeAll(async () => {
  server = await startServer();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  projectId = data.createProject.project.id;
  database = new Client({ connectionString: server.database.url });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await server.close();
});

const PNG = drawn('image/png');
const JPEG = drawn('image/jpeg');

const announced = (bytes: number, change: object = {}) => announce(server, { projectId, bytes, ...change });
/** Announced as long as it is, and sent. */
async function send(bytes: Uint8Array, change: object = {}) {
  const { url } = await announced(Math.max(1, bytes.length), change);
  return put(url, bytes);
}
const rowOf = async (uploadId: string | null) =>
  (await database.query('SELECT * FROM upload WHERE id = $1', [uploadId?.slice('Upload_'.length)])).rows[0];
const blobs = async () => {
  const names = await readdir(join(server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
};

test.each([
  ['a PNG', PNG],
  ['a JPEG, whatever was claimed', JPEG],
  ['a PNG of one pixel', plainPng(1, 1)],
])('%s is brought by a signed URL without a token', async (_what, bytes) => {
  const { uploadId, url, userErrors } = await announced(bytes.length, { sha256: sha256Of(bytes) });
  expect(userErrors).toEqual([]);
  expect(url).toMatch(new RegExp(`^${server.url}/uploads/${uploadId}\\?expires=\\d+&signature=[0-9a-f]{64}$`));
  expect(await put(url, bytes)).toEqual({ status: 200, body: { sha256: sha256Of(bytes) } });
  expect(await rowOf(uploadId)).toMatchObject({ sha256: sha256Of(bytes), stored_at: expect.any(Date) });
  expect(await blobs()).toContain(sha256Of(bytes));
});

test('a picture may come byte by byte, without a length', async () => {
  const { uploadId, url } = await announced(JPEG.length);
  const sending = request(url ?? '', { method: 'PUT' });
  for (const byte of JPEG) sending.write(Buffer.of(byte));
  sending.end();
  const [response] = await once(sending, 'response');
  response.resume();
  expect([response.statusCode, (await rowOf(uploadId)).sha256]).toEqual([200, sha256Of(JPEG)]);
});

test('a picture of megabytes comes whole', async () => {
  const pixels = randomBytes((1 + 3 * 1500) * 1000);
  for (let line = 0; line < 1000; line += 1) pixels[line * (1 + 3 * 1500)] = 0;
  const large = Buffer.concat([
    PNG_BEGIN,
    pngHeader(1500, 1000),
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND'),
  ]);
  expect(await send(large)).toEqual({ status: 200, body: { sha256: sha256Of(large) } });
});

test('the same bytes may come again, and others may not', async () => {
  const { uploadId, url } = await announced(PNG.length);
  expect((await put(url, PNG)).status).toBe(200);
  const first = await rowOf(uploadId);
  expect((await put(url, PNG)).status).toBe(200);
  const other = Buffer.from(PNG);
  other[40] = (other[40] ?? 0) ^ 1;
  for (const bytes of [other, PNG.subarray(1), Buffer.concat([PNG, PNG]), Buffer.alloc(0)]) {
    const { status, body } = await put(url, bytes);
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([409, 'CONFLICT']);
  }
  expect(await rowOf(uploadId)).toEqual(first);
});

test('of two that bring other bytes at once one is first', async () => {
  const [one, two] = [plainPng(30, 20), plainPng(20, 30)];
  expect(one.length).toBe(two.length);
  const { uploadId, url } = await announced(one.length);
  const statuses = (await Promise.all([put(url, one), put(url, two)])).map(({ status }) => status);
  expect([...statuses].sort()).toEqual([200, 409]);
  expect((await rowOf(uploadId)).sha256).toBe(sha256Of(statuses[0] === 200 ? one : two));
});

describe('what is refused is not kept, and says why', () => {
  const HALF = PNG.subarray(0, PNG.length >> 1);
  const JPEG_HALF = JPEG.subarray(0, JPEG.length >> 1);
  const png = (...chunks: Buffer[]) => Buffer.concat([PNG_BEGIN, ...chunks]);
  const bomb = png(pngHeader(10, 10), pngChunk('IDAT', deflateSync(Buffer.alloc(50_000_000))), pngChunk('IEND'));
  const spoiled = Buffer.from(PNG);
  spoiled[60] = (spoiled[60] ?? 0) ^ 4;

  test.each([
    ['0 bytes', Buffer.alloc(0), 'nothing: 0 bytes'],
    ['a PNG that was cut off', HALF, 'a file that ends before IEND'],
    ['a JPEG that was cut off', JPEG_HALF, 'a file that ends before its end marker'],
    ['a PNG of 60,000 × 60,000', png(pngHeader(60_000, 60_000), pngChunk('IDAT'), pngChunk('IEND')), '60000 × 60000'],
    ['a PNG of 60,000 × 60,000 and no more', png(pngHeader(60_000, 60_000)), '60000 × 60000'],
    ['a PNG that says less than its size', plainPng(100, 100, 50), 'fewer or more pixels than its size'],
    ['a PNG that says far more than its size', bomb, expect.stringContaining('more pixels than its size')],
    [
      'a PNG of garbage with good checksums',
      png(pngHeader(9, 9), pngChunk('IDAT', Buffer.alloc(40_000, 9)), pngChunk('IEND')),
      expect.stringContaining('cannot be inflated'),
    ],
    ['a PNG with a changed bit', spoiled, expect.stringMatching(/wrong checksum|none|length/)],
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'an SVG'],
    ['a playlist', Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n'), 'an HLS playlist'],
    ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0\b\0'), 'a zip archive (also .docx, .pptx, .xlsx)'],
    ['a film', Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0'), 'an MP4 or MOV film'],
  ])('%s', async (_what, bytes, got) => {
    const before = await blobs();
    const { uploadId, url } = await announced(Math.max(1, bytes.length));
    const { status, body } = await put(url, bytes);
    expect(status).toBe(422);
    const { code, expected, remedy, ...rest } = body.errors?.[0]?.extensions ?? {};
    expect([code, Boolean(expected), Boolean(remedy), rest.got]).toEqual(['MEDIA_REFUSED', true, true, got]);
    expect(await blobs()).toEqual(before);
    expect((await rowOf(uploadId)).sha256).toBeNull();
    expect((await put(url, bytes)).status).toBe(422); // and the URL is still good for the right ones
  });

  test.each([
    ['20 bytes where 10 were announced', 10, plainPng(1, 1).subarray(0, 20), 413, 'more than 10 bytes'],
    ['the whole of what was announced shorter', PNG.length - 1, PNG, 413, `more than ${PNG.length - 1} bytes`],
    ['less than was announced', PNG.length + 1, PNG, 400, `${PNG.length} bytes`],
  ])('%s', async (_what, length, bytes, status, got) => {
    const before = await blobs();
    const { url } = await announced(length);
    const answer = await put(url, bytes);
    expect([answer.status, answer.body.errors?.[0]?.extensions.got]).toEqual([status, got]);
    expect(await blobs()).toEqual(before);
  });

  test('megabytes more than were announced are heard out, and answered', async () => {
    const { url } = await announced(10);
    expect((await put(url, Buffer.concat([PNG, Buffer.alloc(30_000_000)]))).status).toBe(413);
  });

  test('bytes of another hash', async () => {
    const { status, body } = await send(PNG, { sha256: sha256Of(JPEG) });
    expect([status, body.errors?.[0]?.extensions]).toMatchObject([
      400,
      { code: 'INVALID_INPUT', expected: `SHA-256 ${sha256Of(JPEG)}`, got: `SHA-256 ${sha256Of(PNG)}` },
    ]);
  });

  test('half a body whose sender leaves', async () => {
    const { uploadId, url } = await announced(PNG.length);
    const sending = request(url ?? '', { method: 'PUT', agent: false, headers: { 'content-length': PNG.length } });
    const failed = once(sending, 'error');
    sending.write(PNG.subarray(0, 50), () => sending.destroy());
    await failed;
    expect((await put(url, PNG)).status).toBe(200);
    expect((await rowOf(uploadId)).sha256).toBe(sha256Of(PNG));
    while ((await blobs()).some((name) => name.endsWith('.part'))); // the server hears of it a little later
    expect(server.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
  });
});

describe('a URL that was changed takes nothing', () => {
  test.each([
    ['no signature', (url: string) => url.split('?')[0] ?? ''],
    ['another signature', (url: string) => url.replace(/signature=../, 'signature=zz')],
    ['a later expiry', (url: string) => url.replace(/expires=(\d+)/, (_all, at) => `expires=${Number(at) + 60}`)],
    ['another upload', (url: string) => url.replace(/Upload_......../, 'Upload_00000000')],
    ['no id', (url: string) => url.replace(/Upload_[^?]+/, 'x')],
  ])('%s', async (_what, change) => {
    const { url } = await announced(PNG.length);
    const { status, body } = await put(change(url ?? ''), PNG);
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
  });

  test('the signature of a media URL', async () => {
    const asset = await storeAsset(server, projectId, { bytes: JPEG, mimeType: 'image/jpeg' });
    const { data } = await server.query<{ asset: { media: { url: string } } }>(
      `{ asset(id: "${asset.id}") { media { url } } }`,
    );
    const media = new URL(data.asset.media.url).searchParams;
    const { url } = await announced(PNG.length);
    const forged = new URL(url ?? '');
    for (const name of ['expires', 'signature']) forged.searchParams.set(name, media.get(name) ?? '');
    expect((await put(forged.href, PNG)).status).toBe(403);
  });

  test('one that has expired', () => {
    const links = new UploadLinks(() => '', Buffer.from('secret'));
    const id = globalId('Upload', '00000000-0000-7000-8000-000000000000');
    const { searchParams } = new URL(links.urlOf(id, new Date(5_000)), 'http://localhost');
    const link = { id, expires: searchParams.get('expires') ?? '', signature: searchParams.get('signature') ?? '' };
    expect(links.isGenuine(link, 4_999)).toBe(true);
    expect(links.isGenuine(link, 5_000)).toBe(false);
    expect(links.isGenuine({ ...link, expires: '6' }, 5_000)).toBe(false);
  });
});

test.each([
  ['a path in the name', { fileName: '../../etc/passwd' }, 'INVALID_INPUT', 'fileName'],
  ['a path of Windows', { fileName: 'C:\\figure.png' }, 'INVALID_INPUT', 'fileName'],
  ['a NUL in the name', { fileName: 'a\0.png' }, 'INVALID_INPUT', 'fileName'],
  ['dots for a name', { fileName: '..' }, 'INVALID_INPUT', 'fileName'],
  ['no name', { fileName: '' }, 'INVALID_INPUT', 'fileName'],
  ['a name of 256 characters', { fileName: 'a'.repeat(256) }, 'INVALID_INPUT', 'fileName'],
  ['an SVG', { mimeType: 'image/svg+xml' }, 'UNSUPPORTED', 'mimeType'],
  ['64 MiB and a byte', { bytes: 67_108_865 }, 'LIMIT_EXCEEDED', 'bytes'],
  ['no bytes', { bytes: 0 }, 'LIMIT_EXCEEDED', 'bytes'],
])('%s is refused before anything comes', async (_what, change, code, field) => {
  const { uploadId, url, userErrors } = await announced(10, change);
  expect([uploadId, url]).toEqual([null, null]);
  expect(userErrors).toEqual([expect.objectContaining({ code, field: ['input', field], got: expect.any(String) })]);
});

test('what is taken is named where something else is announced', async () => {
  const { userErrors } = await announced(10, { mimeType: 'image/webp' });
  expect(userErrors[0]).toMatchObject({
    expected: expect.stringMatching(/^image\/png, image\/jpeg, audio\/mpeg.*application\/pdf$/),
    got: '"image/webp"',
    remedy: expect.stringContaining('PNG or JPEG'),
  });
});

test.each(['-i', 'Ünïcode 🔥.png', 'x'.repeat(255), '.png'])('the name %j is kept as it is', async (fileName) => {
  const { uploadId } = await announced(10, { fileName });
  expect((await rowOf(uploadId)).file_name).toBe(fileName);
});

test('a project that is not there is told apart from a wrong id', async () => {
  const unknown = await announced(10, { projectId: 'Project_00000000-0000-7000-8000-000000000000' });
  expect(unknown.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
});

import { randomBytes } from 'node:crypto';
import { chmod, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import request from 'supertest';
import { MediaLinks } from '../../src/server/media-links';
import { type StoredAsset, storeAsset } from '../support/media';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

interface Answered {
  createProject: { project: { id: string } };
  createToken: { token: string };
}

let server: TestServer;
let project: string;
let asset: StoredAsset;
const bytes = randomBytes(50_000);

beforeAll(async () => {
  server = await startServer({ WORKPRINT_PUBLIC_URL: 'https://studio.example' });
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  project = data.createProject.project.id;
  asset = await storeAsset(server, project, { bytes });
});
afterAll(() => server.close());

const get = (path: string) => request(server.url).get(path).responseType('blob');
const withToken = (path = `/media/${asset.sha256}`) => get(path).set('authorization', `Bearer ${ADMIN_TOKEN}`);

async function signedPath(seconds = 600): Promise<string> {
  const response = await request(server.url)
    .post('/graphql')
    .set('authorization', `Bearer ${ADMIN_TOKEN}`)
    .send({ query: `{ asset(id: "${asset.id}") { media { url(expiresInSeconds: ${seconds}) } } }` });
  const { url } = response.body.data.asset.media;
  expect(url).toMatch(/^https:\/\/studio\.example\/media\//);
  return url.slice('https://studio.example'.length);
}

test('media comes by token as it was stored, for ever, and can run nothing', async () => {
  const response = await withToken();
  expect(response.status).toBe(200);
  expect(response.body.equals(bytes)).toBe(true);
  expect(response.headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': '50000',
    etag: `"${asset.sha256}"`,
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
});

test('media comes by a signed URL without a token', async () => {
  const response = await get(await signedPath());
  expect([response.status, response.body.equals(bytes)]).toEqual([200, true]);
});

test('a signed URL stays the same for a while, so that a browser finds its copy', async () => {
  expect(await signedPath()).toBe(await signedPath());
});

test('HEAD tells what GET would, without the bytes', async () => {
  const response = await request(server.url)
    .head(`/media/${asset.sha256}`)
    .set('authorization', `Bearer ${ADMIN_TOKEN}`);
  expect([response.status, response.headers['content-length'], response.text]).toEqual([200, '50000', undefined]);
});

test('who has it already is not sent it again', async () => {
  expect((await withToken().set('if-none-match', `"other", "${asset.sha256}"`)).status).toBe(304);
});

test.each([
  ['bytes=0-9', 206, 'bytes 0-9/50000', 0, 10],
  ['bytes=-5', 206, 'bytes 49995-49999/50000', 49_995, 50_000],
  ['bytes=49990-', 206, 'bytes 49990-49999/50000', 49_990, 50_000],
  ['bytes=0-0', 206, 'bytes 0-0/50000', 0, 1],
])('the range %s is cut out exactly', async (range, status, contentRange, start, end) => {
  const response = await withToken().set('range', range);
  expect([response.status, response.headers['content-range']]).toEqual([status, contentRange]);
  expect(response.body.equals(bytes.subarray(start, end))).toBe(true);
});

test('a range past the end is told the size', async () => {
  const response = await withToken().set('range', 'bytes=50000-');
  expect([response.status, response.headers['content-range']]).toEqual([416, 'bytes */50000']);
});

test('a range of another version is answered with the whole', async () => {
  const response = await withToken().set('range', 'bytes=0-9').set('if-range', '"other"');
  expect([response.status, response.body.length]).toEqual([200, 50_000]);
});

test.each([
  ['no token and no signature', (path: string) => path.split('?')[0] ?? '', 401],
  ['a signature for other bytes', (path: string) => path.replace(/signature=../, 'signature=00'), 403],
  ['a later expiry', (path: string) => path.replace(/expires=(\d+)/, (_all, at) => `expires=${Number(at) + 300}`), 403],
  ['another project', (path: string) => path.replace(/project=......../, 'project=00000000'), 403],
  ['no project', (path: string) => path.replace(/project=[^&]+&/, ''), 403],
])('%s opens nothing', async (_what, change, status) => {
  const response = await request(server.url).get(change(await signedPath()));
  expect([response.status, response.body.errors[0].extensions.remedy.length > 10]).toEqual([status, true]);
});

test('a signed URL ends', () => {
  const links = new MediaLinks(() => '', Buffer.from('secret'));
  const { expiresAt } = links.at(0, 600);
  expect(expiresAt).toBe(600);
  const link = { sha256: asset.sha256, project, expires: String(expiresAt), signature: '00'.repeat(32) };
  expect(links.isGenuine(link, 599_000)).toBe(false);
  expect(links.isGenuine(link, 601_000)).toBe(false);
});

test.each([0, -1, 604_801])('a lifetime of %d seconds is refused', async (seconds) => {
  const { errors } = await server.query<Answered>(
    `{ asset(id: "${asset.id}") { media { url(expiresInSeconds: ${seconds}) } } }`,
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', expected: '1 to 604800 seconds' });
});

test("a hash alone opens nothing of another project's", async () => {
  const made = await server.query<Answered>(
    'mutation { createProject(input: { key: "other", name: "Other", idempotencyKey: "o" }) { project { id } } }',
  );
  const token = await server.query<Answered>(
    `mutation { createToken(input: { name: "o", role: VIEWER, projectIds: ["${made.data.createProject.project.id}"] }) { token } }`,
  );
  const response = await request(server.url)
    .get(`/media/${asset.sha256}`)
    .set('authorization', `Bearer ${token.data.createToken.token}`);
  expect([response.status, response.body.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
});

test.each(['../../etc/passwd', '%2e%2e%2fsecret', 'A'.repeat(64), '0'.repeat(64)])(
  '/media/%s is nothing',
  async (name) => {
    const response = await request(server.url).get(`/media/${name}`).set('authorization', `Bearer ${ADMIN_TOKEN}`);
    expect([404, 400]).toContain(response.status);
  },
);

describe('a blob that was spoiled', () => {
  const spoil = async (change: (file: string) => Promise<void>) => {
    const spoiled = await storeAsset(server, project, { bytes: randomBytes(1_000) });
    await chmod(spoiled.file, 0o600);
    await change(spoiled.file);
    return spoiled;
  };
  const ask = (path: string) => request(server.url).get(path).set('authorization', `Bearer ${ADMIN_TOKEN}`);

  test.each([
    ['gone', (file: string) => rm(file)],
    ['cut short', (file: string) => truncate(file, 500)],
  ])('%s is a clear error, and nothing of it is sent', async (_what, change) => {
    const { sha256 } = await spoil(change);
    const response = await ask(`/media/${sha256}`);
    expect(response.status).toBe(502);
    expect(response.body.errors[0].extensions).toMatchObject({ code: 'MEDIA_REFUSED', remedy: expect.any(String) });
    expect(response.text).not.toContain(server.dataDir);
  });

  test('by one bit is found when asked to verify, and the server goes on', async () => {
    const { sha256 } = await spoil(async (file) => {
      const content = await readFile(file);
      content[7] = (content[7] ?? 0) ^ 1;
      await writeFile(file, content);
    });
    const response = await ask(`/media/${sha256}?verify=true`);
    expect([response.status, response.body.errors[0].extensions.code]).toEqual([502, 'MEDIA_REFUSED']);
    expect((await withToken(`/media/${asset.sha256}?verify=true`)).status).toBe(200);
  });
});

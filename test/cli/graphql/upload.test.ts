import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Refused } from '../../../src/cli/graphql/refusal';
import { uploadFile } from '../../../src/cli/graphql/upload';

const BYTES = Buffer.from([0, 255, 13, 10, 0x89, 0x50]);

interface Put {
  method?: string;
  path?: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let bucket: Server;
let origin: string;
let folder: string;
let file: string;
let answer: { status: number; body: string };
let puts: Put[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-upload-'));
  file = join(folder, 'figure.png');
  await writeFile(file, BYTES);
  bucket = createServer(async (request, response) => {
    const { method, url: path, headers } = request;
    puts.push({ method, path, headers, body: await buffer(request) });
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(bucket, 'listening');
  origin = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answer = { status: 200, body: '' };
  puts = [];
});
afterAll(async () => {
  bucket.closeAllConnections();
  bucket.close();
  await rm(folder, { recursive: true });
});

const upload = (signal?: AbortSignal) =>
  uploadFile({ url: `${origin}/uploads/7?signature=secret`, file, mimeType: 'image/png', signal });
const refusal = async () => (await upload().catch((error: unknown) => error)) as Refused;

test('the bytes of the file are put as they are, with their type and length, and without any token', async () => {
  await upload();
  expect(puts).toHaveLength(1);
  expect(puts[0]).toMatchObject({ method: 'PUT', path: '/uploads/7?signature=secret', body: BYTES });
  expect(puts[0]?.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '6' });
  expect(puts[0]?.headers).not.toHaveProperty('authorization');
});

test('a refusal of the server is thrown with its code, message and remedy', async () => {
  const extensions = { code: 'MEDIA_REFUSED', expected: 'a PNG', got: 'noise', remedy: 'Send a picture.' };
  answer = { status: 400, body: JSON.stringify({ errors: [{ message: 'This is no picture.', extensions }] }) };
  expect(await refusal()).toBeInstanceOf(Refused);
  expect((await refusal()).message).toBe(
    'MEDIA_REFUSED: This is no picture. (expected a PNG, got noise) Send a picture.',
  );
});

test.each([
  ['in XML', '<Error><Code>AccessDenied</Code></Error>', ': <Error><Code>AccessDenied</Code></Error>'],
  ['in JSON of its own', '{"reason":"full"}', ': {"reason":"full"}'],
  ['without a word', '', ''],
])('a bucket that refuses %s is quoted, and the signature is not', async (_how, body, quoted) => {
  answer = { status: 403, body };
  const { message, code } = await refusal();
  expect(code).toBe('UPLOAD_REFUSED');
  expect(message).toBe(
    `UPLOAD_REFUSED: ${origin}/uploads/7 did not take the file. (got status 403${quoted}) Ask for a new URL with \`createUpload\`.`,
  );
});

test('a file that is not there is named, and nothing is sent', async () => {
  const missing = join(folder, 'missing.png');
  await expect(uploadFile({ url: origin, file: missing, mimeType: 'image/png' })).rejects.toThrow(missing);
  expect(puts).toEqual([]);
});

test('an upload is given up when its signal says so', async () => {
  await expect(upload(AbortSignal.abort(new Error('stopped by a person')))).rejects.toThrow('stopped by a person');
  expect(puts).toEqual([]);
});

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { shelve } from '../../../src/cli/assets/shelf';
import { downloadMedia, openMedia } from '../../../src/cli/graphql/download';
import { Refused } from '../../../src/cli/graphql/refusal';

const BYTES = Buffer.alloc(100_000, 'film');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const { signal } = new AbortController();

let media: Server;
let url: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-shelf-'));
  media = createServer((request, response) => {
    if (request.url?.startsWith('/gone')) response.writeHead(404).end();
    else response.end(request.url?.startsWith('/short') ? BYTES.subarray(1) : BYTES);
  }).listen(0, '127.0.0.1');
  await once(media, 'listening');
  url = `http://127.0.0.1:${(media.address() as AddressInfo).port}`;
});
afterAll(async () => {
  media.closeAllConnections();
  media.close();
  await rm(folder, { recursive: true });
});

const source = (path: string) => ({ url: `${url}${path}?signature=secret`, sha256: SHA256, bytes: BYTES.length });
const file = (path: string, from: string) => ({
  path,
  bytes: BYTES.length,
  open: () => openMedia(source(from), signal),
});

test('what comes is what was promised, and comes to its name whole', async () => {
  const path = join(folder, 'whole.mp4');
  await downloadMedia(source('/media'), path);
  expect(await readFile(path)).toEqual(BYTES);
});

test.each(['/short', '/gone'])('%s is refused without its signature and leaves nothing behind', async (path) => {
  const refused = await downloadMedia(source(path), join(folder, 'damaged.mp4')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(String(refused)).not.toContain('secret');
  expect((await readdir(folder)).filter((name) => name.startsWith('damaged'))).toEqual([]);
});

test.each(['out.zip', 'out'])('%s is not there when one of its files is damaged', async (out) => {
  const files = [file('a.mp4', '/media'), file('sub/b.mp4', '/short')];
  await expect(shelve(join(folder, out), { files, texts: { 'x.txt': 'x' }, signal })).rejects.toThrow(Refused);
  expect((await readdir(folder)).filter((name) => name.startsWith('out'))).toEqual([]);
});

test.each(['stop.zip', 'stop'])('%s is not there when it was given up', async (out) => {
  const stopping = new AbortController();
  const endless = () => Promise.resolve(new Readable({ read: () => stopping.abort(new Error('stopped')) }));
  const files = [{ path: 'a.mp4', bytes: 10, open: endless }];
  await expect(shelve(join(folder, out), { files, texts: {}, signal: stopping.signal })).rejects.toThrow();
  expect((await readdir(folder)).filter((name) => name.startsWith('stop'))).toEqual([]);
});

test('a folder that has something in it is left alone, an empty one is filled', async () => {
  const [full, empty] = [join(folder, 'full'), join(folder, 'empty')];
  await mkdir(full);
  await mkdir(empty);
  await writeFile(join(full, 'mine'), 'mine');
  const shelving = { files: [file('sub/a.mp4', '/media')], texts: { 'x.txt': 'x' }, signal };
  await expect(shelve(full, shelving)).rejects.toThrow(/is not empty; nothing was written/);
  expect(await readdir(full)).toEqual(['mine']);
  await shelve(empty, shelving);
  expect((await readdir(empty, { recursive: true })).sort()).toEqual(['sub', join('sub', 'a.mp4'), 'x.txt']);
});

import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database';
import { Studio } from '../support/studio';

jest.setTimeout(600_000);

const MB = 1_000_000;
/** What a server may take above what it took before, whatever comes. */
const MOST_MORE_MB = 120;

let database: TestDatabase;
let dataDir: string;
let studio: Studio;
let projectId: string;
beforeAll(async () => {
  database = await createDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-large-'));
  studio = await Studio.start({ WORKPRINT_DATA: dataDir, WORKPRINT_WORK: 'false', DATABASE_URL: database.url });
  projectId = await studio.project('large');
});
afterAll(async () => {
  await studio.program.stop();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function announce(bytes: number): Promise<string> {
  const input = { projectId, fileName: 'old-show.zip', mimeType: 'application/zip', bytes };
  const { createUpload } = await studio.mutate<{ createUpload: { url: string } }>(
    'mutation($input: CreateUploadInput!) { createUpload(input: $input) { url userErrors { message } } }',
    input,
  );
  return createUpload.url;
}

/** Of the server's process, from the kernel: now, and the most there ever was. */
async function memory(): Promise<{ nowMb: number; mostMb: number }> {
  const status = await readFile(`/proc/${studio.program.pid}/status`, 'utf8');
  const of = (name: string) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / MB;
  return { nowMb: of('VmRSS'), mostMb: of('VmHWM') };
}

const BLOCK = Buffer.alloc(1 << 20, 7);
const END = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

/** A body of so many bytes, of which this process holds one megabyte at a time. */
async function send(url: string, bytes: number, first: string): Promise<{ status: number; text: string }> {
  const sending = request(url, { method: 'PUT', agent: false, headers: { 'content-length': bytes } });
  const answered = once(sending, 'response');
  let hasAnswer = false;
  answered.then(() => (hasAnswer = true)).catch(() => (hasAnswer = true));
  sending.write(first);
  for (let left = bytes - first.length - END.length; left > 0 && !hasAnswer; left -= BLOCK.length) {
    if (!sending.write(left < BLOCK.length ? BLOCK.subarray(0, left) : BLOCK)) {
      await Promise.race([once(sending, 'drain'), answered]);
    }
  }
  if (hasAnswer)
    sending.on('error', () => undefined); // nobody listens to the rest
  else sending.end(END);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  sending.destroy();
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
}

async function keptFiles(): Promise<number> {
  const entries = await readdir(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

async function grows(bytes: number, first: string, status: number): Promise<string> {
  const [before, kept] = [await memory(), await keptFiles()];
  const answer = await send(await announce(bytes), bytes, first);
  expect(answer.status).toBe(status);
  expect(await keptFiles()).toBe(status === 200 ? kept + 1 : kept);
  const after = await memory();
  const line = `${bytes / MB} MB: ${before.nowMb.toFixed(0)} MB before, at most ${after.mostMb.toFixed(0)} MB`;
  expect([line, after.mostMb - before.nowMb < MOST_MORE_MB]).toEqual([line, true]);
  return answer.text;
}

test('an archive of 300 MB takes no more memory than a small one', async () => {
  await grows(300 * MB, 'PK\x03\x04', 200);
});

test('what is refused at its first bytes is answered, though 300 MB follow', async () => {
  const text = await grows(300 * MB, 'Rar!\x1a\x07\x01\0', 422);
  expect(text).toContain('a RAR archive');
});

/** `WORKPRINT_LONG=true npx jest test/api/upload-memory` where there are 4 GB of disk to spare. */
const long = process.env.WORKPRINT_LONG === 'true' ? test : test.skip;

long('an archive of 4 GB takes no more memory than a small one', async () => {
  const { nowMb } = await memory();
  await grows(4_000 * MB, 'PK\x03\x04 other', 200);
  process.stderr.write(`4 GB: from ${nowMb.toFixed(0)} MB to at most ${(await memory()).mostMb.toFixed(0)} MB\n`);
});

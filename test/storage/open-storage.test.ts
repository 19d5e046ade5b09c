import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NotConfigured } from '../../src/pipeline/errors';
import { openStorage } from '../../src/storage/open-storage';
import { parseS3Url } from '../../src/storage/s3-url';
import { evaluate } from '../support/child';
import { startS3Server } from '../support/s3-server';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workprint data '));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

test.each(['', '  '])('%j keeps blobs in the data directory', async (url) => {
  await (await openStorage(url, dataDir)).put(Buffer.from('film'));
  expect(await readdir(join(dataDir, 'blobs'))).toEqual(['incoming', 'sha256']);
});

test('a file: URL keeps them in its directory, blanks and all', async () => {
  const directory = join(dataDir, 'my blobs');
  await (await openStorage(pathToFileURL(directory).href, '/nowhere')).put(Buffer.from('film'));
  expect(await readdir(directory)).toEqual(['incoming', 'sha256']);
});

test('an s3: URL keeps them in its bucket', async () => {
  const { endpoint, credentials, bucket, close } = await startS3Server('films');
  const url = `s3://films/a/b/?endpoint=${encodeURIComponent(endpoint)}&forcePathStyle=true`;
  const { sha256 } = await (await openStorage(url, dataDir, { credentials })).put(Buffer.from('film'));
  expect([...bucket.objects.keys()]).toEqual([expect.stringMatching(`^a/b/sha256/.*/${sha256}$`)]);
  await close();
});

test('every setting of an s3: URL arrives', () => {
  const url = new URL('s3://films/a?endpoint=https://r2.example&region=auto&forcePathStyle=true');
  expect(parseS3Url(url)).toEqual({
    bucket: 'films',
    prefix: 'a',
    endpoint: 'https://r2.example',
    region: 'auto',
    forcePathStyle: true,
  });
});

test('a bucket alone is one of Amazon, and an endpoint is spoken to in path style unless that is denied', () => {
  expect(parseS3Url(new URL('s3://films'))).toEqual({ bucket: 'films', prefix: '', forcePathStyle: false });
  expect(parseS3Url(new URL('s3://films?endpoint=http://minio:9000')).forcePathStyle).toBe(true);
  expect(parseS3Url(new URL('s3://films?endpoint=http://minio:9000&forcePathStyle=false')).forcePathStyle).toBe(false);
});

test.each([
  ['/srv/blobs', 'something that is no URL'],
  ['ftp://host/blobs', 'ftp:'],
  ['file:blobs', 'a file: URL that is not absolute'],
  ['file:///a%2Fb', 'a file: URL that is no path'],
  ['s3://films/100%', '/100%'],
  ['file://host/share', 'a file: URL that is not absolute'],
  ['s3:///prefix', 'none'],
  ['s3://films?forcepathstyle=true', 'forcepathstyle'],
  ['s3://films?forcePathStyle=yes', 'yes'],
  ['s3://films?endpoint=localhost:9000', 'something else'],
  ['s3://key:secret@films', 'some'],
])('%s is refused by the name of its setting', async (url, got) => {
  const error = await openStorage(url, dataDir).catch((thrown: unknown) => thrown);
  if (!(error instanceof NotConfigured)) throw new Error(`not a refusal: ${String(error)}`);
  expect(error.message).toContain('STORAGE_URL');
  expect(error.got).toBe(got);
  expect(error.expected).toBeDefined();
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain('secret@');
});

test('a storage on disk does not load the S3 client, and one in a bucket does', async () => {
  const loads = (url: string) =>
    evaluate(`
      const { openStorage } = require('./src/storage/open-storage.ts');
      openStorage('${url}', '/nowhere').then(() => {
        console.log(Object.keys(require.cache).some((file) => file.includes('@aws-sdk')));
      });
    `);
  expect(await loads('')).toBe(false);
  expect(await loads('s3://films')).toBe(true);
});

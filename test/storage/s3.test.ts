import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError, NotConfigured, Unavailable } from '../../src/pipeline/errors';
import { type S3Options, S3Storage } from '../../src/storage/s3';
import { s3Refusal } from '../../src/storage/s3-refusal';
import { toSha256 } from '../../src/storage/storage';
import { evaluate } from '../support/child';
import { S3Failure } from '../support/s3-operations';
import { type S3Server, startS3Server } from '../support/s3-server';
import { readAll } from '../support/streams';

const NOBODY = toSha256('0'.repeat(64));
const BIG = randomBytes(40_000_000);

let server: S3Server;
let spoolDirectory: string;

beforeEach(async () => {
  server = await startS3Server('films');
  spoolDirectory = await mkdtemp(join(tmpdir(), 'workprint-s3-'));
});

afterEach(async () => {
  await server.close();
  await rm(spoolDirectory, { recursive: true, force: true });
});

function storageWith(options: Partial<S3Options> = {}): S3Storage {
  const { endpoint, credentials } = server;
  return new S3Storage({
    bucket: 'films',
    prefix: 'workprint',
    endpoint,
    credentials,
    forcePathStyle: true,
    spoolDirectory,
    ...options,
  });
}

function failOn(operation: string, failure: S3Failure): void {
  server.before = (name) => {
    if (name === operation) throw failure;
  };
}

async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`not a refusal: ${String(error)}`);
  return error;
}

describe('a service that refuses', () => {
  test('a bucket that does not exist is told from a blob that does not', async () => {
    const storage = storageWith({ bucket: 'flims' });
    expect(await refusalOf(storage.check())).toMatchObject({
      code: 'NOT_CONFIGURED',
      message: 'The bucket of the storage does not exist.',
    });
    expect(await refusalOf(storage.open(NOBODY))).toBeInstanceOf(NotConfigured);
    expect(await storageWith().open(NOBODY)).toBeNull();
  });

  test('wrong credentials are told from a missing blob, and named as what they are', async () => {
    const storage = storageWith({ credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' } });
    const refusal = { message: 'The storage refuses the credentials of the server.', got: 'InvalidAccessKeyId' };
    expect(await refusalOf(storage.check())).toMatchObject(refusal);
    expect(await refusalOf(storage.open(NOBODY))).toMatchObject(refusal);
    expect(await refusalOf(storage.head(NOBODY))).toBeInstanceOf(NotConfigured);
    expect(await refusalOf(storage.put(Buffer.from('film')))).toBeInstanceOf(NotConfigured);
    expect(await readdir(spoolDirectory)).toEqual([]);
  });

  test('the right to read alone is not enough for the check', async () => {
    failOn('PutObject', new S3Failure(403, 'AccessDenied'));
    expect(await refusalOf(storageWith().check())).toMatchObject({ got: 'AccessDenied' });
  });

  test('a bucket in another region is told from wrong credentials', async () => {
    failOn('PutObject', new S3Failure(400, 'AuthorizationHeaderMalformed'));
    expect(await refusalOf(storageWith().check())).toMatchObject({ remedy: 'Add region=… to STORAGE_URL.' });
  });

  test('a service that does not listen is unavailable, and the refusal names no host', async () => {
    const refusal = await evaluate(`
      const { openStorage } = require('./src/storage/open-storage.ts');
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
      openStorage('s3://films?forcePathStyle=true&endpoint=http://127.0.0.1:1', '/nowhere', { credentials })
        .then((storage) => storage.head('${NOBODY}'))
        .catch(({ code, message, got, remedy }) => console.log(JSON.stringify({ code, message, got, remedy })));
    `);
    expect(refusal).toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The storage cannot be reached.',
      got: 'ECONNREFUSED',
    });
    expect(JSON.stringify(refusal)).not.toContain('127.0.0.1');
  });

  test('one that fails three times running is unavailable, and one that recovers is not noticed', async () => {
    let left = 2;
    server.before = () => {
      left -= 1;
      if (left >= 0) throw new S3Failure(503, 'SlowDown');
    };
    expect(await storageWith().put(Buffer.from('film'))).toMatchObject({ bytes: 4 });
    failOn('HeadObject', new S3Failure(500, 'InternalError'));
    expect(await refusalOf(storageWith().head(NOBODY))).toBeInstanceOf(Unavailable);
  });

  test('bytes that changed on their way are not stored', async () => {
    failOn('PutObject', new S3Failure(400, 'BadDigest'));
    expect(await refusalOf(storageWith().put(Buffer.from('film')))).toMatchObject({ code: 'MEDIA_REFUSED' });
  });

  test.each([
    [{ name: 'CredentialsProviderError' }, 'The server has no credentials for its storage.'],
    [{ name: 'Error', message: 'Region is missing' }, 'The bucket of the storage lies in another region.'],
    [{ name: 'XMinioStorageFull', $metadata: { httpStatusCode: 507 } }, 'The storage is full.'],
    [{ name: 'TimeoutError' }, 'The storage cannot be reached.'],
    [{ code: 'ENOTFOUND' }, 'The storage cannot be reached.'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'The storage cannot be reached.'],
  ])('%j reads "%s"', (fault, message) => {
    expect(s3Refusal(Object.assign(new Error(), fault))).toMatchObject({ message });
  });
});

test('every request that carries bytes carries their checksum', async () => {
  const checksumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
  await storageWith().put(Buffer.from('film'));
  expect(server.bucket.checksums).toEqual([checksumOf(Buffer.from('film'))]);
  await storageWith().put(BIG);
  const parts = [0, 1, 2, 3, 4].map((part) => checksumOf(BIG.subarray(part << 23, (part + 1) << 23)));
  expect(server.bucket.checksums.slice(1).sort()).toEqual(parts.sort());
});

describe('a blob that goes in parts', () => {
  test('comes back as it was, and no part is left', async () => {
    const storage = storageWith();
    const { sha256, bytes } = await storage.put(BIG);
    expect(bytes).toBe(BIG.length);
    expect(BIG.equals(await readAll(await storage.open(sha256)))).toBe(true);
    expect(server.bucket.uploads.size).toBe(0);
  });

  test('is not readable and leaves no part where one of them fails', async () => {
    let parts = 0;
    server.before = (name) => {
      if (name === 'UploadPart' && ++parts === 3) throw new S3Failure(403, 'AccessDenied');
    };
    await expect(storageWith().put(BIG)).rejects.toThrow(NotConfigured);
    expect([server.bucket.uploads.size, server.bucket.objects.size]).toEqual([0, 0]);
    expect(await readdir(spoolDirectory)).toEqual([]);
  });

  test('is not readable and leaves no part where the put is aborted, once that has rejected', async () => {
    const abort = new AbortController();
    const reason = new Error('the run was cancelled');
    server.before = (name) => {
      if (name === 'UploadPart') abort.abort(reason);
    };
    await expect(storageWith().put(BIG, { signal: abort.signal })).rejects.toBe(reason);
    expect([server.bucket.uploads.size, server.bucket.objects.size]).toEqual([0, 0]);
    expect(await readdir(spoolDirectory)).toEqual([]);
  });

  test('is swept when its writer died, by the age of its upload, and only below its own prefix', async () => {
    const storage = storageWith();
    const at = new Date('2026-11-21T10:00:00Z');
    server.bucket.uploads.set('dead', { key: `workprint/sha256/00/00/${NOBODY}`, at, parts: new Map() });
    server.bucket.uploads.set('other', { key: 'somebody/else', at, parts: new Map() });
    expect(await storage.sweep(3_600_000, at.getTime() + 3_599_000)).toBe(0);
    expect(await storage.sweep(3_600_000, at.getTime() + 3_600_000)).toBe(1);
    expect([...server.bucket.uploads.keys()]).toEqual(['other']);
  });
});

test('a service that cannot list unfinished uploads is swept all the same', async () => {
  failOn('ListMultipartUploads', new S3Failure(501, 'NotImplemented'));
  expect(await storageWith().sweep(0, Date.now())).toBe(0);
});

test('a service that answers with another range is refused, rather than its bytes passed on', async () => {
  const storage = storageWith();
  const { sha256 } = await storage.put(Buffer.from('film'));
  server.bucket.ignoresRanges = true;
  const opening = storage.open(sha256, { range: { start: 0, endExclusive: 1 } });
  expect(await refusalOf(opening)).toMatchObject({ expected: 'bytes 0-0', got: 'the whole' });
});

test('sixty viewers who paused do not keep anybody from the storage', async () => {
  const storage = storageWith();
  const { sha256, bytes } = await storage.put(Buffer.alloc(3_000_000));
  const paused = await Promise.all(Array.from({ length: 60 }, () => storage.open(sha256)));
  expect(await storage.head(sha256)).toEqual({ sha256, bytes });
  for (const stream of paused) stream?.destroy();
});

test('an equal blob is not sent again', async () => {
  const storage = storageWith();
  await storage.put(Buffer.from('film'));
  failOn('PutObject', new S3Failure(403, 'AccessDenied'));
  expect(await storage.put(Buffer.from('film'))).toMatchObject({ bytes: 4 });
});

test('an abort does not wait for a service that hangs', async () => {
  const abort = new AbortController();
  server.before = () => {
    abort.abort(new Error('the viewer left'));
    return new Promise(() => undefined);
  };
  await expect(storageWith().head(NOBODY, abort.signal)).rejects.toThrow('the viewer left');
});

test('a connection that breaks fails the reader instead of ending early', async () => {
  const storage = storageWith();
  const { sha256 } = await storage.put(BIG);
  const stream = await storage.open(sha256);
  stream?.once('data', () => server.drop());
  await expect(readAll(stream)).rejects.toThrow('aborted');
});

test('a bucket without a prefix has the same layout as a disk', async () => {
  const { sha256 } = await storageWith({ prefix: '' }).put(Buffer.from('film'));
  expect([...server.bucket.objects.keys()]).toEqual([`sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`]);
});

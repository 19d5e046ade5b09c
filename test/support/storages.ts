import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DiskStorage } from '../../src/storage/disk';
import { S3Storage } from '../../src/storage/s3';
import { parseS3Url } from '../../src/storage/s3-url';
import { blobKey, type Sha256, type Storage } from '../../src/storage/storage';
import { startS3Server } from './s3-server';

/** A storage of its own for one test, and the back door to what it keeps. */
export interface StorageUnderTest {
  storage: Storage;
  /** Puts these bytes where the blob of that name lies, as a failing disk or a careless tool would. */
  overwrite(sha256: Sha256, bytes: Uint8Array): Promise<void>;
  /** Leaves a temporary file that was last written at that time, as a writer that was killed would. */
  abandon(lastWritten: Date): Promise<void>;
  temporaryFiles(): Promise<string[]>;
  close(): Promise<void>;
}

export async function diskUnderTest(): Promise<StorageUnderTest & { root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'workprint-disk-'));
  return {
    root,
    storage: new DiskStorage(root),
    overwrite: async (sha256, bytes) => {
      await mkdir(dirname(join(root, blobKey(sha256))), { recursive: true });
      await writeFile(join(root, blobKey(sha256)), bytes);
    },
    ...temporaryFilesIn(join(root, 'incoming')),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** Against the server in `s3-server.ts`. */
export async function s3UnderTest(): Promise<StorageUnderTest> {
  const server = await startS3Server('films');
  const url = `s3://films/test?forcePathStyle=true&endpoint=${server.endpoint}`;
  const underTest = await serviceUnderTest(url, server.credentials);
  return {
    ...underTest,
    close: async () => {
      await underTest.close();
      await server.close();
    },
  };
}

/** Against any service: the bucket must exist; the test writes under a prefix of its own and leaves it there. */
export async function serviceUnderTest(
  storageUrl: string,
  credentials?: { accessKeyId: string; secretAccessKey: string },
): Promise<StorageUnderTest> {
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'workprint-s3-'));
  const place = parseS3Url(new URL(storageUrl));
  const prefix = `${place.prefix}/${randomUUID()}`;
  const client = new S3Client({ ...place, region: place.region ?? 'us-east-1', ...(credentials && { credentials }) });
  return {
    storage: new S3Storage({ ...place, prefix, spoolDirectory, credentials }),
    overwrite: async (sha256, bytes) => {
      const Key = `${prefix}/${blobKey(sha256)}`;
      await client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body: bytes }));
    },
    ...temporaryFilesIn(spoolDirectory),
    close: () => rm(spoolDirectory, { recursive: true, force: true }),
  };
}

function temporaryFilesIn(directory: string): Pick<StorageUnderTest, 'abandon' | 'temporaryFiles'> {
  return {
    abandon: async (lastWritten) => {
      const path = join(directory, `${randomUUID()}.part`);
      await mkdir(directory, { recursive: true });
      await writeFile(path, 'half a fi');
      await utimes(path, lastWritten, lastWritten);
    },
    temporaryFiles: async () => {
      await mkdir(directory, { recursive: true });
      return readdir(directory);
    },
  };
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotConfigured } from '../pipeline/errors';
import { DiskStorage } from './disk';
import { type S3Credentials, S3Storage } from './s3';
import { parseS3Url } from './s3-url';
import type { Storage } from './storage';

export interface OpenStorageOptions {
  /** For S3, instead of the environment chain of its SDK. */
  credentials?: S3Credentials;
}

/**
 * The storage that STORAGE_URL means: nothing is `blobs` in the data directory, `file:///srv/blobs` a directory,
 * `s3://BUCKET/PREFIX?…` a bucket. Nothing is read or written yet: `check` tells whether it is any good.
 */
export async function openStorage(
  storageUrl: string,
  dataDir: string,
  options: OpenStorageOptions = {},
): Promise<Storage> {
  const text = storageUrl.trim();
  if (text === '') return new DiskStorage(join(dataDir, 'blobs'));
  if (!URL.canParse(text)) throw unknownStorage('something that is no URL');
  const url = new URL(text);
  if (url.protocol === 'file:') return new DiskStorage(directoryOf(text));
  if (url.protocol !== 's3:') throw unknownStorage(url.protocol);
  return new S3Storage({ ...parseS3Url(url), ...options, spoolDirectory: join(dataDir, 'incoming') });
}

function directoryOf(text: string): string {
  // `new URL('file:blobs')` is /blobs at the root of the disk, which nobody who wrote it meant.
  if (!text.toLowerCase().startsWith('file:///')) throw unknownStorage('a file: URL that is not absolute');
  try {
    return fileURLToPath(text);
  } catch {
    throw unknownStorage('a file: URL that is no path');
  }
}

function unknownStorage(got: string): NotConfigured {
  return new NotConfigured('STORAGE_URL names no storage that Workprint knows.', {
    expected: 'nothing, file:///DIRECTORY or s3://BUCKET/PREFIX',
    got,
    remedy: 'Correct STORAGE_URL, or remove it to keep the files in the data directory.',
  });
}

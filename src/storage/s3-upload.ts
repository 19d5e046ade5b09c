import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Spooled } from './spool';

/** In one request up to here, and above it in parts of this size, four at a time: 32 MiB of memory a put. */
const PART_BYTES = 8 << 20;
const MAX_PARTS = 10_000;

export interface Destination {
  client: S3Client;
  at: { Bucket: string; Key: string };
}

export async function upload(spooled: Spooled, { client, at }: Destination, signal?: AbortSignal): Promise<void> {
  const send = spooled.bytes > PART_BYTES ? uploadInParts : uploadAtOnce;
  await send(spooled, { client, at }, signal);
}

/** The service compares the checksum before the object becomes readable. From memory, so that the SDK can send it again. */
async function uploadAtOnce(
  { path, sha256 }: Spooled,
  { client, at }: Destination,
  signal?: AbortSignal,
): Promise<void> {
  const { PutObjectCommand }: typeof import('@aws-sdk/client-s3') = require('@aws-sdk/client-s3');
  const checksum = Buffer.from(sha256, 'hex').toString('base64');
  const request = new PutObjectCommand({ ...at, Body: await readFile(path), ChecksumSHA256: checksum });
  await client.send(request, { abortSignal: signal });
}

/**
 * Each part carries its own checksum: S3 has no SHA-256 of an object in parts. The signal ends the file, not the `Upload`:
 * its own `abort()` rejects at once while parts are still on their way and nobody sees whether they were removed. So an
 * abort waits for at most four parts in flight, and then for their removal.
 */
async function uploadInParts(
  { path, bytes }: Spooled,
  { client, at }: Destination,
  signal?: AbortSignal,
): Promise<void> {
  const { Upload }: typeof import('@aws-sdk/lib-storage') = require('@aws-sdk/lib-storage');
  const body = createReadStream(path, { signal });
  try {
    await new Upload({
      client,
      params: { ...at, Body: body, ChecksumAlgorithm: 'SHA256' },
      partSize: Math.max(PART_BYTES, Math.ceil(bytes / MAX_PARTS)),
    }).done();
  } finally {
    body.destroy();
  }
}

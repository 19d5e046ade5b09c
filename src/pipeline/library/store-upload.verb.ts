import type { DataSource, EntityManager } from 'typeorm';
import { Upload } from '../../entities/upload.entity';
import { type Storage, toSha256 } from '../../storage/storage';
import { Conflict, MediaCorrupt, NotFound } from '../errors';
import { HEADER_BYTES, type ImageHeader, imageHeader } from '../values/image-header';
import type { Studio } from '../workspace/studio';

/** What was said of the bytes before they came. */
export interface AnnouncedUpload {
  readonly bytes: number;
  readonly expectedSha256: string | null;
  /** What came, if something did. */
  readonly sha256: string | null;
}

/** By row id. Whoever asks has shown a genuine signature: there is no caller. */
export async function announcedUpload({ store }: Studio<DataSource>, uploadId: string): Promise<AnnouncedUpload> {
  const upload = await store.manager.findOneBy(Upload, { id: uploadId });
  if (!upload) throw noSuchUpload();
  const { bytes, expectedSha256, sha256 } = upload;
  return { bytes: Number(bytes), expectedSha256, sha256 };
}

/** Notes which blob an upload became. Of two that bring other bytes at once one is first, and the other is refused. */
export async function storeUpload(
  { store, now }: Studio<DataSource>,
  { uploadId, sha256 }: { uploadId: string; sha256: string },
): Promise<void> {
  const { affected } = await store.manager
    .createQueryBuilder()
    .update(Upload)
    .set({ sha256, storedAt: () => 'coalesce(stored_at, :now)' })
    .where('id = :uploadId AND (sha256 IS NULL OR sha256 = :sha256)', { uploadId, sha256, now: now() })
    .execute();
  if (affected !== 1) throw otherBytesCame();
}

/** A picture that was brought and lies in the storage. */
export interface BroughtPicture extends ImageHeader {
  readonly sha256: string;
  readonly bytes: number;
}

type Desk = Pick<Studio<unknown>, 'now'> & { readonly storage: Pick<Storage, 'open'> };

const HEADER_WITHIN_MS = 10_000;

/** The picture that an upload of this project became. Its type and size are read off its bytes: what was claimed is a claim. */
export async function broughtPicture(
  manager: EntityManager,
  { storage, now }: Desk,
  { uploadId, projectId }: { uploadId: string; projectId: string },
): Promise<BroughtPicture> {
  const upload = await manager.findOneBy(Upload, { id: uploadId, projectId });
  if (!upload) throw notOfThisProject();
  if (upload.expiresAt <= now()) throw expired(upload.expiresAt);
  if (upload.sha256 === null) throw nothingCame();
  const blob = { sha256: upload.sha256, bytes: Number(upload.bytes) };
  const first = await firstBytes(storage, blob);
  const header = first && imageHeader(first);
  if (!header) throw lost(upload.sha256);
  return { ...header, ...blob };
}

async function firstBytes(
  storage: Pick<Storage, 'open'>,
  { sha256, bytes: expectedBytes }: { sha256: string; bytes: number },
): Promise<Buffer | null> {
  const range = { start: 0, endExclusive: HEADER_BYTES };
  const signal = AbortSignal.timeout(HEADER_WITHIN_MS);
  const opened = await storage.open(toSha256(sha256), { range, expectedBytes, signal });
  if (!opened) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of opened) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One answer for an upload that is not there and for one of another project. */
function notOfThisProject(): NotFound {
  return new NotFound('The project of the script has no such upload.', {
    field: ['input', 'uploadId'],
    expected: 'the `uploadId` of a `createUpload` for the same project',
    remedy: 'Bring the file with `createUpload` and a PUT to its `url`.',
  });
}

function expired(expiresAt: Date): Conflict {
  return new Conflict('The upload has expired.', {
    field: ['input', 'uploadId'],
    expected: 'an upload of the last hour',
    got: `one that expired at ${expiresAt.toISOString()}`,
    remedy: 'Bring the file again with `createUpload`.',
  });
}

function nothingCame(): Conflict {
  return new Conflict('Nothing came for this upload yet.', {
    field: ['input', 'uploadId'],
    expected: 'an upload whose PUT was answered with 200',
    got: 'one that was only announced',
    remedy: 'PUT the bytes of the file to the `url` that `createUpload` gave.',
  });
}

function lost(sha256: string): MediaCorrupt {
  return new MediaCorrupt('The storage no longer has the picture that was brought.', {
    field: ['input', 'uploadId'],
    expected: `a picture named ${sha256}`,
    got: 'none',
    remedy: 'Bring the file again with `createUpload`.',
  });
}

export function otherBytesCame(): Conflict {
  return new Conflict('Other bytes came for this upload before.', {
    expected: 'the bytes that are there already',
    got: 'others',
    remedy: 'Bring other bytes with another `createUpload`.',
  });
}

function noSuchUpload(): NotFound {
  return new NotFound('There is no such upload.', {
    expected: 'a URL as `createUpload` gave it',
    remedy: 'Ask for another with `createUpload`.',
  });
}

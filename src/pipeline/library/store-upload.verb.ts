import type { DataSource, EntityManager } from 'typeorm';
import { Upload } from '../../entities/upload.entity';
import { type Storage, toSha256 } from '../../storage/storage';
import { Conflict, MediaCorrupt, MediaRefused, NotFound } from '../errors';
import { kindOf } from '../values/media-type';
import type { Studio } from '../workspace/studio';
import type { ProbedMedia } from './probed-media';
import type { TakeMedia } from './register-take.verb';

/** What was said of the bytes before they came. */
export interface AnnouncedUpload {
  readonly bytes: number;
  /** As it was claimed. */
  readonly mimeType: string;
  readonly expectedSha256: string | null;
  /** What came, if something did. */
  readonly sha256: string | null;
}

/** By row id. Whoever asks has shown a genuine signature: there is no caller. */
export async function announcedUpload({ store }: Studio<DataSource>, uploadId: string): Promise<AnnouncedUpload> {
  const upload = await store.manager.findOneBy(Upload, { id: uploadId });
  if (!upload) throw noSuchUpload();
  const { bytes, mimeType, expectedSha256, sha256 } = upload;
  return { bytes: Number(bytes), mimeType, expectedSha256, sha256 };
}

/** Notes which blob an upload became, and what it is. Of two that bring other bytes at once one is first, and the other is refused. */
export async function storeUpload(
  { store, now }: Studio<DataSource>,
  { uploadId, sha256, facts }: { uploadId: string; sha256: string; facts: ProbedMedia },
): Promise<void> {
  const { affected } = await store.manager
    .createQueryBuilder()
    .update(Upload)
    .set({ sha256, facts, storedAt: () => 'coalesce(stored_at, :now)' })
    .where('id = :uploadId AND (sha256 IS NULL OR sha256 = :sha256)', { uploadId, sha256, now: now() })
    .execute();
  if (affected !== 1) throw otherBytesCame();
}

/** What was brought and lies in the storage, as a probe found it. */
export interface BroughtMedia extends ProbedMedia {
  readonly sha256: string;
  readonly bytes: number;
}

/** A picture has a size. */
export interface BroughtPicture extends BroughtMedia {
  readonly width: number;
  readonly height: number;
}

type Desk = Pick<Studio<unknown>, 'now'> & { readonly storage: Pick<Storage, 'open'> };

const OPEN_WITHIN_MS = 10_000;

/** What an upload of this project became. What it is was asked of its bytes: what was claimed is a claim. */
export async function broughtMedia(
  manager: EntityManager,
  { storage, now }: Desk,
  { uploadId, projectId }: { uploadId: string; projectId: string },
): Promise<BroughtMedia> {
  const upload = await manager.findOneBy(Upload, { id: uploadId, projectId });
  if (!upload) throw notOfThisProject();
  if (upload.expiresAt <= now()) throw expired(upload.expiresAt);
  if (upload.sha256 === null || upload.facts === null) throw nothingCame();
  const blob = { sha256: upload.sha256, bytes: Number(upload.bytes) };
  await assertThere(storage, blob);
  return { ...upload.facts, ...blob };
}

export async function broughtPicture(
  manager: EntityManager,
  desk: Desk,
  upload: { uploadId: string; projectId: string },
): Promise<BroughtPicture> {
  const media = await broughtMedia(manager, desk, upload);
  const { width, height } = media;
  if (kindOf(media.mimeType) === 'picture' && width && height) return { ...media, width, height };
  throw noPicture(media.mimeType);
}

/** What a take keeps of it. */
export function takeMedia({ videoCodec: _video, audioCodec: _audio, ...media }: BroughtMedia): TakeMedia {
  return media;
}

async function assertThere(
  storage: Pick<Storage, 'open'>,
  { sha256, bytes: expectedBytes }: { sha256: string; bytes: number },
): Promise<void> {
  const signal = AbortSignal.timeout(OPEN_WITHIN_MS);
  const opened = await storage.open(toSha256(sha256), { range: { start: 0, endExclusive: 1 }, expectedBytes, signal });
  if (!opened) throw lost(sha256);
  opened.destroy();
}

/** One answer for an upload that is not there and for one of another project. */
function notOfThisProject(): NotFound {
  return new NotFound('The project of the script has no such upload.', {
    field: ['input', 'uploadId'],
    expected: 'the `uploadId` of a `createUpload` for the same project',
    remedy: 'Bring the file with `createUpload` and a PUT to its `url`.',
  });
}

function noPicture(mimeType: string): MediaRefused {
  return new MediaRefused('The upload is no picture.', {
    field: ['input', 'uploadId'],
    expected: 'a PNG or a JPEG',
    got: mimeType,
    remedy: 'Bring the picture itself with `createUpload`.',
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
  return new MediaCorrupt('The storage no longer has what was brought.', {
    field: ['input', 'uploadId'],
    expected: `a file named ${sha256}`,
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

import type { DataSource } from 'typeorm';
import { Upload } from '../../entities/upload.entity';
import { InvalidInput, LimitExceeded, Unsupported } from '../errors';
import { claimedType, KINDS, kindOf, MEDIA_TYPES, type MediaType } from '../values/media-type';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';

export interface NewUpload {
  /** A row id. */
  readonly projectId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly sha256?: string | null;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const LASTS_MS = 3_600_000;

/** Announces bytes that may come within an hour, over a URL that whoever calls signs. */
export async function createUpload(
  studio: Studio<DataSource>,
  caller: Caller,
  input: NewUpload,
): Promise<{ id: string; expiresAt: Date }> {
  assertSensible(input);
  const now = studio.now();
  const upload = {
    id: studio.newId(),
    projectId: input.projectId,
    fileName: input.fileName,
    mimeType: input.mimeType,
    bytes: String(input.bytes),
    expectedSha256: input.sha256 ?? null,
    sha256: null,
    createdBy: caller.name,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LASTS_MS),
    storedAt: null,
  };
  await studio.store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId: input.projectId, field: ['input', 'projectId'] });
    await manager.insert(Upload, upload);
  });
  return upload;
}

function assertSensible({ fileName, mimeType, bytes }: NewUpload): void {
  if (!isFileName(fileName)) throw badFileName(fileName);
  const type = claimedType(mimeType);
  if (!type) throw unsupported(mimeType);
  if (!(bytes >= 1 && bytes <= KINDS[kindOf(type)].mostBytes)) throw badLength(bytes, type);
}

/** It is only ever shown; but a path shown as a name would mislead whoever saves under it. */
function isFileName(name: string): boolean {
  return name.length <= 255 && name.trim() !== '' && !/[/\\\p{Cc}\p{Cs}]/u.test(name) && !/^\.\.?$/.test(name);
}

function badFileName(name: string): InvalidInput {
  return new InvalidInput('`fileName` must be the name of a file, without a path.', {
    field: ['input', 'fileName'],
    expected: '1 to 255 characters, no slashes and no control characters',
    got: JSON.stringify(name.slice(0, 80)),
    remedy: 'Send the last part of the path.',
  });
}

function unsupported(mimeType: string): Unsupported {
  return new Unsupported('Files of this type are not taken.', {
    field: ['input', 'mimeType'],
    expected: MEDIA_TYPES.join(', '),
    got: JSON.stringify(mimeType.slice(0, 80)),
    remedy:
      'Export pictures as PNG or JPEG, sound as WAV, FLAC, MP3, AAC or Ogg, video as MP4, MOV, WebM or Matroska, documents as PDF, HTML, Markdown or plain text.',
  });
}

function badLength(bytes: number, type: MediaType): LimitExceeded {
  const { noun, mostBytes, smaller } = KINDS[kindOf(type)];
  const most = mostBytes >= GIB ? `${mostBytes / GIB} GiB` : `${mostBytes / MIB} MiB`;
  return new LimitExceeded(`What is uploaded as ${noun} has from 1 byte to ${most}.`, {
    field: ['input', 'bytes'],
    expected: `1 to ${mostBytes} bytes`,
    got: `${bytes} bytes`,
    remedy: bytes > 0 ? smaller : 'Look whether the file is really empty.',
  });
}

import type { EntityManager } from 'typeorm';
import { type Storage, toSha256 } from '../../storage/storage';
import { InvalidInput, LimitExceeded, MediaCorrupt, Unsupported } from '../errors';
import { broughtUpload } from './store-upload.verb';

const MOST_BYTES = 8 * 1024 * 1024;
const WITHIN_MS = 30_000;
const TEXT_TYPES = ['text/plain', 'text/markdown', 'application/json'];

interface Place {
  readonly uploadId: string;
  readonly projectId: string;
  readonly now: Date;
}

/** The text that an upload of this project became. It is UTF-8 or it is refused: half-read narration would be spoken. */
export async function broughtText(
  manager: EntityManager,
  storage: Pick<Storage, 'open'>,
  place: Place,
): Promise<string> {
  const { sha256, bytes, mimeType } = await broughtUpload(manager, place);
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!TEXT_TYPES.includes(type)) throw noText(mimeType);
  if (bytes > MOST_BYTES) throw tooLong(bytes);
  const signal = AbortSignal.timeout(WITHIN_MS);
  const opened = await storage.open(toSha256(sha256), { expectedBytes: bytes, signal });
  if (!opened) throw lost(sha256);
  const chunks: Buffer[] = [];
  for await (const chunk of opened) chunks.push(chunk);
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw noUtf8();
  }
}

function noUtf8(): InvalidInput {
  return new InvalidInput('The file is not UTF-8.', {
    field: ['input', 'uploadId'],
    expected: 'text as UTF-8',
    got: 'bytes that are no UTF-8',
    remedy: 'Save the file as UTF-8 and bring it again.',
  });
}

function noText(mimeType: string): Unsupported {
  return new Unsupported('The upload is no text.', {
    field: ['input', 'uploadId'],
    expected: `an upload of ${TEXT_TYPES.join(', ')}`,
    got: mimeType,
    remedy: 'Bring the script as text with `createUpload`.',
  });
}

function tooLong(bytes: number): LimitExceeded {
  return new LimitExceeded('A script is brought in at most 8 MiB.', {
    field: ['input', 'uploadId'],
    expected: `at most ${MOST_BYTES} bytes`,
    got: `${bytes} bytes`,
    remedy: 'Import it in parts, as several scripts.',
  });
}

function lost(sha256: string): MediaCorrupt {
  return new MediaCorrupt('The storage no longer has the text that was brought.', {
    field: ['input', 'uploadId'],
    expected: `a text named ${sha256}`,
    got: 'none',
    remedy: 'Bring the file again with `createUpload`.',
  });
}

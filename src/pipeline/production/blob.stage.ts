import type { Readable } from 'node:stream';
import { type Storage, toSha256 } from '../../storage/storage';
import { MediaCorrupt } from '../errors';

/** The bytes of a take or an input, which a row says are there. */
export async function openBlob(storage: Storage, sha256: string, signal: AbortSignal): Promise<Readable> {
  const bytes = await storage.open(toSha256(sha256), { signal });
  if (bytes) return bytes;
  throw new MediaCorrupt('The storage has lost the bytes of an asset.', {
    expected: `a blob ${sha256}`,
    got: 'none',
    remedy: 'Bring it back from a backup of the storage, or regenerate the asset.',
  });
}

import { createHash } from 'node:crypto';
import { MediaCorrupt, NotFound } from '../pipeline/errors';
import type { Sha256, Storage } from './storage';

/** Reads the blob through `open`, so that it is the same for every storage. */
export async function verifyBlob(storage: Pick<Storage, 'open'>, sha256: Sha256, signal?: AbortSignal): Promise<void> {
  const blob = await storage.open(sha256, { signal });
  if (blob === null) throw new NotFound('The storage has no such blob.', { got: sha256 });
  const hash = createHash('sha256');
  try {
    for await (const chunk of blob) hash.update(chunk);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
  const got = hash.digest('hex');
  if (got !== sha256) throw corrupt(`SHA-256 ${sha256}`, `SHA-256 ${got}`);
}

/** What `open` can tell without reading: a blob of another size than the one on record was cut or overwritten. */
export function assertSize(bytes: number | undefined, expectedBytes: number | undefined): void {
  if (expectedBytes === undefined || bytes === expectedBytes) return;
  throw corrupt(`${expectedBytes} bytes`, `${bytes} bytes`);
}

function corrupt(expected: string, got: string): MediaCorrupt {
  return new MediaCorrupt('The stored bytes are no longer the ones that were stored.', {
    expected,
    got,
    remedy: 'Restore the blob from a backup, or delete it and store or generate it again.',
  });
}

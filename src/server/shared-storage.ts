import type { DataSource } from 'typeorm';
import { NotConfigured } from '../pipeline/errors';
import { type Storage, toSha256 } from '../storage/storage';
import type { Config } from './config';

const LOOKED_AT = 3;

/** What a process that works beside others has to be told: where they all keep rows, and where they all keep bytes. */
export function assertShared({ databaseUrl, storageUrl }: Pick<Config, 'databaseUrl' | 'storageUrl'>): string {
  if (!databaseUrl) {
    throw new NotConfigured('A worker needs the database of the server that it works for.', {
      expected: 'DATABASE_URL, the same on every machine',
      got: 'none: the embedded database belongs to one process',
      remedy: 'Set DATABASE_URL for the server and for each worker; one process alone needs no worker.',
    });
  }
  if (!storageUrl) {
    throw new NotConfigured('A worker needs the storage of the server that it works for.', {
      expected: 'STORAGE_URL, the same on every machine',
      got: 'none: what it made would lie in its own data directory, where nobody else finds it',
      remedy: 'Set STORAGE_URL to a bucket (s3://…) or to a folder that all of them mount (file:///…).',
    });
  }
  return databaseUrl;
}

/**
 * A folder of the same name on another machine is another folder, and a bucket may be another's: what the rows speak of must lie
 * in it. Of several, since one that was lost is no reason to stand still.
 */
export async function assertSameStorage(store: DataSource, storage: Storage, signal?: AbortSignal): Promise<void> {
  const newest: { sha256: string }[] = await store.query('SELECT sha256 FROM asset ORDER BY id DESC LIMIT $1', [
    LOOKED_AT,
  ]);
  for (const { sha256 } of newest) if (await storage.head(toSha256(sha256), signal)) return;
  if (newest.length === 0) return;
  throw new NotConfigured('The storage is not the one that the others use.', {
    expected: `the media of the library, such as ${newest[0]?.sha256}`,
    got: 'a storage without them',
    remedy: 'Set STORAGE_URL as it is on the server; a folder must be one that all machines mount.',
  });
}

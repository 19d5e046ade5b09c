import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate } from '../../src/server/database';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded';

/** Runs `work` on a migrated database of its own, in a directory that goes away with it. */
export async function withDatabase<T>(work: (url: string, directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'workprint-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: directory, log: () => undefined });
  try {
    const store = await createDataSource(postgres.url, 2).initialize();
    await migrate(store);
    await store.destroy();
    return await work(postgres.url, directory);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

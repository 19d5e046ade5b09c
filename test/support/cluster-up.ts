import 'reflect-metadata';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate } from '../../src/server/database';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded';
import { CLUSTER, type TestCluster } from './cluster';

/** One server for the whole run, and a migrated database that each test file copies. */
export default async function clusterUp(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const store = await createDataSource(postgres.url, 2).initialize();
  await migrate(store);
  await store.destroy();
  process.env.WORKPRINT_TEST_DATABASE = postgres.url;
  (globalThis as { [CLUSTER]?: TestCluster })[CLUSTER] = { postgres, dataDir };
}

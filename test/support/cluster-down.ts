import { rm } from 'node:fs/promises';
import { CLUSTER, type TestCluster } from './cluster';

export default async function clusterDown(): Promise<void> {
  const cluster = (globalThis as { [CLUSTER]?: TestCluster })[CLUSTER];
  await cluster?.postgres.stop();
  if (cluster) await rm(cluster.dataDir, { recursive: true, force: true });
}

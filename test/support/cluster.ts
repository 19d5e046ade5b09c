import type { EmbeddedPostgres } from '../../src/server/postgres/embedded';

export const CLUSTER = Symbol.for('workprint.test.cluster');

export interface TestCluster {
  postgres: EmbeddedPostgres;
  dataDir: string;
}

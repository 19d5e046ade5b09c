import { setTimeout as delay } from 'node:timers/promises';
import { migrateSystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';
import { GlobalLogger } from '@dbos-inc/dbos-sdk/internal/telemetry/logs';
import { DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../../migrations';
import { ENTITIES } from '../entities';
import { SnakeNaming } from '../entities/naming';
import { ENGINE_SCHEMA } from '../pipeline/runner/queue';
import { newerDatabase } from './newer-database';

/** Any number that no other program on the same database is likely to lock. */
const MIGRATION_LOCK = 7_761_726_007;
const LOOK_AGAIN_MS = 100;
const SESSION = ['timezone=UTC', 'idle_in_transaction_session_timeout=5000', 'tcp_user_timeout=10000'];

/**
 * The writer's pool. Migrations only: `synchronize` would drop what it does not know.
 * A process that was stopped in mid-transaction holds its locks; after 5 s the server ends that transaction, or, where it was
 * about to take an answer, after 10.
 */
export function createDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'workprint',
    extra: { options: SESSION.map((setting) => `-c ${setting}`).join(' '), connectionTimeoutMillis: 10_000 },
  });
}

/**
 * Applies what is missing, one server at a time: without the lock, of several that start at once one dies on a catalogue
 * index, and of several engines two. The lock sits on a session of its own, since each migration runs in its own transaction.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const session = dataSource.createQueryRunner();
  await session.connect();
  try {
    await lock(session);
    const newer = await newerDatabase(session);
    if (newer) throw newer;
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    await migrateEngine(dataSource);
    return applied.map(({ name }) => name);
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await session.release();
  }
}

/**
 * By trying again, not by waiting: the engine makes indexes concurrently, which waits for every statement that has begun, and
 * so for those who would wait here for us.
 */
async function lock(session: QueryRunner): Promise<void> {
  for (;;) {
    const [{ taken }] = await session.query('SELECT pg_try_advisory_lock($1) AS taken', [MIGRATION_LOCK]);
    if (taken) return;
    await delay(LOOK_AGAIN_MS);
  }
}

/** The engine's own tables lie in a schema of their own, which TypeORM neither sees nor drops. */
async function migrateEngine({ options }: DataSource): Promise<void> {
  if (options.type !== 'postgres' || !options.url) throw new Error('The engine needs the URL of a Postgres.');
  await migrateSystemDatabase(options.url, new GlobalLogger(undefined, { logLevel: 'warn' }), ENGINE_SCHEMA);
}

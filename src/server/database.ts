import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations';
import { ENTITIES } from '../entities';
import { SnakeNaming } from '../entities/naming';

/** Any number that no other program on the same database is likely to lock. */
const MIGRATION_LOCK = 7_761_726_007;

/**
 * The writer's pool. Migrations only: `synchronize` would drop what it does not know.
 * A process that was stopped in mid-transaction holds its locks; after 5 s the server ends that transaction.
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
    extra: { options: '-c timezone=UTC -c idle_in_transaction_session_timeout=5000', connectionTimeoutMillis: 10_000 },
  });
}

/**
 * Applies what is missing, one server at a time: without the lock, of several that start at once one dies on a catalogue
 * index. The lock sits on a session of its own, since each migration runs in its own transaction.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const session = dataSource.createQueryRunner();
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map(({ name }) => name);
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await session.release();
  }
}

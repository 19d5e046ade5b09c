import type { DataSource, QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../../migrations';
import { NotConfigured } from '../pipeline/errors';

const KNOWN = MIGRATIONS.map(({ name }) => name);

/**
 * A database that a newer release has migrated: what this one would write there may be what the newer one has done away with.
 * Null where every migration is known.
 */
export async function newerDatabase(store: Pick<DataSource | QueryRunner, 'query'>): Promise<NotConfigured | null> {
  const [{ made }]: [{ made: boolean }] = await store.query(
    "SELECT to_regclass('schema_migration') IS NOT NULL AS made",
  );
  if (!made) return null;
  const unknown: { name: string }[] = await store.query(
    'SELECT name FROM schema_migration WHERE name <> ALL($1) ORDER BY id',
    [KNOWN],
  );
  if (unknown.length === 0) return null;
  return new NotConfigured('The database belongs to a newer release of Workprint.', {
    expected: `no migration after ${KNOWN.at(-1)}`,
    got: unknown.map(({ name }) => name).join(', '),
    remedy: 'Start the release that made them, or restore a backup from before the upgrade.',
  });
}

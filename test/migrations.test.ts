import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations';
import { createDataSource, migrate } from '../src/server/database';
import { createDatabase, type TestDatabase } from './support/database';

let database: TestDatabase;
let store: DataSource;
beforeEach(async () => {
  database = await createDatabase('empty');
  store = await createDataSource(database.url, 4).initialize();
});
afterEach(async () => {
  await store.destroy();
  await database.drop();
});

/** Everything that a migration can leave behind, as text to compare. */
async function shape(): Promise<string[]> {
  const rows = await store.query(`
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migration'
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_migration'
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'schema_migration'::regclass
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY 1`);
  return rows.map(({ line }: { line: string }) => line);
}

test('migrations bring an empty database to what the entities say, with nothing left to generate', async () => {
  await migrate(store);
  const { upQueries } = await store.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('each migration takes back what it did, and can be applied again', async () => {
  const before: string[][] = [];
  await migrate(store);
  const whole = await shape();
  for (const _ of MIGRATIONS) {
    before.push(await shape());
    await store.undoLastMigration();
  }
  expect(await shape()).toEqual([]);
  expect(before[0]).toEqual(whole);
  await migrate(store);
  expect(await shape()).toEqual(whole);
});

test('of four servers that start at once one migrates and the others find nothing to do', async () => {
  const stores = await Promise.all([1, 2, 3, 4].map(() => createDataSource(database.url, 4).initialize()));
  const applied = await Promise.all(stores.map(migrate));
  await Promise.all(stores.map((each) => each.destroy()));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(applied.flat()).toHaveLength(MIGRATIONS.length);
});

test('every file in the folder is in the list, in the order of its date', () => {
  const files = readdirSync(join(__dirname, '../migrations')).filter((name) => /^\d/.test(name));
  const listed = MIGRATIONS.map(({ name }) => name.replace(/^(.*?)(\d+)$/, '$2-$1.ts'));
  expect(listed).toEqual(files.sort());
});

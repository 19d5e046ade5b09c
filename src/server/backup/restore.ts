import { createReadStream } from 'node:fs';
import type { Client } from 'pg';
import { MIGRATIONS } from '../../../migrations';
import { Conflict, MediaCorrupt, NotConfigured } from '../../pipeline/errors';
import { DiskStorage } from '../../storage/disk';
import { onDisk } from '../../storage/disk-refusal';
import type { Storage } from '../../storage/storage';
import { createDataSource, migrate } from '../database';
import { copyBlob } from './backup';
import { copyIn } from './copy-stream';
import { type BackupRecord, readRecord, tableFile } from './record';
import { checksumOf, columnsOf, measured, openSession, quoted, type Table, tablesOf } from './tables';

export interface RestoreTask {
  readonly databaseUrl: string;
  readonly storage: Storage;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/**
 * A backup into a database and a storage that have nothing in them. Blobs first, so that no row ever speaks of one that is not
 * there; all rows in one transaction, which is rolled back unless every table has the checksum that it had.
 */
export async function restore(task: RestoreTask): Promise<BackupRecord> {
  const record = await readRecord(task.folder);
  assertKnown(record.migrations);
  await migrateTo(task.databaseUrl, record.migrations);
  const client = await openSession(task.databaseUrl);
  try {
    await assertEmpty(client, task);
    await restoreBlobs(task, record);
    await restoreRows(client, task, record);
  } finally {
    await client.end();
  }
  await migrateTo(task.databaseUrl, null);
  return record;
}

function assertKnown(migrations: readonly string[]): void {
  const unknown = migrations.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new NotConfigured('The backup was made by a newer release of Workprint.', {
    expected: `no migration after ${MIGRATIONS.at(-1)?.name}`,
    got: unknown.join(', '),
    remedy: 'Restore it with the release that made it, or a later one.',
  });
}

/** The tables as they were when the backup was made, and afterwards as this release wants them. Null: all migrations. */
async function migrateTo(databaseUrl: string, names: readonly string[] | null): Promise<void> {
  const store = createDataSource(databaseUrl, 2);
  store.setOptions({ migrations: MIGRATIONS.filter(({ name }) => names === null || names.includes(name)) });
  await store.initialize();
  try {
    await migrate(store);
  } finally {
    await store.destroy();
  }
}

async function assertEmpty(client: Client, { storage, signal }: RestoreTask): Promise<void> {
  for (const table of await tablesOf(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (rowCount) throw notEmpty('database', `rows in ${table.name}`);
  }
  for await (const { sha256 } of storage.list(signal)) throw notEmpty('storage', sha256);
}

function notEmpty(what: string, got: string): Conflict {
  return new Conflict(`The ${what} is not empty.`, {
    expected: 'a database and a storage with nothing in them',
    got,
    remedy: 'Make a new database and name a new folder or bucket; nothing was changed.',
  });
}

async function restoreBlobs({ storage, folder, signal, progress }: RestoreTask, record: BackupRecord): Promise<void> {
  const source = new DiskStorage(folder);
  let count = 0;
  for await (const blob of source.list(signal)) {
    if (!(await copyBlob(source, storage, { blob, signal }))) throw damaged(`the file ${blob.sha256}`);
    count += 1;
    if (count % 100 === 0) progress(`${count} files`);
  }
  if (count !== record.blobs.count) throw damaged(`${count} files where there were ${record.blobs.count}`);
}

async function restoreRows(client: Client, { folder, progress }: RestoreTask, { tables }: BackupRecord): Promise<void> {
  await client.query('BEGIN');
  const bonds = await loosen(client, tables);
  for (const table of tables) await restoreTable(client, table, folder);
  progress(`${tables.length} tables`);
  for (const statement of bonds) await client.query(statement);
  await client.query('COMMIT');
  await client.query('ANALYZE');
}

async function restoreTable(client: Client, table: BackupRecord['tables'][number], folder: string): Promise<void> {
  const { bytes, measure } = measured(createReadStream(tableFile(folder, table)));
  await onDisk(copyIn(client, `COPY ${quoted(table)} (${columnsOf(table)}) FROM STDIN`, bytes));
  if (measure().sha256 !== table.sha256) throw damaged(`the file of the table ${table.name}`);
  const { rows, checksum } = await checksumOf(client, table);
  if (rows !== table.rows || checksum !== table.checksum) throw damaged(`the rows of the table ${table.name}`);
}

/**
 * Takes foreign keys and triggers away and answers what puts them back. No superuser is needed, the order of the tables does not
 * matter, and each foreign key is checked for all rows when it comes back.
 */
async function loosen(client: Client, tables: readonly Table[]): Promise<string[]> {
  const names = tables.map(quoted);
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[]) AND conparentid = 0 ORDER BY oid`,
    [names],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const { rows: counters } = await client.query<{ statement: string }>(
    `SELECT format('SELECT setval(%L, max(%I)) FROM %s HAVING max(%I) IS NOT NULL', pg_get_serial_sequence(c.oid::regclass::text, a.attname),
       a.attname, c.oid::regclass, a.attname) AS statement
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.oid = ANY($1::regclass[]) AND pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL`,
    [names],
  );
  return [
    ...counters.map(({ statement }) => statement),
    ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
    ...names.map((name) => `ALTER TABLE ${name} ENABLE TRIGGER USER`),
  ];
}

function damaged(got: string): MediaCorrupt {
  return new MediaCorrupt('The backup is not what it was when it was made.', {
    expected: 'the bytes that backup.json speaks of',
    got,
    remedy: 'Restore another backup; the database was left empty. The storage may hold files now: use another.',
  });
}

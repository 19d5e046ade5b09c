import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { Conflict, InvalidInput, MediaCorrupt } from '../../pipeline/errors';
import { DiskStorage } from '../../storage/disk';
import { onDisk } from '../../storage/disk-refusal';
import { type BlobInfo, type Storage, toSha256 } from '../../storage/storage';
import { copyOut } from './copy-stream';
import { type BackupRecord, RECORD_FILE, tableFile } from './record';
import {
  blobsNamed,
  checksumOf,
  columnsOf,
  measured,
  migrationsOf,
  openSession,
  quoted,
  type Table,
  tablesOf,
} from './tables';

export interface BackupTask {
  readonly databaseUrl: string;
  readonly storage: Storage;
  readonly folder: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Told after each table and each hundred blobs. */
  readonly progress: (line: string) => void;
}

const TOLD_EVERY = 100;

/**
 * All rows as they were at one moment, then every blob, its bytes compared with its name. A blob is stored before a row speaks of
 * it and never changes, so what the rows speak of is there by then. Servers and workers may go on meanwhile.
 */
export async function backUp(task: BackupTask): Promise<BackupRecord> {
  await emptyFolder(task.folder);
  const rows = await backUpRows(task);
  const { blobs, missing } = await backUpBlobs(task, rows.named);
  const record: BackupRecord = {
    format: 'workprint backup 1',
    madeAt: task.now.toISOString(),
    migrations: rows.migrations,
    tables: rows.tables,
    blobs,
    missing,
  };
  await writeWhole(join(task.folder, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

async function emptyFolder(folder: string): Promise<void> {
  await onDisk(mkdir(folder, { recursive: true, mode: 0o700 }));
  const [there] = await onDisk(readdir(folder));
  if (there === undefined) return;
  throw new Conflict(`${folder} is not empty.`, {
    expected: 'an empty folder, or none yet',
    got: there,
    remedy: 'Name another folder for each backup.',
  });
}

async function backUpRows({ databaseUrl, folder, progress, signal }: BackupTask) {
  const client = await openSession(databaseUrl);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const tables: BackupRecord['tables'] = [];
    const known = await tablesOf(client);
    await mkdir(join(folder, 'tables'));
    for (const table of known) tables.push(await backUpTable(client, table, { folder, signal }));
    progress(`${tables.length} tables`);
    const [named, migrations] = [await blobsNamed(client, known), await migrationsOf(client)];
    await client.query('COMMIT');
    return { tables, named, migrations };
  } finally {
    await client.end();
  }
}

async function backUpTable(
  client: Client,
  table: Table,
  { folder, signal }: Pick<BackupTask, 'folder' | 'signal'>,
): Promise<BackupRecord['tables'][number]> {
  const copy = copyOut(client, `COPY ${quoted(table)} (${columnsOf(table)}) TO STDOUT`);
  const { bytes, measure } = measured(copy);
  await onDisk(pipeline(bytes, createWriteStream(tableFile(folder, table), { flags: 'wx', flush: true }), { signal }));
  return { ...table, columns: [...table.columns], ...(await checksumOf(client, table)), ...measure() };
}

async function backUpBlobs({ storage, folder, progress, signal }: BackupTask, named: ReadonlySet<string>) {
  const target = new DiskStorage(folder);
  const missing = new Set(named);
  const blobs = { count: 0, bytes: 0 };
  for await (const blob of storage.list(signal)) {
    if (!(await copyBlob(storage, target, { blob, signal }))) continue; // still missing, if a row names it
    missing.delete(blob.sha256);
    blobs.count += 1;
    blobs.bytes += blob.bytes;
    if (blobs.count % TOLD_EVERY === 0) progress(`${blobs.count} files`);
  }
  return { blobs, missing: [...missing].sort() };
}

/** False: it is gone, or its bytes no longer have its name. */
export async function copyBlob(
  from: Storage,
  to: Storage,
  { blob: { sha256, bytes }, signal }: { blob: BlobInfo; signal: AbortSignal },
): Promise<boolean> {
  try {
    const source = await from.open(sha256, { signal, expectedBytes: bytes });
    if (!source) return false;
    await to.put(source, { signal, expectedSha256: toSha256(sha256) });
    return true;
  } catch (error) {
    if (error instanceof MediaCorrupt || error instanceof InvalidInput) return false;
    throw error;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await onDisk(open(`${path}.part`, 'wx'));
  try {
    await onDisk(file.writeFile(text));
    await onDisk(file.sync());
  } finally {
    await file.close();
  }
  await onDisk(rename(`${path}.part`, path));
}

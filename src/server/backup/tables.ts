import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { ENGINE_SCHEMA } from '../../pipeline/runner/queue';

/** Written by whoever migrates, and compared instead of copied. */
const OF_MIGRATIONS = ['schema_migration', 'typeorm_metadata', 'dbos_migrations'];

/** Columns that name a blob, wherever they stand. */
const NAMING_BLOBS = ['sha256', 'evidence_sha256'];

export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** Of the file that a table is kept in. */
export interface Measure {
  readonly bytes: number;
  readonly sha256: string;
}

/** What Postgres itself says of a table's rows, in whatever order they lie. */
export interface Checksum {
  readonly rows: number;
  readonly checksum: string;
}

/** A session that writes every value in the one way that is read back as the same value. */
export async function openSession(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'workprint backup' });
  await client.connect();
  await client.query(`SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET bytea_output = 'hex';
    SET extra_float_digits = 1; SET client_encoding = 'UTF8'`);
  return client;
}

/** Ours and the engine's: a run is in both. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
         AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN (current_schema(), $1) AND c.relname <> ALL($2)
     ORDER BY 1, 2`,
    [ENGINE_SCHEMA, OF_MIGRATIONS],
  );
  return rows;
}

export function quoted({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

export function columnsOf({ columns }: Table): string {
  return columns.map(identifier).join(', ');
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Asked on both sides of a copy. The bytes of two copies of a table cannot be compared: Postgres lays rows out as it sees fit, and
 * after a COPY of 60,000 rows they came out in another order than they went in.
 */
export async function checksumOf(client: Client, table: Table): Promise<Checksum> {
  const { rows } = await client.query<Checksum>(
    `SELECT count(*)::int AS rows,
       coalesce(sum(('x' || left(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), 15))::bit(60)::int8), 0)::text AS checksum
     FROM (SELECT ${columnsOf(table)} FROM ${quoted(table)}) t`,
  );
  return rows[0] ?? { rows: 0, checksum: '0' };
}

/** Bytes as they pass, and what they were once they have. */
export function measured(source: AsyncIterable<Buffer>): { bytes: AsyncIterable<Buffer>; measure: () => Measure } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { bytes: passing(), measure: () => ({ bytes, sha256: hash.digest('hex') }) };
}

export async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id');
  return rows.map(({ name }) => name);
}

/** Every blob that a row speaks of. */
export async function blobsNamed(client: Client, tables: readonly Table[]): Promise<Set<string>> {
  const named = new Set<string>();
  for (const table of tables) {
    for (const column of table.columns.filter((name) => NAMING_BLOBS.includes(name))) {
      const { rows } = await client.query<{ sha256: string }>(
        `SELECT DISTINCT ${identifier(column)} AS sha256 FROM ${quoted(table)} WHERE ${identifier(column)} IS NOT NULL`,
      );
      for (const { sha256 } of rows) named.add(sha256);
    }
  }
  return named;
}

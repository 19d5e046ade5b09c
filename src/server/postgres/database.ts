import { Client, DatabaseError } from 'pg';
import { unusableDirectory } from './data-directory';

export const DATABASE = 'workprint';

/** Made when it is missing, not only on the first start: a kill may come between the cluster and its database. */
export async function ensureDatabase(maintenanceUrl: string, dataDir: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // a lost connection also rejects the query that was waiting for it
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    throw isWrongPassword(error) ? unusableDirectory(dataDir, 'a password file that does not fit its cluster') : error;
  } finally {
    await client.end();
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '28P01';
}

/**
 * What no program on this database can undercut: the same embedded Postgres, one connection and a bare node:http server that
 * asks it whether it is there.
 */
import { createServer } from 'node:http';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded';
import { listen } from './peer';

async function main(): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir: process.env.WORKPRINT_DATA ?? '', log: () => undefined });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const ready = () => client.query('SELECT 1');
  listen(
    createServer((_request, response) => {
      ready().then(() => response.end('{"ok":true}'));
    }),
  );
  process.once('SIGTERM', async () => {
    await client.end();
    await postgres.stop();
    process.exit(0);
  });
}

void main();

import { createDataSource, migrate } from '../server/database';
import { startEmbeddedPostgres } from '../server/postgres/embedded';
import type { Command } from './command';

/** `npm run migrate`: bring the database up to date without serving. */
export const migrateCommand: Command = async (_args, config) => {
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: () => undefined });
  try {
    const store = await createDataSource(embedded?.url ?? config.databaseUrl ?? '').initialize();
    const applied = await migrate(store);
    await store.destroy();
    process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
    return 0;
  } finally {
    await embedded?.stop();
  }
};

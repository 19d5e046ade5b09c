import { createDataSource, migrate } from '../server/database';
import { withDatabase } from '../server/database-here';
import type { Command } from './command';

/** `npm run migrate`: bring the database up to date without serving. */
export const migrateCommand: Command = async (_args, config) =>
  withDatabase(config, async (databaseUrl) => {
    const store = await createDataSource(databaseUrl).initialize();
    try {
      const applied = await migrate(store);
      process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
      return 0;
    } finally {
      await store.destroy();
    }
  });

import 'reflect-metadata';
import { readConfig } from './src/server/config';
import { createDataSource } from './src/server/database';

/** For the TypeORM command line: `npm run migration:generate -- migrations/NameOfTheChange` with DATABASE_URL set. */
export default createDataSource(readConfig().databaseUrl ?? 'postgres://postgres@127.0.0.1:5432/workprint');

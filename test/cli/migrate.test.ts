import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../../migrations';
import { createDatabase } from '../support/database';
import { Program } from '../support/program';

const migrate = async (environment: Record<string, string>) => {
  const program = new Program(environment, ['migrate']);
  expect(await program.ended).toBe(0);
  return program.said;
};

test('`npm run migrate` brings a database up to date, once', async () => {
  const database = await createDatabase('empty');
  const said = await migrate({ DATABASE_URL: database.url });
  for (const { name } of MIGRATIONS) expect(said).toContain(name);
  expect(await migrate({ DATABASE_URL: database.url })).toBe('The database is up to date.\n');
  await database.drop();
});

test('without DATABASE_URL it does so in the data directory, and leaves it free', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-migrate-'));
  await migrate({ WORKPRINT_DATA: dataDir });
  expect(await migrate({ WORKPRINT_DATA: dataDir })).toBe('The database is up to date.\n');
  await rm(dataDir, { recursive: true });
});

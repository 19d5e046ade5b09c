import { Client } from 'pg';
import pino from 'pino';
import { ReadPool } from '../../src/server/read-pool';
import { createDatabase, type TestDatabase } from '../support/database';

const SIZE = 3;
let database: TestDatabase;
let pool: ReadPool;
beforeAll(async () => {
  database = await createDatabase('empty');
  pool = new ReadPool(database.url, SIZE, pino({ level: 'silent' }));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const read = (text: string, signal?: AbortSignal) => pool.read({ text, values: [], name: null }, signal).then(String);
const settled = async (reading: Promise<string>) => (await Promise.allSettled([reading]))[0].status;

/** Resolves once so many of the reads sleep in Postgres. */
async function untilAsleep(count: number): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const asleep = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
  while ((await client.query(asleep)).rowCount !== count);
  await client.end();
}

test('a read ends early when whoever asked has gone, even when every connection is at work', async () => {
  const gone = new AbortController();
  const slow = Array.from({ length: SIZE }, () => settled(read('SELECT pg_sleep(9)::text', gone.signal)));
  await untilAsleep(SIZE);
  const began = performance.now();
  const next = read("SELECT 'mine'");
  gone.abort();
  expect(await next).toBe('mine');
  expect(await Promise.all(slow)).toEqual(Array(SIZE).fill('rejected'));
  expect(performance.now() - began).toBeLessThan(6_000);
});

test('a cancel never reaches whoever has the connection next', async () => {
  const quick = "SELECT 'theirs' FROM (SELECT count(*) FROM generate_series(1, 2000)) rows";
  for (let round = 0; round < 200; round += 1) {
    const gone = new AbortController();
    const leaving = settled(read(quick, gone.signal));
    const staying = Array.from({ length: SIZE }, () =>
      read("SELECT 'mine' FROM (SELECT count(*) FROM generate_series(1, 2000)) rows"),
    );
    setImmediate(() => gone.abort());
    expect(await Promise.all(staying)).toEqual(Array(SIZE).fill('mine'));
    await leaving;
  }
});

import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { copyIn, copyOut } from '../../../src/server/backup/copy-stream';
import { createDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createDatabase('empty');
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE TABLE many (n int PRIMARY KEY, note text)');
  await client.query('CREATE TABLE again (n int PRIMARY KEY, note text)');
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const ROWS = 60_000;
const EXPECTED = Array.from({ length: ROWS }, (_, n) => `${n}\t${'–'.repeat(n % 97)}${n}\n`).join('');

async function textOf(source: AsyncIterable<Buffer>, slowly: boolean): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of source) {
    parts.push(part);
    if (slowly && parts.length % 5_000 === 0) await delay(1);
  }
  return Buffer.concat(parts).toString('utf8');
}

test.each([false, true])('many rows go in and come out, each byte for byte (read slowly: %s)', async (slowly) => {
  await client.query('TRUNCATE many');
  const bytes = Buffer.from(EXPECTED);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += 65_537) yield bytes.subarray(at, at + 65_537);
  }
  await copyIn(client, 'COPY many FROM STDIN', pieces());
  const text = await textOf(copyOut(client, 'COPY many TO STDOUT'), slowly);
  const sorted = (lines: string) => lines.split('\n').sort().join('\n'); // Postgres lays them out as it sees fit
  expect(sorted(text) === sorted(EXPECTED)).toBe(true);
});

test('a statement that fails fails its stream, and the session goes on', async () => {
  await expect(textOf(copyOut(client, 'COPY nothing TO STDOUT'), false)).rejects.toThrow(/"nothing" does not exist/);
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('a source that fails leaves nothing of what it gave', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('1\tone\n');
    throw new Error('the disk was pulled out');
  }
  await expect(copyIn(client, 'COPY again FROM STDIN', broken())).rejects.toThrow(/the disk was pulled out/);
  expect((await client.query('SELECT * FROM again')).rows).toEqual([]);
});

test('who stops reading early finds the session as it was', async () => {
  for await (const part of copyOut(client, 'COPY many TO STDOUT')) if (part.length > 0) break;
  expect((await client.query('SELECT count(*)::int AS rows FROM many')).rows).toEqual([{ rows: ROWS }]);
});

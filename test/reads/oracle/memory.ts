import { Client, types } from 'pg';

/** A row as JavaScript sees it: big integers as bigint, times as the text that the API promises. */
// biome-ignore lint/suspicious/noExplicitAny: the oracle is about values that only the database has typed
export type Row = Record<string, any>;
export type Memory = ReadonlyMap<string, readonly Row[]>;

const TIMESTAMPTZ = types.builtins.TIMESTAMPTZ;
const isoTime = (text: string) => text.replace(' ', 'T').replace(/\+00$/, '+00:00');

/** Every table, read once. */
export async function loadMemory(url: string): Promise<Memory> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' });
  client.setTypeParser(types.builtins.INT8, BigInt as never);
  client.setTypeParser(TIMESTAMPTZ, isoTime as never);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const memory = new Map<string, Row[]>();
  for (const { name } of rows) memory.set(name, (await client.query<Row>(`SELECT * FROM ${name}`)).rows);
  await client.end();
  return memory;
}

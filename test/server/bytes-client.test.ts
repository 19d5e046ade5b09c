import fc from 'fast-check';
import { Pool } from 'pg';
import { BytesClient, RowSplitter } from '../../src/server/bytes-client';
import { createDatabase, type TestDatabase } from '../support/database';

/** A message as Postgres writes it. */
function message(letter: string, body: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(letter, 'latin1');
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

function rowOf(fields: readonly (string | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(fields.length);
  const parts = fields.map((field) => {
    const bytes = Buffer.from(field ?? '');
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return message('D', Buffer.concat([count, ...parts]));
}

const field = fc.option(fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text).toString()));
const row = fc.array(field, { maxLength: 4 }).map((fields) => ({ fields, bytes: rowOf(fields) }));
const other = fc
  .tuple(fc.constantFrom('T', 'C', 'Z', '1', '2', 'E'), fc.uint8Array({ maxLength: 40 }))
  .map(([letter, body]) => ({ fields: undefined, bytes: message(letter, Buffer.from(body)) }));

type Heard = (string | (string | null)[])[];

/** Messages that are no rows may come in one piece or in several. */
function merged(heard: Heard): Heard {
  const result: Heard = [];
  for (const each of heard) {
    const last = result.at(-1);
    if (typeof each === 'string' && typeof last === 'string') result[result.length - 1] = last + each;
    else result.push(each);
  }
  return result;
}

test('rows and other messages come out in order, wherever the socket cuts them', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.array(fc.oneof(row, other), { maxLength: 30 }), cuts, (messages, sizes) => {
      const heard: Heard = [];
      const splitter = new RowSplitter({
        row: (fields) => heard.push(fields.map((bytes) => bytes?.toString() ?? null)),
        rest: (bytes) => heard.push(bytes.toString('latin1')),
      });
      const stream = Buffer.concat(messages.map(({ bytes }) => bytes));
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        splitter.push(stream.subarray(at, at + size));
        at += size;
      }
      const said = messages.map(({ fields, bytes }) => fields ?? bytes.toString('latin1'));
      expect(merged(heard)).toEqual(merged(said));
    }),
  );
});

describe('against a real server', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createDatabase('empty');
    pool = new Pool({ connectionString: database.url, Client: BytesClient, max: 3 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const ask = (text: string, values: unknown[] = []) =>
    pool.query<[Buffer | null]>({
      text,
      values,
      rowMode: 'array',
      types: { getTypeParser: () => (value: unknown) => value },
    });

  test('a value of ten megabytes comes whole, as bytes', async () => {
    const { rows } = await ask("SELECT repeat('é🔥', 1700000)");
    expect(rows[0]?.[0]?.equals(Buffer.from('é🔥'.repeat(1_700_000)))).toBe(true);
  });

  test('many rows, nulls, prepared statements and errors come as from any client', async () => {
    const { rows } = await ask('SELECT nullif(n % 3, 0)::text FROM generate_series(1, 5000) n');
    expect(rows.map(([value]) => (value ? Number(value.toString()) : null))).toEqual(
      Array.from({ length: 5000 }, (_, index) => (index + 1) % 3 || null),
    );
    await expect(ask('SELECT 1/0')).rejects.toMatchObject({ code: '22012' });
    const named = { name: 'again', text: 'SELECT $1::text', rowMode: 'array' as const };
    for (const text of ['a', 'b', 'c']) {
      const answer = await pool.query<[Buffer]>({
        ...named,
        values: [text],
        types: { getTypeParser: () => (value: unknown) => value },
      });
      expect(answer.rows[0]?.[0].toString()).toBe(text);
    }
  });
});

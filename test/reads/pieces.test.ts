import fc from 'fast-check';
import { Client } from 'pg';
import { concatenated, literal, type Piece } from '../../src/reads/pieces';
import { createDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createDatabase('empty');
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const text = fc.oneof(
  fc.constantFrom('%', '%s', '%%', "'", '\\', '"', '{}', '%1$s'),
  fc.stringMatching(/^[ -~é🔥]{0,6}$/u),
);
const piece = fc.record({ known: fc.boolean(), text });
const pieceOf = ({ known, text }: { known: boolean; text: string }): Piece => (known ? text : { sql: literal(text) });

test('pieces come out as they went in, however many they are and whatever they hold', async () => {
  const property = fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 400, size: 'max' }), async (pieces) => {
    const { rows } = await client.query({ text: `SELECT ${concatenated(pieces.map(pieceOf))}`, rowMode: 'array' });
    expect(rows[0]?.[0]).toBe(pieces.map(({ text }) => text).join(''));
  });
  await fc.assert(property, { numRuns: 60 });
});

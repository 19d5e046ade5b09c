import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { type SettledWish, settledHash, settledWish, type WishTerms, wishHash } from '../../src/pipeline/library/wish';
import type { JsonObject } from '../../src/pipeline/values/canonical-json';
import { CAPABILITIES } from '../../src/pipeline/values/capability';
import { causesOf } from '../reads/oracle/causes';
import { createDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let client: Client;
const project = randomUUID();
beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, 'p', 'P', 'OFFLINE', 24, 1, 16, 16, now())`,
    [project],
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const text = fc.constantFrom('a', 'é', '"quoted" \\ $1', '🎬', '');
const name = fc.constantFrom('prompt', 'provider', 'model', 'voice', 'style', 'size');
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const words = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
const wishes: fc.Arbitrary<WishTerms> = fc.record({
  capability: fc.constantFrom(...CAPABILITIES),
  provider: fc.option(text),
  model: fc.option(text),
  prompt: fc.option(text),
  parameters: words,
  inputs: fc.array(
    fc.record({
      name: fc.constantFrom('figure/1', 'setting/a'),
      sha256: fc.constantFrom('a', 'b').map((c) => c.repeat(64)),
    }),
    { maxLength: 3 },
  ),
  overrides: words,
  variation: fc.nat({ max: 2 }),
});

const COLUMNS = 'capability, provider, model, prompt, parameters, inputs, overrides, variation';
const columnsOf = (wish: WishTerms) => [
  ...[wish.capability, wish.provider, wish.model, wish.prompt],
  ...[JSON.stringify(wish.parameters), JSON.stringify(wish.inputs), JSON.stringify(wish.overrides), wish.variation],
];

async function slotWith(wish: WishTerms): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, ${COLUMNS})
     VALUES ($1, $2, 'PROJECT', $1, 'picture', 'IMAGE', $3, now(), $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, project, wishHash(wish), ...columnsOf(wish)],
  );
  return id;
}

async function kept(wish: WishTerms): Promise<SettledWish> {
  const { rows } = await client.query('SELECT terms FROM wish WHERE project_id = $1 AND hash = $2', [
    project,
    wishHash(wish),
  ]);
  return rows[0].terms;
}

test('every wish that a slot ever had is kept, as what it comes to', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, wishes, async (first, then) => {
      const slot = await slotWith(first);
      await client.query(
        `UPDATE slot SET (wish_hash, ${COLUMNS}) = ROW($2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10::int) WHERE id = $1`,
        [slot, wishHash(then), ...columnsOf(then)],
      );
      for (const wish of [first, then]) {
        expect(await kept(wish)).toEqual(settledWish(wish));
        expect(settledHash(await kept(wish))).toBe(wishHash(wish));
      }
    }),
    { numRuns: 200 },
  );
});

test('what tells two wishes apart is named, and nothing is named where they are one', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, wishes, async (made, wished) => {
      const [before, now] = [settledWish(made), settledWish(wished)] as unknown as [JsonObject, JsonObject];
      const { rows } = await client.query('SELECT workprint_wish_causes($1, $2) AS causes', [before, now]);
      expect(rows[0].causes).toEqual(causesOf(before, now));
    }),
    { numRuns: 300 },
  );
});

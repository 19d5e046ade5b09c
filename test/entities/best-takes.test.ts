import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { ASSET_STATUSES, type AssetStatus, bestTake, LOCKED_STATUSES } from '../../src/pipeline/library/asset';
import { createDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let client: Client;
const project = randomUUID();
const HASHES = ['a', 'b'].map((letter) => letter.repeat(64));

const connected = async () => {
  const connection = new Client({ connectionString: database.url });
  await connection.connect();
  return connection;
};
beforeAll(async () => {
  database = await createDatabase();
  client = await connected();
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

async function slotWith(wishHash: string): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     VALUES ($1, $2, 'PROJECT', $1, 'picture', 'IMAGE', $3, now(), 'IMAGE')`,
    [id, project, wishHash],
  );
  return id;
}

interface NewTake {
  status: AssetStatus;
  wishHash: string;
  take: number;
}

const ADD = `
  INSERT INTO asset (id, project_id, slot_id, take, type, status, source, created_at, sha256, mime_type, bytes, wish_hash)
  SELECT gen_random_uuid(), $1, $2, t.take, 'IMAGE', t.status, 'manual', now(), $3, 'image/png', 1, t."wishHash"
  FROM jsonb_to_recordset($4) AS t(take int, status text, "wishHash" text)`;
const add = (connection: Client, slot: string, takes: NewTake[]) =>
  connection.query(ADD, [project, slot, HASHES[0], JSON.stringify(takes)]);

async function picked(slot: string): Promise<{ current: number | null; approved: number | null }> {
  const { rows } = await client.query(
    `SELECT c.take AS current, a.take AS approved FROM slot s
     LEFT JOIN asset c ON c.id = s.current_id LEFT JOIN asset a ON a.id = s.approved_id WHERE s.id = $1`,
    [slot],
  );
  return rows[0];
}

function expected(takes: NewTake[], wishHash: string) {
  const approved = takes.filter(({ status }) => LOCKED_STATUSES.includes(status));
  return { current: bestTake(takes, wishHash)?.take ?? null, approved: bestTake(approved, wishHash)?.take ?? null };
}

const hash = fc.constantFrom(...HASHES);
const status = fc.constantFrom(...ASSET_STATUSES);
const change = fc.oneof(
  fc.record({ kind: fc.constant('ADD' as const), status, wishHash: hash }),
  fc.record({ kind: fc.constant('DECIDE' as const), index: fc.nat(9), status }),
  fc.record({ kind: fc.constant('WISH' as const), wishHash: hash }),
);

test('whatever is added, decided or wished, a slot points at the take that a build would pick', async () => {
  const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
    let wish = HASHES[0] ?? '';
    const slot = await slotWith(wish);
    const takes: NewTake[] = [];
    for (const step of changes) {
      const decided = step.kind === 'DECIDE' ? takes[step.index] : undefined;
      if (step.kind === 'ADD') {
        const take = { status: step.status, wishHash: step.wishHash, take: takes.length + 1 };
        takes.push(take);
        await add(client, slot, [take]);
      } else if (step.kind === 'WISH') {
        wish = step.wishHash;
        await client.query('UPDATE slot SET wish_hash = $2 WHERE id = $1', [slot, wish]);
      } else if (decided) {
        decided.status = step.status;
        await client.query('UPDATE asset SET status = $3 WHERE slot_id = $1 AND take = $2', [
          slot,
          decided.take,
          step.status,
        ]);
      }
      expect(await picked(slot)).toEqual(expected(takes, wish));
    }
  });
  await fc.assert(property, { numRuns: 60 });
});

test('of two takes that come at once neither is missed', async () => {
  const other = await connected();
  const slot = await slotWith(HASHES[0] ?? '');
  const take = (number: number, status: AssetStatus) => ({ take: number, status, wishHash: HASHES[0] ?? '' });
  await client.query('BEGIN');
  await add(client, slot, [take(1, 'APPROVED')]);
  const waiting = add(other, slot, [take(2, 'DRAFT')]);
  await client.query('COMMIT');
  await waiting;
  await other.end();
  expect(await picked(slot)).toEqual({ current: 1, approved: 1 });
});

test('forty takes that come at once to two slots, in either order, neither block nor miss each other', async () => {
  const slots = [await slotWith(HASHES[0] ?? ''), await slotWith(HASHES[0] ?? '')];
  const writers = await Promise.all(Array.from({ length: 8 }, connected));
  const write = async (writer: Client, index: number) => {
    for (let round = 0; round < 5; round += 1) {
      const [first = '', second = ''] = index % 2 ? slots : [...slots].reverse();
      await add(writer, first, [{ take: index * 5 + round + 1, status: 'DRAFT', wishHash: HASHES[0] ?? '' }]);
      await add(writer, second, [{ take: 100 + index * 5 + round, status: 'DRAFT', wishHash: HASHES[0] ?? '' }]);
    }
  };
  await Promise.all(writers.map(write));
  await Promise.all(writers.map((writer) => writer.end()));
  for (const slot of slots) {
    const { rows } = await client.query('SELECT max(take) AS take FROM asset WHERE slot_id = $1', [slot]);
    expect((await picked(slot)).current).toBe(rows[0].take);
  }
});

test('many takes of many slots, added and decided in one statement, are all followed', async () => {
  const slots = await Promise.all(Array.from({ length: 20 }, () => slotWith(HASHES[0] ?? '')));
  for (const slot of slots)
    await add(
      client,
      slot,
      [1, 2, 3].map((take) => ({ take, status: 'DRAFT', wishHash: HASHES[0] ?? '' })),
    );
  await client.query("UPDATE asset SET status = 'APPROVED' WHERE slot_id = ANY($1) AND take = 2", [slots]);
  for (const slot of slots) expect(await picked(slot)).toEqual({ current: 2, approved: 2 });
});

import { FREE } from '../../../src/pipeline/library/price';
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { sweepUploads } from '../../../src/pipeline/library/sweep-uploads.verb';
import { createDataSource } from '../../../src/server/database';
import { createDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let store: DataSource;
const projectId = randomUUID();
const NOW = new Date('2026-11-21T12:00:00Z');
const { signal } = new AbortController();
const studio = () => ({ store, now: () => NOW, newId: randomUUID, newToken: randomUUID, prices: FREE });

beforeAll(async () => {
  database = await createDatabase();
  store = await createDataSource(database.url, 4).initialize();
  await store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, 'p', 'P', 'OFFLINE', 24, 1, 16, 16, now())`,
    [projectId],
  );
});
afterAll(async () => {
  await store.destroy();
  await database.drop();
});

const USED = 'a'.repeat(64);

const add = (count: number, hoursAgo: number, sha256: string | null = null) =>
  store.query(
    `INSERT INTO upload (id, project_id, file_name, mime_type, bytes, sha256, created_by, created_at, expires_at)
     SELECT gen_random_uuid(), $1, 'f', 'image/png', 1, $2, 'me', $3, $3 FROM generate_series(1, $4)`,
    [projectId, sha256, new Date(NOW.getTime() - hoursAgo * 3_600_000), count],
  );
const left = async () => Number((await store.query('SELECT count(*) FROM upload'))[0].count);

test('what expired a day ago is forgotten, in batches, by as many servers as there are', async () => {
  await add(1_203, 25);
  await add(3, 23);
  await add(2, 40, 'b'.repeat(64));
  await add(1, 40, USED);
  const slotId = randomUUID();
  await store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     VALUES ($1, $2, 'PROJECT', $1, 'picture', 'IMAGE', $3, now(), 'IMAGE')`,
    [slotId, projectId, USED],
  );
  await store.query(
    `INSERT INTO asset (id, project_id, slot_id, take, type, status, source, created_at, sha256, mime_type, bytes, wish_hash)
     VALUES (gen_random_uuid(), $1, $2, 1, 'IMAGE', 'DRAFT', 'manual', now(), $3, 'image/png', 1, $3)`,
    [projectId, slotId, USED],
  );
  const swept = await Promise.all([1, 2, 3].map(() => sweepUploads(studio(), signal)));
  swept.push(await sweepUploads(studio(), signal)); // what one passed over because another was at it
  expect(swept.reduce((sum, count) => sum + count)).toBe(1_205);
  expect(await left()).toBe(4); // the three of yesterday, and the one that an asset is made of
  expect(await sweepUploads(studio(), AbortSignal.abort())).toBe(0);
});

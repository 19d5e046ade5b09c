import { createProject } from '../../../src/pipeline';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, newTake, openStudio, register, type TestStudio } from './studio';

let studio: TestStudio;
let assetId: string;
beforeAll(async () => {
  studio = await openStudio();
  const projectId = await createProject(studio, ADA, { key: 'heat', name: 'H', mode: 'OFFLINE', idempotencyKey: 'p' });
  await importScript(studio, ADA, { projectId, name: 's', text: 'One.', format: 'FLAT', idempotencyKey: 's' });
  const [{ id: slotId }] = await studio.store.query('SELECT id FROM slot LIMIT 1');
  assetId = (await register(studio, newTake({ projectId, slotId }))).id;
});
afterAll(() => studio.close());

test.each([
  ["UPDATE audit_entry SET actor = 'Mallory'", 'UPDATE'],
  ['UPDATE audit_entry SET seq = 9 WHERE false', 'UPDATE'],
  ['DELETE FROM audit_entry', 'DELETE'],
  ['TRUNCATE audit_entry', 'TRUNCATE'],
  ['TRUNCATE project CASCADE', 'TRUNCATE'],
])('the database refuses %s', async (sql, operation) => {
  await expect(studio.store.query(sql)).rejects.toThrow(`The audit only grows: ${operation} is refused.`);
  expect(await studio.store.query('SELECT count(*)::int AS entries FROM audit_entry')).toEqual([{ entries: 1 }]);
});

test.each([
  "sha256 = repeat('f', 64)",
  'bytes = bytes + 1',
  "mime_type = 'image/jpeg'",
  'width = NULL',
  "recipe_hash = repeat('f', 64), capability = 'IMAGE', provider = 'other'",
  'parameters = \'{"a": 1}\'',
])('the database refuses to give a take other bytes or another recipe: %s', async (change) => {
  const sql = `UPDATE asset SET ${change} WHERE id = $1`;
  await expect(studio.store.query(sql, [assetId])).rejects.toThrow('its bytes and its recipe do not change');
});

test('what stands beside the bytes may change', async () => {
  await studio.store.query("UPDATE asset SET notes = 'warmer', sha256 = sha256, status = 'REVIEW' WHERE id = $1", [
    assetId,
  ]);
  expect(await studio.store.query('SELECT notes, status FROM asset')).toEqual([{ notes: 'warmer', status: 'REVIEW' }]);
});

import type { EntityManager } from 'typeorm';
import { approveAssets, createProject, regenerateAssets, rejectAssets } from '../../../src/pipeline';
import { registerTake } from '../../../src/pipeline/library/register-take.verb';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, newTake, openStudio, PIXEL, register, type TestStudio, verifiedAudit } from './studio';

let studio: TestStudio;
let projectId: string;
let slotIds: string[];
beforeAll(async () => {
  studio = await openStudio(6);
  projectId = await createProject(studio, ADA, { key: 'heat', name: 'Heat', mode: 'OFFLINE', idempotencyKey: 'p' });
  const text = Array.from({ length: 9 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
  await importScript(studio, ADA, { projectId, name: 's', text, format: 'FLAT', idempotencyKey: 's' });
  const slots = await studio.store.query("SELECT id FROM slot WHERE part = 'picture' ORDER BY id");
  slotIds = slots.map(({ id }: { id: string }) => id);
});
afterAll(() => studio.close());

const nextSlot = () => ({ projectId, slotId: slotIds.pop() ?? '' });

/** Resolves when some statement of another connection waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const [{ waiting }] = await studio.store.query(
    "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  if (waiting === 0) await somebodyWaits();
}

/** Runs `meanwhile` in a transaction after `hold`, once what `start` began waits for it. */
async function whileWaiting<T>(
  hold: (manager: EntityManager) => Promise<unknown>,
  start: () => Promise<T>,
  meanwhile: (manager: EntityManager) => Promise<unknown>,
): Promise<T> {
  let started: Promise<T> | null = null;
  await studio.store.transaction(async (manager) => {
    await hold(manager);
    started = start();
    await somebodyWaits();
    await meanwhile(manager);
  });
  return started ?? start();
}

test('a take that follows a rejected one does not lock horns with its regeneration', async () => {
  const slot = nextSlot();
  const { id } = await register(studio, newTake(slot));
  await rejectAssets(studio, ADA, { selection: { ids: [id] }, reason: 'Too dark.' });
  const runId = await whileWaiting(
    (manager) => manager.query('SELECT 1 FROM slot WHERE id = $1 FOR NO KEY UPDATE', [slot.slotId]),
    () => regenerateAssets(studio, ADA, { selection: { ids: [id] }, idempotencyKey: 'r' }),
    async (manager) => {
      expect(await registerTake(manager, studio, newTake(slot))).toMatchObject({ take: 2, status: 'REVISED' });
    },
  );
  expect(await studio.store.query('SELECT key FROM job WHERE run_id = $1', [runId])).toHaveLength(1);
});

test('rows are locked in the order of their ids, so that two selections cannot wait for each other', async () => {
  const shas = ['c', 'b', 'a'].map((digit) => digit.repeat(64));
  const ids: string[] = [];
  for (const sha256 of shas)
    ids.push((await register(studio, newTake(nextSlot(), { media: { ...PIXEL, sha256 } }))).id);
  const [, middle, last] = ids;
  const approved = await whileWaiting(
    (manager) => manager.query('SELECT 1 FROM asset WHERE id = $1 FOR NO KEY UPDATE', [middle]),
    () => approveAssets(studio, ADA, { selection: { ids: [...ids].reverse() } }),
    async () => {
      const free = await studio.store.query('SELECT id FROM asset WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED', [
        ids,
      ]);
      expect(free).toEqual([{ id: last }]);
    },
  );
  expect(approved).toEqual(ids);
});

test('a decision that waited for another sees what that one left, and is refused', async () => {
  const { id } = await register(studio, newTake(nextSlot()));
  const late = whileWaiting(
    (manager) => manager.query("UPDATE asset SET status = 'REJECTED' WHERE id = $1", [id]),
    () => approveAssets(studio, ADA, { selection: { ids: [id] } }),
    async () => undefined,
  );
  await expect(late).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION', got: expect.stringContaining('is REJECTED') });
});

test('a refusal that comes after the rows were changed takes everything back', async () => {
  const { id } = await register(studio, newTake(nextSlot()));
  const before = await verifiedAudit(studio, projectId);
  const failing = { ...studio, newId: () => before[0]?.id ?? '' };
  await expect(approveAssets(failing, ADA, { selection: { ids: [id] } })).rejects.toThrow('duplicate key');
  expect(await verifiedAudit(studio, projectId)).toEqual(before);
  expect(await studio.store.query('SELECT status, lock_version FROM asset WHERE id = $1', [id])).toEqual([
    { status: 'DRAFT', lock_version: 1 },
  ]);
});

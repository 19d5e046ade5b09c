import { createProject } from '../../../src/pipeline';
import { appendAudit } from '../../../src/pipeline/library/audit-log.verb';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, hashOf, newTake, openStudio, register, type TestStudio, verifiedAudit } from './studio';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio(8);
});
afterAll(() => studio.close());

async function projectWithAsset(key: string) {
  const projectId = await createProject(studio, ADA, { key, name: key, mode: 'OFFLINE', idempotencyKey: key });
  await importScript(studio, ADA, { projectId, name: 's', text: 'One.', format: 'FLAT', idempotencyKey: key + key });
  const [{ id: slotId }] = await studio.store.query('SELECT id FROM slot WHERE project_id = $1 AND part = $2', [
    projectId,
    'picture',
  ]);
  const { id: assetId } = await register(studio, newTake({ projectId, slotId }));
  return { projectId, assetId };
}

const lineOf = (subject: { projectId: string; assetId: string }, reason: string | null = null) => ({
  ...subject,
  actor: 'Ada',
  from: 'DRAFT' as const,
  to: 'REVIEW' as const,
  reason,
  contentHash: hashOf('1'),
  wishHash: null,
});

test('forty writers at once write one chain without gaps', async () => {
  const subject = await projectWithAsset('heat');
  const write = (index: number) =>
    studio.store.transaction((manager) =>
      appendAudit(manager, studio, [lineOf(subject, `${index} a`), lineOf(subject, `${index} b`)]),
    );
  await Promise.all(Array.from({ length: 40 }, (_, index) => write(index)));
  const entries = await verifiedAudit(studio, subject.projectId);
  expect(entries).toHaveLength(81);
  for (let index = 1; index < entries.length; index += 2) {
    const [first, second] = entries.slice(index, index + 2);
    expect(second?.reason).toBe(first?.reason?.replace(' a', ' b'));
  }
});

test('an entry of a transaction that comes to nothing leaves no gap', async () => {
  const subject = await projectWithAsset('ice');
  const failing = studio.store.transaction(async (manager) => {
    await appendAudit(manager, studio, [lineOf(subject)]);
    throw new Error('came to nothing');
  });
  await expect(failing).rejects.toThrow('came to nothing');
  await studio.store.transaction((manager) => appendAudit(manager, studio, [lineOf(subject)]));
  expect(await verifiedAudit(studio, subject.projectId)).toHaveLength(2);
});

test('each project has a chain of its own, and no lines write nothing', async () => {
  const [wet, dry] = [await projectWithAsset('wet'), await projectWithAsset('dry')];
  await studio.store.transaction((manager) => appendAudit(manager, studio, [lineOf(wet), lineOf(dry), lineOf(wet)]));
  await studio.store.transaction((manager) => appendAudit(manager, studio, []));
  expect(await verifiedAudit(studio, wet.projectId)).toHaveLength(3);
  expect(await verifiedAudit(studio, dry.projectId)).toHaveLength(2);
});

test('10,000 entries go in at once and verify', async () => {
  const subject = await projectWithAsset('dust');
  const lines = Array.from({ length: 10_000 }, (_, index) => lineOf(subject, `“${index}” \u2028 \\`));
  await studio.store.transaction((manager) => appendAudit(manager, studio, lines));
  const entries = await verifiedAudit(studio, subject.projectId);
  expect(entries).toHaveLength(10_001);
  expect(entries[10_000]?.reason).toBe('“9999” \u2028 \\');
});

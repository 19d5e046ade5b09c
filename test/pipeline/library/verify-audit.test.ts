import { approveAssets, createProject, rejectAssets, submitAssets, verifyAudit } from '../../../src/pipeline';
import { appendAudit } from '../../../src/pipeline/library/audit-log.verb';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, hashOf, newTake, openStudio, register, type TestStudio } from './studio';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio.close());

let projects = 0;
/** A project with three assets and seven entries: births, a submission, an approval through review, a rejection. */
async function reviewed() {
  projects += 1;
  const key = `p${projects}`;
  const projectId = await createProject(studio, ADA, { key, name: key, mode: 'OFFLINE', idempotencyKey: key });
  const text = 'One.\n\nTwo.\n\nThree.';
  await importScript(studio, ADA, { projectId, name: 's', text, format: 'FLAT', idempotencyKey: `s ${key}` });
  const slots = await studio.store.query("SELECT id FROM slot WHERE project_id = $1 AND part = 'picture' ORDER BY id", [
    projectId,
  ]);
  const ids: string[] = [];
  for (const { id: slotId } of slots) ids.push((await register(studio, newTake({ projectId, slotId }))).id);
  const [first = '', second = '', third = ''] = ids;
  await submitAssets(studio, ADA, { selection: { ids: [first] } });
  await approveAssets(studio, ADA, { selection: { ids: [second] }, note: 'Lovely.' });
  await rejectAssets(studio, ADA, { selection: { ids: [third] }, reason: 'Too dark.' });
  return { projectId, ids };
}
const verdict = (projectId: string) => verifyAudit(studio, ADA, { projectId });

/** What nobody may: past the triggers that keep the audit, and past the foreign keys. */
async function forge(...sql: string[]): Promise<void> {
  await studio.store.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const one of sql) await manager.query(one);
  });
}

test('an audit that nobody touched is whole', async () => {
  const { projectId } = await reviewed();
  expect(await verdict(projectId)).toEqual({ entries: 7, brokenSeq: null, brokenId: null, problem: null });
});

const HEX = (column: string) =>
  `${column} = translate(left(${column}, 1), '0123456789abcdef', '123456789abcdef0') || substr(${column}, 2)`;
const UUID = (column: string) =>
  `${column} = (left(${column}::text, 35) || translate(right(${column}::text, 1), '0123456789abcdef', '123456789abcdef0'))::uuid`;

test.each([
  ['id', UUID('id'), 4],
  ['at, by a microsecond', "at = at + interval '1 microsecond'", 4],
  ['at, by a millisecond', "at = at - interval '1 millisecond'", 4],
  ['at, to no time', "at = 'infinity'", 4],
  ['at, to long ago', "at = '4000-01-01 BC'", 4],
  ['actor', "actor = 'Adb'", 4],
  ['asset_id', UUID('asset_id'), 4],
  ['from_status', "from_status = 'REVISED'", 4],
  ['from_status, to none', 'from_status = NULL', 4],
  ['to_status', "to_status = 'APPROVED'", 4],
  ['reason', "reason = 'x'", 4],
  ['content_hash', HEX('content_hash'), 4],
  ['wish_hash', HEX('wish_hash'), 4],
  ['previous_hash', HEX('previous_hash'), 4],
  ['hash', HEX('hash'), 4],
  ['seq, to a later one', 'seq = 99', 4],
  ['seq, to one before all', 'seq = -3', 1],
])('one entry with another %s is found by its number', async (_what, change, brokenSeq) => {
  const { projectId } = await reviewed();
  await forge(`UPDATE audit_entry SET ${change} WHERE project_id = '${projectId}' AND seq = 4`);
  expect(await verdict(projectId)).toMatchObject({ entries: 7, brokenSeq, problem: expect.any(String) });
});

test('an entry of another project in its place is found', async () => {
  const [one, other] = [await reviewed(), await reviewed()];
  await forge(
    `UPDATE audit_entry SET project_id = '${other.projectId}', seq = 8 WHERE project_id = '${one.projectId}' AND seq = 7`,
  );
  expect(await verdict(one.projectId)).toMatchObject({ entries: 6, brokenSeq: 7, brokenId: null });
  expect(await verdict(other.projectId)).toMatchObject({ entries: 8, brokenSeq: 8, brokenId: expect.any(String) });
});

test('an entry that was lost is found, in the middle and at the end, also where the head was moved back', async () => {
  const [middle, end, moved] = [await reviewed(), await reviewed(), await reviewed()];
  const drop = ({ projectId }: { projectId: string }, seq: number) =>
    `DELETE FROM audit_entry WHERE project_id = '${projectId}' AND seq = ${seq}`;
  await forge(drop(middle, 3), drop(end, 7), drop(moved, 7));
  await forge(`UPDATE audit_head h SET last_seq = 6, last_hash = e.hash FROM audit_entry e
    WHERE h.project_id = '${moved.projectId}' AND e.project_id = h.project_id AND e.seq = 6`);
  expect(await verdict(middle.projectId)).toMatchObject({ entries: 6, brokenSeq: 3, brokenId: null });
  expect(await verdict(end.projectId)).toMatchObject({ brokenSeq: 7, problem: 'Entry 7 is missing: 7 were written.' });
  expect(await verdict(moved.projectId)).toMatchObject({
    ...{ entries: 6, brokenSeq: 7, brokenId: null },
    problem: `Asset_${moved.ids[2]} is REJECTED, and its newest entry says DRAFT, or other bytes.`,
  });
});

test('an asset that changed past the audit is found, and one that was never written down', async () => {
  const [changed, unknown] = [await reviewed(), await reviewed()];
  await forge(`UPDATE asset SET status = 'PUBLISHED' WHERE id = '${changed.ids[1]}'`);
  await forge(`UPDATE asset SET project_id = '${unknown.projectId}' WHERE id = '${changed.ids[0]}'`);
  expect(await verdict(changed.projectId)).toMatchObject({
    entries: 7,
    brokenSeq: 8,
    problem: expect.stringContaining('is PUBLISHED, and its newest entry says APPROVED'),
  });
  expect(await verdict(unknown.projectId)).toMatchObject({
    brokenSeq: 8,
    problem: expect.stringContaining('no entry speaks of it'),
  });
});

test('the last entry written anew with another hash is not the one that the head knows', async () => {
  const { projectId, ids } = await reviewed();
  const [last] = await studio.store.query('SELECT * FROM audit_entry WHERE project_id = $1 AND seq = 7', [projectId]);
  await forge(
    `DELETE FROM audit_entry WHERE project_id = '${projectId}' AND seq = 7`,
    `UPDATE audit_head SET last_seq = 6, last_hash = '${last.previous_hash}' WHERE project_id = '${projectId}'`,
  );
  const line = {
    projectId,
    assetId: ids[2] ?? '',
    actor: 'Mallory',
    from: 'DRAFT',
    to: 'REJECTED',
    reason: null,
  } as const;
  await studio.store.transaction((manager) =>
    appendAudit(manager, studio, [{ ...line, contentHash: last.content_hash, wishHash: last.wish_hash }]),
  );
  expect(await verdict(projectId)).toMatchObject({ brokenSeq: null });
  await forge(`UPDATE audit_head SET last_hash = '${last.hash}' WHERE project_id = '${projectId}'`);
  expect(await verdict(projectId)).toMatchObject({ brokenSeq: 7, brokenId: expect.any(String) });
});

test('12,000 entries are read in pages, and a broken one is found in the last of them', async () => {
  const { projectId, ids } = await reviewed();
  const line = { projectId, assetId: ids[0] ?? '', actor: 'Ada', from: 'DRAFT', to: 'REVIEW', reason: null } as const;
  const [{ sha256 }] = await studio.store.query('SELECT sha256 FROM asset WHERE id = $1', [ids[0]]);
  const lines = Array.from({ length: 11_993 }, () => ({ ...line, contentHash: sha256, wishHash: hashOf('e') }));
  await studio.store.transaction((manager) => appendAudit(manager, studio, lines));
  expect(await verdict(projectId)).toMatchObject({ entries: 12_000, brokenSeq: null });
  await forge(`UPDATE audit_entry SET actor = 'Adb' WHERE project_id = '${projectId}' AND seq = 11999`);
  expect(await verdict(projectId)).toMatchObject({ entries: 12_000, brokenSeq: 11_999 });
});

test('a project without assets has nothing to be broken, and one that is not there is not found', async () => {
  const projectId = await createProject(studio, ADA, { key: 'new', name: 'n', mode: 'OFFLINE', idempotencyKey: 'new' });
  expect(await verdict(projectId)).toEqual({ entries: 0, brokenSeq: null, brokenId: null, problem: null });
  const stranger = { ...ADA, projects: [] };
  await expect(verifyAudit(studio, stranger, { projectId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

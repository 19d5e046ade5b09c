import {
  approveAssets,
  createProject,
  publishAssets,
  rejectAssets,
  reopenAssets,
  submitAssets,
} from '../../../src/pipeline';
import type { AssetStatus } from '../../../src/pipeline/library/asset';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, newTake, openStudio, register, type TestStudio } from './studio';

let studio: TestStudio;
let projectId: string;
let slotId: string;
beforeAll(async () => {
  studio = await openStudio();
  projectId = await createProject(studio, ADA, { key: 'heat', name: 'Heat', mode: 'OFFLINE', idempotencyKey: 'p' });
  await importScript(studio, ADA, { projectId, name: 's', text: 'One.', format: 'FLAT', idempotencyKey: 's' });
  [{ id: slotId }] = await studio.store.query("SELECT id FROM slot WHERE part = 'picture'");
});
afterAll(() => studio.close());

const DECIDE = {
  submit: (ids: string[]) => submitAssets(studio, ADA, { selection: { ids } }),
  approve: (ids: string[]) => approveAssets(studio, ADA, { selection: { ids } }),
  reject: (ids: string[]) => rejectAssets(studio, ADA, { selection: { ids }, reason: 'Too dark.' }),
  publish: (ids: string[]) => publishAssets(studio, ADA, { selection: { ids } }),
  reopen: (ids: string[]) => reopenAssets(studio, ADA, { selection: { ids } }),
};
const LONG_AGO = '2020-01-01T00:00:00Z';

/** An asset with everything that an earlier life may have left in its row. */
async function dirty(status: AssetStatus): Promise<string> {
  const { id } = await register(studio, newTake({ projectId, slotId }));
  await studio.store.query(
    `UPDATE asset SET status = $2, submitted_at = $3, approved_at = $3, approved_by = 'Bo', approved_wish_hash = repeat('b', 64),
       rejected_reason = 'Too loud.' WHERE id = $1`,
    [id, status, LONG_AGO],
  );
  return id;
}

async function columns(id: string) {
  const [row] = await studio.store.query(
    `SELECT status, submitted_at > $2 AS "submittedNow", approved_at > $2 AS "approvedNow", approved_by AS "approvedBy",
       approved_wish_hash = wish_hash AS "approvesThis", rejected_reason AS "rejectedReason" FROM asset WHERE id = $1`,
    [id, LONG_AGO],
  );
  return row;
}

const OPEN = { approvedNow: null, approvedBy: null, approvesThis: null };

test.each<[keyof typeof DECIDE, AssetStatus, object]>([
  ['submit', 'DRAFT', { ...OPEN, status: 'REVIEW', submittedNow: true, rejectedReason: null }],
  ['submit', 'REVISED', { ...OPEN, status: 'REVIEW', submittedNow: true, rejectedReason: null }],
  ...(['DRAFT', 'REVIEW', 'REVISED'] as const).flatMap((from): [keyof typeof DECIDE, AssetStatus, object][] => [
    [
      'approve',
      from,
      {
        ...{ status: 'APPROVED', submittedNow: false, approvedNow: true, approvedBy: 'Ada' },
        ...{ approvesThis: true, rejectedReason: null },
      },
    ],
    ['reject', from, { ...OPEN, status: 'REJECTED', submittedNow: false, rejectedReason: 'Too dark.' }],
  ]),
  [
    'publish',
    'APPROVED',
    {
      ...{ status: 'PUBLISHED', submittedNow: false, approvedNow: false, approvedBy: 'Bo' },
      ...{ approvesThis: false, rejectedReason: null },
    },
  ],
  ['reopen', 'APPROVED', { ...OPEN, status: 'REVIEW', submittedNow: false, rejectedReason: null }],
])('%s from %s leaves in the row what is so now, and nothing of before', async (decision, from, left) => {
  const id = await dirty(from);
  await DECIDE[decision]([id]);
  expect(await columns(id)).toEqual(left);
});

test('the audit keeps what the row forgets', async () => {
  const { id } = await register(studio, newTake({ projectId, slotId }));
  await DECIDE.approve([id]);
  await DECIDE.reopen([id]);
  await DECIDE.reject([id]);
  expect(await columns(id)).toMatchObject({ ...OPEN, status: 'REJECTED', rejectedReason: 'Too dark.' });
  const trail = await studio.store.query(
    'SELECT to_status, actor, reason FROM audit_entry WHERE asset_id = $1 ORDER BY seq',
    [id],
  );
  expect(trail).toEqual([
    { to_status: 'DRAFT', actor: 'Ada', reason: null },
    { to_status: 'REVIEW', actor: 'Ada', reason: null },
    { to_status: 'APPROVED', actor: 'Ada', reason: null },
    { to_status: 'REVIEW', actor: 'Ada', reason: null },
    { to_status: 'REJECTED', actor: 'Ada', reason: 'Too dark.' },
  ]);
});

import { Asset } from '../../../src/entities/asset.entity';
import { Slot } from '../../../src/entities/slot.entity';
import { createProject } from '../../../src/pipeline';
import { importScript } from '../../../src/pipeline/script/import-script.verb';
import { ADA, hashOf, newTake, openStudio, PIXEL, register, type TestStudio, verifiedAudit } from './studio';

let studio: TestStudio;
let projectId: string;
let slots: Slot[];
beforeAll(async () => {
  studio = await openStudio(8);
  projectId = await createProject(studio, ADA, { key: 'heat', name: 'Heat', mode: 'OFFLINE', idempotencyKey: 'p' });
  const text = Array.from({ length: 8 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
  await importScript(studio, ADA, { projectId, name: 's', text, format: 'FLAT', idempotencyKey: 's' });
  slots = await studio.store.manager.find(Slot, { where: { projectId, part: 'picture' } });
});
afterAll(() => studio.close());

const nextSlot = () => ({ projectId, slotId: slots.pop()?.id ?? '' });
const assetOf = (id: string) => studio.store.manager.findOneByOrFail(Asset, { id });

test('the first take is a draft with a line in the log and one in the audit', async () => {
  const slot = nextSlot();
  const take = newTake(slot);
  const { id, ...rest } = await register(studio, take);
  expect(rest).toMatchObject({ take: 1, status: 'DRAFT', existed: false });
  expect(rest.projectLine).toEqual({ projectId, actor: 'Ada', kind: 'ASSET_REGISTERED', subjectId: id, facts: {} });
  expect(await assetOf(id)).toMatchObject({
    ...{ status: 'DRAFT', take: 1, bytes: '68', costMicros: 40_000n, tags: ['city'], recipeHash: null },
    ...{ approvedAt: null, submittedAt: null, generatedAt: null, revisionOfId: null },
  });
  const audit = (await verifiedAudit(studio, projectId)).at(-1);
  expect(audit).toMatchObject({ assetId: id, fromStatus: null, toStatus: 'DRAFT', contentHash: take.media.sha256 });
});

test('a recipe is kept column by column, and so is what was measured of a sound', async () => {
  const recipe = {
    ...{ hash: hashOf('5'), capability: 'SPEECH' as const, provider: 'espeak', model: 'en', prompt: 'Say this.' },
    ...{ parameters: { rate: 150 }, inputs: [{ name: 'voice', sha256: hashOf('6') }] },
  };
  const sentences = [{ text: 'Say this.', startSeconds: 0, endSeconds: 1.5 }];
  const words = ['Say', 'this.'].map((text, at) => ({ text, startSeconds: at / 2, endSeconds: at + 0.5 }));
  const heard = { loudnessLufs: -16.2, truePeakDbtp: -1.5, sentences, words };
  const sound = { ...heard, durationSeconds: 1.5, width: null, height: null };
  const { id } = await register(studio, newTake(nextSlot(), { recipe, type: 'AUDIO', media: { ...PIXEL, ...sound } }));
  const { hash: recipeHash, ...columns } = recipe;
  const asset = await assetOf(id);
  expect(asset).toMatchObject({ ...columns, ...sound, recipeHash });
  expect(asset.generatedAt).toEqual(asset.createdAt);
});

test('the successor of a take that was sent back is born revised; after that takes are drafts again', async () => {
  const slot = nextSlot();
  const first = await register(studio, newTake(slot));
  await studio.store.query("UPDATE asset SET status = 'REJECTED' WHERE id = $1", [first.id]);
  const second = await register(studio, newTake(slot));
  const third = await register(studio, newTake(slot));
  expect([second.status, third.status]).toEqual(['REVISED', 'DRAFT']);
  expect([(await assetOf(second.id)).revisionOfId, (await assetOf(third.id)).revisionOfId]).toEqual([first.id, null]);
});

test('a policy may give it another state at birth, and the audit names the policy', async () => {
  const born = { status: 'APPROVED' as const, reason: 'Figures of the paper are approved as they are.' };
  const { id } = await register(studio, newTake(nextSlot(), { born, generatedBy: null, source: 'kb_extraction' }));
  const asset = await assetOf(id);
  expect(asset).toMatchObject({ status: 'APPROVED', approvedBy: 'kb_extraction', approvedWishHash: asset.wishHash });
  expect(asset.approvedAt).toEqual(asset.createdAt);
  expect((await verifiedAudit(studio, projectId)).at(-1)).toMatchObject({ toStatus: 'APPROVED', reason: born.reason });
});

test('the same bytes for the same wish are one take; for another wish they are the next', async () => {
  const take = newTake(nextSlot());
  const first = await register(studio, take);
  expect(await register(studio, take)).toEqual({
    ...{ id: first.id, take: 1, status: 'DRAFT' },
    ...{ existed: true, auditLine: null, projectLine: null },
  });
  expect(await register(studio, { ...take, wishHash: hashOf('f') })).toMatchObject({ take: 2, existed: false });
});

test('of twenty who register the same take at once one adds it, and the slot points at it', async () => {
  const slot = nextSlot();
  const take = newTake(slot);
  const answers = await Promise.all(Array.from({ length: 20 }, () => register(studio, take)));
  expect(answers.filter(({ existed }) => !existed)).toHaveLength(1);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await studio.store.manager.findOneByOrFail(Slot, { id: slot.slotId })).toMatchObject({
    currentId: answers[0]?.id,
  });
});

test('twenty takes that come at once are numbered from 1 to 20', async () => {
  const slot = nextSlot();
  const answers = await Promise.all(Array.from({ length: 20 }, () => register(studio, newTake(slot))));
  expect(answers.map(({ take }) => take).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  await verifiedAudit(studio, projectId);
});

test('a slot of another project takes nothing', async () => {
  const other = await createProject(studio, ADA, { key: 'ice', name: 'Ice', mode: 'OFFLINE', idempotencyKey: 'i' });
  await expect(register(studio, newTake({ ...nextSlot(), projectId: other }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

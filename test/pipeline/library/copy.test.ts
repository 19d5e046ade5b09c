import fc from 'fast-check';
import { ASSET_STATUSES } from '../../../src/pipeline/library/asset';
import { type Candidate, copiesOf, type TakeThere } from '../../../src/pipeline/library/copy';
import { SLOT_OWNER_TYPES } from '../../../src/pipeline/library/slot';

const hash = fc.constantFrom('a', 'b', 'c');
const slotId = fc.constantFrom('s1', 's2', 's3');
const content = { status: fc.constantFrom(...ASSET_STATUSES), sha256: hash, wishHash: hash };
const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      ...content,
      ownerType: fc.constantFrom(...SLOT_OWNER_TYPES, 'SEGMENT' as const, 'SEGMENT' as const),
      part: fc.constantFrom('audio', 'picture', 'film'),
      owner: fc.constant('segment 1'),
      slotId: fc.option(slotId),
    }),
  )
  .map((list) => list.map((candidate, index) => ({ ...candidate, assetId: `a${index}` })));
const there: fc.Arbitrary<TakeThere[]> = fc.uniqueArray(
  fc.record({ ...content, slotId, take: fc.integer({ min: 1, max: 9 }) }),
  {
    selector: (take) => `${take.slotId} ${take.take}`,
  },
);

const contentOf = (take: { slotId: string | null; sha256: string; wishHash: string }) =>
  `${take.slotId} ${take.sha256} ${take.wishHash}`;

test('every candidate is copied or skipped with a sentence, once', () => {
  const property = fc.property(candidates, there, fc.boolean(), (list, takes, onlyApproved) => {
    const { copies, skipped } = copiesOf(list, takes, { onlyApproved });
    const told = [...copies, ...skipped].map(({ assetId }) => assetId).sort();
    expect(told).toEqual(list.map(({ assetId }) => assetId).sort());
    for (const { reason } of skipped) expect(reason).toMatch(/\.$/);
  });
  fc.assert(property);
});

test('no place with an approved take gets another, nothing rejected or on its way is copied as approved, and takes are counted on', () => {
  const property = fc.property(candidates, there, fc.boolean(), (list, takes, onlyApproved) => {
    const originals = new Map(list.map((candidate) => [candidate.assetId, candidate]));
    const isLocked = ({ status }: { status: string }) => status === 'APPROVED' || status === 'PUBLISHED';
    const closed = new Set(takes.filter(isLocked).map((take) => take.slotId));
    const numbers = new Map<string, number>();
    for (const take of takes) numbers.set(take.slotId, Math.max(take.take, numbers.get(take.slotId) ?? 0));
    for (const copy of copiesOf(list, takes, { onlyApproved }).copies) {
      const original = originals.get(copy.assetId);
      expect(closed.has(copy.slotId)).toBe(false);
      expect(original?.status).not.toBe('REJECTED');
      expect(copy.status === 'APPROVED').toBe(original !== undefined && isLocked(original));
      expect(copy.status === 'APPROVED' || !onlyApproved).toBe(true);
      expect(copy.take).toBe((numbers.get(copy.slotId) ?? 0) + 1);
      numbers.set(copy.slotId, copy.take);
    }
  });
  fc.assert(property);
});

test('copied a second time nothing is added', () => {
  const property = fc.property(candidates, there, fc.boolean(), (list, takes, onlyApproved) => {
    const { copies } = copiesOf(list, takes, { onlyApproved });
    const originals = new Map(list.map((candidate) => [candidate.assetId, candidate]));
    const added = copies.flatMap(({ assetId, ...copy }): TakeThere[] => {
      const original = originals.get(assetId);
      return original ? [{ ...original, ...copy }] : [];
    });
    const all = [...takes, ...added];
    expect(new Set([...takes.map(contentOf), ...added.map(contentOf)]).size - new Set(takes.map(contentOf)).size).toBe(
      added.length,
    );
    expect(copiesOf(list, all, { onlyApproved }).copies).toEqual([]);
  });
  fc.assert(property);
});

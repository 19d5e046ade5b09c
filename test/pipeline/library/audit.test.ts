import fc from 'fast-check';
import { ASSET_STATUSES } from '../../../src/pipeline/library/asset';
import { type AuditFacts, auditHash, brokenLink } from '../../../src/pipeline/library/audit';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const status = fc.constantFrom(...ASSET_STATUSES);
const facts: fc.Arbitrary<Omit<AuditFacts, 'seq'>> = fc.record({
  id: fc.uuid(),
  projectId: fc.uuid(),
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
  actor: fc.string(),
  assetId: fc.uuid(),
  fromStatus: fc.option(status),
  toStatus: status,
  reason: fc.option(fc.string()),
  contentHash: hash,
  wishHash: fc.option(hash),
});

function chain(list: Omit<AuditFacts, 'seq'>[]) {
  let previousHash: string | null = null;
  return list.map((each, index) => {
    const entry = { ...each, seq: index + 1 };
    const link = { ...entry, previousHash, hash: auditHash(entry, previousHash) };
    previousHash = link.hash;
    return link;
  });
}

const chains = fc.array(facts, { minLength: 1, maxLength: 12 }).map(chain);

test('a chain as it was written has no broken link', () => {
  fc.assert(fc.property(chains, (entries) => expect(brokenLink(entries)).toBeNull()));
});

test('a chain goes on from an entry that was verified before', () => {
  const property = fc.property(chains, fc.nat(), (entries, cut) => {
    const at = cut % entries.length;
    const end = entries[at];
    expect(brokenLink(entries.slice(at + 1), end)).toBeNull();
  });
  fc.assert(property);
});

const CHANGES: Record<string, object> = {
  id: { id: 'another' },
  projectId: { projectId: 'another' },
  at: { at: new Date('2200-01-01') },
  actor: { actor: 'Mallory, who is in no list' },
  assetId: { assetId: 'another' },
  fromStatus: { fromStatus: 'another' },
  toStatus: { toStatus: 'another' },
  reason: { reason: 'a reason that nobody gave, longer than ten' },
  contentHash: { contentHash: 'f'.repeat(63) },
  wishHash: { wishHash: 'f'.repeat(63) },
};

test.each(Object.entries(CHANGES))('whoever changes the %s of an entry breaks the chain there', (_what, change) => {
  const property = fc.property(chains, fc.nat(), (entries, pick) => {
    const at = pick % entries.length;
    const changed = entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
    expect(brokenLink(changed)).toBe(at + 1);
  });
  fc.assert(property);
});

test('an entry that was taken out, doubled, swapped or hashed anew is found', () => {
  const property = fc.property(chains, fc.nat(), (entries, pick) => {
    const at = pick % entries.length;
    const forged = { ...entries[at], actor: 'Mallory, who is in no list' } as (typeof entries)[number];
    const rehashed = { ...forged, hash: auditHash(forged, forged.previousHash) };
    const last = at === entries.length - 1;
    expect(brokenLink(entries.toSpliced(at, 1))).toBe(last ? null : at + 1);
    expect(brokenLink(entries.toSpliced(at, 0, forged))).toBe(at + 1);
    expect(brokenLink(entries.toSpliced(at, 1, rehashed))).toBe(last ? null : at + 2);
  });
  fc.assert(property);
});

import fc from 'fast-check';
import { ASSET_STATUSES, type AssetStatus, LOCKED_STATUSES } from '../../../src/pipeline/library/asset';
import { DECISIONS, type Decision, OUTCOMES, openTo, pathOf, whyNot } from '../../../src/pipeline/library/review';

const decision = fc.constantFrom(...DECISIONS);
const status = fc.constantFrom(...ASSET_STATUSES);
const every = DECISIONS.flatMap((each) => ASSET_STATUSES.map((from) => [each, from] as const));

/** The law as the house has it, move by move. */
const LEGAL: Record<string, string> = {
  'SUBMIT DRAFT': 'REVIEW',
  'SUBMIT REVISED': 'REVIEW',
  'APPROVE REVIEW': 'APPROVED',
  'APPROVE DRAFT': 'REVIEW APPROVED',
  'APPROVE REVISED': 'REVIEW APPROVED',
  'REJECT DRAFT': 'REJECTED',
  'REJECT REVIEW': 'REJECTED',
  'REJECT REVISED': 'REJECTED',
  'PUBLISH APPROVED': 'PUBLISHED',
  'REOPEN APPROVED': 'REVIEW',
};

test.each(every)('%s of %s leads where the law says, or nowhere', (each, from) => {
  expect(pathOf(each, from)?.join(' ')).toBe(LEGAL[`${each} ${from}`]);
});

const walk = fc.array(decision, { maxLength: 30 });
const after = (from: AssetStatus, decisions: readonly Decision[]): AssetStatus =>
  decisions.reduce((at, each) => pathOf(each, at)?.at(-1) ?? at, from);

test('from a draft every state is reached but REVISED, into which takes are only born', () => {
  const reached = new Set<AssetStatus>(['DRAFT']);
  for (const _ of ASSET_STATUSES)
    for (const at of [...reached]) for (const each of DECISIONS) reached.add(after(at, [each]));
  expect([...reached].sort()).toEqual(ASSET_STATUSES.filter((each) => each !== 'REVISED').toSorted());
});

test('nothing becomes a draft or revised again, and what was rejected or published stays so', () => {
  const property = fc.property(status, walk, (from, decisions) => {
    const end = after(from, decisions);
    if (from !== end) expect(['DRAFT', 'REVISED']).not.toContain(end);
    if (from === 'REJECTED' || from === 'PUBLISHED') expect(end).toBe(from);
  });
  fc.assert(property);
});

test('whoever is approved was in review the moment before', () => {
  const property = fc.property(decision, status, (each, from) => {
    const path = [from, ...(pathOf(each, from) ?? [])];
    for (const [index, at] of path.entries())
      if (index > 0 && at === 'APPROVED') expect(path[index - 1]).toBe('REVIEW');
  });
  fc.assert(property);
});

test('what is locked moves by nothing but publishing and reopening', () => {
  const property = fc.property(decision, fc.constantFrom(...LOCKED_STATUSES), (each, from) => {
    if (pathOf(each, from)) expect(['PUBLISH', 'REOPEN']).toContain(each);
  });
  fc.assert(property);
});

test('a decision has one outcome, and never leads through a state twice', () => {
  const property = fc.property(decision, status, (each, from) => {
    const path = pathOf(each, from);
    if (!path) return;
    expect(path.at(-1)).toBe(OUTCOMES[each]);
    expect(new Set([from, ...path]).size).toBe(path.length + 1);
  });
  fc.assert(property);
});

test('a refusal says what stands where, and what is needed', () => {
  expect(whyNot('APPROVE', { name: 'segment 3 / picture', take: 1, status: 'REJECTED' })).toBe(
    'segment 3 / picture, take 1 is REJECTED; approve needs DRAFT, REVIEW or REVISED',
  );
  expect(openTo('PUBLISH')).toEqual(['APPROVED']);
});

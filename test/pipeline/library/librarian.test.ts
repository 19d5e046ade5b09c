import fc from 'fast-check';
import { ASSET_TYPES } from '../../../src/pipeline/library/asset';
import { generationPlan, tierComparison } from '../../../src/pipeline/library/librarian';
import { FREE, type PriceList } from '../../../src/pipeline/library/price';
import { plainWish } from '../../../src/pipeline/library/wish';
import { isSet } from '../../../src/pipeline/production/card-wishes';
import { clipQuota, imageQuota, TIERS } from '../../../src/pipeline/production/tiers';
import { anyLibrary, filled, libraryOf, sentBack, take, type Wanted } from './script-libraries';

/** A picture is $0.08, as the plan of the house has it; pages and cards are set for nothing. */
const prices: PriceList = {
  ...FREE,
  ceilingMicros: (wish) => (isSet(wish) ? 0n : wish.capability === 'IMAGE' ? 80_000n : 1_000n),
};
const plan = (wanted: Wanted[], type = 'IMAGE' as (typeof ASSET_TYPES)[number], change = {}) =>
  generationPlan(libraryOf(wanted, change), { type, tier: 'FULL', prices });
const itemOf = (wanted: Wanted, type?: (typeof ASSET_TYPES)[number], change = {}) => {
  const { action, reason, assetId, slotId, estimateMicros } = plan([wanted], type, change).items[0] ?? {};
  return { action, reason, assetId, slotId, estimateMicros };
};

test.each<[string, Wanted['picture'], object]>([
  ['nothing is there', {}, { action: 'GENERATE', reason: 'nothing made yet', estimateMicros: 80_000n }],
  ['it was sent back', sentBack(), { action: 'GENERATE', reason: 'rejected: wrong style', assetId: null }],
  ['its take is fresh', filled(take('t')), { action: 'REUSE', reason: 'fresh take of the same wish', assetId: 't' }],
  [
    'another place has a take of the same wish',
    { equal: { assetId: 'there', isHere: false } },
    { action: 'REUSE', reason: 'fresh take of the same wish elsewhere in the project', assetId: 'there' },
  ],
  ['it is approved', filled(take('t', { status: 'APPROVED' })), { action: 'REUSE', reason: 'approved', assetId: 't' }],
  [
    'it is approved and stale',
    filled(take('t', { status: 'APPROVED', isFresh: false, causes: ['prompt'] })),
    {
      action: 'REUSE',
      reason: 'approved, though stale: prompt; making it anew would cost 0.0800',
      assetId: 't',
      estimateMicros: 0n,
    },
  ],
  [
    'its draft is stale',
    filled(take('t', { isFresh: false, causes: ['voice'] })),
    { action: 'GENERATE', reason: 'what is there is stale: voice', assetId: null },
  ],
])('where %s', (_, picture, expected) => {
  expect(itemOf({ picture })).toMatchObject(expected);
});

test('what is approved and stale stays in use, and what making it anew costs stands apart', () => {
  const stale = filled(take('t', { status: 'PUBLISHED', isFresh: false }));
  expect(plan([{ picture: stale }, {}])).toMatchObject({
    toGenerate: 1,
    reused: 1,
    estimateMicros: 80_000n,
    remakeMicros: 80_000n,
  });
});

test('a figure that the script has is shown on a page that is made; one that it has not is to be imported', () => {
  const figures = [{ kind: 'FIGURE', number: 3, figureId: 'f' }] as const;
  const known = { figures: [{ id: 'f', slotId: 'figure slot', assetId: 'figure take' }] };
  expect(itemOf({ figures }, 'IMAGE', known)).toMatchObject({
    action: 'GENERATE',
    reason: 'shows figure 3; nothing made yet',
  });
  expect(itemOf({ figures: [{ ...figures[0], figureId: null }] })).toMatchObject({
    action: 'GENERATE',
    reason: 'shows figure 3, which the script does not have: import it; until then a card',
    estimateMicros: 0n,
  });
  expect(itemOf({ figures }, 'FIGURE', known)).toMatchObject({
    action: 'REUSE',
    reason: 'shows figure 3',
    slotId: 'figure slot',
    assetId: 'figure take',
  });
});

test.each<[Wanted, string]>([[{ displayMode: 'CARRY_FORWARD' }, 'the segment shows the picture before']])(
  '%j needs no picture',
  (wanted, reason) => {
    expect(itemOf(wanted)).toMatchObject({ action: 'SKIP', reason });
  },
);

test.each<[Wanted, string]>([
  [{ displayMode: 'TEXT_ONLY' }, 'the segment shows text alone: a card; nothing made yet'],
  [{ intent: 'TRANSITION' }, 'a transition shows text alone: a card; nothing made yet'],
])('%j has a card, which costs nothing', (wanted, reason) => {
  expect(itemOf(wanted)).toMatchObject({ action: 'GENERATE', reason, estimateMicros: 0n });
});

test('what is planned for another tier is priced by what that shows', () => {
  const card = { wish: { ...plainWish('IMAGE', 'Words.'), parameters: { task: 'CARD', card: 'TEXT' } } };
  const library = libraryOf([{ picture: card }, {}]);
  const costs = TIERS.map((tier) => generationPlan(library, { type: 'IMAGE', tier, prices }).estimateMicros);
  expect(costs).toEqual([0n, 80_000n, 80_000n, 80_000n, 160_000n]);
});

test('an approved card stays, whatever the tier, and takes no picture’s place', () => {
  const isCard = filled(take('card', { status: 'APPROVED', isCard: true }));
  const library = libraryOf([{ picture: isCard, importance: 1 }, {}]);
  for (const tier of TIERS) {
    const { items } = generationPlan(library, { type: 'IMAGE', tier, prices });
    expect(items[0]).toMatchObject({ action: 'REUSE', assetId: 'card' });
  }
});

test('a tier says what it leaves to the picture before', () => {
  const library = libraryOf([{ importance: 0.9 }, {}]);
  const reasons = generationPlan(library, { type: 'IMAGE', tier: 'LOW', prices }).items.map(({ reason }) => reason);
  expect(reasons).toEqual(['nothing made yet', 'the tier shows the picture before']);
});

test('every segment has exactly one item, and the sums are those of the items', () => {
  fc.assert(
    fc.property(anyLibrary, fc.constantFrom(...ASSET_TYPES), fc.constantFrom(...TIERS), (library, type, tier) => {
      const { items, ...sums } = generationPlan(library, { type, tier, prices });
      expect(items.map(({ segmentId }) => segmentId)).toEqual(library.segments.map(({ id }) => id));
      const having = (wanted: string) => items.filter(({ action }) => action === wanted);
      expect(sums.toGenerate).toBe(having('GENERATE').length);
      expect(sums.reused).toBe(having('REUSE').length);
      expect(sums.estimateMicros).toBe(having('GENERATE').reduce((sum, item) => sum + item.estimateMicros, 0n));
      for (const item of items) {
        expect(item.assetId !== null).toBe(item.action === 'REUSE');
        if (item.action !== 'GENERATE') expect(item.estimateMicros).toBe(0n);
      }
    }),
  );
});

test('a plan changes nothing that it was made of', () => {
  fc.assert(
    fc.property(anyLibrary, fc.constantFrom(...TIERS), (library, tier) => {
      const before = structuredClone(library);
      generationPlan(library, { type: 'IMAGE', tier, prices });
      expect(library).toEqual(before);
    }),
  );
});

test('the tiers are compared from the cheapest on, and each shows every segment in one way', () => {
  fc.assert(
    fc.property(anyLibrary, (library) => {
      const plans = tierComparison(library, prices);
      expect(plans.map(({ tier }) => tier)).toEqual(TIERS);
      const costs = plans.map(({ estimateMicros }) => Number(estimateMicros));
      expect(costs).toEqual(costs.toSorted((a, b) => a - b));
      for (const { tier, images, figures, carried, textOnly, cards, pages, ...quotas } of plans) {
        const count = library.segments.length;
        expect(images + figures + carried + textOnly).toBe(count);
        expect([quotas.imageQuota, quotas.clipQuota]).toEqual([imageQuota(tier, count), clipQuota(tier, count)]);
        expect(cards).toBeGreaterThanOrEqual(textOnly);
        expect(pages + cards).toBeGreaterThanOrEqual(figures);
        expect(quotas.clips).toBeLessThanOrEqual(images);
      }
    }),
  );
});

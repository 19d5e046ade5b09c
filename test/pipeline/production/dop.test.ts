import fc from 'fast-check';
import { clipped, type Directed, directed, shownMode } from '../../../src/pipeline/production/dop';
import { clipQuota, imageQuota, TIERS, TIERS_IN_WORDS } from '../../../src/pipeline/production/tiers';
import { DISPLAY_MODES, SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';

const PLAIN: Directed = {
  intent: 'BACKGROUND',
  importance: 0.5,
  displayMode: 'DALL_E',
  speaksOfFigure: false,
  hasApprovedPicture: false,
};
const of = (...changes: Partial<Directed>[]): Directed[] => changes.map((change) => ({ ...PLAIN, ...change }));

const anySegments = fc.array(
  fc.record({
    intent: fc.constantFrom(...SEGMENT_INTENTS),
    importance: fc.double({ min: 0, max: 1, noNaN: true }),
    displayMode: fc.constantFrom(null, ...DISPLAY_MODES),
    speaksOfFigure: fc.boolean(),
    hasApprovedPicture: fc.boolean(),
  }),
  { maxLength: 120 },
);
const anyTier = fc.constantFrom(...TIERS);

test.each([
  ['MICRO', 0, 0],
  ['LOW', 10, 0],
  ['MEDIUM', 27, 0],
  ['HIGH', 55, 3],
  ['FULL', 100, 100],
] as const)('%s draws %i of a hundred segments and moves %i of them', (tier, images, clips) => {
  expect([imageQuota(tier, 100), clipQuota(tier, 100)]).toEqual([images, clips]);
  expect(imageQuota(tier, 1)).toBe(images === 0 ? 0 : 1);
  expect(TIERS_IN_WORDS).toContain(`${tier}: `);
});

test('figures are shown in every tier, transitions are text, and the most important are drawn', () => {
  const segments = of(
    { importance: 0.2 },
    { speaksOfFigure: true, importance: 1 },
    { intent: 'TRANSITION', importance: 1 },
    { importance: 0.9 },
    { importance: 0.9 },
  );
  expect(directed(segments, 'MICRO')).toEqual(['TEXT_ONLY', 'FIGURE_SYNC', 'TEXT_ONLY', 'TEXT_ONLY', 'TEXT_ONLY']);
  const low = ['CARRY_FORWARD', 'FIGURE_SYNC', 'TEXT_ONLY', 'DALL_E', 'CARRY_FORWARD'];
  expect(directed(segments, 'LOW')).toEqual(low);
  expect(directed(segments, 'FULL')).toEqual(['DALL_E', 'FIGURE_SYNC', 'TEXT_ONLY', 'DALL_E', 'DALL_E']);
});

test('an approved picture is shown and takes no other’s place', () => {
  const segments = of({ hasApprovedPicture: true, importance: 1 }, { importance: 0.4 }, { importance: 0.1 });
  expect(directed(segments, 'LOW')).toEqual(['DALL_E', 'DALL_E', 'CARRY_FORWARD']);
});

test('what a person decided stands, whatever the tier', () => {
  fc.assert(
    fc.property(anySegments, anyTier, (segments, tier) => {
      const modes = directed(segments, tier);
      expect(modes).toHaveLength(segments.length);
      for (const [index, { displayMode, speaksOfFigure }] of segments.entries()) {
        if (displayMode !== null && displayMode !== 'DALL_E') expect(modes[index]).toBe(displayMode);
        else if (speaksOfFigure) expect(modes[index]).toBe('FIGURE_SYNC');
      }
    }),
  );
});

test('no more is drawn than the tier pays for, and nothing that is less important than what is not', () => {
  fc.assert(
    fc.property(anySegments, anyTier, (segments, tier) => {
      const modes = directed(segments, tier);
      const having = (mode: string) =>
        segments.filter(({ hasApprovedPicture }, index) => modes[index] === mode && !hasApprovedPicture);
      const drawn = having('DALL_E');
      expect(drawn.length).toBeLessThanOrEqual(imageQuota(tier, segments.length));
      const carried = having('CARRY_FORWARD').filter(({ displayMode }) => displayMode !== 'CARRY_FORWARD');
      if (carried.length > 0) expect(drawn).toHaveLength(imageQuota(tier, segments.length));
      const least = Math.min(...drawn.map(({ importance }) => importance));
      expect(carried.every(({ importance }) => importance <= least)).toBe(true);
    }),
  );
});

test('directing changes nothing, so that another tier can be tried at once', () => {
  fc.assert(
    fc.property(anySegments, anyTier, anyTier, (segments, tier, other) => {
      const before = structuredClone(segments);
      const modes = directed(segments, tier);
      directed(segments, other);
      expect(segments).toEqual(before);
      expect(directed(segments, tier)).toEqual(modes);
    }),
  );
});

test('what is approved is shown in every tier, whatever kind it is of', () => {
  const segments = of(
    { hasApprovedPicture: true },
    { hasApprovedCard: true, importance: 1 },
    { hasApprovedPicture: true, intent: 'TRANSITION' },
    {},
  );
  for (const tier of TIERS) expect(directed(segments, tier).slice(0, 3)).toEqual(['DALL_E', 'TEXT_ONLY', 'DALL_E']);
});

test('as many are drawn as the tier pays for, exactly, where so many are open', () => {
  fc.assert(
    fc.property(anySegments, anyTier, (segments, tier) => {
      const modes = directed(segments, tier);
      const most = imageQuota(tier, segments.length);
      const isOpen = ({ displayMode, speaksOfFigure, hasApprovedPicture, intent }: Directed) =>
        (displayMode === null || displayMode === 'DALL_E') &&
        !speaksOfFigure &&
        !hasApprovedPicture &&
        intent !== 'TRANSITION';
      const open = segments.flatMap((segment, index) => (isOpen(segment) ? [modes[index]] : []));
      expect(open.filter((mode) => mode === 'DALL_E')).toHaveLength(Math.min(most, open.length));
    }),
  );
});

test('no tier loses a figure, and more money is never fewer pictures or clips', () => {
  fc.assert(
    fc.property(anySegments, (segments) => {
      const moving = segments.map(({ importance }) => ({ importance, hasApprovedClip: false }));
      const counts = TIERS.map((tier) => {
        const modes = directed(segments, tier);
        for (const [index, { displayMode, speaksOfFigure }] of segments.entries())
          if (speaksOfFigure && (displayMode ?? 'DALL_E') === 'DALL_E') expect(modes[index]).toBe('FIGURE_SYNC');
        const clips = clipped(moving, modes, tier);
        for (const [index, isClip] of clips.entries()) if (isClip) expect(modes[index]).toBe('DALL_E');
        expect(clips.filter(Boolean).length).toBeLessThanOrEqual(clipQuota(tier, segments.length));
        return [modes.filter((mode) => mode === 'DALL_E').length, clips.filter(Boolean).length] as const;
      });
      for (const kind of [0, 1] as const) {
        const each = counts.map((count) => count[kind]);
        expect(each).toEqual(each.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('an approved clip moves without taking another’s place', () => {
  const moving = [0.2, 0.9, 0.5].map((importance, n) => ({ importance, hasApprovedClip: n === 0 }));
  expect(clipped(moving, ['DALL_E', 'DALL_E', 'DALL_E'], 'HIGH')).toEqual([true, true, false]);
  expect(clipped(moving, ['DALL_E', 'CARRY_FORWARD', 'DALL_E'], 'HIGH')).toEqual([true, false, true]);
  expect(clipped(moving, ['DALL_E', 'DALL_E', 'DALL_E'], 'MEDIUM')).toEqual([false, false, false]);
});

test('what people decided stands above what a tier gives', () => {
  expect(shownMode({ displayMode: 'TEXT_ONLY', directedMode: 'DALL_E' })).toBe('TEXT_ONLY');
  expect(shownMode({ displayMode: 'DALL_E', directedMode: 'CARRY_FORWARD' })).toBe('CARRY_FORWARD');
  expect(shownMode({ displayMode: null, directedMode: null })).toBeNull();
});

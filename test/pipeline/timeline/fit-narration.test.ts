import fc from 'fast-check';
import { fitNarration, inTempo, type NarrationToFit } from '../../../src/pipeline/timeline/fit-narration';

const pauses = { openingFrames: 12, leadFrames: 6, tailFrames: 9, closingFrames: 24 };
const order = (voiceFrames: readonly number[], targetFrames: number | null): NarrationToFit => {
  return { voiceFrames, pauses, cardFrames: 48, targetFrames };
};
/** 12 + 2 × 15 + 24 of pauses, 48 of a card. */
const REST = 114;

test('without a length that was asked for, and within a tenth below it, everything stays as it is', () => {
  for (const target of [null, 200 + REST, Math.floor((200 + REST) / 0.9)]) {
    const fitted = fitNarration(order([100, 100], target));
    expect(fitted).toMatchObject({ tempo: 1, durationFrames: 200 + REST, lengthenedByFrames: 0, says: null });
    expect(fitted.gaps).toEqual(Array.from({ length: 2 }, () => ({ leadFrames: 6, voiceFrames: 100, tailFrames: 9 })));
  }
});

test('pauses give way first', () => {
  const fitted = fitNarration(order([100, 100], 200 + REST - 30));
  expect(fitted).toMatchObject({ tempo: 1, durationFrames: 200 + REST - 30, lengthenedByFrames: 0 });
  expect(fitted.says).toBe('To fit, pauses are 55 % of what they were.');
});

test('then it is spoken faster, and no faster than needed', () => {
  const fitted = fitNarration(order([500, 500], 1_000 + REST - 100));
  expect(fitted.durationFrames).toBeLessThanOrEqual(1_000 + REST - 100);
  expect(fitted.tempo).toBe(1.06);
});

test('then the film is longer, and says so', () => {
  const fitted = fitNarration(order([500, 500], 600));
  expect(fitted.tempo).toBe(1.15);
  expect(fitted.lengthenedByFrames).toBe(fitted.durationFrames - 600);
  expect(fitted.says).toContain(`the film is ${fitted.lengthenedByFrames} frames longer than was asked for`);
});

test('where little is said pauses grow, to the double at most', () => {
  const fitted = fitNarration(order([100, 100], 5_000));
  expect(fitted).toMatchObject({ tempo: 1, durationFrames: 200 + 48 + 132, lengthenedByFrames: 0 });
  expect(fitNarration(order([100, 100], 360)).durationFrames).toBe(360);
});

const frames = fc.nat({ max: 2_000 });
const anyOrder = fc.record({
  voiceFrames: fc.array(frames, { maxLength: 40 }),
  pauses: fc.record({
    openingFrames: fc.nat(60),
    leadFrames: fc.nat(60),
    tailFrames: fc.nat(60),
    closingFrames: fc.nat(60),
  }),
  cardFrames: fc.nat(200),
  targetFrames: fc.option(fc.nat({ max: 60_000 })),
});

test('whatever is asked for, the sums are exact, no voice is cut, and no pause leaves its bounds', () => {
  fc.assert(
    fc.property(anyOrder, (asked) => {
      const fitted = fitNarration(asked);
      const sum = fitted.gaps.reduce((all, gap) => all + gap.leadFrames + gap.voiceFrames + gap.tailFrames, 0);
      expect(fitted.openingFrames + sum + fitted.closingFrames + asked.cardFrames).toBe(fitted.durationFrames);
      const hundredths = Math.round(fitted.tempo * 100);
      expect(hundredths).toBeGreaterThanOrEqual(100);
      expect(hundredths).toBeLessThanOrEqual(115);
      expect(fitted.gaps.map((gap) => gap.voiceFrames)).toEqual(inTempo(asked.voiceFrames, hundredths));
      for (const { leadFrames, tailFrames } of fitted.gaps) {
        expect(leadFrames).toBeGreaterThanOrEqual(Math.floor(asked.pauses.leadFrames / 3) - 1);
        expect(leadFrames).toBeLessThanOrEqual(2 * asked.pauses.leadFrames + 1);
        expect(tailFrames).toBeGreaterThanOrEqual(Math.floor(asked.pauses.tailFrames / 3) - 1);
        expect(tailFrames).toBeLessThanOrEqual(2 * asked.pauses.tailFrames + 1);
      }
      const { targetFrames } = asked;
      expect(fitted.lengthenedByFrames).toBe(
        targetFrames === null ? 0 : Math.max(0, fitted.durationFrames - targetFrames),
      );
      if (fitted.lengthenedByFrames > 0) expect(hundredths).toBe(115);
    }),
    { numRuns: 500 },
  );
});

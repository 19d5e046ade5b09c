import fc from 'fast-check';
import { filledFrames } from '../../../../src/pipeline/shots/steps/filled-frames';
import { action, film, says, scene, shotsOf } from './stories';

const bounded = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 800 }),
      fc.double({ min: 0.01, max: 900, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .chain((shots) => {
    const least = shots.map(([low]) => low);
    const most = shots.map(([low, more]) => low + more);
    const weights = shots.map(([, , weight]) => weight);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    return fc
      .integer({ min: sum(least), max: sum(most) })
      .map((total) => ({ total, vessels: { weights, least, most } }));
  });

test('frames fill their bounds to exactly the total', () => {
  fc.assert(
    fc.property(bounded, ({ total, vessels }) => {
      const frames = filledFrames(total, vessels);
      expect(frames.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [at, share] of frames.entries()) {
        expect(share).toBeGreaterThanOrEqual(vessels.least[at] ?? 0);
        expect(share).toBeLessThanOrEqual(vessels.most[at] ?? 0);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what is free keeps its proportions', () => {
  expect(filledFrames(400, { weights: [1, 2, 5], least: [10, 10, 10], most: [500, 500, 500] })).toEqual([50, 100, 250]);
  expect(filledFrames(400, { weights: [1, 2, 5], least: [10, 10, 10], most: [500, 500, 160] })).toEqual([80, 160, 160]);
});

const secondsOf = (shots: readonly { durationFrames: number }[]) =>
  shots.map(({ durationFrames }) => durationFrames / 24);

test('a shot takes its base at the pace of film and beat', () => {
  const { scenes } = film([scene([action('Rae sits.')])]);
  expect(secondsOf(scenes[0]?.shots ?? []).map((seconds) => Math.round(seconds * 10) / 10)).toEqual([5.3, 2.4]);
});

test('speech takes the time of its words, and no name or aside is one', () => {
  const words = 'one two three four five six seven eight nine ten eleven twelve';
  const [plain] = shotsOf(says('RAE', words));
  const [aside] = shotsOf(says('RAE CALDER', '(as low and slow as she can, to nobody)', words));
  expect(plain?.durationFrames).toBe(Math.round((12 / 2.5 + 0.5) * 1.2 * 24));
  expect(aside?.durationFrames).toBe(plain?.durationFrames);
});

test('a hundred seconds in two shots of thirty at most get the shots that they lack', () => {
  const { scenes, problems } = film([scene([action('Rae sits.')], { targetSeconds: 100 })]);
  const shots = scenes[0]?.shots ?? [];
  expect(shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0)).toBe(2400);
  expect(shots.map(({ trigger, content, covers }) => [trigger, content, covers.length])).toEqual([
    ['LOCATION_ESTABLISH', 'Room, day.', 0],
    ['REACTION', 'Rae Calder reacts.', 0],
    ['ACTION_BEAT', 'Rae sits.', 1],
    ['LOCATION_ESTABLISH', 'A detail of Room, day.', 0],
  ]);
  expect(problems).toMatchObject([{ code: 'SHOTS_ADDED', severity: 'WARNING', scene: 1 }]);
});

test('a target of years is not met by a million shots', () => {
  const { scenes, problems } = film([scene([action('Rae sits.')], { targetSeconds: 1e9 })]);
  expect(scenes[0]?.shots.length).toBeLessThan(500);
  expect(problems.map(({ code }) => code)).toEqual(['SHOTS_ADDED', 'TARGET_TOO_LONG']);
});

test('too short a target merges what is alike, and where that is not enough says both lengths', () => {
  const walks = Array.from({ length: 5 }, (_, n) => action(`Rae walks past door ${n}.`));
  const merged = film([scene(walks, { targetSeconds: 3 })]);
  expect(merged.scenes[0]?.shots.map(({ covers }) => covers.length)).toEqual([0, 4, 1]);
  expect(merged.scenes[0]?.shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0)).toBe(72);
  expect(merged.problems.map(({ code }) => code)).toEqual(['SHOTS_MERGED']);
  const talk = [...says('RAE', 'Yes.'), ...says('MANNY', 'No.'), ...says('RAE', 'Yes.')];
  const { scenes, problems } = film([scene(talk, { targetSeconds: 2 })]);
  expect(secondsOf(scenes[0]?.shots ?? [])).toEqual([1, 1, 1, 1]);
  expect(problems).toMatchObject([{ code: 'TARGET_TOO_SHORT', severity: 'ERROR' }]);
  expect(problems[0]?.message).toBe('Scene 1 should last 2 s; its 4 shots of at least 1 s last 4 s.');
});

test('speech keeps its four words a second while other shots can give way', () => {
  const words = 'word '.repeat(40).trim();
  const told = (targetSeconds: number) =>
    film([scene([action('Rae sits.'), ...says('RAE', words)], { targetSeconds })]);
  const tight = told(12);
  expect(secondsOf(tight.scenes[0]?.shots ?? [])).toEqual([1, 1, 10]);
  expect(tight.problems).toEqual([]);
  const rushed = told(9);
  expect(rushed.problems).toMatchObject([{ code: 'SPEECH_RUSHED', severity: 'WARNING', scene: 1 }]);
  expect(secondsOf(rushed.scenes[0]?.shots ?? []).reduce((a, b) => a + b, 0)).toBe(9);
});

test('a faster format has shorter shots of the same words', () => {
  const frames = (format: 'TIKTOK' | 'YOUTUBE' | 'FEATURE') =>
    film([scene([action('Rae sits.')])], { format }).scenes[0]?.shots[1]?.durationFrames ?? 0;
  expect([frames('TIKTOK'), frames('YOUTUBE'), frames('FEATURE')]).toEqual([24, 48, 58]);
});

test('words that nobody is named to speak are told of', () => {
  const { scenes, problems } = film([scene([{ kind: 'DIALOGUE', text: 'Hello?' }])]);
  expect(scenes[0]?.shots[1]).toMatchObject({ dialogueText: 'Hello?', dialogueSpeaker: null });
  expect(problems).toMatchObject([{ code: 'SPEAKER_UNKNOWN', scene: 1, shot: 2 }]);
});

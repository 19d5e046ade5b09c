import fc from 'fast-check';
import { MissingAssets } from '../../../src/pipeline/errors';
import { type PlannedFilm, type PlannedScene, planCut } from '../../../src/pipeline/timeline/plan-cut';

const RATE = { numerator: 24, denominator: 1 };
const SIZE = { width: 1080, height: 1920 };

const hash = (name: string): string => name.padEnd(64, '0');
const picture = (name: string) => ({
  take: { assetId: name, sha256: hash(name), isClip: false },
  words: name,
  motion: null,
});
const spoken = (seconds: number, text = 'Step one.') => ({
  text,
  take: {
    ...{ assetId: `voice ${text}`, sha256: hash(text), loudnessLufs: -20 },
    ...{ durationSeconds: seconds, words: null },
    sentences: [{ text, startSeconds: 0, endSeconds: seconds }],
  },
});

const scene = (id: string, durationMs: number, more: Partial<PlannedScene> = {}): PlannedScene => ({
  ...{ id, durationMs, narration: null, pictures: [picture(id)], isSoft: false },
  ...more,
});

const film = (scenes: readonly PlannedScene[], more: Partial<PlannedFilm> = {}): PlannedFilm => ({
  ...{ ownerId: 'plan', scenes, music: [], rate: RATE, size: SIZE },
  ...more,
});

test('scenes of 2, 1.5 and 1.5 seconds are 120 frames, each where its time is', () => {
  const scenes = [scene('a', 2_000), scene('b', 1_500), scene('c', 1_500)];
  const { cut, notes } = planCut(film(scenes));
  expect(cut.durationFrames).toBe(120);
  expect(cut.picture.map(({ startFrame }) => startFrame)).toEqual([0, 48, 84]);
  expect(notes).toEqual([]);
});

test('rounding is never added up: a thousand scenes of a third of a second end where the film does', () => {
  const scenes = Array.from({ length: 1_000 }, (_, index) => scene(`s${index}`, 333));
  expect(planCut(film(scenes)).cut.durationFrames).toBe(Math.round(333 * 24));
});

test('a little too long, a narration is heard faster in its own scene', () => {
  const { cut, notes } = planCut(film([scene('a', 2_000, { narration: spoken(2.2) }), scene('b', 2_000)]));
  expect(cut.durationFrames).toBe(96);
  expect(cut.narration[0]).toMatchObject({ startFrame: 0, durationFrames: 48, tempo: 1.11 });
  expect(notes).toEqual([expect.stringContaining('NARRATION_FASTER (a)')]);
});

test('longer still, it runs on under the scene in which nobody speaks', () => {
  const { cut, notes } = planCut(film([scene('a', 2_000, { narration: spoken(3.75) }), scene('b', 2_000)]));
  expect(cut.durationFrames).toBe(96);
  expect(cut.narration[0]).toMatchObject({ durationFrames: 72, tempo: 1.25 });
  expect(cut.picture.map(({ startFrame }) => startFrame)).toEqual([0, 48]);
  expect(notes[0]).toContain('NARRATION_RUNS_ON (a)');
});

test('else its scene is longer, and all that comes later moves', () => {
  const scenes = [
    scene('a', 2_000, { narration: spoken(3.75) }),
    scene('b', 2_000, { narration: spoken(1, 'Step two.') }),
  ];
  const { cut, notes } = planCut(film(scenes));
  expect(cut.durationFrames).toBe(96 + 24);
  expect(cut.picture.map(({ startFrame }) => startFrame)).toEqual([0, 72]);
  expect(cut.narration.map(({ startFrame, durationFrames }) => [startFrame, durationFrames])).toEqual([
    [0, 72],
    [72, 24],
  ]);
  expect(notes[0]).toContain('NARRATION_TOO_LONG (a): The narration lasts 3.75 s and its scene 2 s');
});

test('several pictures share the time of their scene', () => {
  const { cut } = planCut(film([scene('a', 2_000, { pictures: ['x', 'y', 'z'].map(picture) })]));
  expect(cut.picture.map(({ startFrame, durationFrames }) => [startFrame, durationFrames])).toEqual([
    [0, 16],
    [16, 16],
    [32, 16],
  ]);
});

test('what could not be made keeps its time with a card that says it', () => {
  const gone = { take: null, words: 'hands opening a laptop', motion: null };
  const silent = { text: 'Step two.', take: null };
  const { cut } = planCut(film([scene('a', 1_000, { pictures: [gone] }), scene('b', 1_000, { narration: silent })]));
  expect(cut.picture.map(({ card }) => card?.text)).toEqual(['hands opening a laptop', 'Step two.']);
  expect(cut.durationFrames).toBe(48);
});

test('music is heard from its moment on, and what was to be heard to the end is, however long the film became', () => {
  const take = { assetId: 'music', sha256: hash('music'), loudnessLufs: -30 };
  const scenes = [scene('a', 2_000, { narration: spoken(3.75) }), scene('b', 2_000, { narration: spoken(1, 'Two.') })];
  const music = [
    { take, startMs: 0, endMs: 4_000 },
    { take, startMs: 2_500, endMs: 3_000 },
    { take, startMs: 9_000, endMs: null },
  ];
  const { cut } = planCut(film(scenes, { music }));
  expect(cut.ambience.map(({ startFrame, durationFrames }) => [startFrame, durationFrames])).toEqual([
    [0, 120],
    [84, 12],
  ]);
  expect(cut.ambience[0]).toMatchObject({ gainDb: 4, loops: true });
});

test('a film without any picture is none', () => {
  expect(() => planCut(film([scene('a', 1_000, { pictures: [] })]))).toThrow(MissingAssets);
});

const anyScene = fc
  .record({
    durationMs: fc.integer({ min: 1, max: 20_000 }),
    seconds: fc.option(fc.double({ min: 0.01, max: 40, noNaN: true }), { nil: null }),
    pictures: fc.integer({ min: 0, max: 4 }),
    isSoft: fc.boolean(),
  })
  .map(({ durationMs, seconds, pictures, isSoft }): PlannedScene => {
    const shown = Array.from({ length: pictures }, (_, index) => picture(`p${index}${durationMs}`));
    return scene('s', durationMs, { isSoft, pictures: shown, narration: seconds === null ? null : spoken(seconds) });
  });
const RATES = [RATE, { numerator: 24_000, denominator: 1_001 }, { numerator: 25, denominator: 1 }];

test('whatever is planned, nobody is cut off, no two speak at once, and the film is as long as its scenes', () => {
  fc.assert(
    fc.property(fc.array(anyScene, { minLength: 1, maxLength: 12 }), fc.constantFrom(...RATES), (scenes, rate) => {
      const shown = [...scenes, scene('last', 1_000)];
      const { cut, placed } = planCut(film(shown, { rate }));
      const plannedMs = shown.reduce((sum, { durationMs }) => sum + durationMs, 0);
      const planned = Math.round((plannedMs * rate.numerator) / (1_000 * rate.denominator));
      expect(cut.durationFrames).toBeGreaterThanOrEqual(planned);
      expect(placed.at(-1)?.endFrameExclusive).toBe(cut.durationFrames);
      let free = 0;
      for (const { startFrame, durationFrames, tempo = 1 } of cut.narration) {
        expect(startFrame).toBeGreaterThanOrEqual(free);
        expect(tempo).toBeLessThanOrEqual(1.25);
        free = startFrame + durationFrames;
      }
      expect(free).toBeLessThanOrEqual(cut.durationFrames);
      expect(cut.picture.reduce((sum, { durationFrames }) => sum + durationFrames, 0)).toBe(cut.durationFrames);
      if (cut.narration.every(({ tempo = 1 }) => tempo === 1)) expect(cut.durationFrames).toBe(planned);
    }),
  );
});

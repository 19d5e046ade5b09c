import fc from 'fast-check';
import { fittedNarration } from '../../../src/pipeline/planner/narration-fit';

test('narration that fits is left as it is', () => {
  expect(fittedNarration({ voiceMs: 1_900, sceneMs: 2_000, nextIsSilentMs: 0 })).toEqual({
    tempo: 1,
    heardMs: 1_900,
    runsOnMs: 0,
    lengthenedByMs: 0,
    warning: null,
  });
});

test('a little too long, it is spoken faster, and no faster than needed', () => {
  const fitted = fittedNarration({ voiceMs: 2_200, sceneMs: 2_000, nextIsSilentMs: 5_000 });
  expect(fitted).toMatchObject({ tempo: 1.1, heardMs: 2_000, runsOnMs: 0, lengthenedByMs: 0 });
  expect(fitted.warning?.code).toBe('NARRATION_FASTER');
});

test('at 1.25 times as fast it runs on under the next scene where nobody speaks', () => {
  const fitted = fittedNarration({ voiceMs: 3_750, sceneMs: 2_000, nextIsSilentMs: 1_500 });
  expect(fitted).toMatchObject({ tempo: 1.25, heardMs: 3_000, runsOnMs: 1_000, lengthenedByMs: 0 });
  expect(fitted.warning?.code).toBe('NARRATION_RUNS_ON');
});

test('else the scene is lengthened, and both durations are told', () => {
  const fitted = fittedNarration({ voiceMs: 3_750, sceneMs: 2_000, nextIsSilentMs: 0 });
  expect(fitted).toMatchObject({ tempo: 1.25, heardMs: 3_000, runsOnMs: 0, lengthenedByMs: 1_000 });
  expect(fitted.warning).toEqual({
    code: 'NARRATION_TOO_LONG',
    message: 'The narration lasts 3.75 s and its scene 2 s; the scene is lengthened by 1 s.',
    path: null,
  });
});

test('it runs on as far as nobody speaks, and only the rest lengthens its scene', () => {
  const fitted = fittedNarration({ voiceMs: 3_750, sceneMs: 2_000, nextIsSilentMs: 400 });
  expect(fitted).toMatchObject({ runsOnMs: 400, lengthenedByMs: 600 });
});

test('no narration is ever cut off, spoken more slowly, or faster than 1.25 times', () => {
  const ms = fc.integer({ min: 0, max: 3_600_000 });
  fc.assert(
    fc.property(ms, ms, ms, (voiceMs, sceneMs, nextIsSilentMs) => {
      const { tempo, heardMs, runsOnMs, lengthenedByMs } = fittedNarration({ voiceMs, sceneMs, nextIsSilentMs });
      expect(tempo).toBeGreaterThanOrEqual(1);
      expect(tempo).toBeLessThanOrEqual(1.25);
      expect(heardMs * tempo).toBeGreaterThanOrEqual(voiceMs - 1);
      expect(sceneMs + runsOnMs + lengthenedByMs).toBeGreaterThanOrEqual(heardMs);
      expect(runsOnMs).toBeLessThanOrEqual(nextIsSilentMs);
      expect(Math.min(runsOnMs, lengthenedByMs)).toBeGreaterThanOrEqual(0);
    }),
  );
});

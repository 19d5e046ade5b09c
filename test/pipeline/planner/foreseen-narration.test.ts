import { foreseenVoiceMs } from '../../../src/pipeline/planner/foreseen-narration';
import { planOf } from '../../../src/pipeline/planner/plan';
import { codesOf } from './told';
import { buildAVid, scene, treatment } from './treatments';

const long = scene({
  durationMs: 2_000,
  narration: 'This is far more than anybody says within the two seconds of a scene.',
});
const plan = (...scenes: readonly ReturnType<typeof scene>[]) =>
  planOf({ treatment: treatment({ scenes }), hints: {} });

test('speech takes a second for fifteen letters, or for five syllables that are characters', () => {
  expect(foreseenVoiceMs('fifteen letters')).toBe(1_000);
  expect(foreseenVoiceMs('こんにちは')).toBe(1_000);
  expect(foreseenVoiceMs('')).toBe(0);
});

test('narration that will not fit is warned of before it is spoken, and no duration changes', () => {
  const { warnings, manifest } = plan(long);
  expect(warnings).toContainEqual({
    code: 'NARRATION_TOO_LONG',
    message: 'The narration of s1 will last about 5 s and its scene lasts 2 s; what does not fit lengthens it.',
    path: 'scenes[0].narration',
  });
  expect(manifest.metadata.durationSeconds).toBe(2);
});

test('where the next scene is silent there is room for it', () => {
  expect(codesOf(plan(long, scene({ durationMs: 3_000 })))).not.toContain('NARRATION_TOO_LONG');
  expect(codesOf(plan(long, scene({ durationMs: 3_000, narration: 'Now me.' })))).toContain('NARRATION_TOO_LONG');
});

test('the sample fits', () => {
  expect(codesOf(planOf({ treatment: buildAVid, hints: {} }))).not.toContain('NARRATION_TOO_LONG');
});

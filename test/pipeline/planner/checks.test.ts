import { businessIssues } from '../../../src/pipeline/planner/checks';
import type { Manifest } from '../../../src/pipeline/planner/manifest/manifest-schema';
import { planOf } from '../../../src/pipeline/planner/plan';
import { buildAVid } from './treatments';

const { manifest } = planOf({ treatment: buildAVid, hints: {} });

/** The codes of what is found in the sample once it was spoiled. */
function codesAfter(spoil: (manifest: Manifest) => unknown): string[] {
  const copy = structuredClone(manifest);
  spoil(copy);
  return [...new Set(businessIssues(copy).map(({ code }) => code))];
}
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
};

test('a plan has no issues', () => {
  expect(businessIssues(manifest)).toEqual([]);
});

test.each<[string, (manifest: Manifest) => unknown]>([
  ['DURATION_MISMATCH', ({ metadata }) => Object.assign(metadata, { durationSeconds: 5.0011 })],
  ['INVALID_SCENE_START', ({ scenes }) => Object.assign(at(scenes, 0), { startAtSec: -0.0005 })],
  ['SCENE_OVERLAP', ({ scenes }) => Object.assign(at(scenes, 2), { startAtSec: 3.49 })],
  ['SCENE_GAP', ({ scenes }) => Object.assign(at(scenes, 2), { startAtSec: 3.505 })],
  ['MISSING_ASSET', ({ scenes }) => Object.assign(at(at(scenes, 0).visuals, 0), { assetId: 'nobody' })],
  ['MISSING_ASSET', ({ scenes }) => Object.assign(at(scenes, 0), { charts: [{ resultAssetId: 'nobody' }] })],
  ['INVALID_ASSET_SOURCE', ({ assets }) => Object.assign(assets.gen_feed_001 ?? {}, { source: 'stock' })],
  ['NO_TTS_PROVIDER', ({ audio }) => Object.assign(audio.ttsDefaults, { provider: undefined })],
  ['UNSUPPORTED_TTS_PROVIDER', ({ scenes }) => Object.assign(at(scenes, 0), { tts: { provider: 'other' } })],
  ['MISSING_GEN_JOB', ({ assets }) => Object.assign(assets, { late: { id: 'late', source: 'generated' } })],
  ['DUPLICATE_SCENE_ID', ({ scenes }) => Object.assign(at(scenes, 1), { id: 's1' })],
  ['DUPLICATE_JOB_ID', ({ jobs }) => jobs.push(structuredClone(at(jobs, 0)))],
  ['UNKNOWN_DEPENDENCY', ({ jobs }) => at(jobs, 0).dependsOn.push('job_nobody')],
  ['DEPENDENCY_CYCLE', ({ jobs }) => at(jobs, 0).dependsOn.push('job_tts_s1')],
  ['DEPENDENCY_CYCLE', ({ jobs }) => at(jobs, 3).dependsOn.push('job_video_s1')],
  ['MISSING_RENDER', ({ jobs }) => jobs.pop()],
  ['MISSING_RENDER', ({ jobs }) => jobs.push({ ...at(jobs, 8), id: 'job_render_again' })],
])('%s is found alone', (code, spoil) => {
  expect(codesAfter(spoil)).toEqual([code]);
});

test('a scene that ends behind the film is out of bounds, beyond a hundredth of a second', () => {
  const longer = (seconds: number) =>
    codesAfter(({ scenes }) => Object.assign(at(scenes, 2), { durationSeconds: 1.5 + seconds }));
  expect(longer(0.02)).toEqual(['DURATION_MISMATCH', 'SCENE_OUT_OF_BOUNDS']);
  expect(longer(0.009)).toEqual(['DURATION_MISMATCH']);
  expect(longer(0.0009)).toEqual([]);
});

test('all rules are looked at, whatever the first ones find', () => {
  const codes = codesAfter((spoiled) => {
    Object.assign(spoiled.metadata, { durationSeconds: 9 });
    spoiled.jobs.pop();
    Object.assign(at(spoiled.scenes, 1), { id: 's1' });
  });
  expect(codes).toEqual(['DURATION_MISMATCH', 'DUPLICATE_SCENE_ID', 'MISSING_RENDER']);
});

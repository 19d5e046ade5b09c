import { JOB_TYPES } from '../../../src/pipeline/planner/manifest/job-schema';
import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { buildAVid, scene, treatment, visual } from './treatments';

/** What planners of this kind got wrong, and ours does not. */
const plan = (...scenes: readonly ReturnType<typeof scene>[]) =>
  planOf({ treatment: treatment({ scenes }), hints: {} });

test('durations that are stated are obeyed, in decimals too', () => {
  const { manifest } = plan(scene({ durationMs: 2_250 }), scene({ durationMs: 1_500 }), scene({ durationMs: 333 }));
  expect(manifest.scenes.map(({ durationSeconds }) => durationSeconds)).toEqual([2.25, 1.5, 0.333]);
});

test('no effect and no transition adds time', () => {
  const times = (effects: readonly string[]) =>
    plan(scene({ durationMs: 2_000, effects }), scene({ durationMs: 3_000, effects })).manifest.scenes.map(
      ({ startAtSec, durationSeconds }) => [startAtSec, durationSeconds],
    );
  expect(times(['crossfade', 'bokeh transition', 'gentle zoom', 'slow pan'])).toEqual(times([]));
});

test('narration is spoken verbatim, with its colons, quotes and all of its characters', () => {
  const narration = `Step one: "open" – and wait; 3:15 is: now. ${'Then more of it: yes. '.repeat(200)}`.trim();
  const { manifest, jobs } = plan(scene({ narration }));
  expect(manifest.scenes[0]?.narration).toBe(narration);
  expect(jobs[0]?.payload.text).toBe(narration);
});

test('a job that is wanted is there: none is dropped that another waits for', () => {
  const { jobs } = plan(
    scene({ purpose: 'hook', durationMs: 3_000, narration: 'Hi.', visuals: [visual('PLAIN', 'a harbour')] }),
    scene({ durationMs: 3_000, narration: 'Ho.', visuals: [visual('USER_ASSET', 'our presenter')] }),
    scene({ durationMs: 3_000, visuals: [visual('CHART_OVERLAY', 'sales')] }),
  );
  expect(jobs.map(({ type }) => type)).toEqual([
    'tts',
    'tts',
    'generate_image',
    'generate_chart',
    'enhance_image',
    'generate_music',
    'generate_video',
    'lip_sync',
    'render_shotstack',
  ]);
});

test('types of jobs are those of one list', () => {
  for (const { type } of planOf({ treatment: buildAVid, hints: {} }).jobs) expect(JOB_TYPES).toContain(type);
});

test('what is to be retried and how often it is tried are two things', () => {
  const [job] = planOf({ treatment: buildAVid, hints: {} }).jobs;
  expect(job?.retryPolicy).toEqual({ maxRetries: 3, backoffSeconds: 30 });
  expect(job).not.toHaveProperty('maxAttempts');
});

test('whether anything was repaired is said, and not assumed', () => {
  const { manifest, usedRepair } = planOf({ treatment: buildAVid, hints: {} });
  expect(usedRepair).toBe(false);
  expect(repairedPlan({ draft: manifest, hints: {} }).usedRepair).toBe(false);
  expect(repairedPlan({ draft: { ...manifest, visuals: undefined }, hints: {} }).usedRepair).toBe(true);
});

test('the quality of a plan is looked at, and not assumed', () => {
  expect(planOf({ treatment: buildAVid, hints: {} }).manifest.qualityGate).toEqual({
    durationCompliance: true,
    requiredAssetsReady: true,
    manifestScore: 0.98,
  });
  expect(plan(scene({ visuals: [visual('USER_ASSET', 'our shop')] })).manifest.qualityGate).toEqual({
    durationCompliance: true,
    requiredAssetsReady: false,
    manifestScore: 0.68,
  });
});

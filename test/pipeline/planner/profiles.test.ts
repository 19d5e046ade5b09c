import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { PROFILES } from '../../../src/pipeline/planner/profiles';
import { codesOf } from './told';
import { scene, treatment, visual } from './treatments';

const plan = (effects: readonly string[], hints: unknown) =>
  planOf({ treatment: treatment({ scenes: [scene({ effects })] }), hints });
const laidOn = ({ manifest }: ReturnType<typeof plan>) => manifest.scenes[0]?.effects?.layeredEffects;

test.each([
  ['educational_explainer', 'strict', 0.5, 5],
  ['ugc_testimonial', 'balanced', 0.3, 3],
  ['marketing_dynamic', 'creative', 1, 10],
])('%s is %s, and pays $%d a job and $%d in all', (name, enforcement, perJob, all) => {
  const row = PROFILES.find((profile) => profile.name === name);
  expect(row).toMatchObject({ enforcement, mostPerJobMicros: perJob * 1e6, mostMicros: all * 1e6 });
});

test('every profile has a name of its own, and names itself', () => {
  expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(6);
  for (const { name } of PROFILES) {
    expect(plan([], { profile: name }).manifest.metadata.profile).toBe(name);
  }
});

test('what a strict profile forbids is taken out, and so is what is too strong, each with a warning', () => {
  const strict = plan(['lens flare', 'cinematic zoom'], { profile: 'educational_explainer' });
  expect(laidOn(strict)).toEqual(['cinematic_zoom']);
  expect(codesOf(strict)).toEqual(['PROFILE_EFFECT']);
  const draft = structuredClone(strict.manifest);
  draft.metadata.hardConstraints = { effects: { maxIntensity: 0.3 } };
  const repaired = repairedPlan({ draft, hints: {} });
  expect(laidOn(repaired)).toEqual([]);
  expect(repaired.manifest.scenes[0]?.effects?.orderingHints).toEqual({});
});

test('a balanced profile keeps what is only too strong', () => {
  const balanced = plan(['bokeh transition', 'lens flare', 'parallax scroll', 'cinematic zoom'], {
    profile: 'corporate_presentation',
    platform: 'youtube',
  });
  expect(laidOn(balanced)).toEqual(['cinematic_zoom', 'parallax_scroll']);
  expect(codesOf(balanced)).toEqual(['PROFILE_EFFECT', 'PROFILE_EFFECT']);
});

test('a creative profile is advice: everything is kept, and warned of', () => {
  const { manifest } = plan(['lens flare'], { profile: 'marketing_dynamic' });
  const draft = structuredClone(manifest);
  draft.metadata.hardConstraints = { effects: { allowedTypes: ['crossfade'] } };
  const kept = repairedPlan({ draft, hints: {} });
  expect(laidOn(kept)).toEqual(['lens_flare']);
  expect(codesOf(kept)).toContain('PROFILE_EFFECT');
});

test('a profile that is made for one platform and one shape decides them', () => {
  const unasked = plan([], { profile: 'ugc_testimonial' });
  expect(unasked.manifest.metadata).toMatchObject({ platform: 'tiktok', aspectRatio: 'Smart Auto' });
  expect(unasked.manifest.visuals.defaultAspect).toBe('9:16');
  expect(codesOf(unasked)).toEqual([]);
  const asked = plan([], { profile: 'ugc_testimonial', platform: 'youtube', aspectRatio: '16:9' });
  expect(asked.manifest.metadata).toMatchObject({ platform: 'tiktok', aspectRatio: '9:16' });
  expect(codesOf(asked)).toEqual(['PROFILE_FRAME', 'PROFILE_FRAME']);
});

test('a profile has its way from scene to scene', () => {
  const corporate = plan([], { profile: 'corporate_presentation', platform: 'tiktok' });
  expect(corporate.manifest.effects.defaultTransition).toBe('crossfade');
  expect(codesOf(corporate)).toEqual(['PROFILE_TRANSITION']);
});

test('colours and fonts that are not the profile’s are taken out', () => {
  const { manifest } = planOf({
    treatment: treatment({
      scenes: [scene()],
      consistency: { colors: ['#112233', '#445566'], typography: 'Lora / Inter' },
    }),
    hints: {},
  });
  const draft = structuredClone(manifest);
  draft.metadata.hardConstraints = { style: { palette: ['#112233'], fonts: ['Inter'] } };
  const { manifest: styled, warnings } = repairedPlan({ draft, hints: {} });
  expect(styled.visuals).toMatchObject({ colorPalette: ['#112233'], fonts: { secondary: 'Inter' } });
  expect(styled.visuals.fonts).not.toHaveProperty('primary');
  expect(codesOf({ warnings })).toEqual(['PROFILE_STYLE', 'PROFILE_STYLE']);
});

test('more scenes a second than the profile wants are warned of, and stay as long as they are', () => {
  const fast = planOf({
    treatment: treatment({ scenes: [scene({ durationMs: 500 }), scene({ durationMs: 1_500 })] }),
    hints: { profile: 'educational_explainer' },
  });
  expect(fast.manifest.scenes.map(({ durationSeconds }) => durationSeconds)).toEqual([0.5, 1.5]);
  expect(codesOf(fast)).toEqual(['PROFILE_PACE']);
});

test('a clip that costs more than the profile pays a job is left out; its picture stays', () => {
  const long = planOf({
    treatment: treatment({ scenes: [scene({ durationMs: 10_000, visuals: [visual('PLAIN', 'a harbour')] })] }),
    hints: { profile: 'ugc_testimonial' },
  });
  expect(long.jobs.map(({ type }) => type)).toEqual(['generate_image', 'generate_music', 'render_shotstack']);
  expect(codesOf(long)).toEqual(['COST_CAP_JOB']);
});

test('when all together cost too much, the last clips are left out', () => {
  const scenes = Array.from({ length: 12 }, (_, index) =>
    scene({ durationMs: 6_000, visuals: [visual('PLAIN', `somebody walks along street ${'abcdefghijkl'[index]}x`)] }),
  );
  const plan = planOf({ treatment: treatment({ scenes }), hints: { profile: 'educational_explainer' } });
  const clips = plan.jobs.filter(({ type }) => type === 'generate_video').map(({ payload }) => payload.sceneId);
  expect(clips).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'].slice(0, clips.length));
  expect(clips.length).toBeLessThan(12);
  expect(codesOf(plan)).toContain('COST_CAP_PLAN');
  const cost = plan.jobs.reduce((sum, { estimatedCost = 0 }) => sum + estimatedCost, 0);
  expect(cost).toBeLessThanOrEqual(5);
});

test('a creative profile pays more than its caps, and says so', () => {
  const long = planOf({
    treatment: treatment({ scenes: [scene({ durationMs: 60_000, visuals: [visual('PLAIN', 'a harbour')] })] }),
    hints: { profile: 'marketing_dynamic' },
  });
  expect(long.jobs.map(({ type }) => type)).toContain('generate_video');
  expect(codesOf(long)).toEqual(['COST_CAP_JOB']);
});

test('a profile that nobody knows is kept in the draft, planned as a general one, and warned of', () => {
  const { manifest } = plan([], {});
  const unknown = repairedPlan({
    draft: { ...manifest, metadata: { ...manifest.metadata, profile: 'noir' } },
    hints: {},
  });
  expect(unknown.manifest.metadata.profile).toBe('noir');
  expect(codesOf(unknown)).toContain('UNKNOWN_PROFILE');
});

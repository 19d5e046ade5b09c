import { identifiedPlan } from '../../../src/pipeline/planner/identified-plan';
import type { Manifest } from '../../../src/pipeline/planner/manifest/manifest-schema';
import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { codesOf } from './told';
import { buildAVid, scene, treatment, visual } from './treatments';

const jobsOf = (says: Parameters<typeof treatment>[0], hints: unknown = {}) =>
  planOf({ treatment: treatment(says), hints }).jobs;
const named = (says: Parameters<typeof treatment>[0], type: string, hints: unknown = {}) =>
  jobsOf(says, hints).filter((job) => job.type === type);

test('the sample is taken apart into these jobs, in this order', () => {
  const { jobs } = planOf({ treatment: buildAVid, hints: {} });
  expect(
    jobs.map(({ id, type, priority, retryPolicy: r }) => [id, type, priority, r.maxRetries, r.backoffSeconds]),
  ).toEqual([
    ['job_tts_s1', 'tts', 10, 3, 30],
    ['job_tts_s2', 'tts', 10, 3, 30],
    ['job_tts_s3', 'tts', 10, 3, 30],
    ['job_gen_laptop_001', 'generate_image', 10, 2, 60],
    ['job_gen_background_001', 'generate_image', 10, 2, 60],
    ['job_gen_feed_001', 'generate_image', 10, 2, 60],
    ['job_music_01', 'generate_music', 5, 2, 60],
    ['job_video_s1', 'generate_video', 6, 2, 90],
    ['job_render_shotstack', 'render_shotstack', 12, 3, 120],
  ]);
});

test('narration is spoken by a job that knows everything about it', () => {
  const [job] = named({ scenes: [scene({ narration: 'Step one: pick footage.' })] }, 'tts');
  expect(job).toMatchObject({ id: 'job_tts_s1', dependsOn: [] });
  expect(job?.payload).toEqual({
    sceneId: 's1',
    text: 'Step one: pick footage.',
    provider: 'elevenlabs',
    voiceId: 'eva',
    format: 'mp3',
    style: null,
    sampleRate: 22050,
    stability: 0.7,
  });
});

test('who says nothing, or blanks, is not spoken', () => {
  expect(named({ scenes: [scene(), scene({ narration: '  ' })] }, 'tts')).toEqual([]);
});

test('a picture is asked for in its words, the profile’s style, the tone and the shape', () => {
  const [job] = named({ scenes: [scene({ visuals: [visual('STOCK_FOOTAGE', 'a harbour')] })] }, 'generate_image', {
    profile: 'anime_mode',
    aspectRatio: '9:16',
    tone: 'wistful',
  });
  expect(job?.payload).toEqual({
    sceneId: 's1',
    prompt: 'a harbour, anime style, cel shading, wistful tone, 9:16',
    model: 'falai-anime-v1',
    resultAssetId: 'gen_harbour_001',
    resolution: '1080x1920',
    quality: 'standard',
  });
});

test.each([
  ['16:9', '1920x1080'],
  ['9:16', '1080x1920'],
  ['1:1', '1080x1080'],
  ['4:3', '1440x1080'],
])('%s is drawn in %s', (aspectRatio, resolution) => {
  const [job] = named({ scenes: [scene()] }, 'generate_image', { aspectRatio });
  expect(job?.payload.resolution).toBe(resolution);
});

test('an asset that is not called gen_ has its job called so', () => {
  const { manifest } = planOf({ treatment: buildAVid, hints: {} });
  const draft = structuredClone(manifest);
  draft.scenes[0]?.visuals.push({ type: 'generated', assetId: 'skyline' });
  expect(repairedPlan({ draft, hints: {} }).jobs.map(({ id }) => id)).toContain('job_gen_skyline');
});

test('jobs that would be called alike are told apart', () => {
  const { manifest } = planOf({ treatment: buildAVid, hints: {} });
  const draft: Manifest = structuredClone(manifest);
  draft.scenes[0]?.visuals.push({ type: 'generated', assetId: 'laptop_001' });
  draft.audio.music.cueMap.render_shotstack = { id: 'render_shotstack', startSec: 0, mood: 'calm' };
  draft.audio.music.cueMap.tts_s1 = { id: 'tts_s1', startSec: 0, mood: 'calm' };
  const { jobs, valid } = repairedPlan({ draft, hints: {} });
  expect(valid).toBe(true);
  expect(jobs.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['job_gen_laptop_001', 'job_gen_laptop_001_2', 'job_tts_s1_2', 'job_render_shotstack_2']),
  );
});

test.each<[string, Parameters<typeof scene>[0], unknown]>([
  ['the hook', { purpose: 'hook', visuals: [visual('PLAIN', 'a harbour')] }, {}],
  ['an anime scene', { purpose: 'body', visuals: [visual('PLAIN', 'a harbour')] }, { profile: 'anime_mode' }],
  ['a scene whose words move', { purpose: 'body', visuals: [visual('PLAIN', 'a dog running')] }, {}],
])('%s gets a clip, made from its picture', (_name, says, hints) => {
  const [job] = named({ scenes: [scene({ durationMs: 3_000, ...says })] }, 'generate_video', hints);
  const source = job?.payload.sourceAssetId;
  expect(job).toMatchObject({
    id: 'job_video_s1',
    dependsOn: [`job_${source}`],
    payload: { sceneId: 's1', duration: 3 },
  });
});

test('a still body, a card’s background and a chart get no clip', () => {
  const scenes = [
    scene({ purpose: 'hook', visuals: [visual('KPI_CARD', '42')] }),
    scene({ purpose: 'hook', visuals: [visual('CHART_OVERLAY', 'sales')] }),
    scene({ purpose: 'body', visuals: [visual('PLAIN', 'a harbour')] }),
  ];
  expect(named({ scenes }, 'generate_video')).toEqual([]);
});

test('a clip that need not be made from its picture does not wait for it', () => {
  const [job] = named(
    {
      scenes: [scene({ visuals: [visual('PLAIN', 'a harbour')] })],
      overview: { durationMs: 3_000 },
      consistency: { enforcesTextToImageToVideo: false },
    },
    'generate_video',
  );
  expect(job).toMatchObject({ dependsOn: [], payload: { sourceAssetId: null } });
});

test('a chart is drawn from the numbers that are stated', () => {
  const data = [
    { label: 'Q1', value: 10, unit: null },
    { label: 'Q2', value: 12.5, unit: 'M' },
  ];
  const [job] = named(
    { scenes: [scene({ visuals: [visual('CHART_OVERLAY', 'revenue by quarter', data)] })] },
    'generate_chart',
  );
  expect(job).toMatchObject({ id: 'job_chart_s1', priority: 9 });
  expect(job?.payload).toMatchObject({
    sceneId: 's1',
    data,
    style: 'vector-minimal',
    provider: 'gptimage',
    resultAssetId: 'gen_chart_quarter_001',
  });
  expect(job?.payload).not.toHaveProperty('missing');
});

test('a chart without stated numbers says what is missing, and none are made up', () => {
  const plan = planOf({
    treatment: treatment({ scenes: [scene({ visuals: [visual('CHART_OVERLAY', 'sales')] })] }),
    hints: {},
  });
  const job = plan.jobs.find(({ type }) => type === 'generate_chart');
  expect(job?.payload).toMatchObject({ data: [], missing: expect.stringContaining('No numbers are stated') });
  expect(job?.warnings).toHaveLength(1);
  expect(codesOf(plan)).toContain('CHART_WITHOUT_DATA');
});

test('several charts of one scene have a job each', () => {
  const visuals = [visual('CHART_OVERLAY', 'sales'), visual('CHART_OVERLAY', 'costs')];
  expect(named({ scenes: [scene({ visuals })] }, 'generate_chart').map(({ id }) => id)).toEqual([
    'job_chart_s1',
    'job_chart_s1_2',
  ]);
});

test('music lasts as long as its cue', () => {
  const [job] = named({ scenes: [scene({ durationMs: 45_000 })] }, 'generate_music', { tone: 'casual' });
  expect(job).toMatchObject({
    id: 'job_music_01',
    priority: 5,
    payload: { cueId: 'music_01', mood: 'friendly_uplifting', durationSec: 45, provider: 'elevenlabs-music' },
  });
});

test('the user’s own asset that is not there, or is to be edited, is enhanced', () => {
  const { manifest } = planOf({
    treatment: treatment({
      scenes: [scene({ visuals: [visual('USER_ASSET', 'our shop'), visual('USER_ASSET', 'our team')] })],
      assets: [{ kind: 'ASSET', url: 'https://media.example.com/shop.png' }],
    }),
    hints: {},
  });
  const draft = structuredClone(manifest);
  if (draft.assets.user_shop_001) draft.assets.user_shop_001.requiredEdits = ['upscale-2x'];
  const { jobs } = repairedPlan({ draft, hints: {} });
  expect(
    jobs.filter(({ type }) => type === 'enhance_image').map(({ id, payload, priority }) => [id, payload, priority]),
  ).toEqual([
    ['job_enhance_user_shop_001', { assetId: 'user_shop_001', edits: ['upscale-2x'] }, 8],
    ['job_enhance_user_team_001', { assetId: 'user_team_001', edits: [] }, 8],
  ]);
});

test('a face of the user’s speaks what is said over it, once there are its voice and its picture', () => {
  const face = { visuals: [visual('USER_ASSET', 'our presenter in the shop')], durationMs: 3_000 };
  const [job] = named({ scenes: [scene({ ...face, narration: 'Welcome.' })] }, 'lip_sync');
  expect(job).toMatchObject({
    id: 'job_lipsync_s1',
    dependsOn: ['job_tts_s1', 'job_enhance_user_shop_001'],
    payload: { sceneId: 's1', audioJobId: 'job_tts_s1', videoAssetId: 'user_shop_001', startTime: 0, endTime: 3 },
  });
});

test('nobody’s lips move where nothing is said, or where no face of the user’s is seen', () => {
  const visuals = [visual('USER_ASSET', 'our presenter')];
  expect(named({ scenes: [scene({ visuals })] }, 'lip_sync')).toEqual([]);
  const drawn = [visual('AI_GEN_ASSET', 'a presenter'), visual('USER_ASSET', 'our shop')];
  expect(named({ scenes: [scene({ visuals: drawn, narration: 'Hi.' })] }, 'lip_sync')).toEqual([]);
});

test('the film is rendered once, last, from everything', () => {
  const { jobs } = planOf({ treatment: buildAVid, hints: {} });
  const render = jobs.at(-1);
  expect(render).toMatchObject({ type: 'render_shotstack', payload: { manifestId: null, callbackUrl: null } });
  expect(render?.dependsOn).toEqual(jobs.slice(0, -1).map(({ id }) => id));
});

test('the render knows its manifest once that has an id', () => {
  const { manifest } = planOf({ treatment: buildAVid, hints: {} });
  const id = '7a1f6f6e-3e0b-4a52-9d6f-0b8f6a0c1d2e';
  const { jobs } = repairedPlan({ draft: { ...manifest, id }, hints: {} });
  expect(jobs.at(-1)?.payload.manifestId).toBe(id);
});

test('sound effects, for which there is no job, are not left out in silence', () => {
  expect(codesOf(planOf({ treatment: treatment({ scenes: [scene({ sfx: ['whoosh'] })] }), hints: {} }))).toContain(
    'SOUNDS_WITHOUT_JOB',
  );
});

test('a plan that is kept knows as what, and has nothing to repair', () => {
  const identity = { id: '7a1f6f6e-3e0b-4a52-9d6f-0b8f6a0c1d2e', createdAt: '2026-01-02T03:04:05Z', userId: null };
  const { title: _, ...planned } = planOf({ treatment: buildAVid, hints: {} });
  const plan = identifiedPlan(planned, identity);
  expect(plan.manifest).toMatchObject(identity);
  expect(plan.jobs.at(-1)?.payload.manifestId).toBe(identity.id);
  expect(repairedPlan({ draft: plan.manifest, hints: {} })).toEqual({ ...plan, warnings: [] });
});

import { businessIssues } from '../../../../src/pipeline/planner/checks';
import { validateManifest } from '../../../../src/pipeline/planner/manifest/validate-manifest';
import { planOf, repairedPlan } from '../../../../src/pipeline/planner/plan';
import { codesOf } from '../told';
import { buildAVid, scene, treatment, visual } from '../treatments';

const sample = planOf({ treatment: buildAVid, hints: {} }).manifest;

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, key) => (Object(holder) as Record<string, unknown>)[key], value);
}

/** Puts a value at a place; undefined takes away what is there. */
function put(draft: unknown, path: string, value: unknown): void {
  const keys = path.split('.');
  const key = keys.pop() ?? '';
  const holder = Object(keys.length > 0 ? at(draft, keys.join('.')) : draft) as Record<string, unknown>;
  if (value === undefined) delete holder[key];
  else holder[key] = value;
}

/** The plan that is made of the sample once these places hold something else. */
function repaired(changes: Readonly<Record<string, unknown>>, hints: unknown = {}) {
  const draft: unknown = structuredClone(sample);
  for (const [path, value] of Object.entries(changes)) put(draft, path, value);
  return repairedPlan({ draft, hints });
}

function expectSound({ manifest, valid }: ReturnType<typeof repairedPlan>): void {
  expect(validateManifest(manifest)).toEqual([]);
  expect(businessIssues(manifest)).toEqual([]);
  expect(valid).toBe(true);
}

test('a draft without a fault stays as it is, and nothing is told', () => {
  const plan = repaired({});
  expect(plan.manifest).toEqual(sample);
  expect(plan).toMatchObject({ usedRepair: false, valid: true, warnings: [] });
});

test.each([null, undefined, 3, 'a plan', true, [], [{}], () => 1, Symbol('x')])(
  'a draft that is no object, %p, becomes the least that is a film',
  (draft) => {
    const plan = repairedPlan({ draft, hints: { duration: 7 } });
    expectSound(plan);
    expect(plan.usedRepair).toBe(true);
    expect(plan.manifest.scenes).toMatchObject([{ id: 's1', durationSeconds: 7, purpose: 'content' }]);
    expect(plan.jobs.map(({ type }) => type)).toEqual(['generate_image', 'render_shotstack']);
    expect(codesOf(plan)).toContain('MINIMAL_FALLBACK');
  },
);

test('an empty draft gets everything, a minute long', () => {
  const plan = repairedPlan({ draft: {}, hints: {} });
  expectSound(plan);
  expect(plan.manifest.metadata).toEqual({
    intent: 'video',
    durationSeconds: 60,
    aspectRatio: 'Smart Auto',
    platform: 'social',
    language: 'en',
    profile: 'general',
  });
  expect(plan.manifest.audio).toEqual({
    ttsDefaults: { provider: 'elevenlabs', voiceId: 'eva', format: 'mp3', stability: 0.7 },
    music: { cueMap: {}, duckToVoice: true },
  });
  expect(plan.manifest.effects).toEqual({
    allowed: ['cinematic_zoom', 'overlay_text', 'fade'],
    defaultTransition: 'fade',
  });
  expect(plan.manifest.consistency).toMatchObject({ character_faces: 'locked', voice_style: 'consistent' });
  expect(plan.jobs.map(({ type }) => type)).toEqual(['generate_image', 'render_shotstack']);
});

test('what a draft lacks is taken from the hints', () => {
  const plan = repairedPlan({
    draft: {},
    hints: { duration: 8, platform: 'youtube', language: 'German', tone: 'calm' },
  });
  expect(plan.manifest.metadata).toMatchObject({ durationSeconds: 8, platform: 'youtube', language: 'de' });
  expect(plan.manifest).toMatchObject({ visuals: { defaultAspect: '16:9' }, consistency: { tone: 'calm' } });
});

/** What is spoiled, what is told, and what is there afterwards. */
const FAULTS: readonly [
  holds: string,
  changes: Record<string, unknown>,
  tells: string,
  then: Record<string, unknown>,
][] = [
  [
    'metadata is no object',
    { metadata: 'video' },
    'MISFIT',
    { 'metadata.intent': 'video', 'metadata.durationSeconds': 60 },
  ],
  ['metadata is lacking', { metadata: undefined }, 'FILLED', { 'metadata.platform': 'social' }],
  ['the intent is none', { 'metadata.intent': 'film' }, 'MISFIT', { 'metadata.intent': 'video' }],
  ['the intent is written otherwise', { 'metadata.intent': ' Video' }, 'RENAMED', { 'metadata.intent': 'video' }],
  ['the language is named', { 'metadata.language': 'English' }, 'LANGUAGE_REPAIRED', { 'metadata.language': 'en' }],
  ['the duration is 0', { 'metadata.durationSeconds': 0 }, 'MISFIT', { 'metadata.durationSeconds': 60 }],
  ['the duration is below 0', { 'metadata.durationSeconds': -3 }, 'MISFIT', { 'metadata.durationSeconds': 60 }],
  [
    'the duration is no number',
    { 'metadata.durationSeconds': Number.NaN },
    'NOT_JSON',
    { 'metadata.durationSeconds': 60 },
  ],
  ['the duration is a text', { 'metadata.durationSeconds': '5' }, 'NUMBER_ADJUSTED', { 'metadata.durationSeconds': 5 }],
  [
    'the duration is below a second',
    { 'metadata.durationSeconds': 0.4 },
    'DURATION_LIMITED',
    { 'metadata.durationSeconds': 1 },
  ],
  [
    'the duration is beyond all measure',
    { 'metadata.durationSeconds': 1e300 },
    'DURATION_LIMITED',
    { 'metadata.durationSeconds': 86400 },
  ],
  ['the shape is none', { 'metadata.aspectRatio': 7 }, 'MISFIT', { 'metadata.aspectRatio': 'Smart Auto' }],
  [
    'the real shape is Smart Auto',
    { 'visuals.defaultAspect': 'Smart Auto' },
    'ASPECT_REPAIRED',
    { 'visuals.defaultAspect': '9:16' },
  ],
  ['visuals are lacking', { visuals: undefined }, 'ASPECT_REPAIRED', { 'visuals.defaultAspect': '9:16' }],
  [
    'scenes are no list',
    { scenes: { s1: {} } },
    'NO_SCENES',
    { 'scenes.0.purpose': 'content', 'scenes.0.durationSeconds': 5 },
  ],
  ['there are no scenes', { scenes: [] }, 'NO_SCENES', { 'scenes.0.id': 's1' }],
  ['a scene is no object', { 'scenes.1': 'a dog' }, 'MISFIT', { 'scenes.length': 2 }],
  ['scenes are called alike', { 'scenes.1.id': 's1' }, 'SCENE_RENAMED', { 'scenes.1.id': 's2' }],
  ['scenes are called out of order', { 'scenes.0.id': 's9' }, 'SCENE_RENAMED', { 'scenes.0.id': 's1' }],
  ['a scene has no id', { 'scenes.2.id': undefined }, 'SCENE_RENAMED', { 'scenes.2.id': 's3' }],
  ['a scene has no purpose', { 'scenes.2.purpose': undefined }, 'FILLED', { 'scenes.2.purpose': 'cta' }],
  ['a duration is 0', { 'scenes.1.durationSeconds': 0 }, 'TIMING_REPAIRED', { 'scenes.0.durationSeconds': 2.222 }],
  [
    'a duration is below 0',
    { 'scenes.1.durationSeconds': -1 },
    'TIMING_REPAIRED',
    { 'scenes.1.durationSeconds': 1.111 },
  ],
  [
    'a duration is unreadable',
    { 'scenes.1.durationSeconds': 'long' },
    'TIMING_REPAIRED',
    { 'scenes.1.durationSeconds': 1.111 },
  ],
  [
    'the durations miss the total',
    { 'metadata.durationSeconds': 10 },
    'DURATIONS_SCALED',
    { 'scenes.1.durationSeconds': 3 },
  ],
  ['scenes overlap', { 'scenes.1.startAtSec': 1 }, 'TIMING_REPAIRED', { 'scenes.1.startAtSec': 2 }],
  ['scenes have a gap', { 'scenes.1.startAtSec': 3 }, 'TIMING_REPAIRED', { 'scenes.1.startAtSec': 2 }],
  ['a scene begins before the film', { 'scenes.0.startAtSec': -1 }, 'TIMING_REPAIRED', { 'scenes.0.startAtSec': 0 }],
  ['the order is counted from 0', { 'scenes.0.orderingHint': 0 }, 'TIMING_REPAIRED', { 'scenes.0.orderingHint': 1 }],
  ['audio is lacking', { audio: undefined }, 'NO_TTS_PROVIDER', { 'audio.ttsDefaults.voiceId': 'eva' }],
  ['audio is a list', { audio: [] }, 'MISFIT', { 'audio.music.duckToVoice': true }],
  [
    'nobody speaks',
    { 'audio.ttsDefaults.provider': undefined },
    'NO_TTS_PROVIDER',
    { 'audio.ttsDefaults.provider': 'elevenlabs' },
  ],
  [
    'somebody else speaks',
    { 'audio.ttsDefaults.provider': 'polly' },
    'UNSUPPORTED_TTS_PROVIDER',
    { 'audio.ttsDefaults.provider': 'elevenlabs' },
  ],
  [
    'somebody else speaks in one scene',
    { 'scenes.0.tts': { provider: 'polly' } },
    'UNSUPPORTED_TTS_PROVIDER',
    { 'scenes.0.tts.provider': 'elevenlabs' },
  ],
  [
    'a voice is steadier than can be',
    { 'audio.ttsDefaults.stability': 7 },
    'NUMBER_ADJUSTED',
    { 'audio.ttsDefaults.stability': 1 },
  ],
  [
    'a voice has no such rate',
    { 'audio.ttsDefaults.sampleRate': 8000 },
    'MISFIT',
    { 'audio.ttsDefaults.sampleRate': undefined },
  ],
  ['music is lacking', { 'audio.music': undefined, 'scenes.0.musicCue': null }, 'FILLED', { 'audio.music.cueMap': {} }],
  [
    'ducking has its other name',
    { 'audio.music': { cueMap: {}, globalVolumeDuckToVoices: false } },
    'RENAMED',
    { 'audio.music.duckToVoice': false },
  ],
  [
    'a scene names no music that there is',
    { 'scenes.0.musicCue': 'music_09' },
    'MISSING_CUE',
    { 'scenes.0.musicCue': undefined },
  ],
  [
    'music begins behind the film',
    { 'audio.music.cueMap.music_01.startSec': 9 },
    'CUE_REMOVED',
    { 'audio.music.cueMap': {} },
  ],
  [
    'music is longer than the film',
    { 'audio.music.cueMap.music_01.durationSec': 90 },
    'CUE_SHORTENED',
    { 'audio.music.cueMap.music_01.durationSec': 5 },
  ],
  [
    'a cue is called otherwise than its key',
    { 'audio.music.cueMap.music_01.id': 'x' },
    'CUE_RENAMED',
    { 'audio.music.cueMap.music_01.id': 'music_01' },
  ],
  [
    'a sound is for no scene',
    { 'audio.sfx': [{ id: 'a', cue: 'b', sceneId: 's9', startAt: 0 }] },
    'UNKNOWN_SCENE',
    { 'audio.sfx': [] },
  ],
  [
    'a sound comes behind the film',
    { 'audio.sfx': [{ id: 'a', cue: 'b', sceneId: 's1', startAt: 9 }] },
    'SOUND_MOVED',
    { 'audio.sfx.0.startAt': 5 },
  ],
  ['effects are lacking', { effects: undefined }, 'FILLED', { 'effects.defaultTransition': 'fade' }],
  ['effects are for no scene', { 'effects.perScene': { s9: {} } }, 'UNKNOWN_SCENE', { 'effects.perScene': {} }],
  ['consistency is lacking', { consistency: null }, 'MISFIT', { 'consistency.character_faces': 'locked' }],
  [
    'a face rule is none',
    { 'consistency.character_faces': 'Lock' },
    'RENAMED',
    { 'consistency.character_faces': 'locked' },
  ],
  ['the logo is no asset', { 'consistency.brand': { logoAssetId: 'x' } }, 'MISSING_ASSET', { 'consistency.brand': {} }],
  ['assets are lacking', { assets: undefined }, 'MISSING_ASSET', { 'assets.gen_laptop_001.role': 'background' }],
  [
    'an asset that is shown is lacking',
    { 'assets.gen_feed_001': undefined },
    'MISSING_ASSET',
    { 'assets.gen_feed_001.status': 'pending' },
  ],
  [
    'an asset comes from stock',
    { 'assets.gen_feed_001.source': 'stock' },
    'RENAMED',
    { 'assets.gen_feed_001.source': 'generated' },
  ],
  [
    'an asset comes from nowhere',
    { 'assets.gen_feed_001.source': 'moon' },
    'INVALID_ASSET_SOURCE',
    { 'assets.gen_feed_001.source': 'generated' },
  ],
  [
    'an asset is called otherwise than its key',
    { 'assets.gen_feed_001.id': 'x' },
    'ASSET_RENAMED',
    { 'assets.gen_feed_001.id': 'gen_feed_001' },
  ],
  [
    'an asset has no role',
    { 'assets.gen_feed_001.role': undefined },
    'FILLED',
    { 'assets.gen_feed_001.role': 'primary' },
  ],
  [
    'what is to be made is there already',
    { 'assets.gen_feed_001.status': 'ready' },
    'ASSET_PENDING',
    { 'assets.gen_feed_001.status': 'pending' },
  ],
  [
    'an address holds a password',
    { 'assets.gen_feed_001.originUrl': 'https://me:pw@media.example.org/a.png' },
    'ADDRESS_REMOVED',
    { 'assets.gen_feed_001.originUrl': undefined },
  ],
  [
    'an address is private',
    { 'assets.gen_feed_001.originUrl': 'https://10.0.0.1/a.png' },
    'ADDRESS_REMOVED',
    { 'assets.gen_feed_001.originUrl': undefined },
  ],
  [
    'an address is not https',
    { 'assets.gen_feed_001.originUrl': 'http://media.example.org/a.png' },
    'ADDRESS_REMOVED',
    { 'assets.gen_feed_001.originUrl': undefined },
  ],
  [
    'a visual has the type of another system',
    { 'scenes.0.visuals.0.type': 'user_asset' },
    'VISUAL_TYPE_REPAIRED',
    { 'scenes.0.visuals.0.type': 'generated' },
  ],
  [
    'a visual has the type stock',
    { 'scenes.0.visuals.0.type': 'stock' },
    'RENAMED',
    { 'scenes.0.visuals.0.type': 'generated' },
  ],
  [
    'a visual shows nothing',
    { 'scenes.0.visuals.0.assetId': undefined },
    'INCOMPLETE',
    { 'scenes.0.visuals.0.assetId': 'gen_background_s1' },
  ],
  [
    'a scene shows nothing',
    { 'scenes.0.visuals': [] },
    'NO_VISUALS',
    { 'assets.gen_background_s1.source': 'generated' },
  ],
  [
    'visuals are no list',
    { 'scenes.0.visuals': 'a dog' },
    'MISFIT',
    { 'scenes.0.visuals.0.assetId': 'gen_background_s1' },
  ],
  [
    'a chart has no asset',
    { 'scenes.0.charts': [{ id: 'c', type: 'pie', prompt: 'x', resultAssetId: 'gen_chart_x' }] },
    'MISSING_ASSET',
    { 'assets.gen_chart_x.role': 'graphic' },
  ],
  [
    'a chart has nothing but words',
    { 'scenes.0.charts': [{ prompt: 'x' }] },
    'FILLED',
    { 'scenes.0.charts.0.resultAssetId': 'gen_chart_s1_1' },
  ],
  ['jobs are lacking', { jobs: undefined }, 'JOBS_REBUILT', { 'jobs.8.id': 'job_render_shotstack' }],
  ['jobs are no list', { jobs: {} }, 'JOBS_REBUILT', { 'jobs.length': 9 }],
  ['a job waits for itself', { 'jobs.0.dependsOn': ['job_tts_s1'] }, 'JOBS_REBUILT', { 'jobs.0.dependsOn': [] }],
  ['a job waits for nobody', { 'jobs.0.dependsOn': ['job_x'] }, 'JOBS_REBUILT', { 'jobs.0.dependsOn': [] }],
  [
    'jobs wait for one another',
    { 'jobs.0.dependsOn': ['job_tts_s2'], 'jobs.1.dependsOn': ['job_tts_s1'] },
    'JOBS_REBUILT',
    { 'jobs.1.dependsOn': [] },
  ],
  ['jobs are called alike', { 'jobs.1.id': 'job_tts_s1' }, 'JOBS_REBUILT', { 'jobs.1.id': 'job_tts_s2' }],
  ['a job is of no type', { 'jobs.0.type': 'tts_elevenlabs' }, 'JOBS_REBUILT', { 'jobs.0.type': 'tts' }],
  ['there are no jobs, and so no render', { jobs: [] }, 'JOBS_REBUILT', { 'jobs.8.type': 'render_shotstack' }],
  ['warnings are no list', { warnings: 'none' }, 'MISFIT', { 'warnings.0': expect.stringContaining('warnings') }],
  ['the user is none', { userId: 'me' }, 'MISFIT', { userId: null }],
];

test.each(FAULTS)('%s: mended, and told', (_holds, changes, tells, then) => {
  const plan = repaired(changes);
  expectSound(plan);
  expect(plan.usedRepair).toBe(true);
  expect(codesOf(plan)).toContain(tells);
  expect(plan.manifest.warnings).toEqual(expect.arrayContaining([expect.stringContaining(`${tells}: `)]));
  for (const [path, value] of Object.entries(then)) expect(at(plan.manifest, path)).toEqual(value);
});

test.each([
  '',
  'metadata.',
  'sourceRefs.',
  'scenes.0.',
  'scenes.0.visuals.0.',
  'scenes.0.visuals.0.shot.',
  'scenes.0.effects.',
  'scenes.0.subtitles.0.',
  'assets.gen_laptop_001.',
  'audio.',
  'audio.ttsDefaults.',
  'audio.music.',
  'audio.music.cueMap.music_01.',
  'visuals.',
  'visuals.fonts.',
  'effects.',
  'consistency.',
  'qualityGate.',
])('an unknown key in %s is removed, and its path told', (place) => {
  const plan = repaired({ [`${place}colour`]: 'red' });
  expect(plan.manifest).toMatchObject({ ...sample, warnings: expect.any(Array), qualityGate: expect.any(Object) });
  expect(at(plan.manifest, `${place}colour`)).toBeUndefined();
  const path = `${place}colour`.replace(/\.(\d+)/g, '[$1]');
  expect(plan.warnings).toEqual([{ code: 'UNKNOWN_KEY', path, message: expect.stringContaining(path) }]);
});

test('what a draft says of itself is kept: its id, its time, its warnings', () => {
  const says = { id: '7a1f6f6e-3e0b-4a52-9d6f-0b8f6a0c1d2e', createdAt: '2026-01-02T03:04:05Z' };
  const { manifest } = repaired({ ...says, warnings: ['look at scene 2'] });
  expect(manifest).toMatchObject(says);
  expect(manifest.warnings).toContain('look at scene 2');
});

test('the quality of a draft is judged anew, whatever it says of itself', () => {
  const own = treatment({ scenes: [scene({ visuals: [visual('USER_ASSET', 'x')] })] });
  const draft = planOf({ treatment: own, hints: {} }).manifest;
  put(draft, 'qualityGate', { durationCompliance: true, requiredAssetsReady: true, manifestScore: 1 });
  const { qualityGate } = repairedPlan({ draft, hints: {} }).manifest;
  expect(qualityGate).toMatchObject({ durationCompliance: true, requiredAssetsReady: false });
  expect(qualityGate?.manifestScore).toBeLessThan(0.75);
});

test('what belongs to a scene goes with it when it is renamed', () => {
  const { manifest } = repaired({
    'scenes.0.id': 'opening',
    'audio.narrationMap': { opening: { provider: 'elevenlabs', voiceId: 'adam' }, nobody: { provider: 'elevenlabs' } },
    'audio.sfx': [{ id: 'a', cue: 'whoosh', sceneId: 'opening', startAt: 1 }],
    'effects.perScene': { opening: { gradePreset: 'warm' } },
  });
  expect(manifest.audio.narrationMap).toEqual({ s1: { provider: 'elevenlabs', voiceId: 'adam' } });
  expect(manifest.audio.sfx?.[0]?.sceneId).toBe('s1');
  expect(manifest.effects.perScene).toEqual({ s1: { gradePreset: 'warm' } });
});

test('subtitles are scaled with their scene', () => {
  const { manifest } = repaired({
    'metadata.durationSeconds': 10,
    'scenes.1.subtitles': [{ text: 'a', start: 2.5, end: 3 }],
  });
  expect(manifest.scenes[1]?.subtitles).toEqual([{ text: 'a', start: 5, end: 6 }]);
});

test('a chart that is only laid over a picture is drawn from the numbers that are stated with it', () => {
  const params = {
    title: 'Sales',
    data: [
      { label: 'Q1', value: 3 },
      { label: 'Q2', value: 'many' },
    ],
  };
  const plan = repaired({ 'scenes.1.visuals.0.overlays': [{ type: 'chart', params }] });
  expectSound(plan);
  expect(plan.jobs.find(({ type }) => type === 'generate_chart')?.payload).toMatchObject({
    data: [{ label: 'Q1', value: 3, unit: null }],
    resultAssetId: 'gen_chart_s2_1',
  });
});

test('a nest of wrong types is repaired from the inside out', () => {
  const draft = {
    scenes: [
      { visuals: [{ assetId: 'a', overlays: [{ type: 'text' }, 'x', { type: 'TEXT', params: { text: 'hi' } }] }] },
    ],
    assets: { a: { meta: 'none', width: 10.4, requiredEdits: ['x', 3] } },
  };
  const plan = repairedPlan({ draft, hints: {} });
  expectSound(plan);
  expect(plan.manifest.scenes[0]?.visuals[0]).toEqual({
    assetId: 'a',
    type: 'generated',
    overlays: [{ type: 'text', params: { text: 'hi' } }],
  });
  expect(plan.manifest.assets.a).toEqual({
    id: 'a',
    source: 'generated',
    role: 'primary',
    width: 10,
    requiredEdits: ['x'],
  });
});

test('a thousand and two scenes become a thousand', () => {
  const scenes = Array.from({ length: 1_002 }, (_, index) => ({ narration: `${index}.`, durationSeconds: 1 }));
  const plan = repairedPlan({ draft: { scenes }, hints: {} });
  expectSound(plan);
  expect(plan.manifest.scenes.at(-1)?.narration).toBe('999. 1000. 1001.');
});

test('so many warnings that nobody reads them are counted', () => {
  const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, index]));
  const { warnings } = repairedPlan({ draft: unknown, hints: {} });
  expect(warnings.length).toBeLessThan(400);
  expect(codesOf({ warnings })).toContain('MORE_WARNINGS');
});

test('warnings never say what a draft says: it may be a secret', () => {
  const secret = 'sk-live-1234567890';
  const { warnings } = repaired({
    'metadata.intent': secret,
    'metadata.language': secret,
    'assets.gen_feed_001.originUrl': `https://user:${secret}@media.example.org/`,
    'audio.ttsDefaults.provider': secret,
    'scenes.0.durationSeconds': secret,
    colour: secret,
  });
  expect(JSON.stringify(warnings)).not.toContain(secret);
});

test.each([
  ['no draft', 'a plan', true],
  ['one without scenes', { metadata: { durationSeconds: 9 } }, true],
  ['one whose scenes are none', { scenes: [7, 'Go.'] }, true],
  ['one with a scene', { scenes: [{ narration: 'Go.' }] }, false],
])('of %s it is told whether a scene stands in', (_says, draft, isStandIn) => {
  expect(repairedPlan({ draft, hints: {} }).isStandIn).toBe(isStandIn);
});

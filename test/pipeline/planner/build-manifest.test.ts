import { namingWord } from '../../../src/pipeline/planner/build/asset-names';
import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { MOST_SCENES } from '../../../src/pipeline/planner/timing';
import { codesOf } from './told';
import { buildAVid, scene, treatment, visual } from './treatments';

const plan = (says: Parameters<typeof treatment>[0], hints: unknown = {}) =>
  planOf({ treatment: treatment(says), hints });
const planned = (says: Parameters<typeof treatment>[0], hints: unknown = {}) => plan(says, hints).manifest;

test('the sample keeps its times, its words and its purposes', () => {
  const { manifest, valid, usedRepair } = planOf({ treatment: buildAVid, hints: {} });
  expect({ valid, usedRepair }).toEqual({ valid: true, usedRepair: false });
  expect(manifest.metadata).toMatchObject({
    intent: 'video',
    durationSeconds: 5,
    aspectRatio: 'Smart Auto',
    platform: 'social',
    language: 'en',
    profile: 'educational_explainer',
  });
  expect(
    manifest.scenes.map(({ id, startAtSec, durationSeconds, purpose }) => [id, startAtSec, durationSeconds, purpose]),
  ).toEqual([
    ['s1', 0, 2, 'hook'],
    ['s2', 2, 1.5, 'body'],
    ['s3', 3.5, 1.5, 'outro'],
  ]);
  expect(manifest.scenes[0]).toMatchObject({
    narration: 'Step one: pick footage.',
    musicCue: 'music_01',
    orderingHint: 1,
    visuals: [
      { type: 'generated', assetId: 'gen_laptop_001', overlays: [{ type: 'text', params: { text: 'Step 1' } }] },
    ],
    effects: { transitions: ['fade_in'], layeredEffects: ['gentle_zoom'], orderingHints: { gentle_zoom: 50 } },
  });
  expect(manifest.consistency).toMatchObject({ character_faces: 'locked', tone: 'Trustworthy' });
});

test('metadata keeps Smart Auto; what is drawn has a real shape', () => {
  const { metadata, visuals } = planned({ ...buildAVid, overview: { platform: 'YouTube', aspectRatio: 'Smart Auto' } });
  expect([metadata.aspectRatio, visuals.defaultAspect]).toEqual(['Smart Auto', '16:9']);
});

test.each([
  ['hands opening a laptop', 'laptop'],
  ['Cinematic office B-roll: sleek analyst opening laptop', 'laptop'],
  ['the film in a feed', 'feed'],
  ['Café at dusk', 'dusk'],
  ['a street in Orléans', 'orleans'],
  ['the of and', null],
  ['夕暮れの街', null],
  ['', null],
])('%s is named by its last word that names something: %s', (text, word) => {
  expect(namingWord(text)).toBe(word);
});

test('different pictures of one word are numbered; the same words are the same picture', () => {
  const { scenes, assets } = planned({
    scenes: ['a red laptop', 'a blue laptop', 'a red laptop'].map((text) =>
      scene({ visuals: [visual('PLAIN', text)] }),
    ),
  });
  expect(scenes.map(({ visuals }) => visuals[0]?.assetId)).toEqual([
    'gen_laptop_001',
    'gen_laptop_002',
    'gen_laptop_001',
  ]);
  expect(Object.keys(assets)).toEqual(['gen_laptop_001', 'gen_laptop_002']);
});

test('words in other letters have assets too', () => {
  const { assets } = planned({ scenes: [scene({ visuals: [visual('PLAIN', '夕暮れの街')] })] });
  expect(assets.gen_visual_001?.meta).toMatchObject({ prompt: '夕暮れの街' });
});

test('stock footage is generated: nothing has the type stock', () => {
  const { scenes, assets } = planned({ scenes: [scene({ visuals: [visual('STOCK_FOOTAGE', 'a harbour')] })] });
  expect(scenes[0]?.visuals[0]?.type).toBe('generated');
  expect(assets.gen_harbour_001).toMatchObject({ source: 'generated', status: 'pending' });
});

test('the user’s own assets get the addresses in their order; without one they are missed', () => {
  const { manifest, warnings } = plan({
    scenes: [scene({ visuals: [visual('USER_ASSET', 'our shop'), visual('USER_ASSET', 'our team')] })],
    assets: [{ kind: 'ASSET', url: 'https://media.example.com/shop.png' }],
  });
  expect(manifest.assets.user_shop_001).toMatchObject({
    source: 'user',
    status: 'ready',
    originUrl: 'https://media.example.com/shop.png',
  });
  expect(manifest.assets.user_team_001).toMatchObject({ source: 'user', status: 'pending' });
  expect(manifest.qualityGate?.requiredAssetsReady).toBe(false);
  expect(codesOf({ warnings })).toContain('USER_ASSET_MISSING');
});

test('addresses that no scene asks for are kept as references; those that are not open are left out', () => {
  const { manifest, warnings } = plan({
    scenes: [scene()],
    assets: [
      { kind: 'ASSET', url: 'https://media.example.com/a.png' },
      { kind: 'ASSET', url: 'https://user:pass@media.example.com/b.png' },
      { kind: 'LOGO', url: 'https://media.example.com/one.png' },
      { kind: 'LOGO', url: 'https://media.example.com/two.png' },
    ],
  });
  expect(Object.values(manifest.assets).map(({ id, role }) => [id, role])).toEqual([
    ['user_logo_001', 'graphic'],
    ['gen_background_001', 'background'],
    ['user_asset_001', 'reference'],
    ['user_logo_002', 'reference'],
  ]);
  expect(codesOf({ warnings })).toEqual(['ADDRESS_REMOVED']);
});

test('a card without a picture stands before a drawn background, with its stated figure', () => {
  const [, body] = planOf({ treatment: buildAVid, hints: {} }).manifest.scenes;
  expect(body?.visuals).toEqual([
    {
      type: 'generated',
      assetId: 'gen_background_001',
      role: 'background',
      overlays: [{ type: 'kpi', params: { text: 'Revenue +7.2%', label: 'Revenue', value: 7.2, unit: '%' } }],
    },
  ]);
});

test('a chart has an asset that exists, and its stated numbers and no others', () => {
  const data = [{ label: 'Q1', value: 10, unit: null }];
  const { scenes, assets } = planned({
    scenes: [scene({ visuals: [visual('CHART_OVERLAY', 'revenue by quarter', data)] })],
  });
  const [chart] = scenes[0]?.charts ?? [];
  expect(chart).toEqual({
    id: 'chart_s1_1',
    type: 'bar',
    prompt: 'revenue by quarter',
    resultAssetId: 'gen_chart_quarter_001',
  });
  expect(assets.gen_chart_quarter_001?.meta).toMatchObject({ data });
});

test.each([
  ['share of users, pie', 'pie'],
  ['growth over time', 'line'],
  ['a table of prices', 'table'],
  ['sales', 'bar'],
])('%s is a %s chart', (text, type) => {
  const { scenes } = planned({ scenes: [scene({ visuals: [visual('CHART_OVERLAY', text)] })] });
  expect(scenes[0]?.charts?.[0]?.type).toBe(type);
});

test('an end card carries the logo', () => {
  const { scenes, assets, consistency } = planned({
    scenes: [scene({ visuals: [visual('BRANDED_ENDCARD', 'Acme')] })],
    assets: [{ kind: 'LOGO', url: 'https://media.example.com/logo.svg' }],
  });
  expect(scenes[0]?.visuals[0]?.overlays).toEqual([{ type: 'logo', params: { assetId: 'user_logo_001' } }]);
  expect(assets.user_logo_001).toMatchObject({ originUrl: 'https://media.example.com/logo.svg', status: 'ready' });
  expect(consistency.brand?.logoAssetId).toBe('user_logo_001');
});

test('a purpose that is not said follows from the place', () => {
  const { scenes } = planned({ scenes: [scene(), scene(), scene({ purpose: 'data' }), scene()] });
  expect(scenes.map(({ purpose }) => purpose)).toEqual(['hook', 'body', 'data', 'cta']);
});

test('scenes without effects get those of their purpose, and transitions in turn', () => {
  const { scenes } = planned({ scenes: [scene(), scene(), scene()] });
  expect(scenes.map(({ effects }) => effects?.layeredEffects)).toEqual([
    ['cinematic_zoom'],
    ['parallax_scroll'],
    ['cinematic_zoom', 'overlay_text'],
  ]);
  expect(scenes.map(({ effects }) => effects?.transitions)).toEqual([['fade'], ['slide_left'], ['bokeh_transition']]);
});

test.each([
  ['tiktok', 'bokeh_transition'],
  ['youtube', 'crossfade'],
  ['linkedin', 'fade'],
])('on %s scenes change by %s', (platform, defaultTransition) => {
  expect(planned({ scenes: [scene()] }, { platform }).effects.defaultTransition).toBe(defaultTransition);
});

test('effects are laid on by layer and order; those that nobody knows come last, with a warning', () => {
  const { manifest, warnings } = plan({
    scenes: [scene({ effects: ['Sparkle', 'overlay text', 'Cinematic zoom', 'color grade'] })],
  });
  expect(manifest.scenes[0]?.effects).toMatchObject({
    layeredEffects: ['color_grade', 'cinematic_zoom', 'overlay_text', 'sparkle'],
    orderingHints: { color_grade: 0, cinematic_zoom: 10, overlay_text: 20, sparkle: 50 },
  });
  expect(codesOf({ warnings })).toContain('UNKNOWN_EFFECT');
});

test('a zoom and a pan in one scene are a conflict', () => {
  expect(codesOf(plan({ scenes: [scene({ effects: ['slow pan', 'gentle zoom'] })] }))).toContain('EFFECT_CONFLICT');
  expect(
    codesOf(plan({ scenes: [scene({ effects: ['slow pan'] }), scene({ effects: ['gentle zoom'] })] })),
  ).not.toContain('EFFECT_CONFLICT');
});

test('music_01 spans the whole film, in the mood that is stated, with the arc as its instructions', () => {
  const { audio } = planned({
    scenes: [
      scene({ durationMs: 4_000, music: { mood: 'Soft piano', structure: 'intro' } }),
      scene({ durationMs: 6_000 }),
    ],
    audioArc: { intro: 'quiet', build: 'drums', sfx: ['whoosh'] },
  });
  expect(audio.music.cueMap).toEqual({
    music_01: {
      id: 'music_01',
      startSec: 0,
      durationSec: 10,
      mood: 'soft_piano',
      structure: 'intro',
      instructions: 'intro: quiet; build: drums; from 0 s: Soft piano, intro',
    },
  });
  expect(audio.sfx).toEqual([{ id: 'sfx_01', cue: 'whoosh', sceneId: 's1', startAt: 0 }]);
});

test.each([
  [{ profile: 'educational_explainer' }, 'neutral_learning'],
  [{ profile: 'anime_mode' }, 'energetic_upbeat'],
  [{ tone: 'professional' }, 'corporate_inspiring'],
  [{ tone: 'casual' }, 'friendly_uplifting'],
  [{ tone: 'sombre' }, 'neutral_learning'],
])('where no mood is stated, %j sounds %s', (hints, mood) => {
  expect(planned({ scenes: [scene()] }, hints).audio.music.cueMap.music_01?.mood).toBe(mood);
});

test('voices are the scene’s, else the treatment’s, else the house’s', () => {
  const { audio, scenes } = planned({
    overview: { voice: 'Bella' },
    scenes: [scene({ narration: 'Hi.' }), scene({ narration: 'Ho.', voice: { name: 'Adam', style: 'calm' } })],
  });
  expect(audio.ttsDefaults).toMatchObject({ provider: 'elevenlabs', voiceId: 'Bella', format: 'mp3', stability: 0.7 });
  expect(scenes.map(({ tts }) => tts?.voiceId)).toEqual([undefined, 'Adam']);
  expect(planned({ scenes: [scene()] }).audio.ttsDefaults.voiceId).toBe('eva');
});

test('consistency, colours and fonts are read off the rules', () => {
  const { consistency, visuals } = planned({
    scenes: [scene()],
    consistency: {
      faces: 'May vary',
      voice: 'Consistent',
      typography: 'Lora for headings, Inter for text',
      colors: ['#112233', '#aabbcc'],
      branding: 'Acme',
      enforcesTextToImageToVideo: false,
    },
  });
  expect(consistency).toEqual({
    character_faces: 'vary',
    voice_style: 'consistent',
    tone: 'professional',
    visual_continuity: 'maintain',
    brand: { colors: ['#112233', '#aabbcc'], font: 'Lora' },
    enforceTextToImageToVideo: false,
  });
  expect(visuals).toMatchObject({
    colorPalette: ['#112233', '#aabbcc'],
    fonts: { primary: 'Lora', secondary: 'Inter' },
  });
});

test('where only the scenes say how long they are, the film is as long as they are', () => {
  const { metadata, scenes } = planned({ scenes: [scene({ durationMs: 5_000 }), scene({ durationMs: 2_500 })] });
  expect([metadata.durationSeconds, ...scenes.map(({ durationSeconds }) => durationSeconds)]).toEqual([7.5, 5, 2.5]);
});

test('a total that was asked for is kept, and the scenes scaled', () => {
  const { manifest, warnings } = plan(
    { scenes: [scene({ durationMs: 5_000 }), scene({ durationMs: 5_000 })] },
    { duration: 4 },
  );
  expect(manifest.scenes.map(({ durationSeconds }) => durationSeconds)).toEqual([2, 2]);
  expect(codesOf({ warnings })).toContain('DURATIONS_SCALED');
});

test('a treatment without scenes gets the least that is a film', () => {
  const { manifest, jobs, warnings, valid } = plan({}, { duration: 12, profile: 'anime_mode' });
  expect(valid).toBe(true);
  expect(manifest.scenes).toHaveLength(1);
  expect(manifest.scenes[0]).toMatchObject({
    id: 's1',
    durationSeconds: 12,
    purpose: 'content',
    effects: { transitions: ['fade'] },
  });
  expect(jobs.map(({ type }) => type)).toEqual(['generate_image', 'render_shotstack']);
  expect(codesOf({ warnings })).toEqual(['MINIMAL_FALLBACK']);
});

test('beyond a thousand scenes the last one takes in the rest: nothing that is said is lost', () => {
  const scenes = Array.from({ length: MOST_SCENES + 2 }, (_, index) => scene({ narration: `Line ${index + 1}.` }));
  const { manifest, warnings, valid } = plan({ scenes });
  expect(valid).toBe(true);
  expect(manifest.scenes).toHaveLength(MOST_SCENES);
  expect(manifest.scenes.at(-1)?.narration).toBe('Line 1000. Line 1001. Line 1002.');
  expect(codesOf({ warnings })).toContain('SCENES_MERGED');
});

test.each<[string, (index: number) => string]>([
  ['the same', () => 'sparkle'],
  ['different', (index) => `sparkle${index}`],
])('a plan with more warnings than anybody reads, %s ones, has nothing to repair all the same', (_which, effect) => {
  const narration = 'Far more than anybody can say. '.repeat(20).trim();
  const scenes = Array.from({ length: 700 }, (_, index) => scene({ narration, effects: [effect(index)] }));
  const { manifest, warnings } = plan({ scenes });
  expect(manifest.warnings).toHaveLength(300);
  expect(codesOf({ warnings })).toContain('MORE_WARNINGS');
  const again = repairedPlan({ draft: manifest, hints: {} });
  expect(again.manifest).toEqual(manifest);
  expect(again.usedRepair).toBe(false);
});

test('what Postgres would refuse is not in the plan', () => {
  const { manifest } = plan({ title: 'a\0b', scenes: [scene({ narration: 'Hi\ud800 \0there.' })] });
  expect(manifest.scenes[0]?.narration).toBe('Hi there.');
  expect(manifest.metadata.note).toBe('ab');
});

test('the warnings of the treatment are the plan’s, and the manifest’s', () => {
  const warnings = [{ code: 'DURATION_UNREADABLE', message: 'x', path: 'line 3' }];
  const { manifest, ...rest } = plan({ scenes: [scene()], warnings });
  expect(rest.warnings).toContainEqual(warnings[0]);
  expect(manifest.warnings).toContain('DURATION_UNREADABLE: x');
});

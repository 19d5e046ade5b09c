import { CHECKS, problemsOf } from '../../../../src/pipeline/shots/checks/validate';
import type { PlannedScene, PlannedShot, PlannedShotList, SceneFacts } from '../../../../src/pipeline/shots/shot-list';
import { listOf, manny, rae } from '../prompts/sample';

/** As long as a feature: a shot of a sound list lasts a hundred frames. */
const SCENES = 160;
const sound = listOf(SCENES);

const ofScene = (change: (scene: PlannedScene) => PlannedScene): PlannedShotList => ({
  ...sound,
  scenes: sound.scenes.map((scene, index) => (index === 2 ? change(scene) : scene)),
});
/** Its second shot shows Rae, its third lets her speak to Manny. */
const ofShot = (change: Partial<PlannedShot>, at = 2): PlannedShotList =>
  ofScene((scene) => ({
    ...scene,
    shots: scene.shots.map((shot, index) => (index === at - 1 ? { ...shot, ...change } : shot)),
  }));
const ofFacts = (change: Partial<SceneFacts>): PlannedShotList =>
  ofScene((scene) => ({ ...scene, facts: { ...scene.facts, ...change } }));
const every = (change: Partial<PlannedShot>): PlannedShotList => ({
  ...sound,
  scenes: sound.scenes.map((scene) => ({ ...scene, shots: scene.shots.map((shot) => ({ ...shot, ...change })) })),
});
const shotOf = (list: PlannedShotList, scene: number, shot: number): PlannedShot => {
  const found = list.scenes[scene - 1]?.shots[shot - 1];
  if (!found) throw new Error(`There is no shot ${shot} in scene ${scene}.`);
  return found;
};

test('of a sound list there is nothing to say', () => {
  expect(problemsOf(sound)).toEqual([]);
});

const one = shotOf(sound, 3, 2);
const SPOILED: [string, PlannedShotList, string][] = [
  ['NO_SHOTS', { ...sound, scenes: [] }, 'The list has no shots.'],
  ['SCENE_WITHOUT_SHOTS', ofScene((scene) => ({ ...scene, shots: [] })), 'Scene 3 has no shots.'],
  ['SCENE_OUT_OF_ORDER', ofFacts({ number: 7 }), 'Scene 3 of the list has the number 7.'],
  ['BAD_KEY', { ...sound, cast: [...sound.cast, rae] }, 'Two characters have the key rae_calder.'],
  [
    'BAD_KEY',
    { ...sound, settings: [...sound.settings, { ...sound.settings[0], key: 'A b' } as never] },
    'A setting has the key “A b”, which is not of small letters, digits and underscores.',
  ],
  ['SETTING_MISSING', ofFacts({ settingKey: '' }), 'Scene 3 has no setting.'],
  ['SETTING_UNKNOWN', ofFacts({ settingKey: 'moon' }), 'Scene 3 is in moon, which is not among the settings.'],
  [
    'CHARACTER_UNKNOWN',
    ofShot({ characters: ['rae_calder', 'lena'] }),
    'Shot 2 of scene 3 shows lena, who is not in the cast.',
  ],
  ['CHARACTER_TWICE', ofShot({ characters: ['manny', 'manny'] }), 'Shot 2 of scene 3 has somebody in its frame twice.'],
  ['DURATION_NOT_POSITIVE', ofShot({ durationFrames: 0 }), 'Shot 2 of scene 3 lasts 0 frames.'],
  ['DURATION_NOT_POSITIVE', ofShot({ durationFrames: 1.5 }), 'Shot 2 of scene 3 lasts 1.5 frames.'],
  [
    'CROSSFADE_TOO_LONG',
    ofShot({ crossfadeFrames: 101 }),
    'Shot 2 of scene 3 goes over into the next one in 101 frames, which is longer than one of them.',
  ],
  ['SCENE_PROMPT_MISSING', ofShot({ scenePrompt: ' ' }), 'Shot 2 of scene 3 has no scene prompt.'],
  ['VIDEO_PROMPT_MISSING', ofShot({ videoPrompt: '' }), 'Shot 2 of scene 3 has no video prompt.'],
  ['NEGATIVE_PROMPT_MISSING', ofShot({ negativePrompt: '' }), 'Shot 2 of scene 3 has no negative prompt.'],
  [
    'PROMPT_ENDS_BADLY',
    ofShot({ videoPrompt: 'slam into the, 3.6s' }),
    'Shot 2 of scene 3 has a video prompt that ends in the middle: “slam into the, 3.6s”.',
  ],
  [
    'PROMPT_ENDS_BADLY',
    ofShot({ scenePrompt: 'RAE slides behind a' }),
    'Shot 2 of scene 3 has a scene prompt that ends in the middle: “RAE slides behind a”.',
  ],
  [
    'TERM_REPEATED',
    ofShot({ scenePrompt: 'RAE, Speaking, door, speaking' }),
    'Shot 2 of scene 3 says “speaking” twice in its scene prompt.',
  ],
  [
    'TERM_REPEATED',
    ofShot({ negativePrompt: 'very very blurry' }),
    'Shot 2 of scene 3 says “very” twice in its negative prompt.',
  ],
  [
    'SPEAKER_NOT_IN_FRAME',
    ofShot({ characters: ['manny'], shotType: 'CLOSE_UP' }, 3),
    'Shot 3 of scene 3 has rae_calder speak, who is not in its frame.',
  ],
  ['SPEECH_WITHOUT_SPEAKER', ofShot({ dialogueSpeaker: null }, 3), 'Shot 3 of scene 3 has speech that nobody says.'],
  [
    'SPEECH_WITHOUT_SPEAKER',
    ofShot({ dialogueText: null }, 3),
    'Shot 3 of scene 3 has rae_calder speak, and no words.',
  ],
  [
    'FRAME_EMPTY',
    ofShot({ characters: [], content: 'Rae shoves him behind the dumpster' }),
    'Shot 2 of scene 3 speaks of Rae Calder and has nobody in its frame.',
  ],
  [
    'FRAME_EMPTY',
    ofShot({ characters: [], content: "MANNY'S hand tightens" }),
    'Shot 2 of scene 3 speaks of Manny and has nobody in its frame.',
  ],
  [
    'TOO_FEW_PEOPLE',
    ofShot({ shotType: 'OVER_SHOULDER' }),
    'Shot 2 of scene 3 is framed as over shoulder, which takes 2 people, and has 1.',
  ],
  ['CAMERA_MISSING', ofShot({ lensMm: 0, blockingIntent: '' }), 'Shot 2 of scene 3 has no lens, no blocking.'],
  [
    'CAMERA_MISSING',
    ofShot({
      cameraHeight: '' as never,
      distanceBand: null as never,
      lightingIntent: ' ',
      generationProfile: undefined as never,
    }),
    'Shot 2 of scene 3 has no camera height, no distance, no lighting, no generation profile.',
  ],
  ['ASPECT_RATIO', ofShot({ aspectRatio: '16:9' }), 'Shot 2 of scene 3 is 16:9, and the list is 2.39:1.'],
  [
    'ASPECT_RATIO',
    { ...every({ aspectRatio: '9:16' }), aspectRatio: '9:16' },
    'The list is 9:16; a feature is 16:9, 2.39:1, 1.85:1, 4:3, 1:1, 21:9.',
  ],
  [
    'SHOT_TYPE_MONOTONE',
    ofScene((scene) => ({ ...scene, shots: [one, one, one, one, one] })),
    'Shot 4 of scene 3 is the fourth medium in a row.',
  ],
  [
    'FILM_LENGTH',
    { ...sound, scenes: sound.scenes.slice(0, 10) },
    'The film lasts 166.7 seconds, less than the 2400 of a feature.',
  ],
  ['NO_DISASTER_MOMENT', every({ isDisasterMoment: false }), 'None of the 640 shots is a moment of disaster.'],
  ['FEW_PLAIN_CUTS', every({ transitionToNext: 'DISSOLVE' }), 'Only 0 of 640 shots end in a plain cut.'],
  [
    'SCENE_OFF_TARGET',
    ofScene((scene) => ({ ...scene, facts: { ...scene.facts, targetFrames: 1 } })),
    expect.stringMatching(/^Scene 3 has \d+ frames and should have 1\.$/),
  ],
  [
    'SCENE_TOO_LONG',
    ofScene((scene) => ({ ...scene, shots: Array.from({ length: 16 }, () => scene.shots).flat() })),
    'Scene 3 has 64 shots.',
  ],
  [
    'CHARACTER_PREFIX_MISSING',
    ofShot({ characterPromptPrefix: '' }),
    'Shot 2 of scene 3 does not say how its first character looks.',
  ],
];

test.each(SPOILED)('%s', (code, list, message) => {
  const [first, ...others] = problemsOf(list).filter((problem) => problem.code === code);
  expect([first?.message, others.length]).toEqual([message, 0]);
  expect(first?.severity).toBe(CHECKS.find((check) => check.code === code)?.severity);
});

test('every check has a list that fails it', () => {
  expect([...new Set(SPOILED.map(([code]) => code))].sort()).toEqual(CHECKS.map(({ code }) => code).sort());
});

test('a problem says where it is', () => {
  expect(problemsOf(ofShot({ durationFrames: 0 }))).toEqual([
    {
      code: 'DURATION_NOT_POSITIVE',
      severity: 'ERROR',
      message: 'Shot 2 of scene 3 lasts 0 frames.',
      scene: 3,
      shot: 2,
    },
  ]);
});

test('words that are names as well, kinds of people and establishing shots name nobody', () => {
  const may = { ...manny, key: 'may', name: 'May' };
  const vendor = { ...manny, key: 'street_vendor', name: 'street vendor', tier: 3 as const };
  const old = { ...manny, key: 'old_man', name: 'Old Man' };
  const said = (content: string, trigger: PlannedShot['trigger'] = 'ACTION_BEAT') => {
    const list = ofShot({ characters: [], content, trigger });
    return problemsOf({ ...list, cast: [...list.cast, may, vendor, old] }).map(({ message }) => message);
  };
  for (const text of [
    'It is May.',
    'MAY, says the sign.',
    'A photo of Rae. No sign of Rae.',
    'A street vendor shouts.',
    'Old tires burn.',
    'The mannyquin falls.',
  ])
    expect(said(text)).toEqual([]);
  expect(said('Rae Calder, alone.', 'LOCATION_ESTABLISH')).toEqual([]);
  expect(said('The old man waits.')).toEqual(['Shot 2 of scene 3 speaks of Old Man and has nobody in its frame.']);
});

test('speech that is heard over the cut counts as a plain cut', () => {
  expect(problemsOf(every({ transitionToNext: 'J_CUT' }))).toEqual([]);
});

test('short upright films pass', () => {
  const scenes = sound.scenes.slice(0, 2).map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => ({ ...shot, aspectRatio: '9:16', durationFrames: 48 })),
  }));
  expect(problemsOf({ ...sound, format: 'TIKTOK', aspectRatio: '9:16', scenes })).toEqual([]);
});

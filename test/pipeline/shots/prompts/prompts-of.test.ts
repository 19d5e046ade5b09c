import fc from 'fast-check';
import { FORMATS } from '../../../../src/pipeline/shots/formats';
import { ambientOf } from '../../../../src/pipeline/shots/prompts/ambient';
import { negativePrompt } from '../../../../src/pipeline/shots/prompts/negative';
import { promptsOf } from '../../../../src/pipeline/shots/prompts/prompts-of';
import { composed, shortened } from '../../../../src/pipeline/shots/prompts/terms';
import { endsWell } from '../../../../src/pipeline/shots/prompts/words';
import {
  CAMERA_MOVEMENTS,
  DISTANCE_BANDS,
  PACING_CURVES,
  SHOT_TYPES,
  TRIGGERS,
} from '../../../../src/pipeline/shots/shot';
import type { FilmedShot } from '../../../../src/pipeline/shots/shot-list';
import { bible, context, facts, filmed, lot, manny, rae } from './sample';

const ofShot = (shot: Partial<FilmedShot>, around: Partial<typeof context> = {}) =>
  promptsOf({ ...filmed, ...shot }, { ...context, ...around });

/** As a stranger would look for them. */
function repeatsIn(prompt: string): string[] {
  const terms = prompt.split(',').map((term) => term.trim().toLowerCase());
  const twice = terms.filter((term, index) => terms.indexOf(term) !== index);
  return [...twice, ...terms.filter((term) => /(?:^|\s)(\S+)\s\1(?:\s|$)/.test(term))];
}

test('a still says who stands where, how it is framed, its mood, colour and hour, and the look of the film', () => {
  expect(ofShot({}).scenePrompt).toBe(
    'RAE CALDER (30s, lean, dark hair, a scar through the left brow) in motion across frame, action under way, exits the taqueria, ' +
      'slides behind a dumpster, pulls a telescoping baton, medium shot, subject at medium distance from camera, predatory, ' +
      'working-class, restless, Sodium amber, warm tones, sodium vapor streetlights, contrasty key light, gritty realism, ' +
      'teal, black, late 1990s, 35mm grain',
  );
});

test('a clip says how the camera moves, what moves, the pace, and last how long it is', () => {
  expect(ofShot({}).videoPrompt).toBe(
    'camera tracking movement, exits the taqueria, slides behind a dumpster, pulls a telescoping baton, building pace, 4.2s',
  );
  const chase = { facts: { ...facts, isSequence: true } };
  expect(ofShot({ content: 'Rae slowly pulls the cable free.', pacingCurve: 'MODERATE' }, chase).videoPrompt).toBe(
    'camera tracking movement, pulls the cable free, slowly, kinetic continuity, 4.2s',
  );
});

test('what the original cut or repeated is whole and said once', () => {
  const skip = ofShot({ content: '…Skip turns… they slam into the dumpster' }).videoPrompt;
  expect(skip).toContain('slam into the dumpster,');
  expect(skip).not.toMatch(/figure|skip/i);
  expect(ofShot({ content: 'Fire alarms blare. Close call.' }).videoPrompt).toContain('figure in motion,');
  const spoken = ofShot({ trigger: 'DIALOGUE_EXCHANGE', dialogueText: 'Go.', dialogueSpeaker: 'rae_calder' });
  expect(spoken.scenePrompt.match(/speaking/g)).toHaveLength(1);
  expect(spoken.videoPrompt.match(/speaking/g)).toHaveLength(1);
  expect(ofShot({ content: 'A huge crate.' }).scenePrompt.match(/in motion/g)).toHaveLength(1);
  const felt = ofShot({ trigger: 'EMOTIONAL_MOMENT', content: 'She is sober.' });
  expect(`${felt.scenePrompt} ${felt.videoPrompt}`.match(/emotional/g)).toHaveLength(1);
});

test('of two people the speaker is marked, and what they share is said without a repeated term', () => {
  const { scenePrompt } = ofShot({
    trigger: 'DIALOGUE_EXCHANGE',
    dialogueText: 'Go.',
    dialogueSpeaker: 'manny',
    characters: ['rae_calder', 'manny'],
    shotType: 'OVER_SHOULDER',
  });
  expect(scenePrompt).toContain('a scar through the left brow) in foreground with back to camera');
  expect(scenePrompt).toContain('MANNY (40s and lean, grey hair) beyond the shoulder facing camera, speaking');
  expect(repeatsIn(scenePrompt)).toEqual([]);
});

test('with nobody in frame the still is about the place', () => {
  const { scenePrompt, videoPrompt } = ofShot({ characters: [], content: 'The neon buzzes.' });
  expect(scenePrompt).toMatch(/^STRIP MALL LOT, cracked asphalt with oil stains,/);
  expect(scenePrompt).not.toMatch(/subject|figure/);
  expect(videoPrompt).not.toContain('figure');
});

test('upright formats are composed upright, others are as wide as their cinematographer says', () => {
  const upright = ofShot({}, { rules: FORMATS.TIKTOK });
  expect([upright.aspectRatio, upright.scenePrompt.includes('vertical composition')]).toEqual(['9:16', true]);
  const said = (aspectRatio: string | null) =>
    ofShot({}, { bible: { ...bible, cinematography: { ...bible.cinematography, aspectRatio } } }).aspectRatio;
  expect(['2.39:1', '2.40 : 1 anamorphic', '16x9', '1,85', 'wide', null, '4 / 3'].map(said)).toEqual([
    ...['2.39:1', '2.39:1', '16:9', '16:9', '16:9', '16:9', '4:3'],
  ]);
});

test('a first still is made new, one with people after their portraits, any other after the frame before it', () => {
  const sources = [ofShot({}, { isFirstOfScene: true }), ofShot({}), ofShot({ characters: [] })].map(
    ({ initImageSource }) => initImageSource,
  );
  expect(sources).toEqual(['GENERATED', 'REFERENCE', 'PREVIOUS_FRAME']);
});

test('the first character is described by their portrait, else by their look, cut between words', () => {
  expect(ofShot({}).characterPromptPrefix).toBe(rae.portraitPrompt);
  expect(ofShot({ characters: ['manny'] }).characterPromptPrefix).toBe('portrait of Manny, 40s, lean, grey hair');
  const long = { ...manny, portraitPrompt: `${'wiry '.repeat(38)}man of the old school` };
  const prefix = ofShot({ characters: ['manny'] }, { membersOf: () => long }).characterPromptPrefix;
  expect(prefix).toBe(`${'wiry '.repeat(38)}man`);
});

test('the negative prompt is the usual and what the style forbids, once, without contradicting the style', () => {
  expect(negativePrompt(bible.style)).toBe(
    'blurry, low quality, watermark, text overlay, deformed faces, extra limbs, bad anatomy, cartoon, anime, lens flares, glossy surfaces',
  );
  expect(negativePrompt({ ...bible.style, tone: 'hand-drawn anime' })).not.toMatch(/anime|cartoon/);
  expect(negativePrompt({ ...bible.style, tone: 'inanimate, cartoonlike' })).toMatch(/cartoon, anime/);
  const doNot = Array.from({ length: 12 }, (_, index) => `Avoid thing ${index}.`);
  expect(
    negativePrompt({ ...bible.style, doNot })
      .split(', ')
      .slice(9),
  ).toEqual(Array.from({ length: 8 }, (_, index) => `thing ${index}`));
});

describe('the sound of a place', () => {
  const heard = (slugline: string, timeOfDay: 'DAY' | 'NIGHT', intExt: 'INT' | 'EXT') =>
    ambientOf({
      facts: { said: { intExt, place: slugline, timeOfDay, isContinued: false }, timeOfDay },
      setting: { name: slugline, moodKeywords: [], isExterior: intExt === 'EXT' },
      sensoryPalette: bible.sensoryPalette,
      trigger: 'ACTION_BEAT',
      intensity: 0.5,
      content: '',
      wording: context.wording,
    });

  test('is read off whole words: trains and grain are no rain', () => {
    expect(heard('TRAIN YARD', 'DAY', 'EXT')).not.toMatch(/\brain\b/);
    expect(heard('GRAIN STORE', 'DAY', 'INT')).not.toMatch(/\brain\b/);
    expect(heard('RAIN-SOAKED STREET', 'DAY', 'EXT')).toMatch(/steady rain/);
  });

  test('is of the hour, whatever the place is called', () => {
    expect(heard('NIGHT MARKET', 'DAY', 'EXT')).toMatch(/birds, light wind/);
    expect(heard('NIGHT MARKET', 'DAY', 'EXT')).not.toContain('crickets');
    expect(heard('MARKET', 'NIGHT', 'EXT')).toMatch(/crickets, distant traffic/);
  });

  test('takes from the world what belongs to it, and the music of a climax', () => {
    expect(ofShot({ content: 'Rae kneels on the asphalt.' }).ambientDescription).toContain(
      'asphalt ticking as it cools',
    );
    expect(ofShot({}).ambientDescription).not.toContain('bread');
    expect(ofShot({ trigger: 'CLIMAX_MOMENT' }).ambientDescription).toContain('music sting');
    expect(ofShot({ intensity: 0.8 }).ambientDescription).toContain('tense underscore');
  });
});

test('terms are said once, also within a longer one, and words not twice in a row', () => {
  expect(composed(['a red red door', 'Red Door', null, ' ', 'door, window', 'into the'])).toBe('a red door, window');
  expect(shortened('walks into the dark', 16)).toBe('walks');
  expect(shortened('  two \n words ', 40)).toBe('two words');
});

const noise = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        'Rae',
        'the',
        'slams',
        'into',
        'speaking',
        'in',
        'a',
        ',',
        '.',
        '(',
        'lean',
        'lean,',
        'camera',
        'and',
        'of',
      ),
      { maxLength: 30 },
    )
    .map((words) => words.join(' ')),
);
const maybe = fc.option(noise);
const shots: fc.Arbitrary<FilmedShot> = fc
  .record({
    trigger: fc.constantFrom(...TRIGGERS),
    content: noise,
    characters: fc.subarray(['rae_calder', 'manny', 'nobody_known', '', 'x', 'y', 'z', 'w']),
    shotType: fc.constantFrom(...SHOT_TYPES),
    cameraMovement: fc.constantFrom(...CAMERA_MOVEMENTS),
    distanceBand: fc.constantFrom(...DISTANCE_BANDS),
    pacingCurve: fc.constantFrom(...PACING_CURVES),
    lightingIntent: noise,
    speaks: fc.boolean(),
  })
  .map(({ speaks, ...shot }) => ({
    ...filmed,
    ...shot,
    dialogueSpeaker: speaks ? (shot.characters[0] ?? null) : null,
  }));
const worlds = fc.record({
  name: noise,
  description: maybe,
  mood: fc.array(noise, { maxLength: 5 }),
  variant: noise,
  tone: maybe,
  signature: maybe,
  color: maybe,
});

test('whatever comes in, prompts are there, end well, and repeat nothing', () => {
  fc.assert(
    fc.property(shots, worlds, (shot, { name, description, mood, variant, tone, signature, color }) => {
      const setting = { ...lot, name, description, moodKeywords: mood, timeVariants: { NIGHT: variant } };
      const style = { ...bible.style, tone, doNot: mood };
      const colors = [{ act: 1, dominantColor: color, warmth: tone, brightness: null, lightingShift: null }];
      const membersOf = (key: string) =>
        key === 'rae_calder' ? { ...rae, signature } : key === 'manny' ? manny : undefined;
      const around = { ...context, setting, membersOf, bible: { ...bible, style, colors, sensoryPalette: mood } };
      const prompts = promptsOf(shot, around);
      const { scenePrompt, videoPrompt, negativePrompt: negative, ambientDescription } = prompts;
      for (const prompt of [scenePrompt, videoPrompt, negative, ambientDescription]) {
        expect(prompt.trim()).not.toBe('');
        expect(repeatsIn(prompt)).toEqual([]);
      }
      for (const prompt of [scenePrompt, negative, ambientDescription]) expect(endsWell(prompt)).toBe(true);
      expect(videoPrompt).toMatch(/, 4\.2s$/);
      expect(endsWell(videoPrompt.replace(/, 4\.2s$/, ''))).toBe(true);
      expect(prompts.characterPromptPrefix.length).toBeLessThanOrEqual(200);
    }),
    { numRuns: 300 },
  );
});

test('a megabyte anywhere are read once', () => {
  for (const part of ['a, ', 'Rae slams the door and ', '((']) {
    const text = part.repeat(1_000_000 / part.length);
    const setting = { ...lot, name: text, description: text, moodKeywords: [text], timeVariants: { NIGHT: text } };
    const around = {
      setting,
      bible: { ...bible, style: { ...bible.style, tone: text, doNot: [text] }, sensoryPalette: [text] },
    };
    expect(ofShot({ content: text, lightingIntent: text }, around).scenePrompt.length).toBeLessThan(5_000);
  }
}, 30_000);

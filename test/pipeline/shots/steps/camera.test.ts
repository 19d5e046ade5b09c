import type { Bible } from '../../../../src/pipeline/shots/bible';
import { SHOT_TYPES } from '../../../../src/pipeline/shots/shot';
import { lensFor } from '../../../../src/pipeline/shots/steps/lenses';
import { movementStyle } from '../../../../src/pipeline/shots/steps/movement-style';
import { action, BARE_BIBLE, element, film, says, scene } from './stories';

const LENSES = [
  ['EXTREME_WIDE', 18],
  ['WIDE', 24],
  ['GROUP', 28],
  ['MEDIUM_WIDE', 35],
  ['POV', 35],
  ['TWO_SHOT', 40],
  ['MEDIUM', 50],
  ['OVER_SHOULDER', 50],
  ['MEDIUM_CLOSE', 65],
  ['CLOSE_UP', 85],
  ['EXTREME_CLOSE_UP', 100],
  ['INSERT', 100],
] as const;

test.each(LENSES)('%s is shot with %i mm', (type, lensMm) => {
  expect(lensFor(type, null)).toBe(lensMm);
});

test('the lens of the film is the lens of a MEDIUM, and the others keep their ratio to it', () => {
  expect(SHOT_TYPES.map((type) => lensFor(type, 35))).toEqual([12, 16, 24, 35, 50, 65, 75, 35, 24, 75, 28, 21]);
  expect([lensFor('MEDIUM', 47), lensFor('CLOSE_UP', Number.NaN), lensFor('WIDE', 0)]).toEqual([47, 85, 24]);
});

test.each([
  ['handheld for chases, dolly elsewhere', 'HANDHELD'],
  ['Hand-held throughout', 'HANDHELD'],
  ['smooth dolly, never handheld', 'DOLLY'],
  ['locked-off tripod frames', 'LOCKED'],
  ['', null],
  [null, null],
])('%s is %s', (movement, style) => {
  expect(movementStyle(movement)).toBe(style);
});

const withBible = (more: Partial<Bible>, beat: string | null = null) => {
  const elements = [
    action('Rae runs.'),
    action('A shadow creeps along.'),
    action('The van explodes.'),
    ...says('RAE', 'Go.'),
  ];
  return (film([scene(elements, { beat })], { bible: { ...BARE_BIBLE, ...more } }).scenes[0]?.shots ?? []).slice(1);
};
const moving = (movement: string | null) => {
  const cinematography = { ...BARE_BIBLE.cinematography, movement };
  return withBible({ cinematography }, 'Finale').map(({ cameraMovement }) => cameraMovement);
};

test('the bible says whether the camera is carried, laid on rails or locked', () => {
  expect(moving(null)).toEqual(['TRACKING', 'PUSH_IN', 'HANDHELD', 'STATIC']);
  expect(moving('handheld')).toEqual(['HANDHELD', 'HANDHELD', 'HANDHELD', 'STATIC']);
  expect(moving('dolly')).toEqual(['TRACKING', 'PUSH_IN', 'TRACKING', 'STATIC']);
  expect(moving('static tripod')).toEqual(['STATIC', 'PUSH_IN', 'STATIC', 'STATIC']);
});

test('the light is of the moment, the style and the act', () => {
  const style = { ...BARE_BIBLE.style, lighting: 'Sodium vapour glow, hard edges. No fill.' };
  const color = { act: 4, dominantColor: null, warmth: null, brightness: null, lightingShift: 'towards dawn' };
  const [first, , climax] = withBible({ style, colors: [color] }, 'Finale');
  expect(first?.lightingIntent).toBe('natural, balanced light; Sodium vapour glow; towards dawn');
  expect(climax?.lightingIntent).toBe('hard, contrasting light with deep shadows; Sodium vapour glow; towards dawn');
});

test('a clause of light is shorter than 120 characters, whatever the bible says', () => {
  const style = { ...BARE_BIBLE.style, lighting: 'glow '.repeat(100_000) };
  const [first] = withBible({ style });
  expect(first?.lightingIntent.split('; ')[1]?.length).toBeLessThan(120);
});

test('a scene that turns is lit as it ends in its second half', () => {
  const elements = [action('Rae sits.'), action('Rae waves.'), action('Rae eats.')];
  const { scenes } = film([scene(elements, { emotionalStart: '+', emotionalEnd: '-' })]);
  expect(scenes[0]?.shots.map(({ lightingIntent }) => lightingIntent)).toEqual([
    'bright, open light',
    'bright, open light',
    'low key light, closing shadows',
    'low key light, closing shadows',
  ]);
});

test('the camera turns round a feeling that turns, catches what ruins everything, and lets go at the end', () => {
  const told = [
    scene([action('Rae finds a letter.'), action('Manny sobs.'), action('Rae sits.')], {
      beat: 'Midpoint',
      emotionalStart: '+',
      emotionalEnd: '-',
    }),
    scene([action('Rae sits.')], { beat: 'Bad Guys Close In' }),
  ];
  const { scenes } = film(told);
  expect(scenes[0]?.shots.map(({ cameraMovement }) => cameraMovement)).toEqual([
    'PAN_RIGHT',
    'ZOOM_IN',
    'ORBIT',
    'PULL_BACK',
  ]);
  expect(scenes[1]?.shots.at(-1)?.cameraMovement).toBe('PULL_BACK');
});

test('who listens is in the foreground of a shot over their shoulder', () => {
  const { scenes } = film([scene([...says('RAE', 'One.'), ...says('MANNY', 'Two.')])]);
  expect(scenes[0]?.shots.at(-1)).toMatchObject({ shotType: 'OVER_SHOULDER', distanceBand: 'MEDIUM_CLOSE' });
  expect(scenes[0]?.shots.at(-1)?.blockingIntent).toMatch(/shoulder soft in the foreground/);
});

test.each([
  ['EXTREME WIDE', 'EYE_LEVEL_HIGH', 'VERY_WIDE'],
  ['CLOSE ON', 'EYE_LEVEL', 'CLOSE'],
  ['INSERT', 'OBJECT_LEVEL', 'EXTREME_CLOSE_UP'],
])('%s is seen from %s', (heading, cameraHeight, distanceBand) => {
  const { scenes } = film([scene([element('SHOT', `${heading} Rae`)])]);
  expect(scenes[0]?.shots[1]).toMatchObject({ cameraHeight, distanceBand });
});

test('the format says how well a shot is to be made', () => {
  const profile = (format: 'REEL' | 'FEATURE') => film([scene([])], { format }).scenes[0]?.shots[0]?.generationProfile;
  expect([profile('REEL'), profile('FEATURE')]).toEqual(['SPEED_PREVIEW', 'PRODUCTION_QUALITY']);
});

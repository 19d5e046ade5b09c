import type { ScreenplayScene } from '../../../../src/pipeline/screenplay/screenplay';
import { action, element, film, says, scene } from './stories';

const long = { targetSeconds: 40 };
const sitting = [action('Rae sits.'), action('Manny runs.')];

function lastOf(
  first: Partial<ScreenplayScene>,
  second: Partial<ScreenplayScene> = {},
  format: 'FEATURE' | 'TIKTOK' = 'FEATURE',
) {
  const told = [scene(sitting, { ...long, ...first }), scene(sitting, { ...long, ...second })];
  const { transitionToNext, crossfadeFrames } = film(told, { format }).scenes[0]?.shots.at(-1) ?? {};
  return [transitionToNext, crossfadeFrames];
}

test('a scene is cut to the next', () => {
  expect(lastOf({})).toEqual(['CUT', 0]);
});

test('an act ends in two seconds of black', () => {
  expect(lastOf({ act: 1 }, { act: 2 })).toEqual(['FADE_BLACK', 48]);
  expect(lastOf({ beat: 'Midpoint' }, { beat: 'Midpoint' })).toEqual(['CUT', 0]);
});

test('the film ends in one', () => {
  const shot = film([scene(sitting, long)]).scenes[0]?.shots.at(-1);
  expect(shot).toMatchObject({ transitionToNext: 'FADE_BLACK', crossfadeFrames: 24 });
});

test('another time of day dissolves, and a name that only sounds like one does not', () => {
  expect(lastOf({}, { slugline: 'INT. ROOM - NIGHT' })).toEqual(['DISSOLVE', 12]);
  expect(lastOf({}, { slugline: 'INT. NIGHTCLUB - DAY' })).toEqual(['CUT', 0]);
  expect(lastOf({}, { slugline: 'INT. ROOM - CONTINUOUS' })).toEqual(['CUT', 0]);
});

test('a turn of fortune between two scenes is a smash cut; a turn within one is none', () => {
  expect(lastOf({ emotionalEnd: '+' }, { emotionalStart: '-' })).toEqual(['SMASH_CUT', 0]);
  expect(lastOf({ emotionalStart: '+', emotionalEnd: '-' }, { emotionalStart: '-', emotionalEnd: '+' })).toEqual([
    'CUT',
    0,
  ]);
});

test('the sound of speech goes on under what follows it, and comes before the cut to the next scene', () => {
  const told = [scene([...says('RAE', 'Go.'), action('Manny runs.'), ...says('RAE', 'Go.')]), scene(sitting)];
  const shots = film(told).scenes[0]?.shots ?? [];
  expect(shots.map(({ transitionToNext, crossfadeFrames }) => [transitionToNext, crossfadeFrames])).toEqual([
    ['CUT', 0],
    ['L_CUT', 7],
    ['CUT', 0],
    ['J_CUT', 7],
  ]);
});

test.each([
  ['CUT TO:', 'CUT', 0],
  ['SMASH CUT TO:', 'SMASH_CUT', 0],
  ['DISSOLVE TO:', 'DISSOLVE', 12],
  ['FADE OUT.', 'FADE_BLACK', 24],
  ['FADE TO BLACK.', 'FADE_BLACK', 24],
  ['MATCH CUT TO:', 'MATCH_CUT', 0],
  ['WIPE TO:', 'WIPE', 12],
])('%s is obeyed, in a scene and at its end', (text, transition, frames) => {
  const asked = element('TRANSITION', text);
  const told = [
    scene([action('Rae sits.'), asked, ...sitting, asked], { targetSeconds: 60 }),
    scene(sitting, { ...long, slugline: 'INT. ROOM - NIGHT' }),
  ];
  const [, first, , last] = film(told).scenes[0]?.shots ?? [];
  for (const shot of [first, last])
    expect([shot?.transitionToNext, shot?.crossfadeFrames]).toEqual([transition, frames]);
});

test('FADE IN at the start of a scene fades from black out of the shot before, unless that fades to black itself', () => {
  const fadeIn = [element('TRANSITION', 'FADE IN:'), ...sitting];
  const before = (elements: typeof fadeIn) =>
    film([scene(elements, long), scene(fadeIn, long)]).scenes[0]?.shots.at(-1);
  expect(before(sitting)).toMatchObject({ transitionToNext: 'FADE_FROM_BLACK', crossfadeFrames: 24 });
  expect(before([...sitting, element('TRANSITION', 'FADE OUT.')])).toMatchObject({ transitionToNext: 'FADE_BLACK' });
  expect(film([scene(fadeIn, long)]).scenes[0]?.shots[0]?.transitionToNext).toBe('CUT');
});

test('one thing close by itself matches the same thing close by itself', () => {
  const key = element('SHOT', 'CLOSE ON the copper key');
  const more = { slugline: 'INT. ROOM - CONTINUOUS' };
  const last = (other: string) =>
    film([scene([...sitting, key]), scene([element('SHOT', other), ...says('RAE', 'Go.')], more)]).scenes[0]?.shots.at(
      -1,
    )?.transitionToNext;
  expect([last('INSERT - A COPPER PAN'), last('INSERT - A GLASS')]).toEqual(['MATCH_CUT', 'CUT']);
});

test('a fade is never longer than half of a short shot', () => {
  const told = [scene(sitting, { act: 1, targetSeconds: 3 }), scene(sitting, { act: 2, targetSeconds: 40 })];
  expect(film(told).scenes[0]?.shots.at(-1)).toMatchObject({ transitionToNext: 'FADE_BLACK', crossfadeFrames: 12 });
});

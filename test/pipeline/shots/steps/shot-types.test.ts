import { fits } from '../../../../src/pipeline/shots/steps/shot-pools';
import { action, element, film, says, scene, shotsOf } from './stories';

const types = (shots: readonly { shotType: string }[]) => shots.map(({ shotType }) => shotType);

test('two people in talk are seen together, over a shoulder and alone', () => {
  const talk = Array.from({ length: 6 }, (_, n) => says(n % 2 ? 'MANNY' : 'RAE', `Line ${n}.`)).flat();
  expect(types(shotsOf(talk))).toEqual([
    'TWO_SHOT',
    'OVER_SHOULDER',
    'MEDIUM_CLOSE',
    'OVER_SHOULDER',
    'CLOSE_UP',
    'MEDIUM',
  ]);
});

test('a heated talk moves closer', () => {
  const talk = Array.from({ length: 6 }, (_, n) => says(n % 2 ? 'MANNY' : 'RAE', `Line ${n}.`)).flat();
  expect(types(shotsOf(talk, { beat: 'All Is Lost' }))).toContain('EXTREME_CLOSE_UP');
});

test('a climax is not one framing', () => {
  const blows = Array.from({ length: 6 }, () => action('Rae smashes the window.'));
  expect(new Set(types(shotsOf(blows, { beat: 'Finale' }))).size).toBeGreaterThanOrEqual(5);
});

test('a new place outside opens extremely wide, one inside wide', () => {
  const first = (slugline: string) =>
    film([scene([action('Rae sits.')]), scene([action('Rae sits.')], { slugline })]).scenes[1]?.shots[0]?.shotType;
  expect([first('EXT. YARD - DAY'), first('INT. HALL - DAY')]).toEqual(['EXTREME_WIDE', 'WIDE']);
});

test('the last image is as wide as its place', () => {
  const { scenes } = film([scene([action('Rae sits.'), action('Rae leaves.')], { slugline: 'EXT. YARD - DAY' })]);
  expect(scenes[0]?.shots.at(-1)).toMatchObject({ shotType: 'EXTREME_WIDE', cameraMovement: 'CRANE_UP' });
});

test('what somebody sees is seen with their eyes', () => {
  expect(shotsOf([action('Rae looks through the keyhole.'), action('Rae sits.')])[0]).toMatchObject({
    shotType: 'POV',
    shotTypeRationale: 'It is seen with the eyes of whoever looks.',
  });
});

test('a thing that is revealed fills the frame', () => {
  expect(types(shotsOf([action('Rae finds a letter under the seat.'), action('Rae sits.')]))[0]).toBe('INSERT');
});

test('what the screenplay asks for four times it gets four times', () => {
  const close = Array.from({ length: 4 }, () => element('SHOT', 'CLOSE ON Rae'));
  expect(types(shotsOf([action('Rae sobs.'), ...close, action('Rae sits.')])).slice(1, 5)).toEqual(
    Array(4).fill('CLOSE_UP'),
  );
  expect(types(shotsOf([action('Rae sobs.'), ...close]))[0]).not.toBe('CLOSE_UP');
});

test('a shot of several wants several', () => {
  expect([
    fits('GROUP', 2),
    fits('GROUP', 3),
    fits('OVER_SHOULDER', 1),
    fits('TWO_SHOT', 2),
    fits('CLOSE_UP', 0),
  ]).toEqual([false, true, false, true, false]);
});

test('every framing is reasoned in a sentence', () => {
  const shots = shotsOf([action('Rae runs.'), ...says('RAE', 'Go.'), action('Rae sobs.'), action('Nothing moves.')]);
  for (const { shotTypeRationale, cameraRationale } of shots) {
    expect(shotTypeRationale).toMatch(/^[A-Z].{10,90}\.$/);
    expect(cameraRationale).toMatch(/^[A-Z].{10,90}\.$/);
  }
});

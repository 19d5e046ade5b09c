import { headlineOf } from '../../../src/providers/image/painter/headline';
import { hourOf } from '../../../src/providers/image/painter/light';
import { sceneOf } from '../../../src/providers/image/painter/scenes';

const named = (prompt: string) => sceneOf(prompt, () => 0).name;

test.each([
  ['portrait', 'Portrait of a woman in a red coat'],
  ['portrait', 'An old fisherman'],
  ['interior', 'Interior of a diner at night'],
  ['interior', 'Kitchen, morning light'],
  ['interior', 'INT. POLICE STATION - NIGHT'],
  ['street', 'Crowded street market'],
  ['street', 'A woman walks down the street'],
  ['road', 'Desert road at noon'],
  ['city', 'City skyline at night'],
  ['night', 'The night sky over the city'],
  ['night', 'A quiet night'],
  ['objects', 'A cup of coffee and a letter on a table'],
  ['chart', 'Growth in percent'],
  ['chart', 'The stock market falls'],
  ['network', 'A neural network'],
  ['heat', 'Heat over the fields'],
])('%s is what shows %j', (scene, prompt) => {
  expect(named(prompt)).toBe(scene);
});

test.each([
  ['NIGHT', 'Interior of a diner at night'],
  ['MORNING', 'Kitchen, morning light'],
  ['NOON', 'Desert road at noon'],
  ['DUSK', 'A road at dusk, before the night'],
  [null, 'Crowded street market'],
])('it is %s in %j', (hour, prompt) => {
  expect(hourOf(prompt)).toBe(hour);
});

test.each([
  ['INT. POLICE STATION - NIGHT: a detective', 'POLICE STATION'],
  ['INT./EXT. CAR - DAY', 'CAR'],
  ['Dr. Smith meets Mr. Jones. They talk.', 'Dr. Smith meets Mr. Jones'],
  ['Internal affairs', 'Internal affairs'],
  ['A city at dusk, calm tone, without lettering', ''],
])('%j is headed %j', (prompt, headline) => {
  expect(headlineOf(prompt)).toBe(headline);
});

import fc from 'fast-check';
import { STYLES } from '../../../src/providers/image/painter/palettes';
import { nearestStyle } from '../../../src/providers/image/painter/styles';

test.each([
  ['blueprint', 'technical diagram'],
  ['blueprint', ' Blueprint '],
  ['nocturne', 'cinematic, dark'],
  ['paper', 'hand-drawn sketch'],
  ['paper', 'more technicality? no: watercolour'],
  ['editorial', 'photo-realistic'],
  ['editorial', ''],
  ['editorial', null],
])('%s is nearest to %j', (style, words) => {
  expect(nearestStyle(words)).toBe(style);
});

test('whatever the words, it is a style that can be painted, and each of ours is its own', () => {
  fc.assert(fc.property(fc.string(), (words) => Object.hasOwn(STYLES, nearestStyle(words))));
  expect(Object.keys(STYLES).map(nearestStyle)).toEqual(Object.keys(STYLES));
});

import { numbersOfPart, partIn } from '../../../src/cli/assets/part';
import { Refused } from '../../../src/cli/graphql/refusal';
import { parseWords } from '../../../src/cli/words/parse';
import { WrongUsage } from '../../../src/cli/words/usage';

const partOf = (...flags: string[]) => partIn(parseWords(['assets', 'build', 'heat', ...flags]));

test('--start passes over so many segments, --limit takes so many of the rest', () => {
  expect(partOf()).toBeNull();
  expect(partOf('--start', '0', '--limit', '10')).toEqual({ start: 0, limit: 10 });
  expect(numbersOfPart({ start: 0, limit: 10 }, 45)).toBe('1-10');
  expect(numbersOfPart({ start: 40, limit: 10 }, 45)).toBe('41-45');
  expect(numbersOfPart({ start: 44, limit: null }, 45)).toBe('45-45');
});

test('what is no count is a mistake of use, and a start behind the last segment is refused', () => {
  for (const flags of [
    ['--limit', '0'],
    ['--limit', 'ten'],
    ['--start', '-1'],
    ['--start', '1.5'],
  ])
    expect(() => partOf(...flags)).toThrow(WrongUsage);
  expect(() => numbersOfPart({ start: 45, limit: 10 }, 45)).toThrow(Refused);
});

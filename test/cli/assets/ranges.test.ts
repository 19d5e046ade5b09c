import fc from 'fast-check';
import { beyond, holds, numbersText, parsePicked } from '../../../src/cli/assets/ranges';
import { WrongUsage } from '../../../src/cli/words/usage';

test('numbers, everything and states are told apart', () => {
  expect(parsePicked('audio', '1-45')).toEqual({ by: 'numbers', ranges: [{ first: 1, last: 45 }] });
  expect(parsePicked('audio', ' ALL ')).toEqual({ by: 'all' });
  expect(parsePicked('audio', 'Approved')).toEqual({ by: 'status', status: 'APPROVED' });
});

test.each(['', ' ', ',', '1,', '5-1', '0', '0-3', '1-', '-1', '1.5', 'one', 'all,1', 'approved,1', '1 2', '9999999'])(
  '"%s" is a mistake and never everything',
  (text) => {
    expect(() => parsePicked('image', text)).toThrow(WrongUsage);
    expect(() => parsePicked('image', text)).toThrow(/^--image takes all, or numbers/);
  },
);

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1 });

test('what is said of numbers is read as the same numbers', () => {
  fc.assert(
    fc.property(numbers, (some) => {
      const picked = parsePicked('audio', numbersText(some));
      const read = picked.by === 'numbers' ? picked.ranges : [];
      for (let number = 1; number <= 201; number += 1) expect(holds(read, number)).toBe(some.includes(number));
    }),
  );
});

test('what is beyond the known numbers is all that was typed and is not known', () => {
  fc.assert(
    fc.property(numbers, numbers, (typed, known) => {
      const picked = parsePicked('audio', numbersText(typed));
      const missing = typed.filter((number) => !known.includes(number));
      const text = beyond(picked.by === 'numbers' ? picked.ranges : [], new Set(known));
      expect(text).toBe(missing.length > 0 ? numbersText(missing) : null);
    }),
  );
});

test('a range that ends far beyond the script is told in a word', () => {
  expect(beyond([{ first: 1, last: 999_999 }], new Set([1, 2, 3]))).toBe('4-999999');
});

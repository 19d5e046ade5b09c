import fc from 'fast-check';
import { LAST_NUMBER, multirange, numbersIn, numbersMissing } from '../../../src/pipeline/library/numbers';

const range = (first: number, last = first) => ({ first, last });

test.each([
  ['all', 'all'],
  [' ALL ', 'all'],
  ['7', [range(7)]],
  ['1,3,5', [range(1), range(3), range(5)]],
  ['1-10', [range(1, 10)]],
  ['1,3-5,10', [range(1), range(3, 5), range(10)]],
  [' 1 , 3 - 5,\t10 ', [range(1), range(3, 5), range(10)]],
  ['3–5', [range(3, 5)]],
  ['007', [range(7)]],
  ['5-5', [range(5)]],
  ['3-5,4-8,1,2,20', [range(1, 8), range(20)]],
  ['10,1-3,2-2', [range(1, 3), range(10)]],
  [`1-${LAST_NUMBER}`, [range(1, LAST_NUMBER)]],
])('%j is read as people mean it', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});

test.each([
  ['', '""', 'no number where one must be'],
  ['   ', '"   "', 'no number where one must be'],
  [',', '""', 'no number where one must be'],
  ['1,,2', '""', 'no number where one must be'],
  ['1,', '""', 'no number where one must be'],
  ['5-1', '"5-1"', 'reversed'],
  ['a-b', '"a-b"', 'no number and no range'],
  ['1-', '"1-"', 'no number and no range'],
  ['-3', '"-3"', 'no number and no range'],
  ['1-2-3', '"1-2-3"', 'no number and no range'],
  ['1 2', '"1 2"', 'no number and no range'],
  ['1.5', '"1.5"', 'no number and no range'],
  ['１', '"１"', 'no number and no range'],
  ['1,all', '"all"', 'no number and no range'],
  ['1\0', '"1\\u0000"', 'no number and no range'],
  ['0', '"0"', 'count from 1'],
  ['0-3', '"0-3"', 'count from 1'],
  ['1000000', '"1000000"', 'up to 999999'],
  ['1-99999999999999999999', '"1-99999999999999999999"', 'up to 999999'],
])('%j is refused, never taken for all', (text, got, message) => {
  const refusal = { code: 'INVALID_INPUT', field: ['numbers'], got, expected: expect.any(String) };
  const remedy = expect.any(String);
  expect(() => numbersIn(text, ['numbers'])).toThrow(expect.objectContaining({ ...refusal, remedy }));
  expect(() => numbersIn(text)).toThrow(message);
});

test('a thousand parts are read, one more is refused', () => {
  const parts = (count: number) => Array.from({ length: count }, (_, index) => index * 2 + 1).join(',');
  expect(numbersIn(parts(1_000))).toHaveLength(1_000);
  expect(() => numbersIn(parts(1_001))).toThrow(expect.objectContaining({ got: '1001 parts' }));
});

const number = fc.integer({ min: 1, max: 60 });
const parts = fc.array(
  fc.tuple(number, number, fc.constantFrom('-', ' - ', '–', null)).map(([a, b, dash]) => {
    const [first, last] = dash === null ? [a, a] : [Math.min(a, b), Math.max(a, b)];
    return { first, last, text: dash === null ? ` ${a}` : `${first}${dash}${last} ` };
  }),
  { minLength: 1, maxLength: 12 },
);
const textOf = (list: readonly { text: string }[]) => list.map(({ text }) => text).join(',');
const members = (list: readonly { first: number; last: number }[]) =>
  new Set(list.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n)));

test('a list of parts has the numbers of its parts, whatever their order, merged and sorted', () => {
  const property = fc.property(parts, (list) => {
    const ranges = numbersIn(textOf(list));
    if (ranges === 'all') throw new Error('numbers are not all');
    expect([...members(ranges)].sort((a, b) => a - b)).toEqual([...members(list)].sort((a, b) => a - b));
    for (const [index, { first }] of ranges.entries())
      expect(first).toBeGreaterThan((ranges[index - 1]?.last ?? -1) + 1);
  });
  fc.assert(property);
});

test('what Postgres is told reads back as the same ranges', () => {
  expect(multirange('all')).toBe('{(,)}');
  const property = fc.property(parts, (list) => {
    const ranges = numbersIn(textOf(list));
    const told = multirange(ranges);
    expect(told).toMatch(/^\{\[\d+,\d+\](,\[\d+,\d+\])*\}$/);
    expect(numbersIn(told.slice(2, -2).replaceAll('],[', ';').replaceAll(',', '-').replaceAll(';', ','))).toEqual(
      ranges,
    );
  });
  fc.assert(property);
});

test('any text is numbers or a refusal with a remedy, and nothing else', () => {
  const property = fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9, \-–al]{0,20}$/)), (text) => {
    try {
      expect(multirange(numbersIn(text))).toMatch(/^\{.+\}$/);
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID_INPUT', remedy: expect.any(String) });
    }
  });
  fc.assert(property);
});

test('the numbers that select nothing are counted, and the first of them named', () => {
  const property = fc.property(parts, fc.uniqueArray(number), fc.integer({ min: 1, max: 5 }), (list, found, most) => {
    const ranges = numbersIn(textOf(list));
    if (ranges === 'all') throw new Error('numbers are not all');
    const missing = [...members(list)].filter((one) => !found.includes(one)).sort((a, b) => a - b);
    const said = numbersMissing(ranges, new Set(found), most);
    expect(said).toEqual({ count: missing.length, first: missing.slice(0, most) });
  });
  fc.assert(property);
  expect(numbersMissing([range(1, LAST_NUMBER)], new Set([1, 3]), 2)).toEqual({ count: 999_997, first: [2, 4] });
});

import fc from 'fast-check';
import { cellsOf, shortened, table } from '../../../src/cli/assets/table';

const COLUMNS = [
  { title: 'No', text: (row: string[]) => row[0] ?? '', right: true },
  { title: 'Name', text: (row: string[]) => row[1] ?? '' },
  { title: 'Id', text: (row: string[]) => row[2] ?? '', whole: true },
] as const;

test('columns are as wide as their widest cell, and numbers stand right', () => {
  expect(
    table(
      [
        ['1', 'tree', 'a'],
        ['12', 'a river', 'b'],
      ],
      COLUMNS,
    ),
  ).toEqual(['No  Name     Id', ' 1  tree     a', '12  a river  b']);
});

test('wide characters take two cells, marks and joiners none', () => {
  expect(cellsOf('東京')).toBe(4);
  expect(cellsOf('e\u0301')).toBe(1);
  expect(cellsOf('한글')).toBe(4);
  expect(cellsOf('🎬')).toBe(2);
  expect(cellsOf('👩‍🎨')).toBe(2);
  expect(cellsOf('\u001b[31mred\u001b[0m')).toBe(3);
  expect(table([['1', '東京タワー', 'x']], COLUMNS)).toEqual(['No  Name        Id', ' 1  東京タワー  x']);
});

test('a narrow terminal shortens the widest column and keeps ids whole', () => {
  const rows = [['1', 'a long name that does not fit', 'Asset_01a1ffde']];
  expect(table(rows, COLUMNS, 40)).toEqual([
    'No  Name                  Id',
    ' 1  a long name that do…  Asset_01a1ffde',
  ]);
  expect(table(rows, COLUMNS, 10)).toEqual(['No  Name      Id', ' 1  a long …  Asset_01a1ffde']);
});

test('what would steer the terminal becomes a blank', () => {
  expect(table([['1', 'a\u001b[2Jb\nc', 'x']], COLUMNS)[1]).toBe(' 1  a [2Jb c  x');
});

test('no line is wider than the terminal while it holds the shortest columns, and nothing is cut inside a character', () => {
  const name = fc.string({ unit: fc.constantFrom('a', '東', '🎬', 'é', ' '), maxLength: 60 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), fc.integer({ min: 30, max: 120 }), (names, columns) => {
      const rows = names.map((one, n) => [String(n), one, `id${n % 10}`]);
      for (const line of table(rows, COLUMNS, columns)) {
        expect(cellsOf(line)).toBeLessThanOrEqual(columns);
        expect(() => encodeURIComponent(line)).not.toThrow(); // half a character has no encoding
      }
    }),
  );
  expect(shortened('東京タワー', 6)).toBe('東京…');
});

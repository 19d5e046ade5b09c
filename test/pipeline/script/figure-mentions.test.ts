import fc from 'fast-check';
import { figureMentions } from '../../../src/pipeline/script/figure-mentions';

const spelled = (text: string) =>
  figureMentions(text).map(({ kind, number, panel }) => `${kind === 'TABLE' ? 'T' : 'F'}${number}${panel ?? ''}`);

test.each([
  ['As Figure 6 shows', 'F6'],
  ['as figure 6 shows', 'F6'],
  ['see Fig. 4a.', 'F4a'],
  ['see Fig 4', 'F4'],
  ['see Fig.4(b)', 'F4b'],
  ['see FIG. 4B,', 'F4b'],
  ['figures 2 and 3', 'F2 F3'],
  ['Figs. 7–9', 'F7 F8 F9'],
  ['Figures 7 to 9', 'F7 F8 F9'],
  ['Fig. 7-8', 'F7 F8'],
  ['Figures 1, 2, and 3', 'F1 F2 F3'],
  ['Figures 1, 3–5 and 9a', 'F1 F3 F4 F5 F9a'],
  ['Figs. 1,2,3', 'F1 F2 F3'],
  ['Figures 4a & 4b', 'F4a F4b'],
  ['Table 2', 'T2'],
  ['Tables 1 and 2, then Figure 1', 'T1 T2 F1'],
  ['Figure 2, Figure 1, and Figure 2 again', 'F2 F1'],
  ['Figure 2 and Table 2', 'F2 T2'],
  ['(Figure 12)', 'F12'],
  ['Figure\n3', 'F3'],
  ['Figures 9–7', 'F9 F7'],
])('%j names %s', (text, expected) => {
  expect(spelled(text).join(' ')).toBe(expected);
});

test.each([
  ['a word that ends like one', 'configure 8, préfigure 8, vegetable 3'],
  ['a word that begins like one', 'figured 3, tablet 4, figurine 5, fight 6, tabs.'],
  ['a decimal', 'Figure 2.5'],
  ['an ordinal', 'the figure 4th from the left'],
  ['a percentage', 'the figures 20% and 30%'],
  ['a thousand', 'the figures 1,200 and above'],
  ['nought', 'Figure 0'],
  ['a number of five digits', 'Figure 12345'],
  ['no number at all', 'the figure shows a table'],
  ['a figure of a supplement', 'Figure S1'],
])('%s is no mention', (_what, text) => {
  expect(spelled(text)).toEqual([]);
});

test('what goes on after a figure with another number is no figure', () => {
  expect(spelled('In Figures 2 and 3, 40 cities. In Figure 2 and 3 others. In Figures 4–5, 20 towns.')).toEqual([
    'F2',
    'F3',
    'F4',
    'F5',
  ]);
});

test('a range names at most 50; a longer one names its two ends', () => {
  expect(spelled('Figures 1–50')).toHaveLength(50);
  expect(spelled('Figures 1–51')).toEqual(['F1', 'F51']);
});

test('a paragraph names at most 100', () => {
  const hostile = Array.from({ length: 20 }, (_, n) => `Figures ${n * 50 + 1}–${n * 50 + 50}`).join(' ');
  expect(spelled(hostile)).toHaveLength(100);
});

test('a megabyte that nearly names figures is read in a moment', () => {
  for (const text of ['Figures 1, '.repeat(90_000), `Figures ${'1, '.repeat(300_000)}`, `figure${' '.repeat(1e6)}1`]) {
    const begun = performance.now();
    figureMentions(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  }
});

const mention = fc.record({
  kind: fc.constantFrom('Figure', 'Fig.', 'figure', 'Table'),
  number: fc.integer({ min: 1, max: 9999 }),
  panel: fc.option(fc.constantFrom('a', 'b', 'c')),
});

test('single mentions come back in their order, each once, whatever stands between them', () => {
  const between = fc.constantFrom(' shows less than ', ', while ', '. Then ', ' – see ', '\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(mention, between), { maxLength: 20 }), (parts) => {
      const text = parts.map(([{ kind, number, panel }, tail]) => `${kind} ${number}${panel ?? ''}${tail}`).join('');
      const expected = parts.map(
        ([{ kind, number, panel }]) => `${kind === 'Table' ? 'T' : 'F'}${number}${panel ?? ''}`,
      );
      expect(spelled(text)).toEqual([...new Set(expected)]);
    }),
  );
});

test('any text at all is read without a fault, and names each figure once', () => {
  const words = fc.constantFrom(
    'Figures ',
    'Fig. ',
    'table ',
    '7',
    '–',
    ', ',
    ' and ',
    'a',
    '(',
    '.',
    '%',
    '9999',
    '0',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words).map((list) => list.join('')),
      ),
      (text) => {
        const found = spelled(text);
        expect(new Set(found).size).toBe(found.length);
        for (const { number } of figureMentions(text)) expect(number >= 1 && number <= 9999).toBe(true);
      },
    ),
  );
});

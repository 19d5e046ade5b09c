import fc from 'fast-check';
import { evenLines } from '../../../../src/providers/image/press/lines';
import { LOOKS, nearestLook } from '../../../../src/providers/image/press/looks';
import {
  condensed,
  fitting,
  keyPhrase,
  quotationOf,
  typographic,
  withoutLabel,
} from '../../../../src/providers/image/press/wording';

test.each([
  ['Figure 3: Growth of cities', 'Figure 3', 'Growth of cities'],
  ['Fig. 3. Growth', 'Figure 3', 'Growth'],
  ['FIGURE 3 | Growth', 'Figure 3', 'Growth'],
  ['Figure 3 Growth', 'Figure 3', 'Growth'],
  ['Table 12 — Means', 'Table 12', 'Means'],
  ['Figure 3 shows more', 'Figure 3', 'Figure 3 shows more'],
  ['Figure 31: Growth', 'Figure 3', 'Figure 31: Growth'],
  ['Growth', 'Figure 3', 'Growth'],
  ['Figure 3.', 'Figure 3', ''],
])('%j of %s is captioned %j', (caption, label, expected) => expect(withoutLabel(caption, label)).toBe(expected));

test.each([
  ['He said "yes" -- and \'no\'.', 'He said “yes” – and ‘no’.'],
  ["It's **very** hot, *really*, by `x`...", 'It’s very hot, really, by x…'],
  ['2 * 3 * 4', '2 * 3 * 4'],
])('%j is printed %j', (text, expected) => expect(typographic(text)).toBe(expected));

test('a cut comes at the end of a sentence where that leaves half, else at a word with an ellipsis', () => {
  const within = (most: number) => (text: string) => text.length <= most;
  expect(fitting('One two. Three four five six.', within(12))).toBe('One two.');
  expect(fitting('One. Three four five six seven.', within(24))).toBe('One. Three four five…');
  expect(fitting('One two.', within(40))).toBe('One two.');
  expect(fitting('Onetwothree', within(4))).toBe('');
});

test('what fits is a beginning, and fits', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.nat(200), (text, most) => {
      const cut = fitting(text, (beginning) => beginning.length <= most);
      expect(cut.length).toBeLessThanOrEqual(Math.max(most, 0));
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  );
});

test('the key phrase is the first concept that is named, else a quantity, and never most of the text', () => {
  const of = (text: string, ...concepts: string[]) => {
    const span = keyPhrase(text, concepts);
    return span && text.slice(span.start, span.end);
  };
  expect(of('Under trees, the heat island shrinks by the hour.', 'albedo', 'Heat Island')).toBe('heat island');
  expect(of('Under trees, the ground stayed 27 percent cooler.')).toBe('27 percent');
  expect(of('It cost $3.5 million to build all of them anew.')).toBe('$3.5 million');
  expect(of('Heat.', 'heat')).toBeNull();
  expect(of('Nothing in particular is said here.')).toBeNull();
});

test('a text in quotation marks from end to end is a quotation', () => {
  expect(quotationOf('“It is hot.” — Maria Lind')).toEqual({ words: 'It is hot.', by: 'Maria Lind' });
  expect(quotationOf('“It is hot.”')).toEqual({ words: 'It is hot.', by: null });
  expect(quotationOf('“Hot” is what she said.')).toBeNull();
});

test('a long text is its first sentence and some of what follows', () => {
  const text = `First of all. ${'And then there is more to say of it. '.repeat(20)}`.trim();
  const { lead, rest } = condensed(text);
  expect(lead).toBe('First of all.');
  expect(rest.length).toBeLessThanOrEqual(340);
  expect(rest.endsWith('.')).toBe(true);
  expect(condensed('Short.')).toEqual({ lead: 'Short.', rest: '' });
});

const paragraph = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
  measure: fc.integer({ min: 60, max: 200 }),
});

test('lines hold every word once and in order, none is too long, and there are no more than need be', () => {
  fc.assert(
    fc.property(paragraph, ({ widths, measure }) => {
      const lines = evenLines({ words: widths.map(() => 'word'), widths, space: 4, measure }) ?? [];
      expect(lines.flatMap(({ from, toExclusive }) => widths.slice(from, toExclusive))).toEqual(widths);
      for (const { from, toExclusive } of lines) {
        const width = widths.slice(from, toExclusive).reduce((sum, word) => sum + word + 4, -4);
        expect(width).toBeLessThanOrEqual(measure);
      }
      const greedy = widths.reduce(
        ({ count, left }, word) =>
          left >= word + 4 ? { count, left: left - word - 4 } : { count: count + 1, left: measure - word },
        { count: 0, left: 0 },
      );
      expect(lines).toHaveLength(greedy.count);
    }),
  );
});

test('no word stands alone on the last line where another break is as good', () => {
  const words = 'ground stayed cooler than the asphalt there'.split(' ');
  const widths = words.map(({ length }) => length * 10);
  const lines = evenLines({ words, widths, space: 10, measure: 390 }) ?? [];
  expect(lines.map(({ from, toExclusive }) => toExclusive - from).at(-1)).toBeGreaterThan(1);
});

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test.each(Object.entries(LOOKS))('all type of %s is read on all of its page', (_, { page, ink, soft, emphasis }) => {
  for (const ground of page) {
    expect(contrast(ink, ground)).toBeGreaterThan(7);
    expect(contrast(soft, ground)).toBeGreaterThan(4.5);
    expect(contrast(emphasis, ground)).toBeGreaterThan(4.5);
  }
});

test.each([
  ['noir', 'noir'],
  ['Chalkboard', 'chalkboard'],
  ['house dark neon', 'nocturne'],
  ['paper with more ink', 'paper'],
  [null, 'editorial'],
])('the look of %j is %s', (words, look) => expect(nearestLook(words)).toBe(look));

import fc from 'fast-check';
import { chapterSpans, chaptersText } from '../../../src/pipeline/timeline/chapters';

const cut = (durationFrames: number, ...chapters: [startFrame: number, title: string][]) => ({
  rate: { numerator: 24, denominator: 1 },
  durationFrames,
  chapters: chapters.map(([startFrame, title]) => ({ startFrame, title })),
});

test('chapters as YouTube reads them: from 0:00 on, with an hour where there is one', () => {
  const long = cut(
    100_000,
    [24, 'Why cities\nare  hot'],
    [24 * 65, 'What trees do'],
    [24 * 3_725 + 23, 'What is left'],
  );
  expect(chaptersText(long)).toBe('0:00 Why cities are hot\n1:05 What trees do\n1:02:05 What is left\n');
  expect(chaptersText({ ...long, chapters: undefined })).toBe('');
});

test('chapters follow each other to the end of the film', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(5_000), { minLength: 1 }), (frames) => {
      const starts = frames.toSorted((a, b) => a - b);
      const spans = chapterSpans(cut(5_001, ...starts.map((frame): [number, string] => [frame, 'A chapter'])));
      expect(spans.map(({ startFrame }) => startFrame)).toEqual(starts);
      expect(spans.map(({ endFrameExclusive }) => endFrameExclusive)).toEqual([...starts.slice(1), 5_001]);
    }),
  );
});

test.each([
  ['that begin together', cut(100, [0, 'a'], [50, 'b'], [50, 'c'])],
  ['out of order', cut(100, [50, 'a'], [0, 'b'])],
  ['behind the end', cut(100, [0, 'a'], [100, 'b'])],
  ['before the beginning', cut(100, [-1, 'a'])],
])('chapters %s are a mistake', (_, film) => {
  expect(() => chapterSpans(film)).toThrow('does not fit');
});

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

test('what is too short for the list belongs to the chapter before, and at the beginning to the one behind', () => {
  const film = cut(
    24 * 60,
    [0, 'Short'],
    [24 * 9, 'First'],
    [24 * 20, 'Second'],
    [24 * 30, 'Dropped'],
    [24 * 39, 'Third'],
  );
  expect(chaptersText(film)).toBe('0:00 First\n0:20 Second\n0:39 Third\n');
  expect(chaptersText({ ...film, durationFrames: 24 * 49 - 1 })).toBe('');
  expect(chaptersText(cut(24 * 600, [0, 'One'], [24 * 300, 'Another']))).toBe('');
});

test('whatever the chapters, a list has three or more that last ten seconds, from 0:00 to the end', () => {
  const chapters = fc.uniqueArray(fc.nat(24 * 7_000), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(chapters, fc.boolean(), (frames, isDense) => {
      const starts = frames.map((frame) => (isDense ? Math.floor(frame / 10) : frame)).toSorted((a, b) => a - b);
      const marks = [...new Set(starts)].map((frame): [number, string] => [frame, `Chapter at ${frame}`]);
      const durationFrames = (starts.at(-1) ?? 0) + 300;
      const lines = chaptersText(cut(durationFrames, ...marks))
        .split('\n')
        .slice(0, -1);
      if (lines.length === 0) return;
      const seconds = lines.map((line) =>
        (line.split(' ')[0] ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
      );
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(seconds[0]).toBe(0);
      for (const [index, start] of seconds.entries())
        expect((seconds[index + 1] ?? durationFrames / 24) - start).toBeGreaterThanOrEqual(10);
    }),
  );
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

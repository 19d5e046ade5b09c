import fc from 'fast-check';
import { inkBox, paintOver, type Raster } from '../../../../src/pipeline/knowledge/pdf/crop';
import { drawingsOf } from '../../../../src/pipeline/knowledge/pdf/drawings';
import { labelOf, plainNumber } from '../../../../src/pipeline/knowledge/pdf/labels';
import { layoutOf } from '../../../../src/pipeline/knowledge/pdf/layout';
import { linesOf } from '../../../../src/pipeline/knowledge/pdf/lines';
import type { Mark, TextRun } from '../../../../src/pipeline/knowledge/pdf/page';
import { joinedLines, vocabularyOf } from '../../../../src/pipeline/knowledge/pdf/words';

const page = { left: 0, top: 0, right: 600, bottom: 800 };

const area = fc
  .tuple(
    fc.double({ min: 0, max: 550, noNaN: true }),
    fc.double({ min: 0, max: 750, noNaN: true }),
    fc.double({ min: 0.3, max: 300, noNaN: true }),
    fc.double({ min: 0.3, max: 300, noNaN: true }),
  )
  .map(([left, top, width, height]) => ({
    left,
    top,
    right: Math.min(600, left + width),
    bottom: Math.min(800, top + height),
  }));

const mark = fc.record({ kind: fc.constantFrom<Mark['kind']>('IMAGE', 'STROKE', 'FILL'), area });

const run = fc
  .record({
    text: fc.string({ maxLength: 60 }),
    area,
    size: fc.double({ min: 1, max: 40, noNaN: true }),
    font: fc.constantFrom('A', 'B'),
    isBold: fc.boolean(),
    isItalic: fc.boolean(),
    isUpright: fc.boolean(),
    isOfDrawing: fc.boolean(),
  })
  .map((made): TextRun => ({ ...made, baseline: made.area.bottom }));

test('every mark is in one drawing, and drawings hold their marks', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 40 }), (marks) => {
      const drawings = drawingsOf(marks, page);
      for (const { area: own } of marks) {
        expect(
          drawings.some(
            ({ area: whole }) =>
              whole.left <= own.left && whole.right >= own.right && whole.top <= own.top && whole.bottom >= own.bottom,
          ),
        ).toBe(true);
      }
    }),
  );
});

test('every upright run with text is in one line', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 40 }), (runs) => {
      const inLines = linesOf(runs, [300]).flatMap((line) => line.runs);
      expect(new Set(inLines)).toEqual(new Set(runs.filter(({ isUpright, text }) => isUpright && text.trim() !== '')));
      expect(inLines).toHaveLength(new Set(inLines).size);
    }),
  );
});

test('whatever stands on pages, figures of a page neither share their parts nor stand on captions', () => {
  const captioned = fc
    .tuple(run, fc.integer({ min: 1, max: 9 }))
    .map(([made, number]): TextRun => ({ ...made, text: `Figure ${number}. What is seen`, isUpright: true }));
  const content = fc.record({
    runs: fc.array(fc.oneof(run, captioned), { maxLength: 30 }),
    marks: fc.array(mark, { maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 3 }), (contents) => {
      const { pages } = layoutOf(
        contents.map((made, index) => ({ ...made, number: index + 1, width: 600, height: 800 })),
      );
      for (const { choices } of pages) {
        const captions = choices.map(({ candidate }) => candidate.caption);
        expect(new Set(captions).size).toBe(captions.length);
        for (const { candidate, confidence } of choices) {
          expect(candidate.parts.length).toBeGreaterThan(0);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['Figure 3: A plan', 'FIGURE', 3],
  ['Fig. 12. A plan', 'FIGURE', 12],
  ['TABLE II', 'TABLE', 2],
  ['TABLE XIV', 'TABLE', 14],
  ['Table 1 A list', 'TABLE', 1],
  ['FIGURE 7 | A plan', 'FIGURE', 7],
])('%s is a label of its kind and number', (text, kind, number) => {
  const label = labelOf(text);
  expect(label?.kind).toBe(kind);
  expect(plainNumber(label?.mark ?? '')).toBe(number);
});

test.each(['Figures show that', 'Tables are set', 'The table 3', 'Figure', 'Tabletop 4'])('%s is no label', (text) => {
  expect(labelOf(text)).toBeNull();
});

test('a number of its own is what a plain mark has', () => {
  expect([plainNumber('S2'), plainNumber('4.1'), plainNumber('0')]).toEqual([null, null, null]);
});

test('words that a line divides are whole again, and written hyphens stay', () => {
  const vocabulary = vocabularyOf(['the measurement was well-known and state-of-the-art']);
  expect(
    joinedLines(['a measure-', 'ment of the well-', 'known pre-', 'diction of Navier-', 'Stokes'], vocabulary),
  ).toBe('a measurement of the well-known prediction of Navier-Stokes');
});

const rasters = fc
  .tuple(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 4, max: 40 }))
  .chain(([width, height]) =>
    fc
      .array(fc.tuple(fc.nat(width - 1), fc.nat(height - 1)), { maxLength: 12 })
      .map((dots) => ({ width, height, dots })),
  );

function rasterOf({ width, height, dots }: { width: number; height: number; dots: [number, number][] }): Raster {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x, y] of dots) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

test('a crop begins and ends with ink, holds all ink of its start and grows no further than it may', () => {
  fc.assert(
    fc.property(rasters, fc.nat(6), (made, most) => {
      const raster = rasterOf(made);
      const start = { left: 1, top: 1, right: made.width - 1, bottom: made.height - 1 };
      const box = inkBox(raster, start, most);
      const inside = made.dots.filter(([x, y]) => x >= 1 && y >= 1 && x < made.width - 1 && y < made.height - 1);
      for (const [x, y] of inside)
        expect(box && x >= box.left && x < box.right && y >= box.top && y < box.bottom).toBe(true);
      if (!box) return;
      const on = (test: (x: number, y: number) => boolean) => made.dots.some(([x, y]) => test(x, y));
      expect(
        on((x) => x === box.left) &&
          on((x) => x === box.right - 1) &&
          on((_, y) => y === box.top) &&
          on((_, y) => y === box.bottom - 1),
      ).toBe(true);
      expect(box.left).toBeGreaterThanOrEqual(1 - most);
    }),
  );
});

test('strangers are painted over, and the parts of a figure are spared', () => {
  fc.assert(
    fc.property(rasters, (made) => {
      const raster = rasterOf(made);
      const spared = { left: 0, top: 0, right: Math.floor(made.width / 2), bottom: made.height };
      paintOver(raster, {
        strangers: [{ left: 0, top: 0, right: made.width, bottom: made.height }],
        ...{ own: [spared], pixelsPerPoint: 0 },
      });
      for (const [x, y] of made.dots) expect(raster.data[(y * made.width + x) * 4]).toBe(x < spared.right ? 0 : 255);
    }),
  );
});

import { figuresOf } from '../../../../src/pipeline/knowledge/pdf/figures';
import { layoutOf } from '../../../../src/pipeline/knowledge/pdf/layout';
import type { Mark, PageContent, TextRun } from '../../../../src/pipeline/knowledge/pdf/page';
import { found, LINE, only, picture, prose, rule, run, small } from './typesetting';

const cells = [200, 212, 224].flatMap((baseline) =>
  [70, 220, 420].map((left) => small(`cell ${left}`, left, baseline)),
);
const note =
  'Values are means of three runs; a star marks what differs from the first row by more than chance would let it do.';

test('notes in smaller type under the last rule of a table are its own, the paragraph below is not', () => {
  const table = [small('Table 1. What was measured', 60, 180), ...cells];
  const rules = [rule(186), rule(203), rule(230)];
  const notes = [small(note, 60, 242), small(note, 60, 252), small('and so on.', 60, 262)];
  const { area } = only(found([...table, ...notes, ...prose(290, 20)], rules));
  expect(area?.bottom).toBeCloseTo(263.6, 0);
  const alone = only(found([...table, ...prose(250, 20)], rules));
  expect(alone.area?.bottom).toBeCloseTo(230.5, 0);
});

test('notes under a shaded table are its own too', () => {
  const table = [small('Table 1. What was measured', 60, 180), ...cells];
  const shade: Mark = { kind: 'FILL', area: { left: 60, top: 186, right: 535, bottom: 230 } };
  const notes = [small(note, 60, 242), small(note, 60, 252)];
  const { area } = only(found([...table, ...notes, ...prose(280, 20)], [shade]));
  expect(area?.bottom).toBeCloseTo(253.6, 0);
});

const FULL =
  'of the first kind and of the second kind with the colours that are those of the figure before this one, as said in';

test('a caption goes on over a line that begins with the label of another', () => {
  const caption = [
    small(`Figure 5. Rows ${FULL}`, 60, 400),
    small(`and columns ${FULL} and`, 60, 409),
    small('Figure 4. The rest is described there.', 60, 418),
  ];
  const { caption: words } = only(found([...caption, ...prose(450, 20)], [picture(60, 200, 500, 380)]));
  expect(words.endsWith('and Figure 4. The rest is described there.')).toBe(true);
});

test('a label alone ends the caption above it, however close it stands', () => {
  const runs = [
    small('Figure 6. Rows and columns, and whatever else there is to see of them.', 60, 400),
    small('Table V', 270, 408),
    small('WHAT WAS MEASURED', 250, 417),
    ...[440, 452, 464].flatMap((baseline) => [70, 220, 420].map((left) => small(`cell ${left}`, left, baseline))),
  ];
  const figures = found([...runs, ...prose(500, 20)], [picture(60, 200, 500, 380), rule(424), rule(443), rule(470)]);
  expect(figures.map(({ label, caption }) => `${label}: ${caption}`)).toEqual([
    'Figure 6: Rows and columns, and whatever else there is to see of them.',
    'Table V: WHAT WAS MEASURED',
  ]);
});

test('what a publisher adds in brackets a little below a caption is of that caption', () => {
  const caption = [
    small('Figure 1. Rows and columns as they were seen by all who looked at them at that time of the year', 60, 400),
    small('and later.', 60, 409),
    small('(A colour version of this figure is available online.)', 60, 421),
  ];
  const { caption: words } = only(found([...caption, ...prose(450, 20)], [picture(60, 200, 500, 380)]));
  expect(words).toMatch(/and later\. \(A colour version of this figure is available online\.\)$/);
});

test('a line of a caption that goes on in the type of an index is still one of its lines', () => {
  const caption = [
    small('Figure 1. Rows and columns as they were seen by all who looked at them at that time', 60, 400),
    small('from red as q', 60, 409),
    run('PAH increases and the colours turn to blue', 112, 410, { size: 6, font: 'Small' }),
  ];
  const { caption: words } = only(found([...caption, ...prose(450, 20)], [picture(60, 200, 500, 380)]));
  expect(words).toMatch(/the colours turn to blue$/);
});

test('the title of an axis close under its numbers is no heading', () => {
  const bold = { font: 'Sans', isBold: true };
  const runs = [
    ...prose(100, 8),
    small('Figure 1. What was measured', 60, 220),
    ...[100, 300, 500].map((left) => run('700', left, 412, bold)),
    run('Wavelength (nm)', 250, 423, { ...bold, size: 13 }),
    run('2. Products', 60, 460, { ...bold }),
    ...prose(476, 20),
  ];
  const { area } = only(found(runs, [picture(100, 230, 520, 400)]));
  expect(area?.bottom).toBeGreaterThan(423);
  expect(area?.bottom).toBeLessThan(445);
});

test('captions of panels from edge to edge are of their figure', () => {
  const panels = [picture(60, 200, 290, 340), picture(305, 200, 535, 340)];
  const words = 'how the first one turns out when it is left alone and how it does when';
  const runs = [
    ...prose(100, 6),
    small(`(a) We see ${words}`, 60, 356),
    small(`(b) We see ${words.slice(0, 55)}`, 390, 356),
    small(`${words} it is not left alone for as long as`, 60, 366),
    small(`${words.slice(0, 40)}`, 440, 366),
    run('Figure 1: What was seen.', 200, 392, { font: 'Caption' }),
    ...prose(430, 20),
  ];
  const { area } = only(found(runs, panels));
  expect(area?.top).toBeLessThanOrEqual(200);
  expect(area?.bottom).toBeGreaterThan(366);
});

test('a large picture a hand above its caption is its own where nothing stands between', () => {
  const caption = small('Figure 1. What was seen', 200, 500);
  expect(only(found([caption, ...prose(540, 20)], [picture(150, 150, 450, 390)])).area?.top).toBe(150);
  expect(only(found([caption, ...prose(540, 20)], [picture(150, 150, 450, 330)])).area).toBeNull();
});

test('paragraphs over a caption are no figure of words', () => {
  const runs = [...prose(100, 9), small('Figure 1. What is drawn on the last page', 60, 230), ...prose(260, 20)];
  expect(only(found(runs, [])).area).toBeNull();
});

test('what stands in smaller type between a caption and its boxed table is of the table', () => {
  const runs = [
    small('Table 2. What was measured', 60, 180),
    small(note, 60, 196),
    small('A dash says that nothing was found.', 60, 206),
    ...[230, 242, 254].flatMap((baseline) => [70, 220, 420].map((left) => small(`cell ${left}`, left, baseline))),
  ];
  const box: Mark = { kind: 'FILL', area: { left: 60, top: 216, right: 535, bottom: 262 } };
  const { area } = only(found([...runs, ...prose(300, 20)], [box]));
  expect(area?.top).toBeCloseTo(189.6, 0);
  expect(area?.bottom).toBe(262);
});

test('a caption in a margin of its own has its picture beside it, across the columns', () => {
  const half = LINE.slice(0, 44);
  const columns = Array.from({ length: 24 }, (_, index) => [
    run(half, 60, 420 + 12 * index),
    run(half, 315, 420 + 12 * index),
  ]).flat();
  const caption = ['Figure 3. Rows and columns', 'as they were seen by all', 'who looked at them.'].map((text, index) =>
    small(text, 60, 100 + 9 * index),
  );
  const { area } = only(found([...caption, ...columns], [picture(200, 90, 535, 380)]));
  expect(area).toEqual({ left: 200, top: 90, right: 535, bottom: 380 });
});

test('a running header stays one where a sign stands a little above its line', () => {
  const page = (number: number, runs: readonly TextRun[], marks: readonly Mark[]): PageContent => ({
    number,
    width: 600,
    height: 800,
    runs: [
      small('A. Writer et al. / Journal', 220, 50),
      run('®', 325, 46, { size: 3 }),
      small('155 (2014)', 330, 50),
      ...runs,
    ],
    marks,
  });
  const text = [1, 2, 3].map((number) => page(number, prose(80, 30), []));
  const figure = page(4, [small('Figure 1. What is seen', 60, 320), ...prose(360, 20)], [picture(60, 70, 535, 300)]);
  const { area } = only(figuresOf(layoutOf([...text, figure])));
  expect(area?.top).toBe(70);
});

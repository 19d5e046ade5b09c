import { figuresOf } from '../../../../src/pipeline/knowledge/pdf/figures';
import { layoutOf } from '../../../../src/pipeline/knowledge/pdf/layout';
import type { Mark, PageContent, TextRun } from '../../../../src/pipeline/knowledge/pdf/page';
import { found, only, picture, prose, rule, run, small } from './typesetting';

const LEFTS = [70, 220, 420];
const row = (baseline: number, lefts: readonly number[] = LEFTS) =>
  lefts.map((left) => small(`cell ${left}`, left, baseline));

const areas = (runs: readonly TextRun[], marks: readonly Mark[]) =>
  found(runs, marks).map(({ label, area }) => [label, area?.top, area?.bottom]);

test('a table between two rules is of the caption above it, whatever caption stands below', () => {
  const first = [small('Table 1. What was measured', 60, 180), ...[200, 212, 224].flatMap((at) => row(at))];
  const rules = [rule(186), rule(230)];
  const second = [small('Table 2. What else was measured', 60, 246), ...[266, 278, 290].flatMap((at) => row(at))];
  expect(areas([...prose(60, 8), ...first, ...second, ...prose(330, 20)], rules)).toEqual([
    ['Table 1', 186, 230.5],
    ['Table 2', expect.closeTo(259.6, 1), expect.closeTo(291.6, 1)],
  ]);
  const figure = [small('Figure 2. What was seen', 60, 246)];
  expect(
    areas([...prose(60, 8), ...first, ...figure, ...prose(480, 20)], [...rules, picture(60, 260, 400, 460)]),
  ).toEqual([
    ['Table 1', 186, 230.5],
    ['Figure 2', 260, 460],
  ]);
});

test('a table without rules is its rows', () => {
  const rows = [200, 212, 224, 236].flatMap((at) => row(at));
  const runs = [...prose(60, 8), small('Table 1. What was measured', 60, 180), ...rows, ...prose(270, 20)];
  expect(areas(runs, [])).toEqual([['Table 1', expect.closeTo(193.6, 1), expect.closeTo(237.6, 1)]]);
});

test('a table without rules in the type of the text is its rows too', () => {
  const cells = [200, 212, 224, 236, 248].flatMap((at) => [
    run('what is measured in the first place', 60, at),
    run('12.4', 320, at),
    run('8.3', 440, at),
  ]);
  const runs = [
    ...prose(60, 8),
    run('Table 1. What was measured', 60, 180, { isBold: true, font: 'Bold' }),
    ...cells,
    ...prose(290, 20),
  ];
  expect(areas(runs, [])).toEqual([['Table 1', 192, 250]]);
});

function read(sheets: readonly { runs: readonly TextRun[]; marks: readonly Mark[] }[]) {
  const pages = sheets.map(
    ({ runs, marks }, index): PageContent => ({ number: index + 1, width: 600, height: 800, runs, marks }),
  );
  return figuresOf(layoutOf(pages)).map(({ label, page, continuedOn }) => [label, page, continuedOn]);
}

test('a table whose label and words come again on the next page goes on there', () => {
  const body = [98, 120, 132].flatMap((at) => row(at));
  const sheet = (text: string) => ({
    runs: [small(text, 60, 80), ...body, ...prose(200, 30)],
    marks: [rule(86), rule(106), rule(140)],
  });
  for (const again of [
    'Table 3. Cont.',
    'Table 3. What was measured',
    'Table 3 (continued)',
    'Table 3: (continued from previous page)',
    'Table 3 – continued',
  ])
    expect([again, read([sheet('Table 3. What was measured'), sheet(again)])]).toEqual([again, [['Table 3', 1, [2]]]]);
});

const display = [run('y = a + bx', 220, 300), run('c', 240, 286), run('d', 240, 312), run('(3)', 520, 300)];

test('an equation over a drawing is no part of it', () => {
  const runs = [...prose(180, 8), ...display, small('Figure 1. What was seen', 60, 500), ...prose(540, 15)];
  expect(only(found(runs, [picture(60, 330, 400, 480)])).area?.top).toBe(330);
});

test('an equation without a number under text that leads to it is no part of the drawing below', () => {
  const runs = [
    ...prose(180, 7),
    run('and so it is for all of them as', 60, 264),
    run('y = a + bx', 220, 284, { font: 'CMMI10' }),
    run('for', 300, 284),
    small('Figure 1. What was seen', 60, 500),
    ...prose(540, 15),
  ];
  expect(only(found(runs, [picture(60, 310, 400, 480)])).area?.top).toBe(310);
});

test('words in two blocks over one caption are one figure', () => {
  const block = (from: number) =>
    ['You are one who is asked to tell what it is.', 'Say so in a few words, and', 'nothing else.'].map((text, index) =>
      run(text, 80, from + 12 * index),
    );
  const runs = [
    ...block(80),
    ...block(150),
    run('Figure 3: What was said', 200, 200, { font: 'Caption', size: 9 }),
    ...prose(240, 40),
  ];
  const { area } = only(found(runs, []));
  expect([area?.top, area?.bottom]).toEqual([72, 176]);
});

test('the head of a table beside its caption is of the table, and no word of it of the caption', () => {
  const caption = [small('Table 1', 60, 66), small('What was measured', 98, 66), small('of all groups', 60, 76)];
  const rows = [68, 88, 100, 112].flatMap((at) => [small('Patients', 186, at), ...row(at, [300, 400, 480])]);
  const figure = only(found([...caption, ...rows, ...prose(200, 30)], [rule(58, 186), rule(75, 186), rule(118, 186)]));
  expect([figure.caption, figure.area?.top]).toEqual(['What was measured of all groups', 58]);
});

test('a frame around a picture and its caption is no part of the picture', () => {
  const runs = [...prose(60, 8), small('Fig. 1 What was seen', 70, 400), ...prose(440, 20)];
  const frame: Mark = { kind: 'STROKE', area: { left: 56, top: 170, right: 540, bottom: 412 } };
  expect(only(found(runs, [frame, picture(120, 180, 480, 380)])).area).toEqual({
    left: 120,
    top: 180,
    right: 480,
    bottom: 380,
  });
});

test('words some way under their label are its caption where both are set alike and otherwise than the text', () => {
  const runs = [
    ...prose(60, 8),
    small('Fig. 1', 280, 400),
    small('What was seen of all the rest, by all who looked at it as long as they could', 60, 421),
    ...prose(460, 20),
  ];
  expect(only(found(runs, [picture(120, 180, 480, 380)])).caption).toMatch(/^What was seen/);
});

test('heads of columns far above the first rule under a caption are of the table', () => {
  const rows = [98, 122, 134, 146].flatMap((at) => row(at));
  const runs = [small('Table 4. What was measured', 60, 80), ...rows, ...prose(220, 30)];
  expect(only(found(runs, [rule(110), rule(152)])).area?.top).toBeCloseTo(91.6, 1);
});

test('heads over a shorter rule within a table whose caption stands below are of the table', () => {
  const rows = [96, 110, 122, 134].flatMap((at) => row(at));
  const runs = [...rows, small('Table 3. What was measured', 60, 172), ...prose(220, 30)];
  const marks = [rule(99, 200), rule(138), rule(152)];
  expect(only(found(runs, marks)).area?.top).toBeCloseTo(89.6, 1);
});

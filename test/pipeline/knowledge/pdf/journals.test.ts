import { figuresOf, type PlacedFigure } from '../../../../src/pipeline/knowledge/pdf/figures';
import { layoutOf } from '../../../../src/pipeline/knowledge/pdf/layout';
import type { Mark, PageContent, TextRun } from '../../../../src/pipeline/knowledge/pdf/page';
import { found, only, picture, prose, rule, run, small } from './typesetting';

interface Sheet {
  readonly runs?: readonly TextRun[];
  readonly marks?: readonly Mark[];
}

function read(sheets: readonly Sheet[]): PlacedFigure[] {
  const pages = sheets.map(
    ({ runs = [], marks = [] }, index): PageContent => ({ number: index + 1, width: 600, height: 800, runs, marks }),
  );
  return figuresOf(layoutOf(pages));
}

const row = (baseline: number, lefts: readonly number[]): TextRun[] =>
  lefts.map((left) => small(`cell ${left}`, left, baseline));

test('a caption in a margin has the ruled table to its right, and its lines go on beside the rows', () => {
  const caption = [
    'Table 3 Model output from',
    'all that was measured',
    'in the trials, with errors',
    'and values of chance',
  ];
  const runs = [
    ...caption.map((text, index) => small(text, 60, 64 + 10 * index)),
    ...[72, 92, 104, 116, 128].flatMap((baseline) => row(baseline, [185, 300, 480])),
    ...prose(200, 30),
  ];
  const figure = only(found(runs, [rule(58, 180), rule(79, 180), rule(134, 180)]));
  expect(figure.caption).toBe(
    'Model output from all that was measured in the trials, with errors and values of chance',
  );
  expect(figure.area).toEqual({ left: 180, top: 58, right: 535, bottom: 134.5 });
});

test('what begins at the height of a caption may stand farther from it', () => {
  const caption = ['Fig. 1 Pairs of pens, with', 'six of each kind'].map((text, index) =>
    small(text, 60, 566 + 10 * index),
  );
  const level = found([...prose(80, 38), ...caption], [picture(240, 560, 535, 710)]);
  expect(only(level).area?.left).toBe(240);
});

test('a caption goes on over signs that are drawn in its lines', () => {
  const runs = [
    small('Figure 6. What was seen of all that was looked at in the year.', 60, 400),
    small('Note: each of them before and after, one by one in their order', 60, 410),
    small('at first (', 60, 420),
    small(') and then (', 110, 420),
    small(').', 170, 420),
    ...prose(450, 20),
  ];
  const signs = [picture(102, 414, 108, 420), picture(160, 414, 167, 420)];
  const { caption } = only(found(runs, [picture(60, 200, 500, 380), ...signs]));
  expect(caption).toMatch(/at first \( \) and then \( \)\.$/);
});

test('a caption in two columns under one picture is read down the first and then the second', () => {
  const left = [
    'FIGURE 3 | What was learnt from one of them and from some',
    'another. (A) depicts how it turns out for those who never',
    'have seen it done for as long as it takes and (B) depicts',
  ];
  const right = ['how it turns out for those who have seen it left undone', 'for as long.'];
  const columns = [60, 315].flatMap((x) =>
    Array.from({ length: 24 }, (_, index) =>
      run('the words of a paragraph run to the edge and on', x, 480 + 12 * index),
    ),
  );
  const runs = [
    ...left.map((text, index) => small(text, 70, 440 + 10 * index)),
    ...right.map((text, index) => small(text, 318, 440 + 10 * index)),
    ...columns,
  ];
  const { caption } = only(found(runs, [picture(100, 200, 500, 420)]));
  expect(caption).toMatch(/\(B\) depicts how it turns out for those who have seen it left undone for as long\.$/);
});

test('a part of a figure in capitals that begins a line is a mention', () => {
  const mention = run('Figure 2A). Although some of them went on for less, the most of them did', 60, 112);
  const caption = small('Figure 2. What was seen', 60, 500);
  expect(
    found([...prose(100, 1), mention, ...prose(124, 8), caption], [picture(60, 250, 500, 480)]).map(
      ({ label }) => label,
    ),
  ).toEqual(['Figure 2']);
});

test('words beyond a rule that comes again across the pages are a header, on one page too', () => {
  const plain = { runs: [small('A. Writer', 60, 40), ...prose(80, 40)], marks: [rule(50)] };
  const odd = {
    runs: [small('What is told of', 300, 40), small('Figure 1. What is seen', 60, 320), ...prose(360, 20)],
    marks: [rule(50), picture(60, 70, 535, 300)],
  };
  expect(only(read([plain, plain, odd])).area?.top).toBe(70);
});

test('rows at the foot of pages that differ in their numbers are no footer', () => {
  const page = (number: number): Sheet => ({
    runs: [
      small(`Table ${number}. What was measured`, 60, 80),
      ...Array.from({ length: 47 }, (_, index) => [
        small(index % 2 ? '4 months' : 'at once', 60, 100 + 13 * index),
        small(`${number}${index}.1`, 250, 100 + 13 * index),
        small(`${index}.2${number}`, 450, 100 + 13 * index),
      ]).flat(),
    ],
    marks: [rule(86), rule(104)],
  });
  for (const { area } of read([1, 2, 3].map(page))) expect(area?.bottom).toBeGreaterThan(695);
});

test('a table without a last rule has the rows that follow its head', () => {
  const rows = [120, 132, 144, 156].flatMap((baseline) => row(baseline, [70, 250, 450]));
  const runs = [small('Table 4 What was measured', 60, 80), ...row(98, [70, 250, 450]), ...rows];
  const { area } = only(read([{ runs: prose(80, 50) }, { runs, marks: [rule(86), rule(106)] }]));
  expect(area?.bottom).toBeCloseTo(157.6, 0);
});

test('a table that goes on says on which pages', () => {
  const rows = [98, 120, 132].flatMap((baseline) => row(baseline, [70, 250, 450]));
  const rules = [rule(86), rule(106), rule(140)];
  const sheets = ['Table 1 What was measured', 'Table 1 What was measured (Continued)', 'Table 2 What else'].map(
    (text) => ({
      runs: [small(text, 60, 80), ...rows, ...prose(200, 30)],
      marks: rules,
    }),
  );
  expect(read(sheets).map(({ label, page, continuedOn }) => [label, page, continuedOn])).toEqual([
    ['Table 1', 1, [2]],
    ['Table 2', 3, []],
  ]);
});

const legends = [1, 2].map((number) =>
  small(`Figure ${number}. What is seen on plate ${number}`, 60, 120 + 200 * number),
);
const plate = { marks: [picture(100, 100, 500, 600)] };

test('pictures after the text are those of the captions that have none, in their order', () => {
  const text = {
    runs: [...prose(80, 14), ...legends.slice(0, 1), ...prose(360, 10), ...legends.slice(1), ...prose(560, 10)],
  };
  expect(read([text, plate, plate]).map(({ label, page, area }) => [label, page, area !== null])).toEqual([
    ['Figure 1', 2, true],
    ['Figure 2', 3, true],
  ]);
  expect(read([text, plate]).map(({ area }) => area)).toEqual([null, null]);
});

test('a picture that bears a label is the one of that caption', () => {
  const text = {
    runs: [...prose(80, 14), ...legends.slice(0, 1), ...prose(360, 10), ...legends.slice(1), ...prose(560, 10)],
  };
  const named = (label: string) => ({ ...plate, runs: [small(label, 60, 760)] });
  const figures = read([text, named('Figure 2'), named('Figure 1')]);
  expect(figures.map(({ number, page }) => [number, page])).toEqual([
    [1, 3],
    [2, 2],
  ]);
  expect(figures.map(({ caption }) => caption)).toEqual(['What is seen on plate 1', 'What is seen on plate 2']);
});

test('of a page that is a picture nothing within it is painted over, whatever comes again on others', () => {
  const text = {
    runs: [
      ...prose(80, 14),
      ...legends.slice(0, 1),
      ...prose(360, 10),
      ...legends.slice(1),
      ...prose(560, 10),
      small('Journal', 60, 770),
    ],
  };
  const page = { ...plate, runs: [small('Control', 200, 110), small('Journal', 60, 770)] };
  for (const { strangers } of read([text, page, page])) expect(strangers.map(({ left }) => left)).toEqual([60]);
});

test('notes in the type of the text are of a table that has the page to itself', () => {
  const text = { runs: prose(80, 40) };
  const table = [
    small('Table 1. What was measured', 60, 180),
    ...[200, 212, 224].flatMap((baseline) => row(baseline, [70, 250, 450])),
  ];
  const rules = [rule(186), rule(203), rule(230)];
  const { area } = only(read([text, { runs: [...table, ...prose(242, 2)], marks: rules }]));
  expect(area?.bottom).toBeCloseTo(256, 0);
});

test('a name that begins in a drawing and runs out of it is no running text', () => {
  const names = [
    'a long name of the first kind of all that there are',
    'a long name of the second kind of all that there are',
  ];
  const runs = [
    ...prose(80, 6),
    ...names.map((text, index) => small(text, 330, 280 + 9 * index)),
    small('Fig. 1. What is next to what', 60, 420),
    ...prose(450, 20),
  ];
  expect(only(found(runs, [picture(100, 200, 340, 400)])).area?.top).toBe(200);
});

test('a number and words in capitals at the top of a page are a heading, over a figure too', () => {
  const runs = [
    run('A', 60, 90, { size: 12 }),
    run('WHAT IS LEFT TO TELL', 84, 90, { size: 9.5 }),
    small('0.20', 110, 125),
    small('Figure 5. What is seen', 60, 360),
    ...prose(400, 20),
  ];
  expect(
    only(read([{ runs: prose(80, 50) }, { runs, marks: [picture(130, 120, 500, 340)] }])).area?.top,
  ).toBeGreaterThan(110);
});

test('a badge in the margin of odd pages alone is no part of the figures under it', () => {
  const badge = picture(508, 26, 573, 43);
  const even = { runs: prose(80, 50) };
  const odd = { runs: prose(80, 50), marks: [badge] };
  const figured = {
    runs: [small('Figure 1. What is seen', 60, 320), ...prose(360, 20)],
    marks: [badge, picture(60, 70, 535, 300)],
  };
  const sheets = [even, odd, even, even, odd, even, figured, even];
  expect(only(read(sheets)).area?.top).toBe(70);
});

test('of a short paper two left pages show which header they have', () => {
  const left = { runs: [small('How it is done', 60, 40), ...prose(80, 40)] };
  const figured = {
    runs: [small('How it is done', 60, 40), small('Figure 1. What is seen', 60, 320), ...prose(360, 20)],
    marks: [picture(60, 50, 535, 300)],
  };
  const right = { runs: prose(80, 50) };
  expect(only(read([right, left, right, figured, right])).area?.top).toBe(50);
});

test('a long header that comes again a little higher or lower is one', () => {
  const header = (baseline: number) => small('What was told of all that was measured in the trials', 60, baseline);
  const sheets = [28, 37, 32].map((baseline) => ({ runs: [header(baseline), ...prose(80, 50)] }));
  const figured = {
    runs: [header(25), small('Figure 1. What is seen', 60, 320), ...prose(360, 20)],
    marks: [picture(60, 45, 535, 300)],
  };
  expect(only(read([...sheets, figured])).area?.top).toBe(45);
});

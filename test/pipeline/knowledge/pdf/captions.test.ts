import { found, only, picture, prose, rule, run, small } from './typesetting';

const rows = (from: number, lefts: readonly number[] = [70, 220, 420], count = 3) =>
  Array.from({ length: count }, (_, index) =>
    lefts.map((left) => small(`cell ${left}`, left, from + 12 * index)),
  ).flat();

test('an article after a number begins the caption and is no part of the label', () => {
  const words = (text: string) => {
    const [figure] = found([small(text, 60, 400), ...prose(430, 20)], [picture(60, 200, 500, 380)]);
    return [figure?.label, figure?.caption];
  };
  expect(words('Figure 1 A map of the places that were visited')).toEqual([
    'Figure 1',
    'A map of the places that were visited',
  ]);
  expect(words('Figure 1 a. What is seen')).toEqual(['Figure 1 a', 'What is seen']);
  expect(words('Figure 1A. What is seen')).toEqual(['Figure 1A', 'What is seen']);
  expect(words('Figure 1 (a) What is seen, (b) what is not')).toEqual([
    'Figure 1',
    '(a) What is seen, (b) what is not',
  ]);
});

test('a ragged line of a caption breaks where the next label would not have found room', () => {
  const caption = [
    small('Figure 5. Rows and columns as they were seen by all who looked at them at that', 60, 400),
    small('time of the year and of the day, with the colours that are such as those of', 60, 409),
    small('Table 1. The rest is described there.', 60, 418),
  ];
  const figures = found([...caption, ...prose(450, 20)], [picture(60, 200, 500, 380)]);
  expect(only(figures).caption).toMatch(/those of Table 1\. The rest is described there\.$/);
});

test('a label that ends a sentence of running text begins no caption', () => {
  const ragged = [
    run('what was measured in the first of the years and in the last of them is seen in', 60, 300),
    run('Table 1. It was done by those who had done so for as long as they could.', 60, 312),
  ];
  const table = [small('Table 1. What was measured', 60, 480), ...rows(500)];
  const figures = found([...prose(200, 8), ...ragged, ...prose(324, 8), ...table], [rule(486), rule(503), rule(530)]);
  expect(figures.map(({ caption }) => caption)).toEqual(['What was measured']);
});

test('captions side by side closer than columns have a picture each', () => {
  const left = ['Fig. 3 What was seen of the first ones', 'by all who looked at them as long as', 'they could.'];
  const right = ['Fig. 4 What was seen of the second and', 'by all who looked at them.'];
  const runs = [
    ...prose(60, 8),
    ...left.map((text, index) => small(text, 134, 400 + 10 * index)),
    ...right.map((text, index) => small(text, 292, 400 + 10 * index)),
    ...prose(450, 20),
  ];
  const figures = found(runs, [picture(120, 200, 280, 380), picture(300, 220, 460, 380)]);
  expect(figures.map(({ label, caption, area }) => [label, caption, area?.left, area?.right])).toEqual([
    ['Fig. 3', 'What was seen of the first ones by all who looked at them as long as they could.', 120, 280],
    ['Fig. 4', 'What was seen of the second and by all who looked at them.', 300, 460],
  ]);
});

test('a rule under the label parts it from its words and from no other', () => {
  const runs = [
    small('TABLE 2', 60, 180),
    small('What was measured in all of the years', 60, 196),
    ...rows(222),
    ...prose(290, 20),
  ];
  const { caption, area } = only(found(runs, [rule(186), rule(206), rule(227), rule(254)]));
  expect(caption).toBe('What was measured in all of the years');
  expect(area?.top).toBe(206);
});

test('a rule between a picture and its caption is none of the picture', () => {
  const figures = found(
    [...prose(60, 8), small('Figure 1. What was seen', 60, 400), ...prose(440, 20)],
    [picture(60, 200, 290, 370), rule(386)],
  );
  expect(only(figures).area).toEqual({ left: 60, top: 200, right: 290, bottom: 370 });
});

test('a label with the bracket and the stop of a sentence behind it is the end of a mention', () => {
  const mention = [
    run('what was measured in the first of the years and in the last of them is shown elsewhere (see online', 60, 300),
    small('Fig. S1). Most of these were seen by all who looked at them as long as they could be.', 60, 318),
  ];
  expect(found([...prose(200, 8), ...mention, ...prose(334, 8)], [])).toEqual([]);
});

test('a caption in the type of the text ends where the text begins farther below than its lines are apart', () => {
  const runs = [
    run('Table 2: What was measured.', 180, 200),
    ...prose(217, 20),
    ...[120, 132, 144].flatMap((at) => [70, 220, 420].map((left) => small(`cell ${left}`, left, at))),
  ];
  expect(only(found(runs, [rule(110), rule(126), rule(150)])).caption).toBe('What was measured.');
});

test('a line whose last part stands higher than its first is read once', () => {
  const runs = [
    small('Figure 1. What was seen by all who looked at it', 60, 400),
    small('as long as they could be', 60, 410),
    run('found and not any more', 168, 406.2, { size: 7.4, font: 'Small' }),
    ...prose(440, 20),
  ];
  expect(only(found(runs, [picture(60, 200, 500, 380)])).caption).toMatch(/could be found and not any more$/);
});

import { parseTreatment } from '../../../../src/pipeline/planner/treatment/parse-treatment';

const dataOf = (visual: string) =>
  parseTreatment(`Scene 1:\nVisuals: ${visual}`).scenes[0]?.visuals.flatMap(({ data }) =>
    data.map(({ label, value, unit }) => [label, value, unit]),
  );

test.each([
  [
    '[Chart Overlay: Bar chart of revenue: Q1 10, Q2 14.5, Q3 21]',
    [
      ['Q1', 10, null],
      ['Q2', 14.5, null],
      ['Q3', 21, null],
    ],
  ],
  [
    '[Chart Overlay: Q1=10; Q2=14]',
    [
      ['Q1', 10, null],
      ['Q2', 14, null],
    ],
  ],
  [
    '[Chart Overlay: Q1=10,Q2=14]',
    [
      ['Q1', 10, null],
      ['Q2', 14, null],
    ],
  ],
  [
    '[Chart Overlay: 2019: 3 %, 2020: 5 %]',
    [
      ['2019', 3, '%'],
      ['2020', 5, '%'],
    ],
  ],
  [
    '[Chart Overlay: Anteil: Nord 3,5 %; Süd 5,25 %]',
    [
      ['Nord', 3.5, '%'],
      ['Süd', 5.25, '%'],
    ],
  ],
  [
    '[Chart Overlay: Sales - North $1,200, South $900]',
    [
      ['North', 1200, '$'],
      ['South', 900, '$'],
    ],
  ],
  [
    '[Chart Overlay: المبيعات: الأول ١٠، الثاني ١٤]',
    [
      ['الأول', 10, null],
      ['الثاني', 14, null],
    ],
  ],
  [
    '[Chart Overlay: 重量：甲＝３kg；乙＝４kg]',
    [
      ['甲', 3, 'kg'],
      ['乙', 4, 'kg'],
    ],
  ],
  [
    '[Chart Overlay: a=-3; b=+4]',
    [
      ['a', -3, null],
      ['b', 4, null],
    ],
  ],
  ['[Bar chart: Users=10]', [['Users', 10, null]]],
  ['[KPI Card: Revenue +7.2%]', [['Revenue', 7.2, '%']]],
  ['[KPI Card: Churn -3%]', [['Churn', -3, '%']]],
  ['[KPI Card: ARR: $14.5M]', [['ARR', 14.5, '$M']]],
  ['[KPI Card: 95% retention]', [['retention', 95, '%']]],
])('stated data: %s', (visual, data) => {
  expect(dataOf(visual)).toEqual(data);
});

test.each([
  '[Chart Overlay: growth since 2019]',
  '[Chart Overlay: growth from 2010, decline until 2015]',
  '[Chart Overlay: our revenue has been growing by 10% for years now]',
  '[Chart Overlay: Revenue over time]',
  '[Chart Overlay]',
  '[KPI Card: best in class]',
  '[Stock Footage: room 10, floor 12]',
  '[Overlay Text: Q1=10; Q2=14]',
])('nothing is stated by %s', (visual) => {
  expect(dataOf(visual)).toEqual([]);
});

import { marksOf } from '../../../../src/pipeline/knowledge/pdf/marks';

const codes = { constructPath: 1, stroke: 2 };
const paper = { left: 0, top: 0, right: 600, bottom: 800 };

const strokes = (...lines: readonly (readonly [number, number, number, number])[]) => {
  const path = new Float32Array(lines.flatMap(([x0, y0, x1, y1]) => [0, x0, y0, 1, x1, y1]));
  const [xs, ys] = [lines.flatMap(([x0, , x1]) => [x0, x1]), lines.flatMap(([, y0, , y1]) => [y0, y1])];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const operators = { fnArray: [1], argsArray: [[2, [path], box]] };
  return marksOf(operators, codes, [1, 0, 0, 1, 0, 0], paper).marks.map(({ area }) => area.right - area.left);
};

test('rules across a page that one path draws close to each other are marks of their own', () => {
  expect(strokes([60, 740, 300, 740], [20, 754, 590, 754])).toEqual([240, 570]);
});

test('a small sign of many strokes is one mark', () => {
  expect(strokes([60, 740, 70, 750], [60, 750, 70, 740])).toEqual([10]);
});

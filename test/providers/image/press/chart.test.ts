import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { InvalidInput } from '../../../../src/pipeline/errors';
import { CHART_TYPES, type ChartWords } from '../../../../src/providers/image/image';
import { openPress } from '../../../../src/providers/image/press';
import { chartSpec } from '../../../../src/providers/image/press/chart-spec';
import { LOOKS } from '../../../../src/providers/image/press/looks';
import { madeBy } from '../../../support/providers';
import { workerExecArgv } from '../../../support/suppliers';

const press = openPress({ workerExecArgv });
afterAll(() => press.provider.close?.());

const SIZE = { width: 640, height: 360 };

async function printed(chart: ChartWords): Promise<Uint8Array> {
  const { media } = await madeBy(press.provider, {
    ...{ task: 'CHART', prompt: '', style: null, size: SIZE, variation: 0, inputs: [], mask: null, caption: null },
    chart,
  });
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return media;
}

const chart = (type: ChartWords['type'], values: readonly number[]): ChartWords => ({
  type,
  title: 'Revenue by quarter',
  data: values.map((value, index) => ({ label: `Q${index + 1}`, value, unit: '%' })),
});

/** How many pixels of each column are of the colour of bars. */
async function accents(png: Uint8Array): Promise<number[]> {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  const { data, width, height } = ctx.getImageData(0, 0, image.width, image.height);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(LOOKS.editorial.accent.slice(at, at + 2), 16));
  return Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (__, y) => (y * width + x) * 4).reduce(
      (count, at) => count + (data[at] === red && data[at + 1] === green && data[at + 2] === blue ? 1 : 0),
      0,
    ),
  );
}

/** Of the bars from left to right: runs of columns that hold their colour. */
function heightsOf(columns: readonly number[]): number[] {
  const runs = columns.map((count, x) => (count > 4 ? count : 0) * (x < SIZE.width * 0.9 ? 1 : 0));
  return runs.flatMap((count, x) =>
    count > 0 && runs[x - 8] !== undefined && runs[x - 1] === 0 ? [runs[x + 8] ?? 0] : [],
  );
}

test('bars are as high as what they stand for', async () => {
  const heights = heightsOf(await accents(await printed(chart('bar', [10, 20, 40]))));
  expect(heights).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = heights;
  expect(second / first).toBeCloseTo(2, 0);
  expect(third / first).toBeCloseTo(4, 0);
});

test.each(CHART_TYPES)('a %s of the same numbers is the same picture, and of others another', async (type) => {
  const [once, again, other] = await Promise.all([
    printed(chart(type, [3, 1, 2])),
    printed(chart(type, [3, 1, 2])),
    printed(chart(type, [3, 1, 2.5])),
  ]);
  expect(Buffer.compare(once, again)).toBe(0);
  expect(Buffer.compare(once, other)).not.toBe(0);
});

test('a chart without numbers is refused, and with more than anybody reads', async () => {
  await expect(printed(chart('bar', []))).rejects.toThrow(InvalidInput);
  await expect(printed(chart('bar', Array(61).fill(1)))).rejects.toThrow(InvalidInput);
});

test('every number is written, with its sign and its unit, and none that was not stated', () => {
  const datum = fc.record({
    label: fc.string({ maxLength: 60 }),
    value: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    unit: fc.constantFrom(null, '%', '$M', 'kg'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...CHART_TYPES), fc.array(datum, { minLength: 1, maxLength: 60 }), (type, data) => {
      const place = { look: LOOKS.paper, width: 900, height: 400, unit: 10, font: 'Any' };
      const spec = chartSpec({ ...place, words: { type, title: '', data } }) as {
        data: { values: { value: number; said: string }[] };
      };
      expect(spec.data.values.map(({ value }) => value)).toEqual(data.map(({ value }) => value));
      for (const [index, { said }] of spec.data.values.entries()) {
        expect(said.startsWith('−')).toBe((data[index]?.value ?? 0) < 0);
        expect(said).toMatch(/\d/);
      }
    }),
  );
});

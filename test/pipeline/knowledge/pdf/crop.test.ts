import { paintOver, type Raster } from '../../../../src/pipeline/knowledge/pdf/crop';

const PIXELS_PER_POINT = 200 / 72;

/** White, but for rows of ink. */
function rasterOf(rows: readonly number[]): Raster {
  const [width, height] = [40, 40];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const row of rows) data.fill(0, row * width * 4, (row + 1) * width * 4);
  return { width, height, data };
}

const inked = ({ data, width, height }: Raster): number[] =>
  Array.from({ length: height }, (_, row) => row).filter((row) => data[row * width * 4] === 0);

const box = (top: number, bottom: number) => ({ left: 0, top, right: 40, bottom });

test('of a caption that stands close to the rule over it no tips are left, and of the rule nothing is taken', () => {
  const raster = rasterOf([20, 21, 23, 24, 25, 26]);
  paintOver(raster, { own: [box(20, 22)], strangers: [box(23, 30)], pixelsPerPoint: PIXELS_PER_POINT });
  expect(inked(raster)).toEqual([20, 21]);
});

test('what stands out of its line by half a point goes with it', () => {
  const raster = rasterOf([10, 22, 23]);
  paintOver(raster, { own: [box(8, 12)], strangers: [box(23.2, 30)], pixelsPerPoint: PIXELS_PER_POINT });
  expect(inked(raster)).toEqual([10]);
});

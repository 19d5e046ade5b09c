import { cellsOf } from './runs-cells';
import { survive } from './runs-faults.chaos';
import { Engines } from './runs-process';
import { build } from './runs-world';

jest.setTimeout(240_000);

let engines: Engines;

beforeAll(() => {
  build();
  engines = new Engines();
});
afterAll(() => engines.close());

/** `npm run chaos:runs` has them all. */
const FEW = [
  'kill -9 at: call sent',
  'kill -9 at: asset row committed, event published',
  'connection lost in the commit: sending committed',
  'the answer: reset',
];

test.each(cellsOf(0).filter(({ name }) => FEW.includes(name)))('everything holds after: $name', async (cell) => {
  expect((await survive(engines, cell)).broken).toEqual([]);
});

test('every point at which an engine may be killed has a cell of its own', () => {
  expect(cellsOf(0).map(({ name }) => name)).toEqual(expect.arrayContaining(FEW));
  expect(new Set(cellsOf(0).map(({ name }) => name)).size).toBe(cellsOf(0).length);
});

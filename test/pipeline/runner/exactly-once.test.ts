import { surviveKills } from '../../chaos/runs-once.chaos';
import { Engines } from '../../chaos/runs-process';
import { build } from '../../chaos/runs-world';

jest.setTimeout(240_000);

let engines: Engines;

beforeAll(() => {
  build();
  engines = new Engines();
});
afterAll(() => engines.close());

test.each([1, 2, 3])('a run whose engine is killed again and again pays for each picture once (%i)', async (seed) => {
  const { kills, broken } = await surviveKills(engines, seed, 30);
  expect(broken).toEqual([]);
  expect(kills).toBeGreaterThan(0);
});

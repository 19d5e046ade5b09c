import { shareFlights } from '../../chaos/runs-one-flight.chaos';
import { Engines } from '../../chaos/runs-process';
import { build } from '../../chaos/runs-world';

jest.setTimeout(240_000);

let engines: Engines;

beforeAll(() => {
  build();
  engines = new Engines();
});
afterAll(() => engines.close());

test('sixty shots that ask two engines at once for seven pictures pay for seven, though one engine is killed', async () => {
  const { charges, works, jobs, broken } = await shareFlights(engines, {
    shots: 60,
    settings: 3,
    portraits: 4,
    seed: 1,
  });
  expect(broken).toEqual([]);
  expect({ charges, works, jobs }).toEqual({ charges: 7, works: 7, jobs: 120 });
});

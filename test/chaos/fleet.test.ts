import { cleanUp } from '../support/postgres-server';
import { strike } from './fleet.chaos';

jest.setTimeout(150_000);

afterEach(cleanUp);

/** The others are for `npm run chaos:fleet`. */
test.each([
  'one of three killed, one stopped with its locks and woken after the takeover',
  'Postgres stopped and started',
])('%s: the run ends, and nothing is done twice', async (blow) => {
  const { faults, longestWaitSeconds } = await strike(blow);
  expect(faults).toEqual([]);
  expect(longestWaitSeconds).toBeLessThan(30);
});

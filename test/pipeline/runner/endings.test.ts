import { Endings } from '../../../src/pipeline/runner/endings.tool';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Whether it is there once everything that is due within so long is done. */
async function isHeard(waiting: Promise<unknown>, withinMs = 0): Promise<boolean> {
  let isThere = false;
  void waiting.then(() => {
    isThere = true;
  });
  await jest.advanceTimersByTimeAsync(withinMs);
  return isThere;
}

test('the end of a make is heard by all who ordered it here', async () => {
  const endings = new Endings();
  endings.expect('a');
  endings.expect('a');
  const both = Promise.all([endings.of('a'), endings.of('a')]);
  expect(await isHeard(both, 100)).toBe(false);
  endings.end('a');
  expect(await isHeard(both, 20)).toBe(true);
});

test('nobody waits for what was not ordered here, nor for what has ended before', async () => {
  const endings = new Endings();
  expect(await isHeard(endings.of('made long ago'))).toBe(true);
  endings.expect('a');
  endings.end('a');
  expect(await isHeard(endings.of('a'))).toBe(true);
});

test('what ends elsewhere is waited for no longer than a quarter of a second, and forgotten', async () => {
  const endings = new Endings();
  endings.expect('a');
  expect(await isHeard(endings.of('a'), 250)).toBe(true);
  expect(await isHeard(endings.of('a'))).toBe(true);
});

import { Endings } from '../../../src/pipeline/runner/endings.tool';

/** Whether it is there once everything that is due now is done, long before anybody gives up waiting. */
async function isHeard(waiting: Promise<void>): Promise<boolean> {
  const soon = new Promise<boolean>((resolve) => setTimeout(resolve, 100, false));
  return Promise.race([waiting.then(() => true), soon]);
}

test('the end of a make is heard by all who ordered it here', async () => {
  const endings = new Endings();
  endings.expect('a');
  endings.expect('a');
  const [first, second] = [endings.of('a'), endings.of('a')];
  expect(await isHeard(first)).toBe(false);
  endings.end('a');
  expect(await isHeard(Promise.all([first, second]).then(() => undefined))).toBe(true);
});

test('nobody waits for what was not ordered here, nor for what has ended before', async () => {
  const endings = new Endings();
  expect(await isHeard(endings.of('made long ago'))).toBe(true);
  endings.expect('a');
  endings.end('a');
  expect(await isHeard(endings.of('a'))).toBe(true);
});

test('what ends elsewhere is waited for no longer than a quarter of a second', async () => {
  const endings = new Endings();
  endings.expect('a');
  await endings.of('a');
  expect(await isHeard(endings.of('a'))).toBe(true); // and is forgotten
});

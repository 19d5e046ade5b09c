import { setImmediate as turn } from 'node:timers/promises';
import { unlessAborted } from '../../../src/pipeline/runner/unless-aborted.tool';

const reason = new Error('Nobody waits.');
const forever = new Promise<never>(() => undefined);

test('work that ends is waited for, as it ends', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(unlessAborted(Promise.reject(new TypeError('No.')), signal)).rejects.toThrow(TypeError);
});

test('work that hangs is left when the signal is aborted, or was before', async () => {
  const controller = new AbortController();
  const waiting = unlessAborted(forever, controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(unlessAborted(forever, controller.signal)).rejects.toBe(reason);
  await expect(unlessAborted(Promise.resolve(7), controller.signal)).rejects.toBe(reason);
});

test('that it fails afterwards ends no process', async () => {
  const unheard: unknown[] = [];
  const listen = (error: unknown) => void unheard.push(error);
  process.on('unhandledRejection', listen);
  const failing = turn().then(() => Promise.reject(new Error('Too late.')));
  await expect(unlessAborted(failing, AbortSignal.abort(reason))).rejects.toBe(reason);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  process.off('unhandledRejection', listen);
  expect(unheard).toEqual([]);
});

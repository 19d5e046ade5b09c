import { Turns } from '../../../src/pipeline/render/turns';

const { signal } = new AbortController();

test('no more than so many work at a time, in the order in which they came', async () => {
  const turns = new Turns(2);
  const [begun, finish]: [number[], (() => void)[]] = [[], []];
  const work = (n: number) =>
    turns.take(() => {
      begun.push(n);
      return new Promise<void>((resolve) => finish.push(resolve));
    }, signal);
  const all = [1, 2, 3, 4].map(work);
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2]);
  finish[1]?.();
  await all[1];
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2, 3]);
  finish[0]?.();
  finish[2]?.();
  await all[2];
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2, 3, 4]);
  finish[3]?.();
  await Promise.all(all);
});

test('who fails gives the turn on, and who leaves while waiting takes none', async () => {
  const turns = new Turns(1);
  const leaving = new AbortController();
  let fail = (_: Error) => {};
  const first = turns.take(() => new Promise<void>((_resolve, reject) => (fail = reject)), signal);
  const second = turns.take(async () => 'never', leaving.signal);
  const third = turns.take(async () => 'done', signal);
  leaving.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  fail(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  expect(await third).toBe('done');
  expect(await turns.take(async () => 'again', signal)).toBe('again');
});

import { createIds } from '../../src/server/ids';

test('ten thousand ids of one millisecond are different and rise', () => {
  const newId = createIds(() => 1_000);
  const ids = Array.from({ length: 10_000 }, newId);
  expect(new Set(ids).size).toBe(10_000);
  expect([...ids].sort()).toEqual(ids);
});

test('ids go on rising when the clock steps back', () => {
  let ms = 5_000;
  const newId = createIds(() => ms);
  const before = newId();
  ms = 1_000;
  expect(newId() > before).toBe(true);
});

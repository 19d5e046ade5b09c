import { Stopwatch } from '../../bench/render/stopwatch';
import type { PieceEncoding } from '../../src/pipeline/render/film.stage';

type Facts = Awaited<ReturnType<PieceEncoding['encode']>>;
const facts: Facts = { frames: 24, bytes: 1, blackSpans: [], frozenSpans: [] };
const order = {} as Parameters<PieceEncoding['encode']>[0];

/** An encoder that ends its orders when it is told to, and a clock that is set. */
function studio() {
  const open: Ending<Facts>[] = [];
  const clock = { ms: 0 };
  const encode = () => new Promise<Facts>((resolve, reject) => open.push({ resolve, reject }));
  return { clock, open, watch: new Stopwatch({ encode }, () => clock.ms) };
}

interface Ending<T> {
  resolve(value: T): void;
  reject(reason: Error): void;
}

test('two pieces side by side take the time from the first order to the last end', async () => {
  const { clock, open, watch } = studio();
  const first = watch.encode(order);
  clock.ms = 1_000;
  const second = watch.encode(order);
  clock.ms = 3_000;
  open[0]?.resolve(facts);
  await first;
  clock.ms = 4_000;
  open[1]?.resolve(facts);
  await second;
  expect([watch.seconds, watch.frames]).toEqual([4, 48]);
});

test('the time between two pieces does not count, and that of one that failed does', async () => {
  const { clock, open, watch } = studio();
  const first = watch.encode(order);
  clock.ms = 500;
  open[0]?.reject(new Error('no'));
  await expect(first).rejects.toThrow('no');
  clock.ms = 9_000;
  const second = watch.encode(order);
  clock.ms = 9_250;
  open[1]?.resolve(facts);
  await second;
  expect([watch.seconds, watch.frames]).toEqual([0.75, 24]);
});

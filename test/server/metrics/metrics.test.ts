import { Metrics } from '../../../src/server/metrics/metrics';
import { readExposition } from '../../support/exposition';

const STATE = { runs: [{ status: 'RUNNING', n: 3 }], jobs: [], queues: [], spend: [], executors: 1 };

/** A database that answers when it is told to, and counts how often it was asked. */
function database() {
  const statements: string[] = [];
  let answer: (state: object | Error) => void = () => undefined;
  let answered = new Promise<object | Error>((resolve) => {
    answer = resolve;
  });
  const read = async ({ text }: { text: string }) => {
    statements.push(text);
    const state = await answered;
    if (state instanceof Error) throw state;
    return Buffer.from(JSON.stringify(state));
  };
  const next = () => {
    answered = new Promise((resolve) => {
      answer = resolve;
    });
  };
  return { port: { read }, statements, answer: (state: object | Error) => answer(state), next };
}

const warned: object[] = [];
let metrics: Metrics;
let nowMs = 0;
let asked: ReturnType<typeof database>;
beforeEach(() => {
  [asked, nowMs] = [database(), 1_000_000];
  warned.length = 0;
  const log = { warn: (facts: object) => void warned.push(facts) } as never;
  metrics = new Metrics({ port: asked.port, nowMs: () => nowMs, log });
});
afterEach(() => metrics.close());

const read = async () => readExposition(await metrics.text('prometheus'), 'prometheus');

test('the database is asked one statement, however many scrape at once, and again only after a while', async () => {
  const many = Array.from({ length: 50 }, read);
  asked.answer(STATE);
  const families = await Promise.all(many);
  expect(families.map((one) => one.get('workprint_runs')?.samples.find(({ value }) => value === 3)?.labels)).toEqual(
    Array.from({ length: 50 }, () => ({ status: 'RUNNING' })),
  );
  nowMs += 4_999;
  await read();
  expect(asked.statements).toHaveLength(1);
  nowMs += 1;
  await Promise.all([read(), read()]);
  expect(asked.statements).toHaveLength(2);
});

test('an answer that took long is kept for longer, so that it costs a fiftieth of the time at most', async () => {
  const first = read();
  nowMs += 400;
  asked.answer(STATE);
  await first;
  nowMs += 19_999;
  await read();
  expect(asked.statements).toHaveLength(1);
  nowMs += 1;
  await read();
  expect(asked.statements).toHaveLength(2);
});

test('a database that is away is said to be, is asked no more often for it, and hides nothing of the process', async () => {
  asked.answer(new Error('gone'));
  const families = await read();
  expect(families.get('workprint_database_up')?.samples).toEqual([
    { name: 'workprint_database_up', labels: {}, value: 0 },
  ]);
  expect([families.has('workprint_runs'), families.has('process_cpu_seconds')]).toEqual([false, true]);
  await read();
  expect([asked.statements.length, warned.length]).toEqual([1, 1]);
  nowMs += 5_000;
  asked.next();
  asked.answer(STATE);
  expect((await read()).get('workprint_database_up')?.samples[0]?.value).toBe(1);
});

test('a status that no run has is 0, and an idle queue is 0 deep', async () => {
  asked.answer(STATE);
  const families = await read();
  expect(
    families
      .get('workprint_runs')
      ?.samples.map(({ value }) => value)
      .sort(),
  ).toEqual([0, 0, 0, 0, 0, 0, 0, 3]);
  expect(families.get('workprint_queue_depth')?.samples).toEqual([
    { name: 'workprint_queue_depth', labels: { queue: 'jobs' }, value: 0 },
  ]);
});

test('a thread that is held up is seen in its delay', async () => {
  asked.answer(STATE);
  const until = performance.now() + 300;
  await new Promise((resolve) => setTimeout(resolve, 30)); // the monitor counts from its first tick
  while (performance.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const delay = (await read()).get('workprint_event_loop_delay_seconds');
  expect(delay?.samples.map(({ labels }) => labels.quantile)).toEqual(['0.5', '0.9', '0.99', '1']);
  expect(delay?.samples.at(-1)?.value).toBeGreaterThan(0.1);
});

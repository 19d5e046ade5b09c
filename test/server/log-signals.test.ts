import pino from 'pino';
import { LogSignals } from '../../src/server/log-signals';

const signals = () => new LogSignals('postgres://nowhere', [], pino({ level: 'silent' }));

test('a note that comes while a reader reads wakes it at once', async () => {
  const log = signals();
  const version = log.version('project:1');
  log.wake('project:1');
  const never = new AbortController();
  const winner = await Promise.race([
    log.past('project:1', version, never.signal).then(() => 'woken'),
    new Promise((resolve) => setImmediate(() => resolve('asleep'))),
  ]);
  never.abort();
  expect(winner).toBe('woken');
});

test('a note about another topic wakes nobody, and who is told to stop sleeps no longer', async () => {
  const log = signals();
  const stop = new AbortController();
  const heard: string[] = [];
  const sleeping = log.past('project:1', log.version('project:1'), stop.signal).then(() => heard.push('up'));
  log.version('project:2');
  log.wake('project:2');
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([]);
  stop.abort();
  await sleeping;
  expect(heard).toEqual(['up']);
});

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pino from 'pino';
import { LogSignals } from '../../src/server/log-signals';
import { createDatabase } from '../support/database';

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

test('a database that goes away is asked for again one call at a time, and listened to when it is back', async () => {
  const database = await createDatabase('empty');
  const real = new URL(database.url);
  const sockets = new Set<Socket>();
  const calls: number[] = [];
  let away = false;
  let onCall = () => {};
  const proxy = createServer((socket) => {
    calls.push(performance.now());
    onCall();
    if (away) return void socket.destroy();
    const inner = connect(Number(real.port), real.hostname);
    for (const each of [socket, inner]) sockets.add(each.on('error', () => socket.destroy()));
    socket.pipe(inner).pipe(socket);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(database.url);
  url.port = String((proxy.address() as AddressInfo).port);
  const log = new LogSignals(url.href, ['news'], pino({ level: 'silent' }));
  await log.start();

  away = true;
  const begun = calls.length;
  const fiveCalls = new Promise<void>((resolve) => {
    onCall = () => calls.length >= begun + 5 && resolve();
  });
  for (const socket of sockets) socket.destroy();
  await fiveCalls;
  const [first = 0, last = 0] = [calls[begun], calls[begun + 4]];
  expect(last - first).toBeGreaterThan(1_500); // four waits of half a second, not a crowd at once

  away = false;
  const version = log.version('news:1');
  await log.past('news:1', version, new AbortController().signal); // wakes all when it listens again
  expect(log.version('news:1')).toBeGreaterThan(version);
  await log.stop();
  proxy.close();
  for (const socket of sockets) socket.destroy();
  await database.drop();
});

import { NOBODY } from '../../../src/pipeline/values/allowance';
import { redeliverWebhook } from '../../../src/pipeline/webhooks/redeliver-webhook.verb';
import { updateWebhook } from '../../../src/pipeline/webhooks/update-webhook.verb';
import { readConfig } from '../../../src/server/config';
import { Bell } from '../../../src/server/webhooks/bell';
import { startWebhooks } from '../../../src/server/webhooks/start-webhooks';
import { ADA } from '../../pipeline/library/studio';
import { PostOffice } from './post-office';
import { Receiver } from './receiver';

let office: PostOffice;
let receiver: Receiver;
let stop: () => Promise<void>;
beforeEach(async () => {
  office = await PostOffice.open();
  receiver = await Receiver.open();
  stop = startWebhooks(office.services);
});
afterEach(async () => {
  await stop();
  await receiver.close();
  await office.close();
});

const typesOf = () => receiver.received.map(({ body }) => JSON.parse(body).type);

test('a webhook that is made while the server runs is told of what happens next, well before anybody would look by chance', async () => {
  const began = performance.now();
  const { webhookId } = await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  await receiver.until(1);
  await office.runEnded('SUCCEEDED');
  await receiver.until(2);
  await updateWebhook(office, ADA, { webhookId, events: ['RUN_FAILED'] });
  await office.runEnded('SUCCEEDED');
  await office.runEnded('FAILED');
  await receiver.until(3);
  expect(typesOf()).toEqual(['run.failed', 'run.finished', 'run.failed']);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('what is asked for again is sent at once', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  await receiver.until(1);
  const { studio } = office.services;
  for (;;) {
    const { id, status } = await office.delivery();
    if (status === 'DELIVERED') {
      await redeliverWebhook(studio, ADA, { deliveryId: id });
      break;
    }
  }
  await receiver.until(2);
  expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
});

test('a stopped server sends nothing more, and the next one begins where it ended', async () => {
  await office.webhook({ url: receiver.url });
  await stop();
  await office.runEnded('FAILED');
  await office.runEnded('SUCCEEDED');
  expect(receiver.connections).toBe(0);
  stop = startWebhooks(office.services);
  await receiver.until(2);
  expect(typesOf().sort()).toEqual(['run.failed', 'run.finished']);
});

test('where there is no webhook the database is asked once, and then nobody is woken by a project', async () => {
  const asked: string[] = [];
  const { studio } = office.services;
  const store = new Proxy(studio.store, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        asked.push(`${String(name)} ${typeof given[0] === 'string' ? given[0] : ''}`);
        return value.apply(target, given);
      };
    },
  });
  await stop();
  stop = startWebhooks({ ...office.services, studio: { ...studio, store } });
  while (!asked.some((each) => each.includes('SELECT DISTINCT project_id'))) await new Promise(setImmediate);
  const count = asked.length;
  for (let runs = 0; runs < 20; runs += 1) await office.runEnded('FAILED');
  expect(asked).toHaveLength(count);
  expect(count).toBeLessThanOrEqual(2);
});

describe('a bell', () => {
  const [HOURS, MARK] = [10_000_000, { topic: 'a', version: 1 }];
  let versions: Map<string, number>;
  let asleep: Map<string, () => void>;
  const wakes = {
    version: (topic: string) => versions.get(topic) ?? 0,
    past: (topic: string, _: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        asleep.set(topic, resolve);
        signal.addEventListener('abort', () => resolve());
      }),
  };
  beforeEach(() => {
    versions = new Map([['a', 1]]);
    asleep = new Map();
  });

  /** Whether this sleep is over by the time that everything which is due has been done. */
  async function isOver(sleep: Promise<void>): Promise<boolean> {
    const later = new Promise<boolean>((resolve) => setImmediate(() => resolve(false)));
    return Promise.race([sleep.then(() => true), later]);
  }

  test('sleeps until it is rung, and what was rung before counts once', async () => {
    const [bell, stop] = [new Bell(), new AbortController()];
    bell.ring();
    expect(await isOver(bell.sleep(wakes, [MARK], { ms: HOURS, signal: stop.signal }))).toBe(true);
    const sleep = bell.sleep(wakes, [MARK], { ms: HOURS, signal: stop.signal });
    expect(await isOver(sleep)).toBe(false);
    bell.ring();
    expect(await isOver(sleep)).toBe(true);
  });

  test('sleeps until a topic has moved on, and not because a look at it came to nothing', async () => {
    const [bell, stop] = [new Bell(), new AbortController()];
    const sleep = bell.sleep(wakes, [MARK, { topic: 'b', version: 0 }], { ms: HOURS, signal: stop.signal });
    asleep.get('a')?.();
    expect(await isOver(sleep)).toBe(false);
    versions.set('a', 2);
    asleep.get('a')?.();
    expect(await isOver(sleep)).toBe(true);
    const missed = bell.sleep(wakes, [MARK], { ms: HOURS, signal: stop.signal });
    expect(await isOver(missed)).toBe(true);
  });

  test('sleeps until it is told to stop, and not at all after that', async () => {
    const [bell, stop] = [new Bell(), new AbortController()];
    const sleep = bell.sleep(wakes, [MARK], { ms: HOURS, signal: stop.signal });
    expect(await isOver(sleep)).toBe(false);
    stop.abort();
    expect(await isOver(sleep)).toBe(true);
    expect(await isOver(bell.sleep(wakes, [MARK], { ms: HOURS, signal: stop.signal }))).toBe(true);
  });
});

test('a list of allowed hosts that is not understood keeps the server from starting, and says what it should be', () => {
  expect(() => readConfig({ WORKPRINT_WEBHOOK_ALLOW: '10.0.0.0/33' })).toThrow(
    /WORKPRINT_WEBHOOK_ALLOW must be a list of hosts/,
  );
  expect(readConfig({}).webhookAllowance).toEqual(NOBODY);
});

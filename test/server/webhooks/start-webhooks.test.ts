import { redeliverWebhook } from '../../../src/pipeline/webhooks/redeliver-webhook.verb';
import { updateWebhook } from '../../../src/pipeline/webhooks/update-webhook.verb';
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
  await updateWebhook({ ...office, studio: office.studio }, ADA, { webhookId, events: ['RUN_FAILED'] });
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

test('a bell sleeps until it is rung, a topic moves, the time is over or it is told to stop; what was rung before counts', async () => {
  const moves = new Map<string, () => void>();
  const versions = new Map([['a', 1]]);
  const wakes = {
    version: (topic: string) => versions.get(topic) ?? 0,
    past: (topic: string, _: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        moves.set(topic, resolve);
        signal.addEventListener('abort', () => resolve());
      }),
  };
  const bell = new Bell();
  const { signal } = new AbortController();
  const long = { ms: 1_000_000, signal };
  const marks = [{ topic: 'a', version: 1 }];
  bell.ring();
  await bell.sleep(wakes, marks, long);
  const rung = bell.sleep(wakes, marks, long);
  bell.ring();
  await rung;
  const moved = bell.sleep(wakes, marks, long);
  versions.set('a', 2);
  moves.get('a')?.();
  await moved;
  await bell.sleep(wakes, marks, long); // written between the mark and the sleep
  await bell.sleep(wakes, [], { ms: 1, signal });
  const stopping = new AbortController();
  const stopped = bell.sleep(wakes, [{ topic: 'a', version: 2 }], { ms: 1_000_000, signal: stopping.signal });
  stopping.abort();
  await stopped;
  expect(bell).toBeDefined();
});

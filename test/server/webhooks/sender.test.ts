import { approveAssets, submitAssets } from '../../../src/pipeline';
import { redeliverWebhook } from '../../../src/pipeline/webhooks/redeliver-webhook.verb';
import { rotateWebhookSecret } from '../../../src/pipeline/webhooks/rotate-webhook-secret.verb';
import { updateWebhook } from '../../../src/pipeline/webhooks/update-webhook.verb';
import { ADA } from '../../pipeline/library/studio';
import { HOUR_MS, PostOffice } from './post-office';
import { genuineSignatures, Receiver } from './receiver';

let office: PostOffice;
let receiver: Receiver;
beforeEach(async () => {
  office = await PostOffice.open();
  receiver = await Receiver.open();
});
afterEach(async () => {
  await receiver.close();
  await office.close();
});

const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

test('a run that ends is told once, signed as the specification says', async () => {
  const { secret } = await office.webhook({ url: receiver.url });
  const runId = await office.runEnded('SUCCEEDED');
  await office.send();
  await office.send();
  const [call] = receiver.received;
  if (!call) throw new Error('Nobody was called.');
  expect(receiver.received).toHaveLength(1);
  expect(genuineSignatures(call, secret)).toBe(1);
  expect(genuineSignatures({ ...call, body: `${call.body} ` }, secret)).toBe(0);
  expect(call.headers).toMatchObject({ 'content-type': 'application/json', host: `127.0.0.1:${receiver.port}` });
  expect(Number(call.headers['webhook-timestamp'])).toBe(Math.floor(office.nowMs / 1_000));
  const { id, at, status, responseCode, attempts } = await office.delivery();
  expect(call.headers['webhook-id']).toBe(`WebhookDelivery_${id}`);
  expect({ status, responseCode, attempts }).toEqual({ status: 'DELIVERED', responseCode: 204, attempts: 1 });
  expect(JSON.parse(call.body)).toEqual({
    type: 'run.finished',
    timestamp: at.toISOString(),
    data: expect.objectContaining({ id: `Run_${runId}`, status: 'SUCCEEDED', startedBy: 'Ada' }),
  });
});

test('each webhook is told of its own events, from the moment it was made', async () => {
  await office.runEnded('FAILED');
  await office.webhook({ url: `${receiver.url}/failed`, events: ['RUN_FAILED'] });
  await office.webhook({ url: `${receiver.url}/all`, events: ['RUN_FAILED', 'RUN_FINISHED', 'ASSET_DECIDED'] });
  await office.runEnded('FAILED');
  await office.runEnded('CANCELLED');
  await office.runEnded('RUNNING');
  await office.send();
  const told = receiver.received.map(({ path, body }) => `${path} ${JSON.parse(body).type}`);
  expect(told.sort()).toEqual(['/hook/all run.failed', '/hook/all run.finished', '/hook/failed run.failed']);
});

test('an asset that is submitted needs review, and its decision is told with what the selection asks for', async () => {
  await office.webhook({
    url: receiver.url,
    events: ['ASSET_NEEDS_REVIEW', 'ASSET_DECIDED'],
    selection: 'status seen: describes slot { key }',
  });
  const selection = { ids: [await office.take()] };
  await submitAssets(office.studio, ADA, { selection });
  await office.send();
  await approveAssets(office.studio, ADA, { selection });
  await office.send();
  expect(bodies().map(({ type, data }) => [type, data.status, data.seen])).toEqual([
    ['asset.needs_review', 'REVIEW', 'a city at night'],
    ['asset.decided', 'APPROVED', 'a city at night'],
  ]);
});

test('every attempt sends the bytes and the id of the first, whatever has become of the run', async () => {
  const { secret } = await office.webhook({ url: receiver.url, selection: 'status' });
  const runId = await office.runEnded('FAILED');
  receiver.reply = () => ({ status: 500, body: 'out of order' });
  await office.send();
  expect(await office.delivery()).toMatchObject({
    status: 'PENDING',
    attempts: 1,
    nextTryAt: new Date(office.nowMs + 5_000),
    responseCode: 500,
    error: 'The receiver answered 500: out of order',
  });
  await office.studio.store.query("UPDATE run SET status = 'RUNNING' WHERE id = $1", [runId]);
  office.nowMs += 4_999;
  await office.send();
  expect(receiver.received).toHaveLength(1);
  office.nowMs += 1;
  receiver.reply = () => ({ status: 200 });
  await office.send();
  const [first, second] = receiver.received;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
  expect(receiver.received.map((call) => genuineSignatures(call, secret))).toEqual([1, 1]);
  expect(await office.delivery()).toMatchObject({ status: 'DELIVERED', attempts: 2, error: null, nextTryAt: null });
});

test('who asks to be left alone for a while is', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  receiver.reply = () => ({ status: 503, headers: { 'retry-after': '1800' } });
  await office.send();
  expect((await office.delivery()).nextTryAt).toEqual(new Date(office.nowMs + HOUR_MS / 2));
});

test('a receiver that is away for a day is given up after the last attempt at its end', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  receiver.reply = () => ({ status: 500 });
  const begun = office.nowMs;
  for (let next: Date | null = new Date(begun); next; { nextTryAt: next } = await office.delivery()) {
    office.nowMs = next.getTime();
    await office.send();
  }
  expect(office.nowMs).toBe(begun + 24 * HOUR_MS);
  const { status, attempts, error } = await office.delivery();
  expect({ status, attempts, error }).toEqual({
    status: 'FAILED',
    attempts: receiver.received.length,
    error: 'The receiver answered 500.',
  });
  expect(attempts).toBeGreaterThan(8);
  office.nowMs += 48 * HOUR_MS;
  await office.send();
  expect(receiver.received).toHaveLength(attempts);
});

test('410 disables the webhook: what waits is given up and nothing more is made', async () => {
  const { webhookId } = await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  receiver.reply = () => ({ status: 500 });
  await office.send();
  await office.runEnded('CANCELLED');
  receiver.reply = () => ({ status: 410 });
  await office.send();
  await office.runEnded('SUCCEEDED');
  office.nowMs += HOUR_MS;
  await office.send();
  const [webhook] = await office.studio.store.query('SELECT enabled, disabled_because FROM webhook');
  expect(webhook).toEqual({ enabled: false, disabled_because: 'The receiver answered 410.' });
  const told = (await office.deliveries()).map(({ status, error }) => [status, error]);
  expect(told).toEqual([
    ['FAILED', 'The webhook was disabled while this waited.'],
    ['FAILED', 'The receiver answered 410.'],
  ]);
  expect(receiver.received).toHaveLength(2);
  receiver.reply = () => ({ status: 200 });
  await updateWebhook(office, ADA, { webhookId, enabled: true });
  await office.runEnded('PARTIAL');
  await office.send();
  expect(bodies().at(-1).data.status).toBe('PARTIAL');
  expect(receiver.received).toHaveLength(3);
});

test('for a day after a rotation both secrets sign, then the new one alone', async () => {
  const { webhookId, secret: old } = await office.webhook({ url: receiver.url });
  const { secret } = await rotateWebhookSecret(office, ADA, { webhookId });
  expect(secret).not.toBe(old);
  const told = async () => {
    await office.runEnded('FAILED');
    await office.send();
    const call = receiver.received.at(-1);
    if (!call) throw new Error('Nobody was called.');
    return [
      genuineSignatures(call, old),
      genuineSignatures(call, secret),
      String(call.headers['webhook-signature']).split(' ').length,
    ];
  };
  expect(await told()).toEqual([1, 1, 2]);
  office.nowMs += 24 * HOUR_MS - 1;
  expect(await told()).toEqual([1, 1, 2]);
  office.nowMs += 1;
  expect(await told()).toEqual([0, 1, 1]);
});

test('a delivery that is asked for again is the same message', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  await office.send();
  const { id: deliveryId } = await office.delivery();
  await redeliverWebhook(office.studio, ADA, { deliveryId });
  expect(await office.delivery()).toMatchObject({ status: 'PENDING', attempts: 0 });
  await office.send();
  const [first, again] = receiver.received;
  expect(again?.body).toBe(first?.body);
  expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(await office.delivery()).toMatchObject({ status: 'DELIVERED', attempts: 1 });
});

test('two senders at once read one log and send each message once', async () => {
  for (const path of ['/a', '/b', '/c']) await office.webhook({ url: receiver.url + path });
  for (let count = 0; count < 30; count += 1) await office.runEnded(count % 2 ? 'FAILED' : 'SUCCEEDED');
  const senders = [office.sender(), office.sender()];
  while (receiver.received.length < 90) await Promise.all(senders.map((sender) => office.send(sender)));
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(90);
  expect(ids).toHaveLength(90);
  expect((await office.deliveries()).every(({ attempts, status }) => attempts === 1 && status === 'DELIVERED')).toBe(
    true,
  );
});

test('what a killed sender had in hand is sent by another when the lease is over, and the dead one writes nothing more', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  receiver.reply = async () => {
    await answered;
    return { status: 500, body: 'the first answers late' };
  };
  const dead = office.sender();
  await dead.round();
  await receiver.until(1);
  await office.send();
  office.nowMs += 59_999;
  await office.send();
  expect(receiver.received).toHaveLength(1);
  office.nowMs += 1;
  receiver.reply = () => ({ status: 200 });
  await office.send();
  expect(receiver.received).toHaveLength(2);
  const settled = await office.delivery();
  expect(settled).toMatchObject({ status: 'DELIVERED', attempts: 2 });
  answer();
  await dead.idle();
  expect(await office.delivery()).toEqual(settled);
});

test('a receiver that hangs has four calls at once and does not keep the others waiting', async () => {
  const slow = await Receiver.open();
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  slow.reply = async () => {
    await answered;
    return { status: 200 };
  };
  await office.webhook({ url: slow.url });
  await office.webhook({ url: receiver.url });
  for (let count = 0; count < 12; count += 1) await office.runEnded('FAILED');
  const sender = office.sender();
  await sender.round();
  await slow.until(4);
  await receiver.until(4);
  for (let calls = 8; calls <= 12; calls += 4) {
    while ((await office.deliveries()).filter(({ status }) => status === 'DELIVERED').length < calls - 4)
      await new Promise(setImmediate);
    await sender.round();
    await receiver.until(calls);
  }
  expect(slow.received).toHaveLength(4);
  answer();
  await sender.idle();
  while (slow.received.length < 12) await office.send(sender);
  await slow.close();
});

test('a sender that is stopped leaves what it was at to the next, at once', async () => {
  await office.webhook({ url: receiver.url });
  await office.runEnded('FAILED');
  receiver.reply = () => new Promise(() => undefined);
  const sender = office.sender();
  await sender.round();
  await receiver.until(1);
  await sender.stop(0);
  expect(await office.delivery()).toMatchObject({
    status: 'PENDING',
    leaseId: null,
    error: 'This server was stopped while it was sending.',
  });
  receiver.reply = () => ({ status: 200 });
  await office.send();
  expect(await office.delivery()).toMatchObject({ status: 'DELIVERED' });
});

test('a secret that another server secret sealed is not signed with, and the failure says what to do', async () => {
  const { webhookId } = await office.webhook({ url: receiver.url });
  await office.studio.store.query('UPDATE webhook SET secret_sealed = $1', [office.desk.seal('whsec_AAAA', 'another')]);
  await office.runEnded('FAILED');
  await office.send();
  expect(receiver.received).toHaveLength(0);
  expect((await office.delivery()).error).toContain('The secret of this webhook was sealed');
  const { secret } = await rotateWebhookSecret(office, ADA, { webhookId });
  office.nowMs += HOUR_MS;
  await office.send();
  expect(receiver.received.map((call) => genuineSignatures(call, secret))).toEqual([1]);
});

test('no secret is in the log, in a row, or in what is sent', async () => {
  const { webhookId, secret } = await office.webhook({ url: receiver.url });
  const { secret: next } = await rotateWebhookSecret(office, ADA, { webhookId });
  await office.runEnded('FAILED');
  receiver.reply = () => ({ status: 500 });
  await office.send();
  const rows = await office.studio.store.query(
    'SELECT * FROM webhook JOIN webhook_delivery d ON d.webhook_id = webhook.id',
  );
  const everything = JSON.stringify([rows, office.logged, receiver.received]);
  expect(everything).toContain(receiver.url);
  for (const each of [secret, next]) expect(everything).not.toContain(each.slice('whsec_'.length));
});

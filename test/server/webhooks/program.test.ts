import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/server/database';
import { createDatabase, type TestDatabase } from '../../support/database';
import { Studio } from '../../support/studio';
import { genuineSignatures, Receiver } from './receiver';

let database: TestDatabase;
let dataDir: string;
let store: DataSource;
let receiver: Receiver;
beforeAll(async () => {
  database = await createDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-webhooks-'));
  store = await createDataSource(database.url, 2).initialize();
  receiver = await Receiver.open();
});
afterAll(async () => {
  await receiver.close();
  await store.destroy();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () =>
  Studio.start({
    WORKPRINT_DATA: dataDir,
    DATABASE_URL: database.url,
    WORKPRINT_WEBHOOK_ALLOW: '127.0.0.0/8',
    WORKPRINT_LOG_LEVEL: 'info',
  });

const CREATE = `mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret userErrors { message } } }`;
test('a program that is killed while it sends is followed by one that sends the same message', async () => {
  const first = await start();
  const projectId = await first.project('heat');
  const input = { projectId, url: receiver.url, events: ['RUN_FINISHED'], selection: 'id status' };
  const { createWebhook } = await first.mutate<{ createWebhook: { webhook: { id: string }; secret: string } }>(
    CREATE,
    input,
  );
  receiver.reply = () => new Promise(() => undefined);
  const runId = await first.explain(projectId, await first.script(projectId, 'One short line.'), { stopAfter: 'CUT' });
  await first.cancel(runId);
  await receiver.until(1);
  first.program.kill('SIGKILL');
  await first.program.ended;
  receiver.reply = () => ({ status: 200 });
  await store.query('UPDATE webhook_delivery SET leased_until = now()'); // a minute later
  const second = await start();
  await receiver.until(2);
  const [cut, whole] = receiver.received;
  expect(whole?.body).toBe(cut?.body);
  expect(whole?.headers['webhook-id']).toBe(cut?.headers['webhook-id']);
  expect(JSON.parse(whole?.body ?? '').data).toEqual({
    id: runId,
    status: expect.stringMatching(/^(CANCELLED|SUCCEEDED)$/),
  });
  expect(whole && genuineSignatures(whole, createWebhook.secret)).toBe(1);
  await second.stop(); // waits for what it has begun
  const deliveries = await store.query(
    'SELECT event, status, attempts, response_code, payload::text FROM webhook_delivery',
  );
  expect(deliveries).toEqual([
    { event: 'RUN_FINISHED', status: 'DELIVERED', attempts: 2, response_code: 200, payload: whole?.body },
  ]);
  expect([first, second].map(({ program }) => program.said).join()).not.toContain(createWebhook.secret.slice(6));
}, 120_000); // two programs start, on a machine that may be busy

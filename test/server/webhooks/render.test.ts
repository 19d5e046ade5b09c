import { appendToProjectLog } from '../../../src/pipeline/workspace/project-log.verb';
import { PostOffice } from './post-office';
import { Receiver } from './receiver';

let office: PostOffice;
let receiver: Receiver;
beforeAll(async () => {
  office = await PostOffice.open();
  receiver = await Receiver.open();
});
afterAll(async () => {
  await receiver.close();
  await office.close();
});
afterEach(async () => {
  await office.studio.store.query('DELETE FROM webhook');
  receiver.received.length = 0;
});

/** What is sent of an asset that somebody decided about. */
async function told(assetId: string, selection: string | null) {
  await office.webhook({ url: receiver.url, events: ['ASSET_DECIDED'], selection });
  await office.studio.store.transaction(async (manager) => {
    const line = { kind: 'ASSET_DECIDED', subjectId: assetId, facts: { from: 'REVIEW', to: 'APPROVED' } } as const;
    await appendToProjectLog(manager, { projectId: office.projectId, actor: 'Ada', ...line });
  });
  await office.send();
  const [call] = receiver.received;
  return call ? JSON.parse(call.body).data : null;
}

test('a webhook sees its own project and nothing of another, whoever made it', async () => {
  const theirs = await office.take({}, await office.project('ice'));
  const mine = await office.take();
  await office.studio.store.query('UPDATE asset SET revision_of_id = $2 WHERE id = $1', [mine, theirs]);
  expect(await told(mine, 'id revisionOf { id }')).toEqual({ id: `Asset_${mine}`, revisionOf: null });
});

test('a line about what is of another project is told without it', async () => {
  const theirs = await office.take({}, await office.project('dust'));
  expect(await told(theirs, null)).toBeNull();
  expect((await office.delivery()).status).toBe('DELIVERED');
});

test('what a read must make in JavaScript, and links to media, are sent as in any answer', async () => {
  const mine = await office.take();
  const data = await told(mine, 'media { url(expiresInSeconds: 3600) } slot { wish { hash } }');
  expect(data.media.url).toMatch(/^http:\/\/studio\.test\/media\/[0-9a-f]{64}\?project=/);
});

test('what cannot be read is a failure whose cause is for the log, and no half of it is sent', async () => {
  const runId = await office.runEnded('QUEUED'); // its subject is no script that there is
  await office.webhook({ url: receiver.url, selection: 'id subject { ... on StructuredScript { id } }' });
  await office.studio.store.query("UPDATE run SET status = 'FAILED' WHERE id = $1", [runId]);
  await office.runEnded('FAILED');
  await office.send();
  expect(receiver.received).toHaveLength(0);
  expect(await office.delivery()).toMatchObject({ status: 'PENDING', attempts: 1, payload: null });
  expect(office.logged.join()).toContain('Cannot return null for non-nullable field Run.subject.');
  expect((await office.delivery()).error).toBe('Something went wrong on the server; its log says what.');
});

test('a payload larger than a megabyte is not sent', async () => {
  const mine = await office.take({ describes: 'x'.repeat(1_100_000) });
  expect(await told(mine, 'describes')).toBeNull();
  expect((await office.delivery()).error).toContain('at most 1000000 are sent');
});

import { type Refusal, ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open();
});
afterAll(() => room.close());

interface Shown {
  readonly id: string;
  readonly url: string;
  readonly events: string[];
  readonly selection: string | null;
  readonly enabled: boolean;
  readonly oldSecretUntil: string | null;
}

interface Answered {
  readonly webhook: Shown | null;
  readonly secret?: string | null;
  readonly webhookId?: string | null;
  readonly delivery?: { readonly id: string; readonly status: string } | null;
  readonly userErrors: Refusal[];
}

const SHOWN = 'webhook { id url events selection enabled oldSecretUntil }';
const ANSWERS: Record<string, string> = {
  create: `${SHOWN} secret`,
  update: SHOWN,
  delete: 'webhookId',
  rotate: `${SHOWN} secret`,
  redeliver: 'delivery { id status }',
};

async function does(verb: keyof typeof ANSWERS & string, input: object, token?: string): Promise<Answered> {
  const name = verb === 'rotate' ? 'rotateWebhookSecret' : `${verb}Webhook`;
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const document = `mutation($input: ${title}Input!) {
    done: ${name}(input: $input) { ${ANSWERS[verb]} userErrors { code message field expected got remedy } } }`;
  const { data, errors } = await room.server.query<{ done: Answered }>(document, { input }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.done;
}

const create = (more: object = {}, token?: string) =>
  does(
    'create',
    { projectId: room.projectId, url: 'https://example.com/hook', events: ['RUN_FAILED'], ...more },
    token,
  );

async function made(more: object = {}): Promise<Shown & { secret: string }> {
  const { webhook, secret, userErrors } = await create(more);
  if (!webhook || !secret) throw new Error(JSON.stringify(userErrors));
  return { ...webhook, secret };
}

async function tokenOf(role: string, projectIds: string[] | null = null): Promise<string> {
  const { data } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: role, role, projectIds } },
  );
  return data.createToken.token;
}

const codesOf = ({ userErrors }: Answered) => userErrors.map(({ code, field }) => [code, field?.join('.') ?? null]);

test('a webhook shows its secret once, and no later answer, row or line of the log holds it', async () => {
  const { id, secret, ...shown } = await made({ events: ['RUN_FAILED', 'ASSET_DECIDED', 'RUN_FAILED'] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(shown).toEqual({
    url: 'https://example.com/hook',
    events: ['RUN_FAILED', 'ASSET_DECIDED'],
    selection: null,
    enabled: true,
    oldSecretUntil: null,
  });
  const later = await does('update', { webhookId: id, url: 'https://example.com/other' });
  const rows = await room.studio.store.query('SELECT * FROM webhook');
  const { data } = await room.server.query('{ __type(name: "Webhook") { fields { name } } }');
  expect(JSON.stringify(data)).not.toMatch(/"(secret|secretSealed|oldSecretSealed)"/);
  expect(JSON.stringify([later, rows, room.server.logged])).not.toContain(secret.slice('whsec_'.length));
});

test.each([
  [{ url: 'https://127.0.0.1/' }, 'FORBIDDEN', 'input.url'],
  [{ url: 'https://[::ffff:10.0.0.1]/' }, 'FORBIDDEN', 'input.url'],
  [{ url: 'http://example.com/' }, 'FORBIDDEN', 'input.url'],
  [{ url: 'example.com' }, 'INVALID_INPUT', 'input.url'],
  [{ events: [] }, 'INVALID_INPUT', 'input.events'],
  [{ selection: 'colour' }, 'INVALID_INPUT', 'input.selection'],
  [{ selection: '... on Asset { id }' }, 'INVALID_INPUT', 'input.selection'],
  [{ projectId: 'Run_00000000-0000-7000-8000-000000000000' }, 'INVALID_INPUT', 'input.projectId'],
  [{ projectId: 'Project_00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.projectId'],
])('%j is refused and nothing is made', async (more, code, field) => {
  const [{ count }] = await room.studio.store.query('SELECT count(*)::int AS count FROM webhook');
  expect(codesOf(await create(more))).toEqual([[code, field]]);
  expect(await room.studio.store.query('SELECT count(*)::int AS count FROM webhook')).toEqual([{ count }]);
});

test('who may not produce makes no webhook, and who sees another project finds none here', async () => {
  const { id: webhookId } = await made();
  const reviewer = await tokenOf('REVIEWER');
  expect(codesOf(await create({}, reviewer))).toEqual([['FORBIDDEN', null]]);
  const stranger = await tokenOf('PRODUCER', [await room.project('ice')]);
  expect(codesOf(await create({}, stranger))).toEqual([['NOT_FOUND', 'input.projectId']]);
  for (const verb of ['update', 'delete', 'rotate']) {
    expect(codesOf(await does(verb, { webhookId }, stranger))).toEqual([['NOT_FOUND', 'input.webhookId']]);
  }
  const seen = await room.server.query<{ node: unknown }>(
    'query($id: ID!) { node(id: $id) { id } }',
    { id: webhookId },
    stranger,
  );
  expect(seen.data.node).toBeNull();
});

test('what is left out of an update stays, null brings the default selection back, and a selection must fit the events of now', async () => {
  const { id: webhookId } = await made({ events: ['RUN_FAILED'], selection: 'id production' });
  expect((await does('update', { webhookId, enabled: false })).webhook).toMatchObject({
    enabled: false,
    selection: 'id production',
  });
  expect(codesOf(await does('update', { webhookId, events: ['ASSET_DECIDED'] }))).toEqual([
    ['INVALID_INPUT', 'input.selection'],
  ]);
  expect(codesOf(await does('update', { webhookId, url: 'https://10.0.0.1/' }))).toEqual([['FORBIDDEN', 'input.url']]);
  const { webhook } = await does('update', { webhookId, events: ['ASSET_DECIDED'], selection: null });
  expect(webhook).toMatchObject({ events: ['ASSET_DECIDED'], selection: null, url: 'https://example.com/hook' });
});

test('a rotated secret is another, shown once, and says until when the old one signs', async () => {
  const { id: webhookId, secret: old } = await made();
  const { secret, webhook } = await does('rotate', { webhookId });
  expect(secret).toMatch(/^whsec_/);
  expect(secret).not.toBe(old);
  const hours = (Date.parse(webhook?.oldSecretUntil ?? '') - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThanOrEqual(24);
});

test('a deleted webhook is gone with its deliveries', async () => {
  const { id: webhookId } = await made();
  const line = [rowId(room.projectId), rowId(webhookId), room.studio.newId()];
  await room.studio.store.query(
    `INSERT INTO webhook_delivery (id, project_id, webhook_id, event, seq, subject_id, at, status)
     VALUES ($3, $1, $2, 'RUN_FAILED', 1, $3, now(), 'FAILED')`,
    line,
  );
  expect(await does('delete', { webhookId })).toEqual({ webhookId, userErrors: [] });
  expect(codesOf(await does('delete', { webhookId }))).toEqual([['NOT_FOUND', 'input.webhookId']]);
  expect(codesOf(await does('redeliver', { deliveryId: `WebhookDelivery_${line[2]}` }))).toEqual([
    ['NOT_FOUND', 'input.deliveryId'],
  ]);
});

test('a delivery of a webhook that is disabled is sent again only when it is enabled', async () => {
  const { id: webhookId } = await made();
  const deliveryId = room.studio.newId();
  await room.studio.store.query(
    `INSERT INTO webhook_delivery (id, project_id, webhook_id, event, seq, subject_id, at, status, next_try_at)
     VALUES ($3, $1, $2, 'RUN_FAILED', 1, $3, now(), 'PENDING', now())`,
    [rowId(room.projectId), rowId(webhookId), deliveryId],
  );
  await does('update', { webhookId, enabled: false });
  const input = { deliveryId: `WebhookDelivery_${deliveryId}` };
  expect(codesOf(await does('redeliver', input))).toEqual([['CONFLICT', 'input.deliveryId']]);
  await does('update', { webhookId, enabled: true });
  expect((await does('redeliver', input)).delivery).toEqual({ id: input.deliveryId, status: 'PENDING' });
});

test('a project has at most 50, of whatever many that are asked for at once', async () => {
  const projectId = await room.project('crowd');
  const answers = await Promise.all(Array.from({ length: 60 }, () => create({ projectId })));
  expect(answers.filter(({ webhook }) => webhook)).toHaveLength(50);
  expect(answers.flatMap(codesOf)).toEqual(Array(10).fill(['LIMIT_EXCEEDED', 'input.projectId']));
});

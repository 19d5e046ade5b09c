import { once } from 'node:events';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { Follower } from '../support/follower';
import { Listener } from '../support/listener';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

let server: TestServer;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  projectId = data.createProject.project.id;
});
afterAll(() => server.close());

let written = 0;
async function write(): Promise<void> {
  written += 1;
  await server.query('mutation($input: CreateTokenInput!) { createToken(input: $input) { tokenId } }', {
    input: { name: `token ${written}`, role: 'VIEWER', projectIds: [projectId] },
  });
}

async function wholeLog(): Promise<{ seq: number; __typename: string }[]> {
  const { data } = await server.query<{ project: { events: { nodes: { seq: number; __typename: string }[] } } }>(
    '{ project(key: "heat") { events(first: 250) { nodes { seq __typename } } } }',
  );
  return data.project.events.nodes;
}

test('a stock client that is cut again and again sees every line of the log, in order, once', async () => {
  const gaps = fc.sample(fc.integer({ min: 1, max: 9 }), { numRuns: 12, seed: 7 });
  const follower = new Follower(server.url, ADMIN_TOKEN);
  const last = (await wholeLog()).length + 60;
  const writing = (async () => {
    for (let count = 0; count < 60; count += 6) await Promise.all(Array.from({ length: 6 }, write));
  })();
  let cuts = 0;
  let left = gaps[0] ?? 1;
  follower.onLine(() => {
    left -= 1;
    if (left > 0 || cuts >= gaps.length) return;
    cuts += 1;
    left = gaps[cuts] ?? 1_000;
    follower.cut();
  });
  const isWhole = () => follower.lines.at(-1)?.seq === last;
  while ((await follower.follow(projectId, isWhole)) === 'CUT') expect(cuts).toBeLessThanOrEqual(gaps.length);
  await writing;
  await follower.end();
  expect(cuts).toBe(gaps.length);
  const log = await wholeLog();
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  expect(follower.lines.map(({ seq, __typename }) => ({ seq, __typename }))).toEqual(log);
});

test('a line reaches those who wait, without their asking again', async () => {
  const follower = new Follower(server.url, ADMIN_TOKEN);
  const known = (await wholeLog()).length;
  const following = follower.follow(projectId, () => follower.lines.length === known + 1);
  await write();
  expect(await following).toBe('DONE');
  expect(follower.lines.at(-1)?.seq).toBe(known + 1);
  await follower.end();
});

test('lines beyond one page arrive as well', async () => {
  const known = (await wholeLog()).length;
  for (let count = 0; count < 210; count += 10) await Promise.all(Array.from({ length: 10 }, write));
  const follower = new Follower(server.url, ADMIN_TOKEN);
  expect(await follower.follow(projectId, () => follower.lines.length === known + 210)).toBe('DONE');
  expect(follower.lines.map(({ seq }) => seq)).toEqual(Array.from({ length: known + 210 }, (_, index) => index + 1));
  await follower.end();
});

test.each([
  ['with a wrong token', { Authorization: 'Bearer wrong' }, 4403],
  ['without a token', {}, 4403],
])('a socket %s is closed as forbidden', async (_what, payload, code) => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  expect((await once(socket, 'close'))[0]).toBe(code);
});

test("another project's log cannot be followed, and an id of another kind is refused with the remedy", async () => {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "other", name: "Other", idempotencyKey: "o" }) { project { id } } }',
  );
  const made = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: 'other', role: 'VIEWER', projectIds: [data.createProject.project.id] } },
  );
  const follower = new Follower(server.url, made.data.createToken.token);
  await expect(follower.follow(projectId, () => false)).rejects.toThrow(/no such project/i);
  await expect(follower.follow('Segment_x', () => false)).rejects.toThrow(/not the id of a Project/);
  await follower.end();
});

test('what is too deep is refused over the socket too', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${ADMIN_TOKEN}` } }));
  await once(socket, 'message');
  const deep = `{ project(key: "heat") { ${'events { nodes { ... on ProjectCreated { project { '.repeat(8)} id ${'} } } }'.repeat(8)} } }`;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: deep } }));
  const [message] = await once(socket, 'message');
  expect(JSON.parse(String(message))).toMatchObject({
    type: 'error',
    payload: [{ message: expect.stringMatching(/depth/) }],
  });
  socket.close();
});

test('a subscription whose field is left out is refused, and its socket goes on', async () => {
  const listener = await Listener.open(server.url, ADMIN_TOKEN);
  const query = (skip: boolean) =>
    `subscription($id: ID!) { projectEvents(projectId: $id) @skip(if: ${skip}) { seq } }`;
  listener.subscribe('a', { query: query(true), variables: { id: projectId } });
  expect(await listener.first('a', 1)).toMatchObject([
    {
      type: 'error',
      payload: [{ message: expect.stringMatching(/follows nothing/), extensions: { code: 'INVALID_INPUT' } }],
    },
  ]);
  listener.subscribe('b', { query: query(false), variables: { id: projectId } });
  expect(await listener.first('b', 1)).toMatchObject([{ payload: { data: { projectEvents: { seq: 1 } } } }]);
  await listener.close();
});

test('a server that stops tells its followers to go, and does not wait for them', async () => {
  const stopping = await startServer();
  const socket = new WebSocket(`${stopping.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${ADMIN_TOKEN}` } }));
  await once(socket, 'message');
  const closed = once(socket, 'close');
  await stopping.close();
  expect((await closed)[0]).toBe(1001);
});

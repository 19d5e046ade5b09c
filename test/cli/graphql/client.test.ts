import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { StudioClient } from '../../../src/cli/graphql/client';
import { follow } from '../../../src/cli/graphql/follow';
import { Refused, Unreachable } from '../../../src/cli/graphql/refusal';
import { ADMIN_TOKEN, startServer, type TestServer } from '../../support/server';
import { Relay } from './relay';

let server: TestServer;
let relay: Relay;
let client: StudioClient;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  relay = await Relay.to(server.url);
  client = new StudioClient({ url: relay.url, token: ADMIN_TOKEN });
  const { createProject } = await client.mutate<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code message } } }',
    { input: { key: 'heat', name: 'Heat', idempotencyKey: 'p' } },
  );
  projectId = createProject.project.id;
});
afterAll(async () => {
  await relay.close();
  await server.close();
});

const CREATE_TOKEN = `mutation($input: CreateTokenInput!) {
  createToken(input: $input) { tokenId userErrors { code message field expected got remedy } }
}`;
let written = 0;
async function write(): Promise<void> {
  written += 1;
  const input = { name: `token ${written}`, role: 'VIEWER', projectIds: [projectId] };
  await server.query(CREATE_TOKEN, { input });
}

async function lastSeq(): Promise<number> {
  const { project } = await client.query<{ project: { lastSeq: number } }>('{ project(key: "heat") { lastSeq } }');
  return project.lastSeq;
}

interface Line {
  seq: number;
  __typename: string;
}
const EVENTS = `subscription($id: ID!, $afterSeq: Int!) {
  projectEvents(projectId: $id, afterSeq: $afterSeq) { __typename seq }
}`;

/** Follows the project's log up to a number, and answers the numbers that it saw. */
async function numbersUpTo(
  last: number,
  { onLine = () => undefined, afterSeq = 0 }: Following = {},
): Promise<number[]> {
  const seen: number[] = [];
  await client.follow<Line>({
    document: EVENTS,
    variables: { id: projectId, afterSeq },
    onLine: ({ seq }) => {
      seen.push(seq);
      onLine();
    },
    until: ({ seq }) => seq >= last,
  });
  return seen;
}
interface Following {
  onLine?: () => void;
  afterSeq?: number;
}
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** An HTTP server that is not ours. */
async function withStranger(answer: RequestListener, act: (url: string) => Promise<void>): Promise<void> {
  const stranger: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  await act(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}`);
  stranger.closeAllConnections();
  stranger.close();
}

test('a query answers its data', async () => {
  const answer = await client.query('query($key: String!) { project(key: $key) { id name } }', { key: 'heat' });
  expect(answer).toEqual({ project: { id: projectId, name: 'Heat' } });
});

test('errors of the server are thrown with code, message and remedy', async () => {
  await expect(client.query('{ nothing }')).rejects.toThrow(/^[A-Z_]+: .*Cannot query field "nothing"/);
  const stranger = new StudioClient({ url: server.url, token: 'wrong' });
  const refused = await stranger.query('{ viewer { name } }').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).remedy).toBeTruthy();
  expect((refused as Refused).message).toMatch(/^UNAUTHENTICATED: .+/);
});

test('user errors of a payload are thrown with code, message and remedy', async () => {
  const input = { name: 'heat', role: 'VIEWER', projectIds: ['Segment_x'] };
  const refused = await client.mutate(CREATE_TOKEN, { input }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  const { code, message, remedy, refusals } = refused as Refused;
  expect(message).toMatch(new RegExp(`^${code}: `));
  expect(message).toContain(refusals[0].message);
  expect(message.endsWith(remedy ?? refusals[0].got ?? '')).toBe(true);
});

test('a mutation that does not ask for user errors is a mistake of the program', async () => {
  const document = 'mutation($input: CreateTokenInput!) { createToken(input: $input) { tokenId } }';
  await expect(client.mutate(document, { input: { name: 'x', role: 'VIEWER' } })).rejects.toThrow(
    /ask createToken for userErrors/,
  );
});

test('who does not answer, or is not our server, is named', async () => {
  const gone = await Relay.to(server.url);
  const { url } = gone;
  await gone.close();
  const asked = new StudioClient({ url, token: ADMIN_TOKEN }).query('{ viewer { name } }');
  await expect(asked).rejects.toThrow(`${url} does not answer: connect ECONNREFUSED`);
  await withStranger(
    (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'),
    async (strange) => {
      const answer = new StudioClient({ url: strange, token: 'x' }).query('{ viewer { name } }');
      await expect(answer).rejects.toThrow(
        `Expected JSON from ${strange}, got status 502 and "<html>Bad gateway</html>".`,
      );
    },
  );
});

test('a query is given up when its signal says so', async () => {
  const controller = new AbortController();
  const asked = new StudioClient({ url: server.url, token: ADMIN_TOKEN, signal: controller.signal }).query(
    '{ viewer { name } }',
  );
  controller.abort(new Error('stopped by a person'));
  await expect(asked).rejects.toThrow('stopped by a person');
});

test('a log that is cut again and again is seen whole, in order, once', async () => {
  const gaps = fc.sample(fc.integer({ min: 1, max: 6 }), { numRuns: 12, seed: 11 });
  const last = (await lastSeq()) + 60;
  const writing = (async () => {
    for (let count = 0; count < 60; count += 6) await Promise.all(Array.from({ length: 6 }, write));
  })();
  let cuts = 0;
  let left = gaps[0] ?? 1;
  const onLine = () => {
    left -= 1;
    if (left > 0 || cuts >= gaps.length) return;
    cuts += 1;
    left = gaps[cuts] ?? 1_000;
    relay.cut();
  };
  expect(await numbersUpTo(last, { onLine })).toEqual(upTo(last));
  expect(cuts).toBe(gaps.length);
  await writing;
});

test('it begins after the number that is known and ends with the line that was waited for', async () => {
  const known = await lastSeq();
  const following = numbersUpTo(known + 1, { afterSeq: known - 2 });
  await write();
  await write();
  expect(await following).toEqual(upTo(known + 1, known - 1));
});

test('what a listener throws ends the following, and is what is thrown', async () => {
  const onLine = () => {
    throw new Error('the disk is full');
  };
  await expect(numbersUpTo(1, { onLine })).rejects.toThrow('the disk is full');
});

test('a following is given up when its signal says so, also before it began', async () => {
  const controller = new AbortController();
  const following = () =>
    client.follow<Line>({
      document: EVENTS,
      variables: { id: projectId },
      onLine: () => controller.abort(new Error('stopped by a person')),
      until: () => false,
      signal: controller.signal,
    });
  await expect(following()).rejects.toThrow('stopped by a person');
  await expect(following()).rejects.toThrow('stopped by a person');
});

test('what would be refused again is refused at once: a wrong token, a wrong id', async () => {
  const following = { document: EVENTS, variables: { id: projectId }, onLine: () => undefined, until: () => false };
  const stranger = new StudioClient({ url: server.url, token: 'wrong' });
  await expect(stranger.follow(following)).rejects.toThrow(
    'The server closed the connection: 4403 Forbidden. Check the token',
  );
  await expect(client.follow({ ...following, variables: { id: 'Segment_x' } })).rejects.toThrow(
    /not the id of a Project/,
  );
});

test('a server that stays away is given up after the last try, with the reason', async () => {
  const gone = await Relay.to(server.url);
  const { url } = gone;
  await gone.close();
  const following = { document: EVENTS, variables: { id: projectId }, onLine: () => undefined, until: () => false };
  const lost = follow(following, { url, token: ADMIN_TOKEN, waitsMs: [0, 0] });
  await expect(lost).rejects.toThrow(Unreachable);
  await expect(lost).rejects.toThrow(/does not come back: .*ECONNREFUSED.* Look whether the server still runs\./);
});

import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { type Allowance, NOBODY, parseAllowance } from '../../../src/pipeline/values/allowance';
import type { Lookup } from '../../../src/providers/network/lookup';
import { type Network, post } from '../../../src/server/webhooks/post';
import { Receiver } from './receiver';
import { SELF_SIGNED } from './self-signed';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(() => receiver.close());

const LOOPBACK = parseAllowance('127.0.0.0/8') as Allowance;
const NO_STOP = new AbortController().signal;
const nobodyAsks: Lookup = () => Promise.reject(new Error('Nobody should look an address up.'));
const to = (...answers: string[][]): Lookup & { asked: string[] } => {
  const asked: string[] = [];
  const lookup = async (host: string) => {
    asked.push(host);
    return answers[asked.length - 1] ?? [];
  };
  return Object.assign(lookup, { asked });
};
const call = (url: string, network: Partial<Network> = {}, signal = NO_STOP) =>
  post(
    { url, headers: { 'webhook-id': 'm' }, body: '{"a":"é"}' },
    { allowance: LOOPBACK, lookup: nobodyAsks, ...network },
    signal,
  );

test('the body goes out as it is, with its length in bytes', async () => {
  receiver.reply = () => ({ status: 202, body: 'thank you', headers: { 'retry-after': '3' } });
  expect(await call(receiver.url)).toEqual({ kind: 'REPLY', statusCode: 202, retryAfter: '3', text: 'thank you' });
  const [received] = receiver.received;
  expect(received?.body).toBe('{"a":"é"}');
  expect(received?.headers).toMatchObject({ 'content-length': '10', 'webhook-id': 'm' });
});

test('a name is looked up once, and the connection goes to what was found, with the name as its host', async () => {
  const lookup = to(['127.0.0.1'], ['10.0.0.1']);
  const answer = await call(`http://hooks.invalid:${receiver.port}/hook`, { lookup });
  expect(answer).toMatchObject({ kind: 'REPLY', statusCode: 204 });
  expect(lookup.asked).toEqual(['hooks.invalid']);
  expect(receiver.received[0]?.headers.host).toBe(`hooks.invalid:${receiver.port}`);
});

test('a name that leads elsewhere the next time is judged again, and then not called', async () => {
  const lookup = to(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', '10.0.0.1']);
  const url = `http://hooks.invalid:${receiver.port}/hook`;
  const answers = [await call(url, { lookup }), await call(url, { lookup }), await call(url, { lookup })];
  expect(answers.map(({ kind }) => kind)).toEqual(['REPLY', 'FAILURE', 'FAILURE']);
  expect(receiver.connections).toBe(1);
});

test.each([
  ['127.0.0.1'],
  ['::ffff:127.0.0.1'],
  ['169.254.169.254'],
  ['64:ff9b::7f00:1'],
  ['fe80::1%lo'],
  ['not an address'],
])('a public name that leads to %s is not called, and the failure does not name the address', async (address) => {
  const answer = await call(`https://hooks.example.com:${receiver.port}/`, {
    allowance: NOBODY,
    lookup: to([address]),
  });
  expect(answer).toMatchObject({
    kind: 'FAILURE',
    why: expect.stringContaining('Webhooks call hosts of the open internet only'),
  });
  expect(JSON.stringify(answer)).not.toContain(address);
  expect(receiver.connections).toBe(0);
});

test('an address that was written down before the list was shortened is not called any more', async () => {
  expect(await call(receiver.url, { allowance: NOBODY })).toMatchObject({ kind: 'FAILURE' });
  expect(receiver.connections).toBe(0);
});

test('a name that nobody knows is a failure that says so', async () => {
  const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
  const answer = await call('http://hooks.invalid/', { lookup });
  expect(answer).toMatchObject({
    kind: 'FAILURE',
    why: expect.stringContaining('The host hooks.invalid cannot be found.'),
  });
});

test('a redirect is an answer: what it leads to is not called', async () => {
  receiver.reply = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
  expect(await call(receiver.url)).toMatchObject({ kind: 'REPLY', statusCode: 307 });
  expect(receiver.received).toHaveLength(1);
});

test('of a reply no more than a kilobyte is read, however much comes', async () => {
  receiver.reply = () => ({ status: 500, body: 'x'.repeat(5_000_000) });
  expect(await call(receiver.url)).toMatchObject({ statusCode: 500, text: 'x'.repeat(1_024) });
});

test('who does not answer in time, or answers no HTTP, or refuses the connection, has not answered', async () => {
  receiver.reply = () => new Promise(() => undefined);
  expect(await call(receiver.url, { timeoutMs: 30 })).toEqual({
    kind: 'FAILURE',
    why: 'There was no answer within 0.03 s.',
  });
  const slowName = call('http://hooks.invalid/', { timeoutMs: 30, lookup: () => new Promise(() => undefined) });
  expect(await slowName).toMatchObject({ kind: 'FAILURE', why: 'There was no answer within 0.03 s.' });
  const mumbler = createSocketServer((socket) => socket.resume().end('ahem\r\n\r\n'));
  await new Promise<void>((resolve) => mumbler.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(mumbler.address() as AddressInfo).port}/`;
  expect(await call(url)).toEqual({ kind: 'FAILURE', why: 'The call failed: HPE_INVALID_CONSTANT.' });
  await new Promise((resolve) => mumbler.close(resolve));
  expect(await call(url)).toEqual({ kind: 'FAILURE', why: 'The call failed: ECONNREFUSED.' });
});

test('a status that has come counts, though the body after it never ends', async () => {
  const dripping = createSocketServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nthanks'));
  });
  await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}/`;
  expect(await call(url, { timeoutMs: 100 })).toMatchObject({ kind: 'REPLY', statusCode: 200, text: 'thanks' });
  await new Promise((resolve) => dripping.close(resolve));
});

test('a call that we break off ourselves is said to be cut off', async () => {
  const stop = new AbortController();
  receiver.reply = () => {
    stop.abort();
    return new Promise(() => undefined);
  };
  expect(await call(receiver.url, {}, stop.signal)).toEqual({ kind: 'CUT_OFF' });
  expect(await call(receiver.url, {}, stop.signal)).toEqual({ kind: 'CUT_OFF' });
});

test('over https a certificate that nobody vouches for is not good enough, allowed host or not', async () => {
  const called: string[] = [];
  const server = createTlsServer(SELF_SIGNED, (request, response) => {
    called.push(request.url ?? '');
    response.end();
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://hooks.test:${(server.address() as AddressInfo).port}/`;
  const allowance = parseAllowance('hooks.test') as Allowance;
  const answer = await call(url, { allowance, lookup: to(['127.0.0.1']) });
  expect(answer).toEqual({ kind: 'FAILURE', why: 'The call failed: DEPTH_ZERO_SELF_SIGNED_CERT.' });
  expect(called).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});

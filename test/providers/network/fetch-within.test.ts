import { NOBODY } from '../../../src/pipeline/values/allowance';
import { type Bounds, fetchWithin } from '../../../src/providers/network/fetch-within';
import { evaluate } from '../../support/child';
import { endlessly, openStranger, type Stranger } from '../../support/stranger';

let stranger: Stranger;
let other: Stranger;
let looked: string[];
let addresses: string[][];

beforeEach(async () => {
  [looked, addresses] = [[], []];
  stranger = await openStranger((response) => response.end('{"said":"yes"}'));
  other = await openStranger((response) => response.end('stolen'));
});
afterEach(async () => {
  await stranger.close();
  await other.close();
});

const KEY = { headers: { authorization: 'Bearer canary' } };

/** Each look-up answers the next of `addresses`. */
async function lookup(host: string): Promise<string[]> {
  looked.push(host);
  return addresses.shift() ?? [];
}

function fetching(bounds: Partial<Bounds> = {}): typeof fetch {
  return fetchWithin({ chosen: new Set(), known: new Set(), allowance: NOBODY, lookup, silenceMs: 60_000, ...bounds });
}
const chosen = () => fetching({ chosen: new Set([stranger.origin, `http://vendor.test:${stranger.port}`]) });

const refused = (fetched: Promise<Response>): Promise<unknown> =>
  fetched.then(
    () => 'It was answered.',
    (error: unknown) => error,
  );

test('asks with what it is given, in whichever way fetch is called', async () => {
  const fetch = chosen();
  const asking = [fetch(`${stranger.origin}/a`, KEY), fetch(new URL(`${stranger.origin}/b`), KEY)];
  asking.push(fetch(new Request(`${stranger.origin}/c`, { method: 'POST', body: 'words', ...KEY })));
  for (const reply of await Promise.all(asking)) expect(await reply.json()).toEqual({ said: 'yes' });
  expect(stranger.asked.map(({ path }) => path).sort()).toEqual(['/a', '/b', '/c']);
  for (const { headers } of stranger.asked) expect(headers.authorization).toBe('Bearer canary');
});

test('asks nobody whom neither we nor the configuration chose, and looks nobody up', async () => {
  const fetch = chosen();
  const { port } = stranger;
  for (const url of [
    other.origin,
    `https://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    'http://127.0.0.1/',
    'data:,x',
  ])
    expect(await refused(fetch(url, KEY))).toMatchObject({ name: 'Unanswered', mayHaveHeard: false });
  expect([stranger.asked, other.asked, looked]).toEqual([[], [], []]);
});

test.each([301, 302, 303, 307, 308, 300])('status %d leads nowhere: the key would go along', async (status) => {
  await stranger.close();
  stranger = await openStranger((response) => endlessly(response.writeHead(status, { location: other.origin })));
  expect(await refused(chosen()(stranger.origin, KEY))).toMatchObject({
    name: 'Unanswered',
    mayHaveHeard: true,
    message: expect.stringContaining(`status ${status}`),
  });
  expect(other.asked).toEqual([]);
  await stranger.left();
});

describe('a name', () => {
  const known = () => fetching({ known: new Set([`https://vendor.test:${stranger.port}`]) });
  const asked = () => refused(known()(`https://vendor.test:${stranger.port}/`, KEY));

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['10.0.0.1']],
    [['169.254.169.254']],
    [['93.184.215.14', '192.168.1.1']],
    [['fe80::1%eth0']],
    [['64:ff9b::7f00:1']],
  ])('that leads to %j is not asked', async (found) => {
    addresses = [found];
    expect(await asked()).toMatchObject({ mayHaveHeard: false, message: expect.stringContaining('not of the open') });
    expect(stranger.asked).toEqual([]);
  });

  test('that nobody knows is not asked', async () => {
    expect(await asked()).toMatchObject({ mayHaveHeard: false, message: expect.stringContaining('cannot be found') });
  });

  test('is looked up once a call, and the call goes to the address that was judged', async () => {
    addresses = [['127.0.0.1'], ['203.0.113.1']];
    const fetch = chosen();
    expect((await fetch(`http://vendor.test:${stranger.port}/`)).status).toBe(200);
    expect([looked, stranger.asked.length]).toEqual([['vendor.test'], 1]);
  });

  test('that is looked up for long is left as soon as nobody waits', async () => {
    const fetch = fetching({ known: new Set(['https://vendor.test']), lookup: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const fetched = refused(fetch('https://vendor.test/', { signal: controller.signal }));
    controller.abort(new Error('Enough.'));
    expect(await fetched).toBe(controller.signal.reason);
  });
});

test.each([204, 304])('status %d has no body and is a reply', async (status) => {
  await stranger.close();
  stranger = await openStranger((response) => response.writeHead(status).end());
  const reply = await chosen()(stranger.origin);
  expect([reply.status, reply.body]).toEqual([status, null]);
  await stranger.left();
});

test('a reply that is not read is given up with its body', async () => {
  await stranger.close();
  stranger = await openStranger((response) => endlessly(response));
  await (await chosen()(stranger.origin)).body?.cancel();
  await stranger.left();
});

test('of a reply of 1 GiB no more than the limit is read, and not much more is held', async () => {
  const [what, heldMib, sentMib] = (await evaluate(`
    const { createServer } = require('node:http');
    const { fetchWithin } = require('./src/providers/network/fetch-within');
    const piece = Buffer.alloc(1 << 20);
    let sent = 0;
    const server = createServer((_, response) => {
      const more = () => {
        while (sent < 1024 && !response.destroyed) { sent += 1; if (!response.write(piece)) return response.once('drain', more); }
        response.end();
      };
      more();
    }).listen(0, '127.0.0.1', async () => {
      const origin = 'http://127.0.0.1:' + server.address().port;
      const nobody = { hosts: new Set(), blocks: [] };
      const fetch = fetchWithin({ chosen: new Set([origin]), known: new Set(), allowance: nobody, lookup: async () => [] });
      const before = process.memoryUsage().rss;
      let most = 0;
      const timer = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
      const what = await fetch(origin).then((reply) => reply.arrayBuffer()).then(() => 'read', (error) => error.name);
      clearInterval(timer);
      console.log(JSON.stringify([what, Math.round((most - before) / 2 ** 20), sent]));
      process.exit();
    });
  `)) as [string, number, number];
  expect(what).toBe('Unanswered');
  expect(sentMib).toBeLessThan(160);
  expect(heldMib).toBeLessThan(320);
});

import type { Socket } from 'node:net';
import { callOut, gathered, type Incoming, Unanswered, type Way } from '../../../src/providers/network/call-out';
import { endlessly, openRawStranger, openStranger, type Stranger } from '../../support/stranger';

const MIB = 1024 * 1024;

let stranger: Stranger;
let controller: AbortController;

beforeEach(() => {
  controller = new AbortController();
});
afterEach(() => stranger.close());

function call(way: Partial<Way> = {}, url = `${stranger.origin}/`): Promise<Incoming> {
  const { signal } = controller;
  return callOut(
    { url: new URL(url), method: 'GET', headers: {}, body: null },
    { addresses: ['127.0.0.1'], mostBytes: MIB, silenceMs: 60_000, signal, ...way },
  );
}

async function read(way: Partial<Way> = {}): Promise<string> {
  return Buffer.from(await gathered((await call(way)).bytes)).toString();
}

const OVERHEARD = { name: 'Unanswered', mayHaveHeard: true };
const about = (words: string) => ({ ...OVERHEARD, message: expect.stringContaining(words) });

/** Whatever is said is said over a socket as it is. */
const raw = (text: string) => openRawStranger((socket) => void socket.write(text, 'latin1'));

test('a reply is read as it was sent, over a connection that ends with it', async () => {
  stranger = await openStranger((response) => response.writeHead(201, 'Made', { 'x-word': 'a' }).end('whole'));
  const { status, statusText, headers, bytes } = await call();
  expect([status, statusText, headers.get('x-word')]).toEqual([201, 'Made', 'a']);
  expect(Buffer.from(await gathered(bytes)).toString()).toBe('whole');
  await stranger.left();
});

test('the connection goes to the address that was judged, by the name that was meant', async () => {
  stranger = await openStranger((response) => response.end());
  await gathered((await call({}, `http://vendor.test:${stranger.port}/`)).bytes);
  expect(stranger.asked[0]?.headers.host).toBe(`vendor.test:${stranger.port}`);
});

describe('a reply is given up, and its connection closed', () => {
  afterEach(() => stranger.left());

  test('where it has no end', async () => {
    stranger = await openStranger((response) => endlessly(response));
    await expect(read()).rejects.toMatchObject(about('longer than 1048576 bytes'));
  });

  test('where it is longer than it may be, whatever it announced', async () => {
    stranger = await openStranger((response) =>
      response.writeHead(200, { 'content-length': 3 * MIB }).end(Buffer.alloc(3 * MIB)),
    );
    await expect(read()).rejects.toMatchObject(about('longer than'));
  });

  test.each([
    ['less than its length', 'Content-Length: 10\r\n\r\nhalf!'],
    ['no last chunk', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhalf!\r\n'],
    ['a chunk that is no chunk', 'Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf!\r\n'],
  ])('where it breaks off with %s', async (_what, said) => {
    stranger = await openRawStranger((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${said}`));
    await expect(read()).rejects.toMatchObject(about('broke off after'));
  });

  test.each([
    ['before its first byte', ''],
    ['within its headers', 'HTTP/1.1 200 OK\r\nX-Slow: '],
    ['within its body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!'],
  ])('where it is silent %s', async (_when, said) => {
    stranger = await raw(said);
    await expect(read({ silenceMs: 100 })).rejects.toMatchObject(about('silent for 0.1 s'));
  });

  test('where it is packed', async () => {
    stranger = await openStranger((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
    await expect(read()).rejects.toMatchObject(about('packed as gzip'));
  });

  test('where it says two lengths at once', async () => {
    stranger = await raw('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    await expect(read()).rejects.toMatchObject(OVERHEARD);
  });

  test('where its headers have no end', async () => {
    stranger = await openRawStranger((socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      endlessly(socket, Buffer.from(`X-Word: ${'y'.repeat(1_000)}\r\n`));
    });
    await expect(read()).rejects.toMatchObject(about('HPE_HEADER_OVERFLOW'));
  });

  test.each([
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\nhello',
    'no HTTP at all\r\n\r\n',
  ])('where it speaks otherwise: %j', async (said) => {
    stranger = await raw(said);
    await expect(read()).rejects.toMatchObject(OVERHEARD);
  });

  test('where nobody wants it any more, read or not', async () => {
    stranger = await openStranger((response) => endlessly(response));
    const [unread, half] = [await call(), await call()];
    await half.bytes.next();
    for (const { bytes } of [unread, half]) await bytes.return(undefined);
  });

  test('where nobody waits any more, with the reason why', async () => {
    stranger = await openStranger((response) => void response.writeHead(200).write('half'));
    const [reason, { bytes }] = [new Error('Enough.'), await call()];
    await bytes.next();
    const next = bytes.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
  });
});

test('a reply that comes byte by byte is heard out as long as there are bytes', async () => {
  const words = 'a slow reply is a reply';
  stranger = await openStranger((response) => {
    const letters = [...words];
    const timer = setInterval(() => {
      const letter = letters.shift();
      if (letter !== undefined) return void response.write(letter);
      clearInterval(timer);
      response.end();
    }, 20);
  });
  expect(await read({ silenceMs: 300 })).toBe(words);
});

test('where nobody listens nothing was heard, and no address is told', async () => {
  stranger = await openStranger((response) => response.end());
  await stranger.close();
  const failed = await call().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Unanswered);
  expect(failed).toMatchObject({ mayHaveHeard: false, message: 'The call failed: ECONNREFUSED.' });
});

test('who does not prove who he is hears nothing', async () => {
  stranger = await raw('HTTP/1.1 200 OK\r\n\r\n');
  const failed = await call({}, `https://vendor.test:${stranger.port}/`).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: 'Unanswered', mayHaveHeard: false });
});

test('what nobody waits for is not begun', async () => {
  stranger = await openStranger((response) => response.end());
  controller.abort(new Error('Enough.'));
  await expect(call()).rejects.toThrow('Enough.');
  expect(stranger.asked).toEqual([]);
});

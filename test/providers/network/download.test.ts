import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MediaCheck } from '../../../src/pipeline/library/media-check.tool';
import { type Allowance, NOBODY, parseAllowance } from '../../../src/pipeline/values/allowance';
import { claimedType, type MediaKind } from '../../../src/pipeline/values/media-type';
import { gathered } from '../../../src/providers/network/call-out';
import { download, type Hosts } from '../../../src/providers/network/download';
import type { Downloaded } from '../../../src/providers/provider';
import { evaluate } from '../../support/child';
import { drawn, PNG_BEGIN, plainPng, pngChunk, pngHeader } from '../../support/pictures';
import { sampleOf } from '../../support/samples';
import { endlessly, openStranger, type Stranger } from '../../support/stranger';
import { never } from '../../support/suppliers';

let stranger: Stranger;
/** Within the network of the server, where nobody of the outside may send it. */
let house: Stranger;
let scratchDir: string;
let looked: string[];
/** What names lead to, one after the other. */
let addresses: string[][];
let answer: (response: ServerResponse, path: string) => void;

const PICTURE = drawn('image/png');

beforeEach(async () => {
  [looked, addresses] = [[], []];
  scratchDir = await mkdtemp(join(tmpdir(), 'workprint-download-'));
  stranger = await openStranger((response, path) => answer(response, path));
  house = await openStranger((response) => response.end(PICTURE));
  answer = (response) => response.end(PICTURE);
});
afterEach(async () => {
  await stranger.close();
  await house.close();
  await rm(scratchDir, { recursive: true, force: true });
});

async function lookup(host: string): Promise<string[]> {
  looked.push(host);
  return addresses.shift() ?? [];
}

/** The stranger may be asked by its address, as a host of the open internet might. */
function hosts(more: Partial<Hosts> = {}): Hosts {
  const chosen = new Set([stranger.origin]);
  return { allowance: NOBODY, lookup, chosen, scratchDir, silenceMs: 60_000, ...more };
}

interface Fetching extends Partial<Hosts> {
  readonly kind?: MediaKind;
  readonly signal?: AbortSignal;
}
function fetched(address = `${stranger.origin}/made`, { kind = 'picture', signal = never, ...more }: Fetching = {}) {
  return download(hosts(more), address, { kind, signal });
}

async function failure(address?: string, fetching?: Fetching): Promise<unknown> {
  const failed = await fetched(address, fetching).then(
    () => 'It was fetched.',
    (error: unknown) => error,
  );
  expect(await readdir(scratchDir)).toEqual([]);
  await stranger.left();
  return failed;
}

const unusable = (words: string) => ({ name: 'Unusable', message: expect.stringContaining(words) });
const unanswered = (words: string) => ({
  name: 'Unanswered',
  mayHaveHeard: true,
  message: expect.stringContaining(words),
});

async function bytesOf({ media }: Downloaded): Promise<Buffer> {
  return Buffer.from(media instanceof Uint8Array ? media : await readFile(media.file));
}

test.each([
  ['image/png', 'picture'],
  ['image/jpeg', 'picture'],
  ['audio/wav', 'sound'],
  ['audio/mpeg', 'sound'],
  ['video/mp4', 'film'],
] as const)('%s comes as what its bytes are, whatever it is called', async (mimeType, kind) => {
  const sample = await sampleOf(mimeType);
  answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(sample);
  const made = await fetched(undefined, { kind });
  expect([made.mimeType, (await bytesOf(made)).equals(sample)]).toEqual([mimeType, true]);
  expect(made.media instanceof Uint8Array).toBe(kind === 'picture');
  expect(stranger.asked[0]?.headers).not.toHaveProperty('authorization');
});

test('a file that is taken over leaves nothing behind', async () => {
  const film = await sampleOf('video/mp4');
  answer = (response) => response.end(film);
  const { media } = await fetched(undefined, { kind: 'film' });
  if (media instanceof Uint8Array) throw new Error('It is no file.');
  await rm(media.file);
  expect(await readdir(scratchDir)).toEqual([]);
});

describe('an address', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://017700000001:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://１２７.0.0.1:PORT/',
    'http://127。0。0。1:PORT/',
  ])('of this machine or its network is not asked: %s', async (address) => {
    expect(await failure(address.replace('PORT', String(house.port)))).toMatchObject(unusable('no host of the open'));
    expect([house.asked, looked]).toEqual([[], []]);
  });

  test.each([[['127.0.0.1']], [['::ffff:127.0.0.1']], [['93.184.215.14', '10.0.0.1']], [['169.254.169.254']]])(
    'whose name leads to %j is not asked',
    async (found) => {
      addresses = [found];
      expect(await failure(`https://made.test:${house.port}/`)).toMatchObject(unusable('no host of the open'));
      expect(house.asked).toEqual([]);
    },
  );

  test('that is not encrypted is not asked', async () => {
    addresses = [['93.184.215.14']];
    expect(await failure('http://made.test/')).toMatchObject(unusable('without encryption'));
  });

  test('that nobody knows may be known later', async () => {
    expect(await failure('https://made.test/')).toMatchObject(unanswered('cannot be found'));
  });

  test.each([
    ['file:///etc/passwd', 'not of the web: file:'],
    ['ftp://made.test/a.png', 'not of the web: ftp:'],
    ['javascript:alert(1)', 'not of the web: javascript:'],
    ['blob:https://made.test/1', 'not of the web: blob:'],
    ['concat:/etc/passwd', 'not of the web: concat:'],
    ['/etc/passwd', 'names no address'],
    ['', 'names no address'],
    ['https://ana:hunter2@made.test/', 'with a password'],
    ['https://ana@made.test/', 'with a password'],
  ])('%j is none to ask', async (address, words) => {
    const failed = await failure(address);
    expect(failed).toMatchObject(unusable(words));
    expect(String(failed)).not.toContain('hunter2');
    expect(looked).toEqual([]);
  });

  test('is looked up once, and asked where it was judged', async () => {
    addresses = [['127.0.0.1'], ['203.0.113.1']];
    const allowance = allowed('127.0.0.1');
    const { mimeType } = await fetched(`http://made.test:${stranger.port}/`, { allowance });
    expect([mimeType, looked]).toEqual(['image/png', ['made.test']]);
    expect(stranger.asked[0]?.headers.host).toBe(`made.test:${stranger.port}`);
  });

  test('that led to the open internet a moment ago is judged anew when it is named anew', async () => {
    addresses = [['127.0.0.1'], ['10.0.0.1']];
    const allowance = allowed('127.0.0.1');
    answer = (response) => response.writeHead(302, { location: '/again' }).end();
    expect(await failure(`http://made.test:${stranger.port}/`, { allowance })).toMatchObject(unusable('no host of'));
    expect([looked, stranger.asked.length]).toEqual([['made.test', 'made.test'], 1]);
  });
});

function allowed(text: string): Allowance {
  const allowance = parseAllowance(text);
  if (!allowance) throw new Error(`${text} is no list.`);
  return allowance;
}

describe('who is sent on', () => {
  const leading = (steps: number) => (response: ServerResponse, path: string) => {
    const step = Number(path.slice(1)) || 0;
    if (step === steps) return void response.end(PICTURE);
    endlessly(response.writeHead(302, { location: `/${step + 1}` }));
  };

  test('goes, three times, and no connection stays', async () => {
    answer = leading(3);
    expect((await fetched(`${stranger.origin}/0`)).mimeType).toBe('image/png');
    await stranger.left();
    answer = leading(4);
    expect(await failure(`${stranger.origin}/0`)).toMatchObject(unusable('more than 3 times'));
  });

  test.each([
    ['within the house', () => `${house.origin}/`, 'no host of the open'],
    ['within the house, without a scheme', () => `//127.0.0.1:${house.port}/`, 'no host of the open'],
    ['to a file', () => 'file:///etc/passwd', 'not of the web'],
    ['by another way', () => 'ftp://made.test/', 'not of the web'],
    ['into the reply itself', () => `data:image/png;base64,${PICTURE.toString('base64')}`, 'not of the web'],
    ['with a password', () => 'https://ana:hunter2@made.test/', 'with a password'],
    ['to no address', () => 'http://[', 'names no address'],
  ])('%s does not go', async (_where, location, words) => {
    answer = (response) => endlessly(response.writeHead(307, { location: location() }));
    expect(await failure()).toMatchObject(unusable(words));
    expect(house.asked).toEqual([]);
  });

  test('without an address, or is told that there is nothing, has got no answer', async () => {
    for (const status of [302, 304, 206, 204, 404, 500]) {
      answer = (response) => void response.writeHead(status).end();
      expect(await failure()).toMatchObject(unanswered(`status ${status}`));
    }
  });
});

describe('within a reply', () => {
  const inlined = (bytes: Uint8Array, head = 'image/png;base64') =>
    `data:${head},${Buffer.from(bytes).toString('base64')}`;

  test('a picture may come', async () => {
    const made = await fetched(inlined(PICTURE));
    expect([made.mimeType, (await bytesOf(made)).equals(PICTURE)]).toEqual(['image/png', true]);
    const percent = inlined(PICTURE).replaceAll('+', '%2B').replaceAll('=', '%3D');
    expect((await bytesOf(await fetched(percent))).equals(PICTURE)).toBe(true);
  });

  test.each([
    ['nothing', 'data:,'],
    ['a page', inlined(Buffer.from('<html>'))],
    ['an SVG', `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>`],
    ['an SVG as base64', inlined(Buffer.from('<svg/>'), 'image/svg+xml;base64')],
    ['what is no base64', 'data:image/png;base64,%'],
  ])('%s may not', async (_what, address) => {
    expect(await failure(address)).toMatchObject({ name: 'Unusable' });
  });

  test('nothing may that is longer than a file could be', async () => {
    expect(await failure(inlined(Buffer.alloc(2_000)), { mostBytes: 1_000 })).toMatchObject(unusable('too long'));
  });
});

const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nHOUSE/segment.ts\n#EXT-X-ENDLIST\n';
const LIST = "ffconcat version 1.0\nfile 'HOUSE/segment.ts'\n";
const SESSION = 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n';
const DASH = '<?xml version="1.0"?><MPD><BaseURL>HOUSE/</BaseURL></MPD>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="HOUSE/a.png"/></svg>';
const LAUGHS = `<!DOCTYPE svg [<!ENTITY a "${'ha'.repeat(20)}"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>`;

describe.each(['film', 'sound', 'picture'] as const)('where %s was ordered', (kind) => {
  test.each([
    ['a playlist', PLAYLIST],
    ['a list of files', LIST],
    ['a session', SESSION],
    ['a manifest', DASH],
    ['an SVG that names a picture', SVG],
    ['an SVG that repeats itself', LAUGHS],
    ['a page', '<!DOCTYPE html><html></html>'],
    ['an answer in words', '{"status":"processing"}'],
    ['an archive', 'PK\x03\x04aaaaaaaaaaaaaaaaaa'],
    ['a GIF', 'GIF89a/*<svg/onload=alert(1)>*/=1;'],
    ['a PDF', '%PDF-1.7\n'],
    ['nothing', ''],
  ])('%s is not taken, and nobody is asked for what it names', async (_what, text) => {
    const said = Buffer.from(text.replaceAll('HOUSE', house.origin), 'latin1');
    const name = { film: 'video/mp4', sound: 'audio/mpeg', picture: 'image/png' }[kind];
    answer = (response) => response.writeHead(200, { 'content-type': name }).end(said);
    const failed = await failure(undefined, { kind });
    expect(failed).toMatchObject({ ...unusable('was ordered'), evidence: said });
    expect(house.asked).toEqual([]);
  });
});

test('what is something else behind its first bytes is still not taken as another kind', async () => {
  const both = Buffer.concat([Buffer.from('GIF89a'), PICTURE]);
  answer = (response) => response.end(both);
  expect(await failure()).toMatchObject(unusable('a GIF'));
  answer = (response) => response.end(PICTURE);
  expect(await failure(undefined, { kind: 'film' })).toMatchObject(unusable('a PNG'));
});

describe('what is taken as a picture is looked at on its way into the library', () => {
  const takenIn = async (bytes: Uint8Array): Promise<string> => {
    answer = (response) => response.end(bytes);
    const { media, mimeType } = await fetched();
    const check = new MediaCheck(claimedType(mimeType)).pass(pieces(media as Uint8Array));
    return gathered(check).then(
      (kept) => `kept ${kept.length}`,
      (error: Error) => error.message,
    );
  };
  async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }

  test('one of 16000 × 16000 pixels is refused by its header', async () => {
    const huge = Buffer.concat([
      PNG_BEGIN,
      pngHeader(16_000, 16_000),
      pngChunk('IDAT', Buffer.alloc(100)),
      pngChunk('IEND'),
    ]);
    expect(await takenIn(huge)).toContain('too many pixels');
  });

  test('one that is cut is refused', async () => {
    expect(await takenIn(PICTURE.subarray(0, PICTURE.length - 20))).not.toContain('kept');
    expect(await takenIn(plainPng(16, 16, 8))).not.toContain('kept');
    expect(await takenIn(PICTURE)).toBe(`kept ${PICTURE.length}`);
  });
});

describe('a file is given up, and its connection closed', () => {
  test.each(['picture', 'film'] as const)('where it has no end: %s', async (kind) => {
    const begin = await sampleOf(kind === 'film' ? 'video/mp4' : 'image/png');
    answer = (response) => {
      response.writeHead(200, { 'content-length': 10 * 1024 * 1024 * 1024 }).write(begin);
      endlessly(response);
    };
    const failed = await failure(undefined, { kind, mostBytes: 4_000_000 });
    expect(failed).toMatchObject(unanswered('longer than 4000000 bytes'));
  });

  test.each(['picture', 'film'] as const)('where it is cut: %s', async (kind) => {
    const whole = await sampleOf(kind === 'film' ? 'video/mp4' : 'image/png');
    answer = (response) => {
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.subarray(0, -10), () => response.destroy());
    };
    expect(await failure(undefined, { kind })).toMatchObject(unanswered('broke off'));
  });

  test('where it is another than was ordered, and has no end', async () => {
    answer = (response) => endlessly(response);
    expect(await failure()).toMatchObject(unusable('plain text'));
  });

  test('where it is packed', async () => {
    answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(PICTURE);
    expect(await failure()).toMatchObject(unanswered('packed as gzip'));
  });

  test('where it is silent', async () => {
    answer = (response) => void response.writeHead(200).write(PICTURE.subarray(0, 50));
    expect(await failure(undefined, { silenceMs: 100 })).toMatchObject(unanswered('silent for 0.1 s'));
  });

  test('where it dribbles for longer than anybody waits', async () => {
    answer = (response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(timer));
    };
    expect(await failure(undefined, { mostMs: 200 })).toMatchObject(unanswered('did not come within 0.2 s'));
  });

  test.each(['picture', 'film'] as const)('where nobody waits any more, with the reason why: %s', async (kind) => {
    const controller = new AbortController();
    const whole = await sampleOf(kind === 'film' ? 'video/mp4' : 'image/png');
    answer = (response) => {
      response.writeHead(200).write(Buffer.concat([whole, Buffer.alloc(100_000)]));
      setImmediate(() => controller.abort(new Error('Enough.')));
    };
    expect(await failure(undefined, { kind, signal: controller.signal })).toBe(controller.signal.reason);
  });
});

test('a film of 1 GiB passes through little memory onto the disk', async () => {
  const [bytes, heldMib] = (await evaluate(`
    const { createServer } = require('node:http');
    const { mkdtempSync, rmSync, statSync } = require('node:fs');
    const { download } = require('./src/providers/network/download');
    const dir = mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'workprint-gib-'));
    const first = Buffer.alloc(1 << 20);
    first.write('\\0\\0\\0\\x18ftypisom', 'latin1');
    const rest = Buffer.alloc(1 << 20);
    let sent = 0;
    const server = createServer((_, response) => {
      const more = () => {
        while (sent < 1024) if (!response.write(sent++ === 0 ? first : rest)) return response.once('drain', more);
        response.end();
      };
      more();
    }).listen(0, '127.0.0.1', async () => {
      const origin = 'http://127.0.0.1:' + server.address().port;
      const hosts = { allowance: { hosts: new Set(), blocks: [] }, lookup: async () => [], chosen: new Set([origin]), scratchDir: dir };
      const before = process.memoryUsage().rss;
      let most = 0;
      const timer = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
      const { media } = await download(hosts, origin, { kind: 'film', signal: new AbortController().signal });
      clearInterval(timer);
      console.log(JSON.stringify([statSync(media.file).size, Math.round((most - before) / 2 ** 20)]));
      rmSync(dir, { recursive: true });
      process.exit();
    });
  `)) as [number, number];
  expect(bytes).toBe(2 ** 30);

  expect(heldMib).toBeLessThan(150);
});

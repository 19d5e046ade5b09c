import { InvalidInput } from '../../src/pipeline/errors';
import { SupplierFailed } from '../../src/pipeline/runner/supplier-failed';
import type { JsonValue } from '../../src/pipeline/values/canonical-json';
import { BadReply, OutOfCredit, RateLimited, Refused, Transient, Unauthorised } from '../../src/providers/failures';
import { Unanswered } from '../../src/providers/network/call-out';
import { Unusable } from '../../src/providers/network/unusable';
import type { Means } from '../../src/providers/provider';
import { type Dialect, through } from '../../src/providers/through';
import { NO_MEANS } from '../support/providers';
import { never } from '../support/suppliers';

const KEY = 'sk-canary-12345';
const mask = (text: string) => text.replaceAll(KEY, '[ACME_API_KEY]');
const URL_OF_ACME = 'https://acme.test/';

const ACME: Dialect = {
  vendor: 'acme',
  read: (body) => {
    const { error = null, kind } = Object(body) as { error?: string; kind?: 'REFUSED' };
    return { message: typeof body === 'string' && body !== '' ? body : error, is: kind };
  },
};

const answering = (reply: () => Response | Promise<Response>): Means => ({
  ...NO_MEANS,
  mask,
  fetch: async () => reply(),
});

async function failure(means: Means, ask = (fetch: typeof globalThis.fetch): Promise<unknown> => fetch(URL_OF_ACME)) {
  const failed = await through({ means, signal: never }, ACME, ask).then(
    () => 'It did not fail.',
    (error: unknown) => error,
  );
  if (!(failed instanceof SupplierFailed)) throw failed;
  return failed;
}

const saying = (body: JsonValue, status: number, headers: Record<string, string> = {}) =>
  answering(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }));

test.each([
  [400, Refused, 'NOTHING'],
  [401, Unauthorised, 'NOTHING'],
  [402, OutOfCredit, 'NOTHING'],
  [403, Unauthorised, 'NOTHING'],
  [404, Refused, 'NOTHING'],
  [408, Transient, 'NOTHING'],
  [409, Transient, 'NOTHING'],
  [422, Refused, 'NOTHING'],
  [425, Transient, 'NOTHING'],
  [429, RateLimited, 'NOTHING'],
  [500, Transient, 'NOTHING'],
  [502, Transient, 'UNKNOWN'],
  [503, Transient, 'NOTHING'],
  [504, Transient, 'UNKNOWN'],
  [524, Transient, 'UNKNOWN'],
  [529, Transient, 'NOTHING'],
])('status %d is told as what it is', async (status, type, billed) => {
  const failed = await failure(saying({ error: 'Not now.' }, status));
  expect(failed).toBeInstanceOf(type);
  expect([failed.billed, failed.message]).toEqual([billed, expect.stringContaining('Not now.')]);
  expect(failed.message).toContain('acme');
});

test('what the body says goes before what the status says', async () => {
  expect(await failure(saying({ error: 'Never.', kind: 'REFUSED' }, 500))).toBeInstanceOf(Refused);
});

test.each<[Record<string, string>, number | null]>([
  [{ 'retry-after': '7' }, 7],
  [{ 'retry-after': '0.5' }, 0.5],
  [{ 'retry-after-ms': '1500', 'retry-after': '7' }, 1.5],
  [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT', date: 'Sun, 06 Nov 1994 08:49:07 GMT' }, 30],
  [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:07 GMT', date: 'Sun, 06 Nov 1994 08:49:37 GMT' }, 0],
  [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': '' }, null],
  [{ 'retry-after-ms': '-5', 'retry-after': '7' }, 7],
  [{}, null],
])('%j is how long to wait: %j', async (headers, seconds) => {
  expect((await failure(saying({ error: 'x' }, 429, headers))).retryAfterSeconds).toBe(seconds);
  expect((await failure(saying({ error: 'x' }, 503, headers))).retryAfterSeconds).toBe(seconds);
});

test.each<[string, JsonValue]>([
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '5'],
  ['what is no JSON', '{"error":'],
])('an error of which the body is %s is still told', async (_what, body) => {
  const failed = await failure(saying(body, 500));
  expect(failed).toBeInstanceOf(Transient);
  expect(failed.message.length).toBeGreaterThan('acme failed: '.length);
});

test('an error is told in few words, without our keys, even where it has no end', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(Buffer.from(`${KEY} is wrong. `.repeat(1_000)));
    },
  });
  const failed = await failure(answering(() => new Response(endless, { status: 500 })));
  expect(failed.message).not.toContain('canary');
  expect(failed.message).toContain('[ACME_API_KEY] is wrong.');
  expect(failed.message.length).toBeLessThan(600);
  expect(sent).toBeLessThan(10);
});

test('an error of which the words break off is told by its status', async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  expect(await failure(answering(() => new Response(broken, { status: 402 })))).toBeInstanceOf(OutOfCredit);
});

describe('what really went wrong goes before what an SDK makes of it', () => {
  const sdk = async (fetch: typeof globalThis.fetch) => {
    try {
      return await (await fetch(URL_OF_ACME)).json();
    } catch {
      throw new TypeError('Connection error.');
    }
  };

  test.each([
    [new Unanswered('Silent.', true), 'UNKNOWN'],
    [new Unanswered('Nobody there.', false), 'NOTHING'],
  ])('%s', async (error, billed) => {
    const failed = await failure(
      answering(() => Promise.reject(error)),
      sdk,
    );
    expect(failed).toBeInstanceOf(Transient);
    expect([failed.billed, failed.message]).toEqual([billed, `acme failed: ${error.message}`]);
  });

  test('a reply that says no', async () => {
    expect(await failure(saying({ error: 'No.' }, 401), sdk)).toBeInstanceOf(Unauthorised);
  });

  test('a reply that breaks off', async () => {
    const half = async function* () {
      yield Buffer.from('{"a"');
      throw new Unanswered('Its reply broke off.', true);
    };
    const body = ReadableStream.from(half()) as unknown as ConstructorParameters<typeof Response>[0];
    expect(
      await failure(
        answering(() => new Response(body)),
        sdk,
      ),
    ).toBeInstanceOf(Transient);
  });

  test('a reply that nobody understands is kept from its beginning, without our keys', async () => {
    const failed = await failure(saying(`<html>${KEY}${'x'.repeat(100_000)}`, 200), sdk);
    expect(failed).toBeInstanceOf(BadReply);
    const evidence = Buffer.from(failed.evidence ?? []).toString();
    expect(evidence.slice(0, 30)).toBe('<html>[ACME_API_KEY]xxxxxxxxxx');
    expect([failed.billed, evidence.length < 65_600]).toEqual(['UNKNOWN', true]);
  });

  test.each([65_535, 65_530, 65_521])(
    'a key that begins at byte %d, where evidence is cut, leaves nothing of itself',
    async (at) => {
      const failed = await failure(saying(`${'x'.repeat(at)}${KEY}${'y'.repeat(100)}`, 200), sdk);
      const evidence = Buffer.from(failed.evidence ?? []).toString();
      expect(evidence).toMatch(/^x+$/);
      expect(evidence.length).toBeGreaterThan(64_000);
    },
  );

  test('of several replies the last is kept', async () => {
    const replies = ['{"first":1}', 'second'];
    const twice = async (fetch: typeof globalThis.fetch) => {
      await (await fetch(URL_OF_ACME)).json();
      return (await fetch(URL_OF_ACME)).json();
    };
    const failed = await failure(
      answering(() => new Response(replies.shift())),
      twice,
    );
    expect(Buffer.from(failed.evidence ?? []).toString()).toBe('second');
  });
});

test('what a download finds unusable is a bad reply, with what came', async () => {
  const failed = await failure(NO_MEANS, () => Promise.reject(new Unusable('This is a page.', Buffer.from('<html>'))));
  expect(failed).toBeInstanceOf(BadReply);
  expect(Buffer.from(failed.evidence ?? []).toString()).toBe('<html>');
});

test('what a vendor finds no good without showing it is kept as it came', async () => {
  const ask = async (fetch: typeof globalThis.fetch) => {
    await (await fetch(URL_OF_ACME)).text();
    throw new BadReply({ vendor: 'acme', message: 'no end.', billed: { micros: 5n }, evidence: Buffer.alloc(0) });
  };
  const failed = await failure(saying(`<html>${KEY}`, 200), ask);
  expect([failed.billed, String(failed.evidence)]).toEqual([{ micros: 5n }, '<html>[ACME_API_KEY]']);
});

test('what a vendor finds out by itself is told as it is', async () => {
  const refusal = new InvalidInput('The text is empty.');
  const asking = through({ means: NO_MEANS, signal: never }, ACME, () => Promise.reject(refusal));
  await expect(asking).rejects.toBe(refusal);
  const known = new Refused({ vendor: 'acme', message: 'Never.' });
  expect(await failure(NO_MEANS, () => Promise.reject(known))).toBe(known);
});

test.each([undefined, new AbortController().signal])(
  'an SDK that is deaf to the end of the call is ended by it',
  async (own) => {
    const controller = new AbortController();
    const deaf: typeof globalThis.fetch = (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const asking = through({ means: { ...NO_MEANS, fetch: deaf }, signal: controller.signal }, ACME, (fetch) =>
      fetch(URL_OF_ACME, { signal: own }),
    );
    controller.abort(new Error('Enough.'));
    await expect(asking).rejects.toBe(controller.signal.reason);
  },
);

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import type { ImageRequest } from '../../../src/providers/image/image';
import { replicateImage } from '../../../src/providers/image/replicate';
import type { Call, Model } from '../../../src/providers/provider';
import { assertNamed } from '../../../src/providers/replicate/prediction';
import { madeBy } from '../../support/providers';
import { type Answer, JOB, job, ReplicateHouse, TOKEN } from '../../support/replicate-house';
import { never } from '../../support/suppliers';

const ORDER: ImageRequest = {
  task: 'GENERATE',
  size: { width: 1920, height: 1080 },
  prompt: 'A river at dawn.',
  style: null,
  variation: 7,
  inputs: [],
  mask: null,
  caption: null,
};
const CREATE = 'POST /v1/predictions';
const GET = `GET /v1/predictions/${JOB}`;

let house: ReplicateHouse;
beforeEach(async () => {
  house = await ReplicateHouse.open();
  house.answers.set(GET, [job({ status: 'succeeded', output: house.urlOf('picture.png') })]);
});
afterEach(() => house.close());

const [flux] = replicateImage.models;
if (!flux) throw new Error('There is no model.');

const calling = (more: Partial<Call<typeof flux>> = {}): Call<typeof flux> => {
  return { means: house.means, signal: never, model: flux, idempotencyKey: 'test', progress: () => undefined, ...more };
};
const made = (signal = never) => madeBy(replicateImage, ORDER, { means: house.means, signal });
if (replicateImage.answers !== 'later') throw new Error('It answers later.');
const { submit, poll, cancel, check } = replicateImage;
const polled = () => poll(JOB, ORDER, calling());

async function failure(work: Promise<unknown>): Promise<SupplierFailed> {
  const error = await work.then(
    () => 'It did not fail.',
    (failed: unknown) => failed,
  );
  if (!(error instanceof SupplierFailed)) throw error;
  expect(await house.scratch()).toEqual([]);
  return error;
}

describe('an order', () => {
  test('is placed by its model and its inputs, is not waited for, and carries the token alone', async () => {
    expect(await submit(ORDER, calling())).toBe(JOB);
    const [heard] = house.heard;
    expect(house.asked).toEqual([CREATE]);
    expect(heard?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' });
    expect(heard?.headers.prefer).toBeUndefined();
    expect(house.order()).toEqual({
      version: 'black-forest-labs/flux-1.1-pro',
      input: {
        prompt: 'A river at dawn.',
        seed: 7,
        aspect_ratio: '16:9',
        output_format: 'png',
        safety_tolerance: 2,
        prompt_upsampling: false,
      },
    });
  });

  const NO: readonly (readonly [says: string, answer: Answer, told: object])[] = [
    ['a wrong token', { status: 401, json: { title: 'Unauthenticated' } }, { code: 'UNAUTHORISED', billed: 'NOTHING' }],
    [
      'an empty account',
      { status: 402, json: { title: 'Insufficient credit', detail: 'You have no credit.' } },
      { code: 'OUT_OF_CREDIT', billed: 'NOTHING', message: expect.stringContaining('You have no credit.') },
    ],
    [
      'inputs that the model does not know',
      { status: 422, json: { title: 'Input validation failed', detail: '- prompt is required' } },
      { code: 'REFUSED', billed: 'NOTHING', message: expect.stringContaining('- prompt is required') },
    ],
    [
      'too many orders',
      {
        status: 429,
        headers: { 'retry-after': '30' },
        json: { detail: 'Request was throttled. Your rate limit resets in ~30s.' },
      },
      { code: 'RATE_LIMITED', billed: 'NOTHING', retryAfterSeconds: 30 },
    ],
    ['a fault of its own', { status: 500, json: {} }, { code: 'TRANSIENT', billed: 'NOTHING' }],
    ['a gateway that gave up', { status: 502, json: '<html>' }, { code: 'TRANSIENT', billed: 'UNKNOWN' }],
    ['half a reply', 'HALF', { code: 'TRANSIENT', billed: 'UNKNOWN' }],
    ['something else', { json: { hello: 'world' } }, { code: 'BAD_REPLY', billed: 'UNKNOWN' }],
    ['a name that leads elsewhere', job({ id: '../account' }), { code: 'BAD_REPLY', billed: 'UNKNOWN' }],
  ];
  test.each(NO)('that is answered by %s is told as that, and placed once', async (_says, answer, told) => {
    house.answers.set(CREATE, [answer]);
    expect(await failure(submit(ORDER, calling()))).toMatchObject(told);
    expect(house.asked).toEqual([CREATE]);
  });

  test('that is not answered is left as soon as nobody waits, and placed once', async () => {
    house.answers.set(CREATE, ['NOTHING']);
    const controller = new AbortController();
    const placing = submit(ORDER, calling({ signal: controller.signal })).catch((error: unknown) => error);
    while (house.heard.length === 0) await new Promise(setImmediate);
    controller.abort(new Error('Nobody waits any more.'));
    expect(await placing).toBe(controller.signal.reason);
    expect(house.asked).toEqual([CREATE]);
  });

  test('that is silent for long may have been heard, and is placed once', async () => {
    await house.close();
    house = await ReplicateHouse.open(100);
    house.answers.set(CREATE, ['NOTHING']);
    expect(await failure(submit(ORDER, calling()))).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
    expect(house.asked).toEqual([CREATE]);
  });
});

describe('a job', () => {
  test('is asked for until it is done; what it made is fetched without the token', async () => {
    const done = job({ status: 'succeeded', output: [house.urlOf('picture.png')] });
    house.answers.set(GET, [job({}), job({ status: 'processing' }), job({ status: 'processing' }), done]);
    const picture = await made();
    expect(picture).toMatchObject({ mimeType: 'image/png', costMicros: 40_000n, size: null });
    expect(house.asked).toEqual([CREATE, GET, GET, GET, GET, 'GET /files/picture.png']);
    expect(JSON.stringify(house.heard.at(-1)?.headers)).not.toContain(TOKEN);
  });

  test('says how far it is, by the last line of its log', async () => {
    const logs = 'Loading: 100%|██████████| 5/5\n 12%|█▏        | 3/25\n 40%|████      | 10/25 [00:01<00:02]\n';
    house.answers.set(GET, [job({ status: 'processing', logs })]);
    const told: number[] = [];
    const call = calling({ progress: ({ fraction }) => void told.push(fraction) });
    expect(await poll(JOB, ORDER, call)).toBeNull();
    expect(told).toEqual([0.4]);
  });

  const LATER: readonly (readonly [says: string, answer: Answer, told: object])[] = [
    ['a fault of its own', { status: 500, json: {} }, { code: 'TRANSIENT' }],
    ['a wrong token', { status: 401, json: {} }, { code: 'UNAUTHORISED' }],
    [
      'too many',
      { status: 429, headers: { 'retry-after': '5' }, json: {} },
      { code: 'RATE_LIMITED', retryAfterSeconds: 5 },
    ],
    ['half a reply', 'HALF', { code: 'TRANSIENT' }],
    ['another job', job({ id: 'another' }), { code: 'BAD_REPLY' }],
    ['a status that nobody knows', job({ status: 'pondering' }), { code: 'BAD_REPLY' }],
  ];
  test.each(LATER)('that is answered for by %s may be done and billed all the same', async (_says, answer, told) => {
    house.answers.set(GET, [answer]);
    expect(await failure(polled())).toMatchObject({ ...told, billed: 'UNKNOWN' });
    expect(house.asked).toEqual([GET]);
  });

  const UNDONE: readonly (readonly [error: string | null, code: string, status: string])[] = [
    ['NSFW content detected. Try running it again, or try a different prompt.', 'REFUSED', 'failed'],
    [
      'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
      'REFUSED',
      'failed',
    ],
    ["The prompt could violate Google's Responsible AI practices.", 'REFUSED', 'failed'],
    ['Your request was rejected as it violates our usage guidelines.', 'REFUSED', 'failed'],
    ['CUDA out of memory. Tried to allocate 2.00 GiB', 'TRANSIENT', 'failed'],
    ['Prediction interrupted; please retry (code: PA)', 'TRANSIENT', 'failed'],
    ['Director: unexpected error handling prediction (E9828)', 'TRANSIENT', 'failed'],
    ['The model ran out of memory (E1001)', 'TRANSIENT', 'failed'],
    ['Service is temporarily unavailable. Please try again later.', 'TRANSIENT', 'failed'],
    ["cannot identify image file '/tmp/tmpx.png'", 'BAD_REPLY', 'failed'],
    ['memory access violation in worker', 'BAD_REPLY', 'failed'],
    [null, 'BAD_REPLY', 'failed'],
    [null, 'REFUSED', 'canceled'],
    [null, 'TRANSIENT', 'aborted'],
  ];
  test.each(UNDONE)(
    'that ended with %j is %s where it %s, for nothing where results are paid',
    async (error, code, status) => {
      house.answers.set(GET, [job({ status, error, metrics: { predict_time: 3 } })]);
      const failed = await failure(polled());
      expect(failed).toMatchObject({ code, billed: 'NOTHING' });
      expect(failed.message).toContain(error ?? status);
    },
  );

  test('whose error repeats our token is told without it', async () => {
    house.answers.set(GET, [job({ status: 'failed', error: `no model for ${TOKEN}` })]);
    const { message, evidence } = await failure(polled());
    expect(`${message} ${Buffer.from(evidence ?? [])}`).not.toContain(TOKEN);
    expect(message).toContain('[REPLICATE_API_TOKEN]');
  });

  test('that made nothing because a filter took all of it is refused', async () => {
    const logs = 'All generated images: NSFW content was detected';
    house.answers.set(GET, [job({ status: 'succeeded', output: [], logs })]);
    expect(await failure(polled())).toMatchObject({ code: 'REFUSED', billed: 'NOTHING' });
  });

  test.each([null, { file: 'x' }, [{}], 7])('that succeeded in %j is billed, and no good', async (output) => {
    house.answers.set(GET, [job({ status: 'succeeded', output })]);
    expect(await failure(polled())).toMatchObject({ code: 'BAD_REPLY', billed: { micros: 40_000n } });
  });
});

describe('what a job made', () => {
  test.each([
    ['a page instead of a picture', 'page.html'],
    ['a film instead of a picture', 'film.mp4'],
  ] as const)('is no good where it is %s', async (_what, media) => {
    house.answers.set(GET, [job({ status: 'succeeded', output: house.urlOf(media) })]);
    const failed = await failure(polled());
    expect(failed).toMatchObject({ code: 'BAD_REPLY', billed: 'UNKNOWN' });
    expect(failed.evidence?.length).toBeGreaterThan(0);
  });

  test('is asked for again where it broke off', async () => {
    house.answers.set('GET /files/picture.png', ['HALF']);
    expect(await failure(polled())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
  });

  test('is asked for again where nobody answers', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    house.answers.set(GET, [job({ status: 'succeeded', output: `https://127.0.0.1.nip.example:${port}/x.png` })]);
    expect(await failure(polled())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
  });

  test('is not fetched from within the network', async () => {
    let visits = 0;
    const within = createServer((_, response) => {
      visits += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(within, 'listening');
    const { port } = within.address() as AddressInfo;
    house.answers.set(GET, [job({ status: 'succeeded', output: [`http://127.0.0.1:${port}/picture.png`] })]);
    expect(await failure(polled())).toMatchObject({ code: 'BAD_REPLY' });
    await new Promise((resolve) => within.close(resolve));
    expect(visits).toBe(0);
  });
});

describe('an order that is taken back', () => {
  const CANCEL = `POST /v1/predictions/${JOB}/cancel`;
  const model = 'black-forest-labs/flux-1.1-pro';
  const began = { started_at: '2026-11-22T06:00:00Z' };
  const REPLIES: readonly (readonly [isOver: boolean, reply: object])[] = [
    [true, { status: 'canceled', model }],
    [true, { status: 'canceled', model, ...began }],
    [true, { status: 'aborted', model }],
    [false, { status: 'processing', model }],
    [false, { status: 'succeeded', model }],
    [false, { status: 'canceled', model: 'men1scus/birefnet', ...began }],
    [true, { status: 'canceled', model: 'men1scus/birefnet', started_at: null }],
    [false, { status: 'canceled', ...began }],
  ];
  test.each(REPLIES)('costs nothing more: %s, where the reply is %j', async (isOver, reply) => {
    house.answers.set(CANCEL, [job(reply)]);
    expect(await cancel(JOB, calling())).toBe(isOver);
    expect(house.asked).toEqual([CANCEL]);
  });
});

describe('the token', () => {
  const asked = () => (check ? check(calling()) : Promise.reject(new Error('There is no check.')));

  test('is tried for nothing', async () => {
    await asked();
    expect(house.asked).toEqual(['GET /v1/account']);
  });

  test('is said not to be taken', async () => {
    house.answers.set('GET /v1/account', [{ status: 401, json: { detail: `You did not pass ${TOKEN}.` } }]);
    const failed = await failure(asked());
    expect(failed).toMatchObject({ code: 'UNAUTHORISED' });
    expect(failed.message).not.toContain(TOKEN);
    expect(house.asked).toEqual(['GET /v1/account']);
  });
});

test('a model that is named in another form is found when the program starts', () => {
  const names = ['flux', 'owner/', 'owner/name:latest', 'https://replicate.com/owner/name', 'owner/name/7', ''];
  for (const name of names) expect(() => assertNamed({ name })).toThrow('is named owner/name or owner/name:version');
  for (const { name } of replicateImage.models as readonly Model[]) assertNamed({ name });
});

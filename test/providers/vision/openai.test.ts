import fc from 'fast-check';
import { frameTokens } from '../../../src/providers/openai/frame-tokens';
import { judgementPrompt } from '../../../src/providers/vision/judgement';
import { openaiVision } from '../../../src/providers/vision/openai';
import type { VisionRequest } from '../../../src/providers/vision/vision';
import { drawn } from '../../support/pictures';
import { madeBy } from '../../support/providers';
import { events, json, StandIn } from '../../support/stand-in';

const KEY = 'sk-proj-0123456789abcdef';
const [PNG, JPEG] = [drawn('image/png', 64, 48), drawn('image/jpeg', 64, 48)];
const size = { width: 64, height: 48 };
const request: VisionRequest = {
  frames: [
    { bytes: PNG, size, atSeconds: 0 },
    { bytes: JPEG, size, atSeconds: 1.5 },
  ],
  prompt: 'a fox',
  narrative: 'It is winter.',
  style: 'ink',
  legible: 'FOX',
};
const JUDGEMENT = {
  description: 'A fox in the snow.',
  issues: ['It has five legs.'],
  suggestions: ['Say that it has four legs.'],
  scores: { overall: 60, visualAccuracy: 70, styleConsistency: 80, technicalQuality: null, narrativeFit: 55 },
};
const USAGE = { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 };

const piece = (delta: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});
const said = (text: string, finish = 'stop') =>
  events([piece({ content: text }), piece({}, finish), { choices: [], usage: USAGE }]);

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.open();
  standIn.answer = said(JSON.stringify(JUDGEMENT));
});
afterEach(() => standIn.close());

const seen = (changes: Partial<VisionRequest> = {}, signal?: AbortSignal) =>
  madeBy(
    openaiVision,
    { ...request, ...changes },
    { means: standIn.means(openaiVision.settings, { OPENAI_API_KEY: KEY }), signal },
  );

test('judges what it sees, and bills what the vendor counted', async () => {
  expect(await seen()).toEqual({ basis: 'JUDGED', ...JUDGEMENT, measured: {}, costMicros: 2_000n });
});

test('shows each frame with its moment, after the order', async () => {
  await seen();
  const asked = standIn.asked();
  expect(asked).toMatchObject({
    model: 'gpt-6.1-terra',
    reasoning_effort: 'low',
    response_format: { json_schema: { strict: true } },
  });
  const image = (type: string, bytes: Buffer) => {
    return { type: 'image_url', image_url: { url: `data:${type};base64,${bytes.toString('base64')}`, detail: 'high' } };
  };
  expect(asked.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: judgementPrompt(request) },
        { type: 'text', text: 'Frame 1, at 0 s:' },
        image('image/png', PNG),
        { type: 'text', text: 'Frame 2, at 1.5 s:' },
        image('image/jpeg', JPEG),
      ],
    },
  ]);
});

const error = (type: string, code: string | null) => ({
  error: { message: `Because of ${KEY}.`, type, param: null, code },
});
test.each([
  ['a judgement that is none', said('{"scores":{}}'), { code: 'BAD_REPLY', billed: { micros: 2_000n } }],
  ['a reply that is too long', said('{', 'length'), { code: 'BAD_REPLY', billed: { micros: 2_000n } }],
  ['a refusal', events([piece({ refusal: 'I will not look.' }), piece({}, 'stop')]), { code: 'REFUSED' }],
  [
    'a wrong key',
    json(error('invalid_request_error', 'invalid_api_key'), 401),
    { code: 'UNAUTHORISED', billed: 'NOTHING' },
  ],
  ['an empty account', json(error('insufficient_quota', null), 429), { code: 'OUT_OF_CREDIT', billed: 'NOTHING' }],
  ['402', json(error('x', null), 402), { code: 'OUT_OF_CREDIT', billed: 'NOTHING' }],
  [
    'too many calls',
    json(error('requests', null), 429, { 'retry-after': '7' }),
    { code: 'RATE_LIMITED', retryAfterSeconds: 7 },
  ],
  ['a fault', json(error('server_error', null), 500), { code: 'TRANSIENT', billed: 'NOTHING' }],
] as const)('%s is told as what it is, asked once, without our key', async (_says, answer, expected) => {
  standIn.answer = answer;
  const failed = await seen().catch((failure: unknown) => failure);
  expect(failed).toMatchObject(expected);
  expect((failed as Error).message).not.toContain(KEY);
  expect(standIn.heard).toHaveLength(1);
});

test('one who is silent is left as soon as nobody waits', async () => {
  const controller = new AbortController();
  const reason = new Error('Nobody waits.');
  standIn.answer = () => controller.abort(reason);
  await expect(seen({}, controller.signal)).rejects.toBe(reason);
});

test.each([
  ['no frames', { frames: [] }, 'LIMIT_EXCEEDED'],
  [
    'seventeen frames',
    { frames: Array.from({ length: 17 }, () => ({ bytes: PNG, size, atSeconds: 0 })) },
    'LIMIT_EXCEEDED',
  ],
  [
    'a frame beyond measure',
    { frames: [{ bytes: PNG, size: { width: 3841, height: 2160 }, atSeconds: 0 }] },
    'LIMIT_EXCEEDED',
  ],
  ['a page to be read', { legible: 'x'.repeat(301) }, 'LIMIT_EXCEEDED'],
  ['a frame that is no picture', { frames: [{ bytes: Buffer.from('GIF89a'), size, atSeconds: 0 }] }, 'MEDIA_REFUSED'],
])('%s is refused, and nobody is asked', async (_says, changes, code) => {
  await expect(seen(changes)).rejects.toMatchObject({ code });
  expect(standIn.heard).toEqual([]);
});

test.each([
  [1024, 1024, 1_229],
  [1920, 1080, 2_448],
  [3840, 2160, 3_000],
])('a frame of %d × %d counts as %d tokens', (width, height, tokens) => {
  expect(frameTokens({ width, height })).toBe(tokens);
});

test('what is really asked has fewer bytes than the ceiling has tokens', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  const orders = fc.record({
    prompt: text,
    narrative: fc.option(text),
    style: fc.option(text),
    legible: fc.option(fc.string({ unit: 'binary', maxLength: 150 })),
    frames: fc.array(fc.record({ atSeconds: fc.double({ min: 0, max: 1e6, noNaN: true }) }), {
      minLength: 1,
      maxLength: 16,
    }),
  });
  const [terra] = openaiVision.models;
  if (!terra) throw new Error('It has no models.');
  await fc.assert(
    fc.asyncProperty(orders, async ({ frames, ...terms }) => {
      const order = { ...terms, frames: frames.map(({ atSeconds }) => ({ bytes: PNG, size, atSeconds })) };
      await seen(order);
      const { messages, response_format } = standIn.asked() as {
        messages: { content: { text?: string }[] }[];
        response_format: object;
      };
      const texts = messages.flatMap(({ content }) => content.map(({ text: one = '' }) => one));
      const read =
        Buffer.byteLength(texts.join('') + JSON.stringify(response_format)) + frameTokens(size) * frames.length;
      const { expectedMicros, ceilingMicros } = openaiVision.price(order, terra);
      // At $1.25 for what is kept of a million read, and $5 for 4,000 written.
      expect(ceilingMicros).toBeGreaterThanOrEqual(BigInt(Math.ceil(1.25 * read)) + 20_000n);
      expect(expectedMicros).toBeLessThanOrEqual(ceilingMicros);
    }),
    { numRuns: 30 },
  );
});

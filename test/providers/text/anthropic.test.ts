import type { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import type { JsonObject } from '../../../src/pipeline/values/canonical-json';
import { structured } from '../../../src/providers/anthropic/structured';
import { anthropicText } from '../../../src/providers/text/anthropic';
import type { TextRequest } from '../../../src/providers/text/text';
import { claudeSays } from '../../support/claude';
import { failureOf, House, type HouseAnswer, SECRET } from '../../support/house';
import { type Asking, madeBy } from '../../support/providers';

const OUTLINE = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 2 },
    acts: { type: 'array', items: { type: 'string' }, minItems: 2 },
    note: { type: ['string', 'null'] },
  },
  required: ['title', 'acts', 'note'],
  additionalProperties: false,
};
const VALUE = { title: 'The lamp', acts: ['A storm.', 'A light.'], note: null };
const order: TextRequest = {
  system: 'You outline films.',
  prompt: 'A lighthouse.',
  schema: { name: 'outline', json: OUTLINE },
  mostTokens: 1_000,
  variation: 0,
};

let house: House;
beforeEach(async () => {
  house = await new House().open();
});
afterEach(() => house.close());

const write = (request: Partial<TextRequest> = {}, asking: Asking = {}) =>
  madeBy(anthropicText, { ...order, ...request }, { means: house.means(anthropicText), ...asking });

test('what it says is JSON of the schema, and costs what it counted', async () => {
  house.answer = claudeSays(JSON.stringify(VALUE));
  expect(await write()).toEqual({
    text: JSON.stringify(VALUE),
    value: VALUE,
    tokens: { read: 1_000, written: 200 },
    costMicros: 4_000n,
  });
});

test('prose is no value, and is told while it is written, without its thoughts', async () => {
  house.answer = claudeSays('Once upon a time.');
  const pieces: string[] = [];
  const { text, value } = await write({ schema: null, onText: (piece) => pieces.push(piece) });
  expect([text, value, pieces]).toEqual(['Once upon a time.', null, ['Once upo', 'n a time.']]);
});

test('it is asked once, as a stream, with our key, held to what of the schema it can be held to', async () => {
  house.answer = claudeSays(JSON.stringify(VALUE));
  await write();
  expect(house.asked).toHaveLength(1);
  const [asked] = house.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/v1/messages', headers: { authorization: `Bearer ${SECRET}` } });
  expect(asked?.body).toMatchObject({
    model: 'claude-sonnet-5-5',
    max_tokens: 9_000,
    stream: true,
    system: 'You outline films.',
    messages: [{ role: 'user', content: 'A lighthouse.' }],
    output_config: {
      format: {
        type: 'json_schema',
        schema: {
          properties: { title: { type: 'string', description: '{minLength: 2}' } },
          additionalProperties: false,
        },
      },
    },
  });
});

test('of a schema that it cannot be held to it is told, and the reply is checked all the same', async () => {
  const record = { type: 'object', additionalProperties: { type: 'number' }, minProperties: 1 };
  house.answer = claudeSays('```json\n{ "a": 1 }\n```');
  expect((await write({ schema: { name: 'record', json: record } })).value).toEqual({ a: 1 });
  const { system, output_config } = house.asked[0]?.body ?? {};
  expect(system).toContain(`You outline films.\n\nReply with nothing but JSON of this JSON Schema:\n{"type":"object"`);
  expect(output_config).toEqual({ effort: 'medium' });
  house.answer = claudeSays('{}');
  expect(await failureOf(write({ schema: { name: 'record', json: record } }))).toMatchObject({ code: 'BAD_REPLY' });
});

test.each<[string, JsonObject, boolean]>([
  ['closed objects', OUTLINE, true],
  ['an object that says nothing of other names', { type: 'object', properties: {} }, true],
  ['a list of either', { type: 'array', items: { anyOf: [OUTLINE, { type: 'null' }] } }, true],
  ['a record within', { type: 'object', properties: { a: { type: 'object', additionalProperties: true } } }, false],
  ['an object without names', { type: 'array', items: { type: ['object', 'null'] } }, false],
  ['anything', { type: 'object', properties: { a: {} } }, false],
  [
    'a record that is referred to',
    { $ref: '#/$defs/r', $defs: { r: { type: 'object', patternProperties: {} } } },
    false,
  ],
])('a model can be held to %s: %#', (_what, json, isHeld) => {
  const { format, words } = structured(json);
  expect([format !== null, words === null]).toEqual([isHeld, isHeld]);
});

test('prose without a system is asked for by the prompt alone', async () => {
  house.answer = claudeSays('Yes.');
  await write({ system: null, schema: null });
  expect(house.asked[0]?.body).toEqual({
    model: 'claude-sonnet-5-5',
    max_tokens: 9_000,
    stream: true,
    messages: [{ role: 'user', content: 'A lighthouse.' }],
    output_config: { effort: 'medium' },
  });
});

test.each<[string, string, object, bigint]>([
  ['what it writes', 'claude-opus-5-5', { input_tokens: 1_000 }, 8_000n],
  ['a short prompt of the small one', 'claude-haiku-5-5', { input_tokens: 100_000 }, 10_100n],
  ['a long prompt of the small one', 'claude-haiku-5-5', { input_tokens: 100_001 }, 50_501n],
  ['what it has read before', 'claude-sonnet-5-5', { input_tokens: 0, cache_read_input_tokens: 10_000 }, 4_000n],
  ['what it keeps for later', 'claude-sonnet-5-5', { input_tokens: 0, cache_creation_input_tokens: 10_000 }, 27_000n],
  [
    'what it keeps for an hour',
    'claude-sonnet-5-5',
    {
      input_tokens: 0,
      cache_creation_input_tokens: 10_000,
      cache_creation: { ephemeral_5m_input_tokens: 4_000, ephemeral_1h_input_tokens: 6_000 },
    },
    36_000n,
  ],
])('%s is billed as its price list has it', async (_what, model, usage, costMicros) => {
  house.answer = claudeSays(JSON.stringify(VALUE), { usage });
  expect((await write({}, { model })).costMicros).toBe(costMicros);
});

test.each(anthropicText.models)('$name costs no more than its ceiling', (model) => {
  for (const prompt of ['', 'A lighthouse.', 'ü'.repeat(60_000), 'a'.repeat(500_000)]) {
    const { expectedMicros, ceilingMicros } = anthropicText.price({ ...order, prompt }, model);
    expect(expectedMicros).toBeLessThan(ceilingMicros);
  }
});

test('a prompt that may be a long one is set aside for as such', () => {
  const haiku = anthropicText.models.filter(({ name }) => name.includes('haiku'));
  const [model] = haiku;
  if (!model) throw new Error('There is no small model.');
  const ceiling = (letters: number) =>
    anthropicText.price({ ...order, system: null, schema: null, prompt: 'a'.repeat(letters) }, model).ceilingMicros;
  expect(ceiling(100_000)).toBe(100_500n / 10n + 4_500n);
  expect(ceiling(100_001)).toBe(50_251n + 22_500n);
});

test('a longer reply than any model writes is ordered of none', () => {
  const [model] = anthropicText.models;
  const serves = (mostTokens: number) => model && anthropicText.serves?.({ ...order, mostTokens }, model);
  expect([serves(128_000), serves(128_001)]).toEqual([true, false]);
});

const said = (status: number, type: string, message = 'No.', headers = {}): HouseAnswer => {
  return { status, headers, json: { type: 'error', error: { type, message } } };
};

test.each<[string, HouseAnswer, object]>([
  ['a key that is wrong', said(401, 'authentication_error'), { code: 'UNAUTHORISED' }],
  ['a key that may not', said(403, 'permission_error'), { code: 'UNAUTHORISED' }],
  ['an account that is empty', said(402, 'billing_error'), { code: 'OUT_OF_CREDIT' }],
  [
    'an account that is empty, in words',
    said(400, 'invalid_request_error', 'No. Your credit balance is too low to access the API.'),
    { code: 'OUT_OF_CREDIT' },
  ],
  [
    'an account that has spent what it may',
    said(400, 'invalid_request_error', 'No. You have reached your specified API usage limits.'),
    { code: 'OUT_OF_CREDIT' },
  ],
  ['an order that is wrong', said(400, 'invalid_request_error'), { code: 'REFUSED' }],
  ['an order that is too large', said(413, 'request_too_large'), { code: 'REFUSED' }],
  [
    'too many calls',
    said(429, 'rate_limit_error', 'No.', { 'retry-after': '12' }),
    { code: 'RATE_LIMITED', retryAfterSeconds: 12 },
  ],
  ['a house that is full', said(529, 'overloaded_error'), { code: 'TRANSIENT' }],
  ['a house that is broken', said(500, 'api_error'), { code: 'TRANSIENT' }],
])('%s is told as what it is, and nothing is billed', async (_what, answer, failure) => {
  house.answer = answer;
  expect(await failureOf(write())).toMatchObject({
    ...failure,
    billed: 'NOTHING',
    message: expect.stringContaining('No.'),
  });
  expect(house.asked).toHaveLength(1);
});

test('what it refuses is refused, and billed as far as it had come', async () => {
  house.answer = claudeSays('Well,', { stop: 'refusal', explanation: `Not with ${SECRET}.` });
  const failed = (await failureOf(write())) as SupplierFailed;
  expect(failed).toMatchObject({ code: 'REFUSED', billed: { micros: 4_000n } });
  expect(failed.message).toContain('Not with [THE_KEY].');
  house.answer = claudeSays('', { stop: 'refusal', usage: { input_tokens: 0 }, written: 0 });
  expect(await failureOf(write())).toMatchObject({ code: 'REFUSED', billed: 'NOTHING' });
});

test.each<[string, string, string]>([
  ['cut off', JSON.stringify(VALUE).slice(0, 20), 'max_tokens'],
  ['paused', '', 'pause_turn'],
  ['no JSON', 'Here it is: a lamp.', 'end_turn'],
  ['not of the schema', JSON.stringify({ ...VALUE, acts: ['One.'] }), 'end_turn'],
])('a reply that is %s is bad, billed, and kept as evidence', async (_what, text, stop) => {
  house.answer = claudeSays(text, { stop });
  const failed = (await failureOf(write())) as SupplierFailed;
  expect(failed).toMatchObject({ code: 'BAD_REPLY', billed: { micros: 4_000n } });
  const shown = Buffer.from(failed.evidence ?? []).toString();
  // Where nothing was said, what came is shown as it came.
  if (text === '') expect(shown).toContain(`"stop_reason":"${stop}"`);
  else expect(shown).toBe(text);
});

test('nobody knows what a stream cost that broke off, or that has no end', async () => {
  const answer = claudeSays(JSON.stringify(VALUE));
  house.answer = { ...answer, end: 'BREAKS_OFF' };
  expect(await failureOf(write())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
  house.answer = { events: answer.events.slice(0, -1) };
  expect(await failureOf(write())).toMatchObject({ code: 'BAD_REPLY', billed: 'UNKNOWN' });
});

test.each<[string, number, string, object]>([
  ['before it has begun', 0, 'overloaded_error', { code: 'TRANSIENT', billed: 'NOTHING' }],
  ['in the midst', 7, 'overloaded_error', { code: 'TRANSIENT', billed: 'UNKNOWN' }],
  ['of too many calls', 0, 'rate_limit_error', { code: 'RATE_LIMITED', billed: 'NOTHING' }],
])('an error %s of a stream is told as what it is', async (_when, after, type, failure) => {
  const error = { type: 'error', error: { type, message: `No, ${SECRET}.` } };
  house.answer = { events: [...claudeSays('Once upon a time.').events.slice(0, after), error] };
  expect(await failureOf(write())).toMatchObject({ ...failure, message: expect.stringContaining('No, [THE_KEY].') });
});

test.each<[string, { type: string }[]]>([
  ['nothing', []],
  ['no count of what it read', [{ type: 'message_start', message: {} } as { type: string }]],
])('a stream of %s is a bad reply', async (_what, events) => {
  house.answer = { events };
  expect(await failureOf(write())).toMatchObject({ code: 'BAD_REPLY', billed: 'UNKNOWN' });
});

test.each(['NOTHING', 'A BEGINNING'])('who said %s and is not waited for any more is left', async (after) => {
  house.answer = after === 'NOTHING' ? { end: 'HANGS' } : { ...claudeSays('Once upon a time.'), end: 'STOPS' };
  const stop = new AbortController();
  const reason = new Error('Nobody waits.');
  const begun = new Promise<void>(
    (resolve) => void (after === 'NOTHING' ? house.nextAsked().then(resolve) : resolve()),
  );
  const writing = failureOf(write({ schema: null, onText: () => stop.abort(reason) }, { signal: stop.signal }));
  await begun;
  if (after === 'NOTHING') stop.abort(reason);
  expect(await writing).toBe(reason);
});

test('its models are asked for to try the key', async () => {
  const call = { means: house.means(anthropicText), signal: new AbortController().signal };
  house.answer = { json: { data: [], has_more: false, first_id: null, last_id: null } };
  await anthropicText.check?.(call);
  expect(house.asked[0]).toMatchObject({ method: 'GET', path: '/v1/models' });
  house.answer = said(401, 'authentication_error');
  expect(await failureOf(anthropicText.check?.(call) ?? Promise.resolve())).toMatchObject({ code: 'UNAUTHORISED' });
});

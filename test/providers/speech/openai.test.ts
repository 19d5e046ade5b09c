import fc from 'fast-check';
import { readWave } from '../../../src/pipeline/values/wave';
import { openaiSpeech } from '../../../src/providers/speech/openai';
import type { SpeechModel, SpeechRequest } from '../../../src/providers/speech/speech';
import { madeBy } from '../../support/providers';
import { type Answer, json, StandIn } from '../../support/stand-in';

const KEY = 'sk-proj-0123456789abcdef';
const request: SpeechRequest = {
  text: 'The fox is here.',
  voice: 'Onyx',
  language: 'en',
  before: null,
  after: null,
  variation: 0,
};
const SAMPLES = Int16Array.from({ length: 48_000 }, (_, at) => (at % 480) * 60 - 14_000);
const PCM = Buffer.from(SAMPLES.buffer);

const sound =
  (bytes: Buffer, type = 'audio/pcm'): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': type }).end(bytes);

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.open();
  standIn.answer = sound(PCM);
});
afterEach(() => standIn.close());

const spoken = (changes: Partial<SpeechRequest> = {}, model = 'tts-1') =>
  madeBy(
    openaiSpeech,
    { ...request, ...changes },
    { means: standIn.means(openaiSpeech.settings, { OPENAI_API_KEY: KEY }), model },
  );

function modelNamed(name: string): SpeechModel {
  const model = openaiSpeech.models.find((one) => one.name === name);
  if (!model) throw new Error(`It has no ${name}.`);
  return model;
}

test('speaks in 24,000 samples a second of 16 bits, which are what was sent', async () => {
  const { wav, ...rest } = await spoken();
  expect(readWave(wav)).toEqual({ rate: 24_000, values: SAMPLES });
  expect(rest).toEqual({ durationSeconds: 2, voice: 'onyx', sentences: null, words: null, costMicros: 240n });
  expect(standIn.asked()).toEqual({ model: 'tts-1', input: 'The fox is here.', voice: 'onyx', response_format: 'pcm' });
});

test.each([
  ['tts-1', null, 'alloy'],
  ['tts-1', 'an old sailor', 'alloy'],
  ['tts-1', 'SAGE', 'sage'],
  ['tts-1', 'marin', 'alloy'],
  ['gpt-4o-mini-tts', 'marin', 'marin'],
])('%s, asked for the voice %s, says that it spoke as %s', async (model, voice, expected) => {
  expect((await spoken({ voice }, model)).voice).toBe(expected);
  expect(standIn.asked().voice).toBe(expected);
});

test.each([
  ['tts-1', 4_096],
  ['tts-1-hd', 4_096],
  ['gpt-4o-mini-tts', 2_000],
])('%s speaks %d characters at once, and asks nobody for one more', async (model, characters) => {
  expect(modelNamed(model).limits.characters).toBe(characters);
  await spoken({ text: 'x'.repeat(characters) }, model);
  await expect(spoken({ text: 'x'.repeat(characters + 1) }, model)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect(standIn.heard).toHaveLength(1);
});

test('what a text costs is known before: by its characters, of which an emoji is one', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 4_096 });
  const models = fc.constantFrom(...openaiSpeech.models);
  fc.assert(
    fc.property(texts, models, (text, model) => {
      const { expectedMicros, ceilingMicros } = openaiSpeech.price({ text }, model);
      expect(expectedMicros).toBe(ceilingMicros);
    }),
  );
  const of = (model: string, text: string) => openaiSpeech.price({ text }, modelNamed(model)).ceilingMicros;
  expect([of('tts-1', 'x'.repeat(1_000)), of('tts-1-hd', 'x'.repeat(1_000)), of('tts-1', '🦊')]).toEqual([
    15_000n,
    30_000n,
    15n,
  ]);
});

test('what was said before is what is billed', async () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
  const names = fc.constantFrom(...openaiSpeech.models.map(({ name }) => name));
  await fc.assert(
    fc.asyncProperty(texts, names, async (text, model) => {
      const { costMicros } = await spoken({ text }, model);
      expect(costMicros).toBe(openaiSpeech.price({ text }, modelNamed(model)).expectedMicros);
    }),
    { numRuns: 20 },
  );
});

const error = (type: string, code: string | null) => ({
  error: { message: `Because of ${KEY}.`, type, param: null, code },
});
test.each([
  [
    'a wrong key',
    json(error('invalid_request_error', 'invalid_api_key'), 401),
    { code: 'UNAUTHORISED', billed: 'NOTHING' },
  ],
  [
    'an empty account',
    json(error('insufficient_quota', 'insufficient_quota'), 429),
    { code: 'OUT_OF_CREDIT', billed: 'NOTHING' },
  ],
  ['402', json(error('x', null), 402), { code: 'OUT_OF_CREDIT', billed: 'NOTHING' }],
  [
    'too many calls',
    json(error('requests', 'rate_limit_exceeded'), 429, { 'retry-after': '7' }),
    { code: 'RATE_LIMITED', retryAfterSeconds: 7 },
  ],
  ['a fault', json(error('server_error', null), 500), { code: 'TRANSIENT', billed: 'NOTHING' }],
  [
    'what it will not say',
    json(error('invalid_request_error', 'content_policy_violation'), 400),
    { code: 'REFUSED', billed: 'NOTHING' },
  ],
  [
    'a page',
    sound(Buffer.from('<html>Sign in.</html>'), 'text/html'),
    { code: 'BAD_REPLY', billed: 'UNKNOWN', evidence: Buffer.from('<html>Sign in.</html>') },
  ],
  ['nothing', sound(Buffer.alloc(0)), { code: 'BAD_REPLY', billed: 'UNKNOWN' }],
  ['half a sample', sound(PCM.subarray(0, 41)), { code: 'BAD_REPLY', billed: 'UNKNOWN' }],
] as const)('%s is told as what it is, asked once, without our key', async (_says, answer, expected) => {
  standIn.answer = answer;
  const failed = await spoken().catch((failure: unknown) => failure);
  expect(failed).toMatchObject(expected);
  expect((failed as Error).message).not.toContain(KEY);
  expect(standIn.heard).toHaveLength(1);
});

test('sound that breaks off may be billed, and is asked for again', async () => {
  standIn.answer = (response) => {
    response.writeHead(200, { 'content-type': 'audio/pcm', 'content-length': PCM.length });
    response.write(PCM.subarray(0, 1_000), () => response.destroy());
  };
  await expect(spoken()).rejects.toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
});

test('one who is silent is left as soon as nobody waits', async () => {
  const controller = new AbortController();
  const reason = new Error('Nobody waits.');
  standIn.answer = () => controller.abort(reason);
  const means = standIn.means(openaiSpeech.settings, { OPENAI_API_KEY: KEY });
  await expect(madeBy(openaiSpeech, request, { means, signal: controller.signal })).rejects.toBe(reason);
});

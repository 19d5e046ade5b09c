import { elevenLabsVoice } from '../../../src/providers/elevenlabs/voices';
import { elevenLabsSpeech } from '../../../src/providers/speech/elevenlabs';
import type { SpeechRequest } from '../../../src/providers/speech/speech';
import { failureOf, House, type HouseAnswer, SECRET } from '../../support/house';
import { type Asking, madeBy } from '../../support/providers';
import { parseWave } from '../../support/waves';

const TEXT = 'Cities keep the sun.  Trees do not.';
const order: SpeechRequest = { text: TEXT, voice: null, language: 'en-GB', before: null, after: null, variation: 0 };

let house: House;
beforeEach(async () => {
  house = await new House().open();
});
afterEach(() => house.close());

const pcm = Buffer.alloc(96_000, 1);

function spoken(text = TEXT, headers: HouseAnswer['headers'] = {}): HouseAnswer {
  const characters = [...text];
  const seconds = (index: number) => (index * 2) / characters.length;
  const alignment = {
    characters,
    character_start_times_seconds: characters.map((_, index) => seconds(index)),
    character_end_times_seconds: characters.map((_, index) => seconds(index + 1)),
  };
  return {
    headers,
    json: { audio_base64: pcm.toString('base64'), alignment, normalized_alignment: null, new_field: 1 },
  };
}

const speak = (request: Partial<SpeechRequest> = {}, asking: Asking = {}) =>
  madeBy(elevenLabsSpeech, { ...order, ...request }, { means: house.means(elevenLabsSpeech), ...asking });

test('what it sends becomes a WAVE, with the words where they are heard', async () => {
  house.answer = spoken();
  const { wav, durationSeconds, words, sentences, voice } = await speak();
  expect(parseWave(wav)).toMatchObject({ format: 1, channels: 1, rate: 24_000, bits: 16, frames: 48_000 });
  expect([durationSeconds, sentences, voice]).toEqual([2, null, 'Rachel']);
  expect(words?.map(({ text }) => text)).toEqual(['Cities', 'keep', 'the', 'sun.', 'Trees', 'do', 'not.']);
  expect(words?.[0]).toEqual({ text: 'Cities', startSeconds: 0, endSeconds: 12 / TEXT.length });
});

test('it is asked for raw sound, once, with our key, at the voice of the order', async () => {
  house.answer = spoken();
  await speak({ voice: 'george' });
  expect(house.asked).toHaveLength(1);
  const [asked] = house.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps' });
  expect(asked?.query.get('output_format')).toBe('pcm_24000');
  expect(asked?.headers['xi-api-key']).toBe(SECRET);
  expect(asked?.body).toEqual({ text: TEXT, model_id: 'eleven_multilingual_v2', seed: expect.any(Number) });
});

test('another variation is another seed, and the same one the same', async () => {
  house.answer = spoken();
  for (const variation of [0, 1, 0]) await speak({ variation });
  const seeds = house.asked.map(({ body }) => body.seed);
  expect(seeds[0]).toBe(seeds[2]);
  expect(seeds[0]).not.toBe(seeds[1]);
});

test.each([
  ['eleven_multilingual_v2', { previous_text: 'Before.', next_text: 'After.' }],
  ['eleven_turbo_v2_5', { previous_text: 'Before.', next_text: 'After.', language_code: 'en' }],
  ['eleven_flash_v2_5', { previous_text: 'Before.', next_text: 'After.', language_code: 'en' }],
  ['eleven_v3', { language_code: 'en' }],
])('%s is told no more than it takes', async (model, told) => {
  house.answer = spoken();
  await speak({ before: 'Before.', after: 'After.' }, { model });
  expect(house.asked[0]?.body).toEqual({ text: TEXT, model_id: model, seed: expect.any(Number), ...told });
});

test('of a language without a code of two letters it is told nothing', async () => {
  house.answer = spoken();
  for (const language of ['fil-PH', 'und', '']) await speak({ language }, { model: 'eleven_flash_v2_5' });
  expect(house.asked.map(({ body }) => body.language_code)).toEqual([undefined, undefined, undefined]);
});

test.each(elevenLabsSpeech.models)('$name costs what its price said', async (model) => {
  house.answer = spoken();
  for (const text of [TEXT, 'Öl 🙂!', 'abc']) {
    const { costMicros } = await speak({ text }, { model: model.name });
    const price = elevenLabsSpeech.price({ text }, model);
    expect([price.expectedMicros, price.ceilingMicros]).toEqual([costMicros, costMicros]);
  }
});

test('a thousand characters cost 30 cents, and half of it with the fast models', () => {
  const prices = elevenLabsSpeech.models.map((model) => elevenLabsSpeech.price({ text: 'a'.repeat(1000) }, model));
  expect(prices.map(({ ceilingMicros }) => ceilingMicros)).toEqual([300_000n, 150_000n, 150_000n, 300_000n]);
});

test('what it says that it counted is what is paid', async () => {
  house.answer = spoken(TEXT, { 'character-cost': '20' });
  expect((await speak()).costMicros).toBe(6_000n);
  house.answer = spoken(TEXT, { 'character-cost': 'many' });
  expect((await speak()).costMicros).toBe(10_500n);
});

test('words of another text are not taken for those of ours', async () => {
  house.answer = spoken('Hello');
  expect((await speak()).words).toBeNull();
});

test('without an alignment there are no words', async () => {
  house.answer = { json: { audio_base64: pcm.toString('base64') } };
  expect((await speak()).words).toBeNull();
});

test.each([
  ['a name in any letters', 'RACHEL', { id: '21m00Tcm4TlvDq8ikWAM', name: 'Rachel' }],
  ['the id of one that has a name', 'pNInz6obpgDQGcFmaJgB', { id: 'pNInz6obpgDQGcFmaJgB', name: 'Adam' }],
  ['an id of anybody', 'AbCdEfGhIjKlMnOpQrSt', { id: 'AbCdEfGhIjKlMnOpQrSt', name: 'AbCdEfGhIjKlMnOpQrSt' }],
  ['words', 'a calm woman', { id: '21m00Tcm4TlvDq8ikWAM', name: 'Rachel' }],
  ['nothing', null, { id: '21m00Tcm4TlvDq8ikWAM', name: 'Rachel' }],
  ['a way out of its path', '../../v1/user/subscr', { id: '21m00Tcm4TlvDq8ikWAM', name: 'Rachel' }],
])('%s is a voice', (_what, said, voice) => {
  expect(elevenLabsVoice(said)).toEqual(voice);
});

const said = (status: number, detail: unknown, headers = {}): HouseAnswer => ({ status, headers, json: { detail } });

test.each<[string, HouseAnswer, object]>([
  ['a key that is wrong', said(401, { status: 'invalid_api_key', message: 'No.' }), { code: 'UNAUTHORISED' }],
  ['an empty account', said(401, { status: 'quota_exceeded', message: 'No.' }), { code: 'OUT_OF_CREDIT' }],
  ['an unpaid account', said(402, { code: 'paid_plan_required', message: 'No.' }), { code: 'OUT_OF_CREDIT' }],
  ['its policy', said(400, { status: 'content_against_policy', message: 'No.' }), { code: 'REFUSED' }],
  ['its policy as a status', said(403, { code: 'content_policy_violation', message: 'No.' }), { code: 'REFUSED' }],
  ['a field it does not know', said(422, [{ loc: ['body'], msg: 'No.', type: 'missing' }]), { code: 'REFUSED' }],
  ['a voice it does not know', said(404, { status: 'voice_not_found', message: 'No.' }), { code: 'REFUSED' }],
  [
    'too many at once',
    said(429, { status: 'too_many_concurrent_requests', message: 'No.' }, { 'retry-after': '7' }),
    { code: 'RATE_LIMITED', retryAfterSeconds: 7 },
  ],
  ['a busy house', said(429, { status: 'system_busy', message: 'No.' }), { code: 'TRANSIENT' }],
  ['a broken house', said(500, 'No.'), { code: 'TRANSIENT' }],
])('%s is told as what it is, and nothing is billed', async (_what, answer, failure) => {
  house.answer = answer;
  expect(await failureOf(speak())).toMatchObject({
    ...failure,
    billed: 'NOTHING',
    message: expect.stringContaining('No.'),
  });
  expect(house.asked).toHaveLength(1);
});

test('nobody knows what a gateway or a reply that breaks off cost', async () => {
  house.answer = said(504, 'No.');
  expect(await failureOf(speak())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
  house.answer = { ...spoken(), end: 'BREAKS_OFF' };
  expect(await failureOf(speak())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['no JSON', '{"audio_base'],
  ['half a sample', { audio_base64: Buffer.alloc(3).toString('base64') }],
  ['no sound', { audio_base64: '' }],
  [
    'times that are missing',
    {
      audio_base64: pcm.toString('base64'),
      alignment: { characters: ['a'], character_start_times_seconds: [], character_end_times_seconds: [1] },
    },
  ],
  [
    'times that are words',
    {
      audio_base64: pcm.toString('base64'),
      alignment: { characters: ['a'], character_start_times_seconds: ['0'], character_end_times_seconds: [1] },
    },
  ],
])('%s is a bad reply, of which there is evidence', async (_what, json) => {
  house.answer = typeof json === 'string' ? { bytes: Buffer.from(json) } : { json };
  expect(await failureOf(speak())).toMatchObject({ code: 'BAD_REPLY', evidence: expect.any(Uint8Array) });
});

test('a bad reply that says what it cost is billed', async () => {
  house.answer = { json: { audio_base64: '' }, headers: { 'character-cost': '35' } };
  expect(await failureOf(speak())).toMatchObject({ code: 'BAD_REPLY', billed: { micros: 10_500n } });
});

test('who is not waited for any more is asked no longer', async () => {
  house.answer = { end: 'HANGS' };
  const stop = new AbortController();
  const speaking = failureOf(speak({}, { signal: stop.signal }));
  await house.nextAsked();
  const reason = new Error('Nobody waits.');
  stop.abort(reason);
  expect(await speaking).toBe(reason);
});

test('no word of a failure holds the key', async () => {
  house.answer = said(400, { status: 'bad', message: `Your key ${SECRET} is good.` });
  expect(await failureOf(speak())).toMatchObject({ message: expect.stringContaining('[THE_KEY]') });
});

test('its models are asked for to try the key', async () => {
  const call = { means: house.means(elevenLabsSpeech), signal: new AbortController().signal };
  house.answer = { json: [{ model_id: 'eleven_multilingual_v2' }] };
  await elevenLabsSpeech.check?.(call);
  expect(house.asked[0]).toMatchObject({ method: 'GET', path: '/v1/models' });
  house.answer = said(401, { status: 'invalid_api_key', message: 'No.' });
  expect(await failureOf(elevenLabsSpeech.check?.(call) ?? Promise.resolve())).toMatchObject({ code: 'UNAUTHORISED' });
});

import { elevenLabsSound } from '../../../src/providers/sound/elevenlabs';
import type { SoundRequest } from '../../../src/providers/sound/sound';
import { failureOf, House } from '../../support/house';
import { type Asking, madeBy } from '../../support/providers';

const order: SoundRequest = { kind: 'AMBIENCE', prompt: 'Waves.', durationSeconds: 8, variation: 0 };
const MP3 = Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(20_000, 7)]);

let house: House;
beforeEach(async () => {
  house = await new House().open();
  house.answer = { bytes: MP3 };
});
afterEach(() => house.close());

const compose = (request: Partial<SoundRequest> = {}, asking: Asking = {}) =>
  madeBy(elevenLabsSound, { ...order, ...request }, { means: house.means(elevenLabsSound), ...asking });

test('ambience is a loop, as it came', async () => {
  const { media, ...told } = await compose();
  expect(Buffer.from(media as Uint8Array).equals(MP3)).toBe(true);
  expect(told).toEqual({ mimeType: 'audio/mpeg', isLoop: true, costMicros: 96_000n });
  expect(house.asked).toHaveLength(1);
  expect(house.asked[0]).toMatchObject({
    path: '/v1/sound-generation',
    body: { text: 'Waves.', duration_seconds: 8, loop: true, model_id: 'eleven_text_to_sound_v2' },
  });
});

test('music is no loop, and nobody sings', async () => {
  const { isLoop, costMicros } = await compose({ kind: 'MUSIC', durationSeconds: 90 }, { model: 'music_v2_5' });
  expect([isLoop, costMicros]).toEqual([false, 1_500_000n]);
  expect(house.asked[0]).toMatchObject({
    path: '/v1/music',
    body: { prompt: 'Waves.', music_length_ms: 90_000, model_id: 'music_v2_5', force_instrumental: true },
  });
});

test.each([
  [45, 30],
  [0.1, 0.5],
])('of %d s that are ordered %d are made', async (durationSeconds, seconds) => {
  const { costMicros } = await compose({ durationSeconds });
  expect(house.asked[0]?.body.duration_seconds).toBe(seconds);
  expect(costMicros).toBe(BigInt(seconds * 12_000));
});

test('ambience and music are made by models of their own, at the price that was said', async () => {
  for (const kind of ['AMBIENCE', 'MUSIC'] as const) {
    for (const model of elevenLabsSound.models.filter((one) => elevenLabsSound.serves?.({ ...order, kind }, one))) {
      expect(model.limits.kinds).toEqual([kind]);
      const { expectedMicros, ceilingMicros } = elevenLabsSound.price({ ...order, kind }, model);
      const { costMicros } = await compose({ kind }, { model: model.name });
      expect([expectedMicros, ceilingMicros]).toEqual([costMicros, costMicros]);
    }
  }
});

test.each([
  ['words', Buffer.from('{"audio": "later"}')],
  ['nothing', Buffer.alloc(0)],
])('%s in the place of sound are a bad reply', async (_what, bytes) => {
  house.answer = { bytes };
  expect(await failureOf(compose())).toMatchObject({ code: 'BAD_REPLY', billed: 'UNKNOWN' });
});

test.each([
  ['a key that is wrong', 401, 'invalid_api_key', 'UNAUTHORISED'],
  ['an empty account', 401, 'quota_exceeded', 'OUT_OF_CREDIT'],
  ['its policy', 400, 'content_against_policy', 'REFUSED'],
  ['too many at once', 429, 'too_many_concurrent_requests', 'RATE_LIMITED'],
  ['a broken house', 500, 'internal', 'TRANSIENT'],
])('%s is told as what it is, and nothing is billed', async (_what, status, code, kind) => {
  house.answer = { status, json: { detail: { status: code, message: 'No.' } } };
  expect(await failureOf(compose())).toMatchObject({ code: kind, billed: 'NOTHING' });
  expect(house.asked).toHaveLength(1);
});

test('nobody knows what a sound cost that broke off', async () => {
  house.answer = { bytes: MP3, end: 'BREAKS_OFF' };
  expect(await failureOf(compose())).toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
});

test('who is not waited for any more is asked no longer', async () => {
  house.answer = { end: 'HANGS' };
  const stop = new AbortController();
  const composing = failureOf(compose({}, { signal: stop.signal }));
  await house.nextAsked();
  const reason = new Error('Nobody waits.');
  stop.abort(reason);
  expect(await composing).toBe(reason);
});

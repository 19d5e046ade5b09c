import { inParts } from '../../../src/pipeline/production/speech.stage';
import type { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import { elevenLabsSpeech } from '../../../src/providers/speech/elevenlabs';
import type { SpeechRequest } from '../../../src/providers/speech/speech';
import { failureOf, House, type HouseAnswer, type HouseAsked } from '../../support/house';
import { madeBy } from '../../support/providers';

const SENTENCE = 'Trees keep a city cool in summer.';
const TEXT = Array.from({ length: 700 }, () => SENTENCE).join(' ');
const order: SpeechRequest = { text: TEXT, voice: 'Adam', language: 'en', before: null, after: null, variation: 0 };

let house: House;
beforeEach(async () => {
  house = await new House().open();
});
afterEach(() => house.close());

/** A second of a tone, in which the characters of the order are heard one after the other. */
function spoken({ body }: HouseAsked): HouseAnswer {
  const samples = Int16Array.from({ length: 24_000 }, (_, at) => Math.round(9_000 * Math.sin(at / 10)));
  const characters: string[] = [...body.text];
  const seconds = (index: number) => index / characters.length;
  const alignment = {
    characters,
    character_start_times_seconds: characters.map((_, index) => seconds(index)),
    character_end_times_seconds: characters.map((_, index) => seconds(index + 1)),
  };
  return { json: { audio_base64: Buffer.from(samples.buffer).toString('base64'), alignment } };
}

const provider = inParts(elevenLabsSpeech);
const speak = () => madeBy(provider, order, { means: house.means(provider) });

test('a text that is longer than a call may be is spoken in parts that know of each other, and heard as one', async () => {
  house.answer = spoken;
  const { words, sentences, durationSeconds, costMicros, voice } = await speak();
  const texts: string[] = house.asked.map(({ body }) => body.text);
  expect(texts.join(' ')).toBe(TEXT);
  expect(texts.map((text) => text.length <= 10_000)).toEqual([true, true, true]);
  expect(house.asked.map(({ body }) => [body.previous_text, body.next_text])).toEqual([
    [undefined, texts[1]?.slice(0, 1_000)],
    [texts[0]?.slice(-1_000), texts[2]?.slice(0, 1_000)],
    [texts[1]?.slice(-1_000), undefined],
  ]);
  expect(words?.map(({ text }) => text)).toEqual(TEXT.split(' '));
  expect(sentences?.map(({ text }) => text)).toEqual(Array(700).fill(SENTENCE));
  for (const heard of [words ?? [], sentences ?? []]) {
    const times = [0, ...heard.flatMap((one) => [one.startSeconds, one.endSeconds]), durationSeconds];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  }
  expect(voice).toBe('Adam');
  const [model] = provider.models;
  // The blank between two parts is not spoken.
  const parts = texts.reduce((sum, { length }) => sum + BigInt(length) * 300n, 0n);
  expect(costMicros).toBe(parts);
  expect(model && provider.price(order, model).ceilingMicros - parts).toBe(600n);
});

test('where a later part fails, what was spoken before it is paid for', async () => {
  house.answer = (asked) =>
    house.asked.length < 3 ? spoken(asked) : { status: 500, json: { detail: { message: 'No.', status: 'internal' } } };
  const failed = (await failureOf(speak())) as SupplierFailed;
  const spent = house.asked.slice(0, 2).reduce((sum, { body }) => sum + BigInt(body.text.length) * 300n, 0n);
  expect(failed).toMatchObject({ code: 'TRANSIENT', billed: { micros: spent } });
});

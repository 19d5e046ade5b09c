import { anthropicVision } from '../../../src/providers/vision/anthropic';
import type { VisionRequest } from '../../../src/providers/vision/vision';
import { claudeSays } from '../../support/claude';
import { failureOf, House } from '../../support/house';
import { madeBy } from '../../support/providers';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const size = { width: 1920, height: 1080 };
const order: VisionRequest = {
  frames: [
    { bytes: PNG, size, atSeconds: 0 },
    { bytes: JPEG, size, atSeconds: 1.5 },
  ],
  prompt: 'A harbour at night.',
  narrative: null,
  style: 'ink',
  legible: null,
};
const scores = { overall: 82, visualAccuracy: 85, styleConsistency: null, technicalQuality: 90, narrativeFit: null };
const SEEN = { description: 'A harbour.', issues: ['It is day.'], suggestions: ['Say night.'], scores };

let house: House;
beforeEach(async () => {
  house = await new House().open();
});
afterEach(() => house.close());

const look = (request: Partial<VisionRequest> = {}) =>
  madeBy(anthropicVision, { ...order, ...request }, { means: house.means(anthropicVision) });

test('what it says is a judgement, and costs what it counted', async () => {
  house.answer = claudeSays(JSON.stringify(SEEN));
  expect(await look()).toEqual({ basis: 'JUDGED', ...SEEN, measured: {}, costMicros: 4_000n });
});

test('it is shown the frames in their order, behind the words of the order', async () => {
  house.answer = claudeSays(JSON.stringify(SEEN));
  await look();
  const [words, ...pictures] = house.asked[0]?.body.messages[0].content ?? [];
  expect(words.text).toContain('A harbour at night.');
  const source = (media_type: string, bytes: Buffer) => ({
    type: 'base64',
    media_type,
    data: bytes.toString('base64'),
  });
  expect(pictures).toEqual([
    { type: 'image', source: source('image/png', PNG) },
    { type: 'image', source: source('image/jpeg', JPEG) },
  ]);
  expect(house.asked[0]?.body.output_config.format.schema.properties.scores.additionalProperties).toBe(false);
});

test('a score that is none is a bad reply, and billed', async () => {
  house.answer = claudeSays(JSON.stringify({ ...SEEN, scores: { ...scores, overall: 101 } }));
  expect(await failureOf(look())).toMatchObject({ code: 'BAD_REPLY', billed: { micros: 4_000n } });
});

test('what it refuses to look at is refused', async () => {
  house.answer = claudeSays('', { stop: 'refusal', explanation: 'Not this.', usage: { input_tokens: 0 }, written: 0 });
  expect(await failureOf(look())).toMatchObject({ code: 'REFUSED', billed: 'NOTHING' });
});

test('a larger picture costs no more than it is looked at, and one more frame costs more', () => {
  const [model] = anthropicVision.models;
  if (!model) throw new Error('There is no model.');
  const price = (...sizes: (typeof size)[]) =>
    anthropicVision.price({ ...order, frames: sizes.map((one) => ({ size: one })) }, model);
  const [large, larger] = [price({ width: 3_000, height: 2_000 }), price({ width: 8_000, height: 8_000 })];
  expect(larger).toEqual(large);
  expect(price(size, size).expectedMicros - price(size).expectedMicros).toBeGreaterThan(5_000n);
  expect(price(size).expectedMicros).toBeLessThan(price(size).ceilingMicros);
});

test('it is shown one frame at least, and twenty at most', () => {
  const [model] = anthropicVision.models;
  const frames = (count: number) => Array.from({ length: count }, () => ({ size }));
  const serves = (count: number) => model && anthropicVision.serves?.({ ...order, frames: frames(count) }, model);
  expect([0, 1, 20, 21].map(serves)).toEqual([false, true, true, false]);
});

import fc from 'fast-check';
import type { ImageModel, ImageRequest } from '../../../src/providers/image/image';
import { openaiImage } from '../../../src/providers/image/openai';
import { drawn } from '../../support/pictures';
import { madeBy } from '../../support/providers';
import { type Answer, json, StandIn } from '../../support/stand-in';

const KEY = 'sk-proj-0123456789abcdef';
const request: ImageRequest = {
  task: 'GENERATE',
  size: { width: 1920, height: 1080 },
  prompt: 'A fox in the snow',
  style: 'ink',
  variation: 0,
  inputs: [],
  mask: null,
  caption: null,
};
const PNG = drawn('image/png', 96, 54);
const usage = (drawnTokens: number, words = 50, pictures = 0) => ({
  output_tokens: drawnTokens,
  input_tokens: words + pictures,
  total_tokens: drawnTokens + words + pictures,
  input_tokens_details: { text_tokens: words, image_tokens: pictures },
});
const picture = (bytes: Buffer = PNG, counted: object | null = usage(1_413)): Answer =>
  json({ created: 1, data: [{ b64_json: bytes.toString('base64') }], usage: counted });

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.open();
  standIn.answer = picture();
});
afterEach(() => standIn.close());

const pictured = (changes: Partial<ImageRequest> = {}, model = 'gpt-image-2.5-flare') =>
  madeBy(
    openaiImage,
    { ...request, ...changes },
    { means: standIn.means(openaiImage.settings, { OPENAI_API_KEY: KEY }), model },
  );

function modelNamed(name: string): ImageModel {
  const model = openaiImage.models.find((one) => one.name === name);
  if (!model) throw new Error(`It has no ${name}.`);
  return model;
}

describe('what it costs', () => {
  const of = (name: string, width: number, height: number) =>
    openaiImage.price({ task: 'GENERATE', size: { width, height }, prompt: 'A leaf', inputs: [] }, modelNamed(name));

  test.each([
    ['dall-e-3', 1024, 1024, 40_000n],
    ['dall-e-3', 1792, 1024, 80_000n],
    ['dall-e-3-hd', 1024, 1024, 80_000n],
    ['dall-e-3-hd', 1920, 1080, 120_000n],
  ])('%s asks one price for %d × %d', (name, width, height, micros) => {
    expect(of(name, width, height)).toEqual({ expectedMicros: micros, ceilingMicros: micros });
  });

  test.each([
    ['gpt-image-2', 1024, 1024, 0.053],
    ['gpt-image-2', 1536, 1024, 0.041],
    ['gpt-image-1', 1024, 1024, 0.042],
    ['gpt-image-1', 1024, 1536, 0.063],
  ])('%s draws %d × %d for $%d, as published, and reads a prompt for little', (name, width, height, dollars) => {
    const words = 1_500; // 300 tokens at $5 per million
    const drawing = (Number(of(name, width, height).expectedMicros) - words) / 1e6;
    expect(Math.abs(drawing - dollars)).toBeLessThan(0.0006);
  });

  const orders = fc.record({
    size: fc.record({ width: fc.integer({ min: 256, max: 4_096 }), height: fc.integer({ min: 256, max: 4_096 }) }),
    task: fc.constantFrom('GENERATE', 'EDIT', 'CUT_OUT'),
    prompt: fc.string({ minLength: 1, maxLength: 400 }),
    model: fc.constantFrom(...openaiImage.models),
  });

  test('no picture is expected to cost more than it can', () => {
    fc.assert(
      fc.property(orders, ({ model, ...terms }) => {
        const inputs = terms.task === 'GENERATE' ? [] : [{ name: 'a' }];
        const { expectedMicros, ceilingMicros } = openaiImage.price({ ...terms, inputs }, model);
        expect(expectedMicros).toBeGreaterThan(0n);
        expect(expectedMicros).toBeLessThanOrEqual(ceilingMicros);
      }),
    );
  });

  test('what was said before is what is billed where nothing is counted', async () => {
    standIn.answer = picture(PNG, null);
    await fc.assert(
      fc.asyncProperty(orders, async ({ model, ...terms }) => {
        const inputs = terms.task === 'GENERATE' ? [] : [{ name: 'a', bytes: PNG }];
        const order = { ...terms, prompt: 'A leaf', inputs };
        fc.pre(openaiImage.serves?.(order, model) ?? true);
        const { costMicros } = await pictured(order, model.name);
        expect(costMicros).toBe(openaiImage.price(order, model).expectedMicros);
      }),
      { numRuns: 20 },
    );
  });

  test('what is counted within the limits costs no more than the ceiling', async () => {
    const counts = fc.record({
      words: fc.integer({ min: 0, max: 1_600 }),
      inputs: fc.integer({ min: 0, max: 4 }),
      each: fc.integer({ min: 0, max: 6_500 }),
    });
    await fc.assert(
      fc.asyncProperty(counts, async ({ words, inputs: count, each }) => {
        standIn.answer = picture(PNG, usage(1_413, words, count * each));
        const inputs = Array.from({ length: count }, (_, index) => ({ name: `${index}`, bytes: PNG }));
        const { costMicros } = await pictured({ inputs });
        const { ceilingMicros } = openaiImage.price({ ...request, inputs }, modelNamed('gpt-image-2.6-flare'));
        expect(costMicros).toBeLessThanOrEqual(ceilingMicros);
      }),
      { numRuns: 20 },
    );
  });
});

test('a model is asked for what it does', () => {
  const does = (task: ImageRequest['task']) =>
    openaiImage.models.filter((model) => openaiImage.serves?.({ ...request, task }, model)).map(({ name }) => name);
  expect(does('CUT_OUT')).not.toContain('gpt-image-2');
  expect(does('CUT_OUT')[0]).toBe('gpt-image-2.6-flare');
  expect(does('EDIT')).toContain('gpt-image-2');
  expect(does('EDIT')).not.toContain('dall-e-3');
  expect(does('GENERATE')).toHaveLength(8);
});

import fc from 'fast-check';
import { z } from 'zod';
import { Unsupported } from '../../../src/pipeline/errors';
import type { JsonObject, JsonValue } from '../../../src/pipeline/values/canonical-json';
import { extracted } from '../../../src/providers/text/extract';
import { replyOf } from '../../../src/providers/text/reply';
import { tokensOf } from '../../../src/providers/text/summary';

const PARK = `Write a script of 3 scenes about this text.

Trees cool cities on hot summer days. In Freiburg, 412 sensors measured the air for two years.
Streets with old trees were 3.5 degrees cooler than streets without. The effect was strongest in the afternoon.
Water evaporates from the leaves, and the shade keeps the asphalt from storing heat.
Planting takes time, so the oldest trees matter most. Gardeners water young trees for five summers.
The study was published on 2024-05-17 at https://example.org/trees.`;

const order = (schema: JsonObject | null, more: object = {}) => ({
  prompt: PARK,
  schema,
  mostTokens: 4000,
  variation: 0,
  ...more,
});
const value = (schema: JsonObject, more: object = {}) => JSON.parse(extracted(order(schema, more)));
const object = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const bounds = fc.tuple(fc.nat(6), fc.nat(6)).map(([least, more]) => [least, least + more] as const);
const described = fc.constantFrom<JsonObject>({}, { description: 'what the trees do' }, { title: 'Heat' });
const strings = fc.tuple(bounds, described, fc.boolean()).map(
  ([[minLength, maxLength], about, isLong]): JsonObject => ({
    type: 'string',
    minLength: isLong ? minLength * 200 : minLength,
    maxLength: isLong ? maxLength * 200 : maxLength,
    ...about,
  }),
);
const patterns = fc
  .constantFrom('^[a-z]+$', '^[a-z0-9-]+$', '^\\d+$', '^[A-Z]')
  .map((pattern): JsonObject => ({ type: 'string', pattern }));
const numbers = fc
  .tuple(
    fc.constantFrom('number', 'integer'),
    fc.integer({ min: -50, max: 50 }),
    fc.integer({ min: 2, max: 100 }),
    fc.constantFrom('closed', 'open', 'multiple', 'below', 'above'),
  )
  .map(([type, low, span, form]): JsonObject => {
    if (form === 'open') return { type, exclusiveMinimum: low, exclusiveMaximum: low + span };
    if (form === 'multiple') return { type, minimum: low, maximum: low + span, multipleOf: Math.min(span, 7) };
    if (form === 'below') return { type, maximum: low };
    return form === 'above' ? { type, exclusiveMinimum: low } : { type, minimum: low, maximum: low + span };
  });
const enums = fc
  .uniqueArray(fc.constantFrom<JsonValue>('heat', 'trees', 'a', 'WIDE_SHOT', 1, 2.5, null, true), { minLength: 1 })
  .map((its): JsonObject => ({ enum: its }));
const leaves = fc.oneof(
  strings,
  patterns,
  numbers,
  enums,
  fc.constantFrom<JsonObject>(
    { type: 'boolean' },
    { type: 'null' },
    { const: { a: [1] } },
    {},
    { type: ['string', 'null'] },
    { $ref: '#/$defs/person' },
    { $ref: '#/$defs/tree' },
  ),
);
const names = fc.constantFrom(
  'title',
  'visualPrompt',
  'id',
  'scenes',
  'heat',
  'durationSeconds',
  'a/b',
  '~x',
  'trees',
  '__proto_',
);

const schemas = fc.letrec<{ node: JsonObject }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(names, tie('node')), { selector: ([name]) => name, maxLength: 4 }),
        fc.nat(15),
        fc.constantFrom(true, false, undefined),
      )
      .map(
        ([members, mask, additionalProperties]): JsonObject => ({
          type: 'object',
          properties: Object.fromEntries(members),
          required: members.filter((_member, index) => (mask >> index) & 1).map(([name]) => name),
          ...(additionalProperties === undefined ? {} : { additionalProperties }),
        }),
      ),
    fc
      .tuple(tie('node'), bounds)
      .map(([items, [minItems, maxItems]]): JsonObject => ({ type: 'array', items, minItems, maxItems })),
    fc.tuple(strings, fc.nat(4)).map(
      ([items, least]): JsonObject => ({
        type: 'array',
        items: { ...items, minLength: 3, maxLength: 300 },
        minItems: least,
        uniqueItems: true,
      }),
    ),
    fc.tuple(tie('node'), tie('node')).map(([a, b]): JsonObject => ({ anyOf: [a, b] })),
    fc.tuple(tie('node'), tie('node')).map(
      ([a, b]): JsonObject => ({
        oneOf: [object({ kind: { const: 'one' }, its: a }), object({ kind: { const: 'two' }, its: b })],
      }),
    ),
    fc.tuple(tie('node'), fc.nat(3)).map(
      ([a, most]): JsonObject => ({
        allOf: [object({ a }, ['a']), { type: 'object', properties: { a: true }, maxProperties: most + 1 }],
      }),
    ),
  ),
})).node;

const $defs: JsonObject = {
  person: object({ name: { type: 'string' }, age: { type: 'integer', minimum: 0, maximum: 120 } }),
  tree: object({
    label: { type: 'string', maxLength: 30 },
    children: { type: 'array', items: { $ref: '#/$defs/tree' } },
    next: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] },
  }),
};

test('any schema of the supported kind is fulfilled, and the same again for the same order', () => {
  fc.assert(
    fc.property(
      schemas,
      fc.constantFrom(PARK, 'x', 'Ein Satz. Noch einer? 木の上。', '🌳 3'),
      fc.nat(3),
      (schema, prompt, variation) => {
        const json = { type: 'object', properties: { reply: schema }, required: ['reply'], $defs };
        const asked = { prompt, schema: json, mostTokens: 60_000, variation };
        const text = extracted(asked);
        expect(replyOf({ vendor: 'test', text, schema: { name: 'reply', json }, costMicros: 0n })).toEqual(
          JSON.parse(text),
        );
        expect(extracted(asked)).toBe(text);
      },
    ),
    { numRuns: Number(process.env.WORKPRINT_SCHEMAS ?? 150) },
  );
});

test('texts are quoted, from the sentence that says most of what is asked', () => {
  const { cooling, watering } = value(
    object({
      cooling: { type: 'string', description: 'how many degrees cooler streets with trees are' },
      watering: { type: 'string', description: 'how long gardeners water young trees' },
    }),
  );
  expect(cooling).toContain('3.5 degrees cooler');
  expect(watering).toContain('Gardeners water young trees');
  for (const text of [cooling, watering])
    for (const sentence of text.split(/(?<=\.) /)) expect(PARK.replaceAll('\n', ' ')).toContain(sentence);
});

test('scenes are as many as the prompt says, each of its own stretch of the source', () => {
  const scene = object({
    id: { type: 'string' },
    title: { type: 'string', maxLength: 60 },
    narration: { type: 'string' },
  });
  const { scenes } = value(object({ scenes: { type: 'array', items: scene } }));
  expect(scenes).toHaveLength(3);
  expect(scenes.map(({ id }: { id: string }) => id)).toEqual(['scenes-1', 'scenes-2', 'scenes-3']);
  expect(new Set(scenes.map(({ narration }: { narration: string }) => narration)).size).toBe(3);
  expect(JSON.stringify(scenes)).not.toContain('Write a script');
});

test('numbers and forms are quoted where the source has them', () => {
  const figures = value(
    object({
      sensors: { type: 'integer' },
      published: { type: 'string', format: 'date' },
      link: { type: 'string', format: 'uri' },
      gardeners: { type: 'boolean' },
      penguins: { type: 'boolean' },
      topic: { enum: ['rivers', 'cities', 'space'] },
    }),
  );
  expect(figures).toEqual({
    sensors: 412,
    published: '2024-05-17',
    link: 'https://example.org/trees',
    gardeners: true,
    penguins: false,
    topic: 'cities',
  });
});

test('what need not be there is there only where the source has a word about it', () => {
  const optional = { trees: { type: 'string' }, penguin: { type: 'string' } };
  expect(Object.keys(value(object(optional, [])))).toEqual(['trees']);
});

test('a reply that would be too long is shortened, and refused where it cannot be', () => {
  const schema = object({
    parts: { type: 'array', minItems: 2, items: object({ text: { type: 'string' }, more: { type: 'string' } }) },
  });
  expect(tokensOf(extracted(order(schema)))).toBeGreaterThan(100);
  expect(tokensOf(extracted(order(schema, { mostTokens: 100 })))).toBeLessThanOrEqual(100);
  expect(() => extracted(order(schema, { mostTokens: 5 }))).toThrow('longer than the reply may be');
  expect(() => value(object({ list: { type: 'array', minItems: 1e9 } }))).toThrow('longer than the reply may be');
});

test.each<[string, JsonObject, string]>([
  ['a keyword that is not known', { not: { type: 'string' } }, '/scene: the keyword not'],
  ['a pattern that no word has', { type: 'string', pattern: '^#[0-9]{9}$' }, '/scene: a text of the pattern'],
  [
    'a format that the prompt does not quote',
    { type: 'string', format: 'email' },
    '/scene: a text in the format email',
  ],
  ['bounds that nothing is within', { type: 'number', minimum: 5, maximum: 4 }, '/scene: a number'],
  ['a value that must hold itself', { $ref: '#/properties/scene' }, 'hold itself'],
  ['a reference that leads nowhere', { $ref: '#/$defs/none' }, 'where nothing is'],
  ['a reference to elsewhere', { $ref: 'https://example.org/schema' }, 'outside'],
  ['a type that there is not', { type: 'date' }, 'no JSON Schema'],
  ['what contradicts itself', { allOf: [{ type: 'string' }, { type: 'number' }] }, '/scene: what nothing can be'],
  ['branches that cannot be told apart', { oneOf: [{ type: 'null' }, { type: 'null' }] }, '/scene: an oneOf'],
  [
    'items that must differ and cannot',
    { type: 'array', items: { type: 'null' }, minItems: 2, uniqueItems: true },
    '/scene/1: items',
  ],
])('refuses %s, and says where', (_name, schema, got) => {
  const refusal = (() => {
    try {
      return value(object({ scene: schema }));
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(Unsupported);
  expect(refusal.got).toContain(got);
});

test('prose is the sentences that say most, in their order, within the tokens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (mostTokens) => {
      const text = extracted(order(null, { mostTokens }));
      expect(tokensOf(text)).toBeLessThanOrEqual(mostTokens);
      const source = PARK.replaceAll('\n', ' ');
      const places = text.split(/(?<=\.) (?=[A-Z])/).map((sentence) => source.indexOf(sentence));
      expect(places).not.toContain(-1);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
    }),
    { numRuns: 60 },
  );
  expect(extracted(order(null))).not.toContain('Write a script');
});

test('another variation quotes something else', () => {
  const schema = object({ summary: { type: 'string' } });
  expect(value(schema, { variation: 1 })).not.toEqual(value(schema));
});

test('what no database keeps is left out of a reply, and long texts are cut between characters', () => {
  const prompt = `A half \ud800 and a \0 nothing. ${'🌳'.repeat(30_000)} stand here.`;
  const text = extracted({ prompt, schema: null, mostTokens: 60_000, variation: 0 });
  expect(text).toContain('A half');
  expect(/\p{Surrogate}|\0/u.test(text)).toBe(false);
});

test('a schema as zod writes it is filled with what zod takes', () => {
  const cut = z.object({ kind: z.literal('cut'), at: z.int().nonnegative() });
  const fade = z.object({ kind: z.literal('fade'), seconds: z.number().positive().max(3) });
  const shape = z.strictObject({
    title: z.string().min(1).max(60),
    mood: z.enum(['calm', 'tense']).nullable(),
    joins: z
      .array(z.discriminatedUnion('kind', [cut, fade]))
      .min(2)
      .max(4),
    prices: z.record(z.string(), z.number()),
    note: z.string().optional(),
    mostOf: z.record(z.enum(['trees', 'heat']), z.number().min(0).max(1)),
  });
  const json = JSON.parse(JSON.stringify(z.toJSONSchema(shape)));
  for (let variation = 0; variation < 4; variation += 1) {
    const reply = value(json, { variation });
    expect(shape.safeParse(reply).error?.issues ?? []).toEqual([]);
  }
});

import type { JsonObject } from '../../../src/pipeline/values/canonical-json';
import { isStrict } from '../../../src/providers/openai/strict';
import { JUDGEMENT_SCHEMA } from '../../../src/providers/vision/judgement';

const closed = (properties: JsonObject): JsonObject => {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
};
const nested = (levels: number): JsonObject =>
  levels === 1 ? closed({ leaf: { type: 'string' } }) : closed({ next: nested(levels - 1) });

test.each([
  ['one whose objects are closed and whose members are required', closed({ a: { type: 'string' } }), true],
  ['the one of a judgement', JUDGEMENT_SCHEMA, true],
  [
    'one with lists and choices',
    closed({ a: { type: 'array', items: { anyOf: [closed({}), { type: 'null' }] } } }),
    true,
  ],
  ['one with definitions', { ...closed({ a: { $ref: '#/$defs/b' } }), $defs: { b: closed({}) } }, true],
  [
    'one with a definition that is open',
    { ...closed({ a: { $ref: '#/$defs/b' } }), $defs: { b: { type: 'object' } } },
    false,
  ],
  ['one with a member that may be missing', { ...closed({ a: { type: 'string' } }), required: [] }, false],
  ['one that may hold more', { type: 'object', properties: {}, required: [] }, false],
  ['one that is open within', closed({ a: { type: 'array', items: { type: 'object' } } }), false],
  ['one with a length', closed({ a: { type: 'string', minLength: 1 } }), false],
  ['one that is no object', { type: 'array', items: { type: 'string' } }, false],
  ['one that is a choice at its root', { ...closed({}), anyOf: [closed({})] }, false],
  ['one of four objects and a leaf', nested(4), true],
  ['one of five objects and a leaf', nested(5), false],
])('%s: strict is %s', (_name, schema, expected) => {
  expect(isStrict(schema)).toBe(expected);
});

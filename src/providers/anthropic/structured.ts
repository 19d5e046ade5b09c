import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';

/** What makes a schema say anything at all. */
const SAYING = ['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf', 'allOf'];

/**
 * How a model is held to a schema. It is told what it cannot be held to: the API takes closed objects alone, and a record of any names
 * would come back empty. Whatever it says is checked by us.
 */
export function structured(json: JsonObject): Structured {
  const words = `Reply with nothing but JSON of this JSON Schema:\n${JSON.stringify(json)}`;
  if (!canBeHeldTo(json)) return { words, format: null };
  const { transformJSONSchema }: typeof import('@anthropic-ai/sdk/lib/transform-json-schema') =
    require('@anthropic-ai/sdk/lib/transform-json-schema');
  return { words: null, format: { type: 'json_schema', schema: transformJSONSchema(json) } };
}

interface Structured {
  /** For its instructions. */
  readonly words: string | null;
  readonly format: { readonly type: 'json_schema'; readonly schema: { [key: string]: unknown } } | null;
}

function canBeHeldTo(schema: JsonObject): boolean {
  const isOpen = (schema.additionalProperties ?? false) !== false || schema.patternProperties !== undefined;
  const isNameless = [schema.type].flat().includes('object') && !isObject(schema.properties);
  if (isOpen || isNameless || !SAYING.some((word) => schema[word] !== undefined)) return false;
  return schemasWithin(schema).every(canBeHeldTo);
}

function schemasWithin({ properties, $defs, items, anyOf, oneOf, allOf }: JsonObject): JsonObject[] {
  const named = [properties, $defs].flatMap((its) => (isObject(its) ? Object.values(its) : []));
  return [...named, ...[items, anyOf, oneOf, allOf].flat()].filter((one) => isObject(one));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

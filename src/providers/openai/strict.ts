import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';

/** What a schema may say for its replies to be held to it token by token. */
const KEYWORDS = new Set([
  ...['type', 'title', 'description', 'enum', 'const', 'anyOf', '$ref', '$defs'],
  ...['properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems'],
  ...['pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);
/** As the documentation has had it longest; deeper ones are taken by newer models alone. */
const MOST_LEVELS = 5;

/**
 * Whether OpenAI takes a schema as strict: every object closed and every member required. Others are sent as a hint, and what comes back is
 * checked against the schema either way.
 */
export function isStrict(schema: JsonObject): boolean {
  return schema.type === 'object' && schema.anyOf === undefined && fits(schema, 1);
}

function fits(schema: JsonValue, level: number): boolean {
  if (!isObject(schema) || level > MOST_LEVELS) return false;
  if (!Object.keys(schema).every((keyword) => KEYWORDS.has(keyword))) return false;
  const { properties, items, anyOf, $defs } = schema;
  if ((schema.type === 'object' || properties !== undefined) && !isClosed(schema)) return false;
  const deeper = [...valuesOf(properties), ...(items === undefined ? [] : [items])];
  const beside = [...(isList(anyOf) ? anyOf : []), ...valuesOf($defs)];
  return deeper.every((one) => fits(one, level + 1)) && beside.every((one) => fits(one, level));
}

function isClosed({ properties, required, additionalProperties }: JsonObject): boolean {
  if (additionalProperties !== false || !isObject(properties)) return false;
  const names = isList(required) ? required : [];
  return Object.keys(properties).every((name) => names.includes(name));
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
const valuesOf = (value: JsonValue | undefined): JsonValue[] => (isObject(value) ? Object.values(value) : []);

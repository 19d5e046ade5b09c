import { Unsupported } from '../../pipeline/errors';
import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import { canonicalJson } from '../../pipeline/values/canonical-json';

export type Schema = JsonObject;

/** What would have to be thought of, and is not. */
const UNKNOWN = [
  ...['not', 'if', 'then', 'else', 'contains', 'patternProperties', 'dependencies', 'dependentRequired'],
  ...['dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef'],
];

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

export const numberIn = (schema: Schema, key: string): number | null => {
  const value = schema[key];
  return typeof value === 'number' ? value : null;
};

export function unsupported(place: string, got: string): Unsupported {
  return new Unsupported(`The offline text supplier cannot fill ${place || 'the whole'} of this schema.`, {
    expected:
      'types, enums, bounds, lists, objects, $ref, anyOf, oneOf and allOf that can be fulfilled from the prompt',
    got: `${place || 'the root'}: ${got}`,
    remedy: 'Simplify the schema there, or configure a supplier of text that is a model.',
  });
}

/** One schema and what it refers to. */
export class Schemas {
  /** By reference, how deep a value is at the least: endless where it would have to hold itself. */
  readonly #heights = new Map<string, number>();

  constructor(readonly root: Schema) {
    let isSettled = false;
    while (!isSettled) {
      const before = canonicalHeights(this.#heights);
      this.height(root);
      for (const ref of [...this.#heights.keys()]) this.#heights.set(ref, this.height(this.#target(ref, ref)) + 1);
      isSettled = before === canonicalHeights(this.#heights);
    }
  }

  height(schema: JsonValue | undefined): number {
    if (!isObject(schema)) return schema === false ? Number.POSITIVE_INFINITY : 0;
    return Math.max(this.#heightOfRef(schema), this.#heightOfParts(schema), this.#heightOfChoice(schema));
  }

  #heightOfRef({ $ref }: Schema): number {
    if (typeof $ref !== 'string') return 0;
    if (!this.#heights.has($ref)) this.#heights.set($ref, Number.POSITIVE_INFINITY);
    return this.#heights.get($ref) ?? 0;
  }

  #heightOfParts(schema: Schema): number {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = listOf(schema.required).map((name) => this.height(properties[String(name)]) + 1);
    // Looked at all the same: a reference that nobody needs must be known, too.
    for (const property of Object.values(properties)) this.height(property);
    const tuple = [...listOf(schema.items), ...listOf(schema.prefixItems)];
    // What comes after a tuple may be forbidden: then nothing does.
    const itemHeights = (tuple.length > 0 ? tuple : [schema.items]).map((each) => this.height(each));
    this.height(schema.additionalProperties);
    const items = (numberIn(schema, 'minItems') ?? 0) > 0 ? itemHeights.map((height) => height + 1) : [];
    return Math.max(0, ...required, ...items);
  }

  #heightOfChoice(schema: Schema): number {
    const among = (key: string) => listOf(schema[key]).map((branch) => this.height(branch));
    const least = (heights: readonly number[]) => (heights.length === 0 ? 0 : Math.min(...heights));
    return Math.max(0, ...among('allOf'), least(among('anyOf')), least(among('oneOf')));
  }

  #target(ref: string, place: string): JsonValue {
    if (!ref.startsWith('#')) throw unsupported(place, `a $ref to ${ref}, which is outside`);
    let found: JsonValue | undefined = this.root;
    for (const part of ref.split('/').slice(1)) {
      const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      found = Array.isArray(found) ? found[Number(name)] : isObject(found) ? found[name] : undefined;
    }
    if (found === undefined) throw unsupported(place, `a $ref to ${ref}, where nothing is`);
    return found;
  }

  /** With what it refers to, and with all that it must be at once. Null: nothing can be that. */
  plain(schema: JsonValue | undefined, place: string): Schema | null {
    if (schema === false) return null;
    if (!isObject(schema)) return {};
    if (this.height(schema) === Number.POSITIVE_INFINITY) throw unsupported(place, 'a value that must hold itself');
    const unknown = UNKNOWN.find((key) => schema[key] !== undefined);
    if (unknown) throw unsupported(place, `the keyword ${unknown}`);
    const { $ref, allOf, ...rest } = schema;
    const parts = [...(typeof $ref === 'string' ? [this.#target($ref, place)] : []), ...listOf(allOf)];
    return parts.reduce<Schema | null>((whole, part) => {
      const its = whole && this.plain(part, place);
      return whole && its && merged(whole, its, place);
    }, rest);
  }
}

const canonicalHeights = (heights: ReadonlyMap<string, number>): string => [...heights].join(';');

const LEAST_OF = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const MOST_OF = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const SAID_ONCE = ['pattern', 'format', 'multipleOf', 'anyOf', 'oneOf', 'const', 'prefixItems'];

/** What fulfils both; null where nothing does. */
export function merged(a: Schema, b: Schema, place: string): Schema | null {
  const whole: Record<string, JsonValue> = { ...b, ...a };
  for (const key of Object.keys(a).filter((name) => b[name] !== undefined)) {
    const value = mergedKey(key, [a[key] ?? null, b[key] ?? null], place);
    if (value === undefined) return null;
    whole[key] = value;
  }
  return whole;
}

/** Undefined where nothing is both. */
function mergedKey(key: string, [a, b]: readonly [JsonValue, JsonValue], place: string): JsonValue | undefined {
  if (canonicalJson(a) === canonicalJson(b)) return a;
  if (LEAST_OF.includes(key)) return Math.min(Number(a), Number(b));
  if (MOST_OF.includes(key)) return Math.max(Number(a), Number(b));
  if (key === 'required') return [...new Set([...listOf(a), ...listOf(b)])];
  if (key === 'uniqueItems') return a || b;
  if (key === 'type')
    return nonEmpty(
      typesOf(a)
        .filter((type) => isAmong(type, typesOf(b)))
        .concat(narrowed(a, b)),
    );
  if (key === 'enum')
    return nonEmpty(
      listOf(a).filter((value) => listOf(b).some((other) => canonicalJson(other) === canonicalJson(value))),
    );
  if (key === 'const') return undefined;
  if (key === 'properties' && isObject(a) && isObject(b)) return bothProperties(a, b);
  if (key === 'items' || key === 'additionalProperties') return both(a, b);
  if (SAID_ONCE.includes(key)) throw unsupported(place, `two different ${key} at once`);
  return a;
}

const typesOf = (type: JsonValue): string[] => (Array.isArray(type) ? type : [type]).map(String);
const isAmong = (type: string, types: readonly string[]): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));
const narrowed = (a: JsonValue, b: JsonValue): string[] =>
  typesOf(a).includes('number') && !typesOf(b).includes('number') && typesOf(b).includes('integer') ? ['integer'] : [];
const nonEmpty = (values: readonly JsonValue[]): JsonValue | undefined => (values.length > 0 ? values : undefined);
const both = (a: JsonValue, b: JsonValue): JsonValue =>
  a === false || b === false ? false : a === true ? b : b === true ? a : { allOf: [a, b] };

function bothProperties(a: JsonObject, b: JsonObject): JsonObject {
  const shared = Object.keys(a).filter((name) => b[name] !== undefined);
  return { ...b, ...a, ...Object.fromEntries(shared.map((name) => [name, both(a[name] ?? true, b[name] ?? true)])) };
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * One spelling for equal values: keys in code unit order, no spaces, numbers as JSON.stringify writes them.
 * `-0` is written `0`. A number that JSON cannot say (NaN, Infinity) is refused: it would hash like `null`.
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value as JsonObject);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON spelling.`);
  return JSON.stringify(value);
}

function canonicalObject(object: JsonObject): string {
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`);
  return `{${members.join(',')}}`;
}

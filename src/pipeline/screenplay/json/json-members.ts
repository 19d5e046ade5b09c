import { InvalidInput } from '../../errors';
import type { JsonObject, JsonValue } from '../../values/canonical-json';

/** An object of the file, where it stands in it, and the input field that the file came in. */
export interface Place {
  readonly object: JsonObject;
  /** `scenes[3]`; empty: the root. */
  readonly path: string;
  readonly field: readonly string[];
}

export function pathOf({ path }: Pick<Place, 'path'>, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

export function objectAt(value: JsonValue | undefined, { path, field }: Omit<Place, 'object'>): Place {
  if (!isObject(value)) throw wrongShape({ path, field }, 'an object', value);
  return { object: value, path, field };
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Null where it is missing or null. */
export function listAt(place: Place, name: string): readonly JsonValue[] | null {
  const value = place.object[name] ?? null;
  if (value === null || isList(value)) return value;
  throw wrongShape({ ...place, path: pathOf(place, name) }, 'a list', value);
}

/** A number is as good as its digits. Null where it is missing, null or empty. */
export function textAt(place: Place, name: string): string | null {
  const value = place.object[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw wrongShape({ ...place, path: pathOf(place, name) }, 'a text', value);
}

/** Digits are as good as a number. Null where it is missing, null or empty. */
export function numberAt(place: Place, name: string): number | null {
  const value = place.object[name] ?? null;
  if (value === null || (typeof value === 'string' && value.trim() === '')) return null;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw wrongShape({ ...place, path: pathOf(place, name) }, 'a number', value);
}

export function wrongShape({ path, field }: Omit<Place, 'object'>, expected: string, got: JsonValue | undefined) {
  const where = path || 'The root';
  return new InvalidInput(`${where} of the screenplay is not ${expected}.`, {
    field: [...field],
    expected: `${expected} at ${path || 'the root'}`,
    got: spelled(got),
    remedy: `Make ${path || 'the root'} ${expected}, or leave it out where it is not known.`,
  });
}

function spelled(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (isList(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What an object holds besides these. */
export function membersBesides(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}

import { InvalidInput } from '../../errors';
import type { JsonObject, JsonValue } from '../../values/canonical-json';
import type { ShotListProblem } from '../shot-list';

/** One artifact as it was brought, with what was noticed while it was read. */
export interface Brought {
  readonly path: string;
  readonly value: JsonObject;
  readonly problems: ShotListProblem[];
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null where nothing was brought. */
export function broughtArtifact(name: string, value: JsonValue, problems: ShotListProblem[]): Brought | null {
  if (value === null) return null;
  if (isObject(value)) return { path: name, value, problems };
  throw new InvalidInput(`The artifact \`${name}\` is no object.`, {
    field: [name],
    expected: 'a JSON object, or null where there is none',
    got: kindOf(value),
    remedy: `Bring the whole ${name} artifact, as its step wrote it.`,
  });
}

export function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function warn(from: Brought, name: string, expected: string, got: JsonValue): void {
  const message = `Expected ${expected} at \`${from.path}.${name}\`, got ${kindOf(got)}; it was left out.`;
  from.problems.push({ code: 'BIBLE_VALUE_LEFT_OUT', severity: 'WARNING', message, scene: null, shot: null });
}

function own(from: Brought, name: string): JsonValue {
  return Object.hasOwn(from.value, name) ? (from.value[name] ?? null) : null;
}

/** The first of the names under which text stands. A number is text too: `"age_range": 34`. */
export function textOf(from: Brought, ...names: string[]): string | null {
  for (const name of names) {
    const value = own(from, name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
    if (value !== null && typeof value !== 'string') warn(from, name, 'text', value);
  }
  return null;
}

/** A list of texts, or one text that is parted where its reader would. */
export function textsOf(from: Brought, name: string, between: RegExp = /[\n;,]/): string[] {
  const value = own(from, name);
  if (value === null) return [];
  if (typeof value === 'string') return parted(value, between);
  if (!Array.isArray(value)) {
    warn(from, name, 'a list of texts', value);
    return [];
  }
  return value.flatMap((item: JsonValue, index: number) => listedText(from, `${name}[${index}]`, item));
}

function listedText(from: Brought, name: string, item: JsonValue): string[] {
  if (typeof item === 'string') return item.trim() === '' ? [] : [item.trim()];
  if (typeof item === 'number') return [String(item)];
  warn(from, name, 'text', item);
  return [];
}

function parted(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.replace(/^\s*[-•*]\s+/, '').trim())
    .filter((part) => part !== '');
}

export function objectOf(from: Brought, name: string): Brought | null {
  const value = own(from, name);
  if (isObject(value)) return { path: `${from.path}.${name}`, value, problems: from.problems };
  if (value !== null) warn(from, name, 'an object', value);
  return null;
}

/** A bare text in a list of objects stands for an object of that name. One object alone is a list of one. */
export function objectsOf(from: Brought, name: string, nameOfText: string): Brought[] {
  const value = own(from, name);
  if (value === null) return [];
  if (!Array.isArray(value) && !isObject(value)) {
    warn(from, name, 'a list', value);
    return [];
  }
  const listed: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return listed.flatMap((item, index) => {
    const path = `${name}[${index}]`;
    if (typeof item === 'string') return [{ ...from, path: `${from.path}.${path}`, value: { [nameOfText]: item } }];
    if (isObject(item)) return [{ ...from, path: `${from.path}.${path}`, value: item }];
    warn(from, path, 'an object', item);
    return [];
  });
}

/** By name, texts alone. */
export function textsByName(from: Brought, name: string): Record<string, string> {
  const held = objectOf(from, name);
  if (held === null) return {};
  const texts = Object.keys(held.value).map((key) => [key, textOf(held, key)] as const);
  return Object.fromEntries(texts.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

/** The artifact within its wrapping: `{ hero: { hero: …, antagonist: … } }` or what it wraps. */
export function unwrapped(from: Brought, wrapping: readonly string[], members: readonly string[]): Brought {
  if (members.some((name) => isObject(own(from, name)) || Array.isArray(own(from, name)))) return from;
  const inside = wrapping.find((name) => isObject(own(from, name)));
  const held = inside === undefined ? null : objectOf(from, inside);
  return held === null ? from : unwrapped(held, wrapping, members);
}

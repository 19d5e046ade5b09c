import type { JsonObject } from '../../values/canonical-json';
import { beginningOf } from './storable';

/** Keys that reach what every object inherits. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** An object, and no list. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `scenes` and `narration` → `scenes.narration`; `scenes` and 2 → `scenes[2]`. */
export function pathTo(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const shown = key.length > MOST_SHOWN ? `${beginningOf(key, MOST_SHOWN)}…` : key;
  return path === '' ? shown : `${path}.${shown}`;
}

/** A key may be a whole text. */
const MOST_SHOWN = 60;

/** What a value is, never what it says: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

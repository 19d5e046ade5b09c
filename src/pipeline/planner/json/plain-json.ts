import type { JsonValue } from '../../values/canonical-json';
import type { Warn } from '../warnings';
import { kindOf, pathTo, UNSAFE_KEYS } from './json-value';
import { storableText } from './storable';

const MOST_LEVELS = 40;
/** A manifest of a thousand scenes with three pictures each has 251,000 values. What doubles at each level has no end. */
const MOST_VALUES = 1_000_000;

/**
 * A value of our own that JSON can say, whatever comes in: no cycles, no getters, no prototypes, no numbers without a spelling, no text that Postgres
 * refuses. Undefined where nothing is left.
 */
export function plainJson(value: unknown, warn: Warn): JsonValue | undefined {
  return new Copy(warn).of(value, '', []);
}

class Copy {
  #values = 0;

  constructor(private readonly warn: Warn) {}

  of(value: unknown, path: string, around: readonly object[]): JsonValue | undefined {
    this.#values += 1;
    if (this.#values > MOST_VALUES)
      return this.#dropped('TOO_LARGE', `Of more than ${MOST_VALUES} values the rest is left out.`);
    if (typeof value === 'string') return this.#text(value, path);
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return value as JsonValue;
    if (value === undefined) return undefined;
    if (typeof value !== 'object')
      return this.#dropped('NOT_JSON', `${path} is ${kindOf(value)}, which JSON cannot say.`, path);
    if (around.includes(value)) return this.#dropped('CYCLE', `${path} contains itself, and is left out there.`, path);
    if (around.length === MOST_LEVELS) {
      return this.#dropped('TOO_DEEP', `${path} lies below ${MOST_LEVELS} levels, and is left out.`, path);
    }
    return this.#container(value, path, [...around, value]);
  }

  /** Whoever answers for a property may refuse to. */
  #container(value: object, path: string, around: readonly object[]): JsonValue | undefined {
    try {
      return Array.isArray(value) ? this.#list(value, path, around) : this.#object(value, path, around);
    } catch {
      return this.#dropped('UNREADABLE', `${path} cannot be read, and is left out.`, path);
    }
  }

  #list(list: readonly unknown[], path: string, around: readonly object[]): JsonValue[] {
    const copied: JsonValue[] = [];
    for (let index = 0; index < list.length && this.#values <= MOST_VALUES; index += 1) {
      const item = this.of(list[index], pathTo(path, index), around);
      if (item !== undefined) copied.push(item);
    }
    return copied;
  }

  #object(object: object, path: string, around: readonly object[]): JsonValue {
    const copied: Record<string, JsonValue> = {};
    for (const written of Object.keys(object)) {
      const key = storableText(written);
      const at = pathTo(path, key);
      if (UNSAFE_KEYS.has(key))
        this.#dropped('UNSAFE_KEY', `${at} reaches what is not the draft's, and is removed.`, at);
      else {
        const member = this.of((object as Record<string, unknown>)[written], at, around);
        if (member !== undefined) copied[key] = member;
      }
    }
    return copied;
  }

  #text(text: string, path: string): string {
    const cleaned = storableText(text);
    if (cleaned !== text)
      this.warn({ code: 'TEXT_CLEANED', message: `${path} had characters that cannot be kept.`, path });
    return cleaned;
  }

  #dropped(code: string, message: string, path: string | null = null): undefined {
    this.warn({ code, message, path });
  }
}

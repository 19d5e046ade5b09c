import type { JsonValue } from '../../values/canonical-json';
import { isRecord } from '../json/json-value';
import { fits, isList, keysOfPointer, placeAt } from './draft-places';

/** From where in a draft to where, as JSON pointers. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

export interface MovedDraft {
  readonly draft: JsonValue;
  readonly moved: number;
  /** From nowhere, to no place of a manifest, from a place that is right, or to one that is taken. */
  readonly refused: number;
}

type Place = JsonValue[] | Record<string, JsonValue>;

/**
 * The draft with parts of it where they belong. Only what it has can be moved, once each, and only to where nothing stands that may stay: so nothing is
 * added to what it says, and nothing that is right is lost.
 */
export function movedDraft(draft: JsonValue, moves: readonly Move[]): MovedDraft {
  const mover = new Mover(draft);
  for (const move of moves) mover.take(move);
  return mover;
}

class Mover implements MovedDraft {
  draft: JsonValue;
  moved = 0;
  refused = 0;
  readonly #before: JsonValue;
  readonly #taken = new Set<string>();
  readonly #names: ReadonlySet<string>;

  constructor(draft: JsonValue) {
    this.#before = draft;
    this.draft = isRecord(draft) ? structuredClone(draft) : {};
    this.#names = namesIn(draft);
  }

  take({ from, to }: Move): void {
    const [source, target] = [keysOfPointer(from), keysOfPointer(to)];
    const isDone = source !== null && target !== null && !this.#taken.has(from) && this.#move(source, target);
    this.#taken.add(from);
    if (isDone) this.moved += 1;
    else this.refused += 1;
  }

  #move(source: readonly string[], target: readonly string[]): boolean {
    const isName = (key: string) => this.#names.has(key);
    const [value, place, home] = [valueAt(this.#before, source), placeAt(target, isName), placeAt(source, isName)];
    if (value === undefined || place === null) return false;
    if (home && fits(home, value)) return false;
    const there = valueAt(this.draft, target);
    if (there !== undefined && !isEmpty(there) && fits(place, there)) return false;
    return this.#put(target, value, isName);
  }

  /** Whatever stands on the way and can hold nothing is in no right place. */
  #put(keys: readonly string[], value: JsonValue, isName: (key: string) => boolean): boolean {
    let holder = this.draft as Place;
    for (const [index, key] of keys.slice(0, -1).entries()) {
      const node = placeAt(keys.slice(0, index + 1), isName);
      const inner = memberOf(holder, key);
      const isRight = node && (isList(node) ? Array.isArray(inner) : isRecord(inner));
      const next = (isRight ? inner : node && isList(node) ? [] : {}) as Place;
      if (!isRight) put(holder, key, next as JsonValue);
      holder = next;
    }
    put(holder, keys.at(-1) ?? '', structuredClone(value));
    return true;
  }
}

/** A list has no gaps: what is missing in it says nothing, and is repaired. */
function put(holder: Place, key: string, value: JsonValue): void {
  if (!Array.isArray(holder)) return void Object.defineProperty(holder, key, { value, ...PLAIN });
  while (holder.length < Number(key)) holder.push(null);
  holder[Number(key)] = value;
}

const PLAIN = { writable: true, enumerable: true, configurable: true };

function memberOf(holder: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(holder)) return /^\d{1,9}$/.test(key) ? holder[Number(key)] : undefined;
  return isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function valueAt(root: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keys) value = value === undefined ? undefined : memberOf(value, key);
  return value;
}

const isEmpty = (value: JsonValue): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const MOST_NAME_CHARACTERS = 100;

/** What may be a key where any may be: the draft's own keys, and its short texts. */
function namesIn(draft: JsonValue): ReadonlySet<string> {
  const names = new Set<string>();
  const open: JsonValue[] = [draft];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && value.length <= MOST_NAME_CHARACTERS) names.add(value);
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) for (const key of Object.keys(value)) names.add(key);
    for (const member of Object.values(value)) open.push(member);
  }
  return names;
}

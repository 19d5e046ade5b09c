import type { JsonObject, JsonValue } from '../../values/canonical-json';
import { UNSAFE_KEYS } from '../json/json-value';
import { plainCharacters } from './characters';
import { withoutMarkup } from './markup';
import { Removed } from './removed';
import { REMOVED } from './secret-kinds';
import type { Treatment } from './treatment';

export interface WithoutSecrets extends Pick<Treatment, 'warnings'> {
  readonly value: JsonValue;
}

type Place = JsonValue[] | Record<string, JsonValue>;

/** A member of this name holds one, whatever it looks like. */
const SECRET_NAME =
  /^(?:.*(?:api|access|private)[ _-]?key.*|.*passw(?:or)?d.*|.*secret.*|.*credential.*|authorization|pwd|(?:.*[_ -])?token|.*[a-z]Token)$/;

/** The same rules for hints, to any depth: what stands in an object may be as deep as its text is long. */
export function withoutSecrets(value: JsonValue): WithoutSecrets {
  const removed = new Removed();
  const root: JsonValue[] = [];
  const open: { readonly from: JsonValue; readonly put: (copy: JsonValue) => void }[] = [
    { from: value, put: (copy) => void root.push(copy) },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { from, put } = next;
    if (typeof from === 'string') put(cleaned(from, removed));
    else if (typeof from !== 'object' || from === null) put(from);
    else {
      const copy: Place = Array.isArray(from) ? new Array<JsonValue>(from.length).fill(null) : {};
      put(copy);
      // Last first, since what was put on last is taken first: members keep their order.
      for (const { name, member } of membersOf(from, removed).reverse())
        open.push({ from: member, put: (inner) => void Reflect.set(copy, name, inner) });
    }
  }
  return { value: root[0] ?? null, warnings: removed.warnings };
}

interface Member {
  readonly name: string | number;
  readonly member: JsonValue;
}

/** A place in a list is no name that could be a secret: asking cost 20 µs each. */
function membersOf(from: readonly JsonValue[] | JsonObject, removed: Removed): Member[] {
  if (isList(from)) return from.map((member, name) => ({ name, member }));
  return Object.entries(from).flatMap(([key, member]) => {
    const name = keptName(key, removed);
    return name === null ? [] : [{ name, member: isSecretMember(key, member, removed) ? REMOVED : member }];
  });
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function cleaned(text: string, removed: Removed): string {
  return removed.from(withoutMarkup(plainCharacters(text)));
}

/** Null for what reaches into every object, and for a name that is a secret itself. */
function keptName(key: string, removed: Removed): string | null {
  const name = plainCharacters(key);
  if (UNSAFE_KEYS.has(name)) return null;
  return cleaned(name, removed) === name ? name : null;
}

function isSecretMember(key: string, member: JsonValue, removed: Removed): boolean {
  if (!SECRET_NAME.test(key.toLowerCase()) && !SECRET_NAME.test(key)) return false;
  if (typeof member !== 'string' || member === '' || member === REMOVED) return false;
  removed.secret('a secret');
  return true;
}

import type { JsonValue } from '../../values/canonical-json';
import { UNSAFE_KEYS } from '../json/json-value';
import { draftNode } from './draft-schema';
import { fitted, type SchemaNode } from './fit-schema';

/** What of a manifest is said by whoever plans; all else is the server's, or made of this. */
const PARTS: readonly string[] = ['metadata', 'scenes', 'assets', 'audio', 'visuals', 'effects', 'consistency'];
const MOST_ITEMS = 200;

/** The keys that a JSON pointer leads by; null: it is none, or leads to what is no draft's. */
export function keysOfPointer(pointer: string): readonly string[] | null {
  if (!pointer.startsWith('/') || pointer.length > 400) return null;
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.some((key) => UNSAFE_KEYS.has(key)) ? null : keys;
}

/** What the schema says of a place of a draft; null: there is no such place. `isName`: which keys there may be where any may be. */
export function placeAt(keys: readonly string[], isName: (key: string) => boolean): SchemaNode | null {
  if (!PARTS.includes(keys[0] ?? '')) return null;
  let nodes: readonly SchemaNode[] = [draftNode()];
  for (const key of keys) nodes = nodes.flatMap((node) => below(node, key, isName));
  return nodes[0] ?? null;
}

function below(node: SchemaNode, key: string, isName: (key: string) => boolean): readonly SchemaNode[] {
  const { anyOf = [], items, properties, additionalProperties } = node;
  if (anyOf.length > 0) return anyOf.flatMap((one) => below(one, key, isName));
  if (items) return /^\d{1,3}$/.test(key) && Number(key) < MOST_ITEMS ? [items] : [];
  if (properties) return Object.hasOwn(properties, key) ? [properties[key] ?? {}] : [];
  return typeof additionalProperties === 'object' && isName(key) ? [additionalProperties] : [];
}

export function isList(node: SchemaNode): boolean {
  return node.items !== undefined || (node.anyOf ?? []).some(isList);
}

/** Whether a value is what its place wants, with nothing to repair. */
export function fits(node: SchemaNode, value: JsonValue): boolean {
  let isChanged = false;
  const fit = fitted(node, value, '', () => {
    isChanged = true;
  });
  return fit !== undefined && !isChanged;
}

/** Every place where a text, a number or a flag may stand, as whoever repairs is told of it: `*` stands for an index or a name. */
export function placesOfDraft(): readonly string[] {
  const { properties = {} } = draftNode();
  return PARTS.flatMap((part) => leavesOf(properties[part] ?? {}, `/${part}`));
}

function leavesOf(node: SchemaNode, path: string): readonly string[] {
  const { anyOf = [], items, properties, additionalProperties } = node;
  if (anyOf.length > 0) return [...new Set(anyOf.flatMap((one) => leavesOf(one, path)))];
  if (items) return leavesOf(items, `${path}/*`);
  if (properties) return Object.entries(properties).flatMap(([key, member]) => leavesOf(member, `${path}/${key}`));
  return typeof additionalProperties === 'object' ? leavesOf(additionalProperties, `${path}/*`) : [path];
}

import type { JsonObject, JsonValue } from '../../values/canonical-json';
import { ELEMENT_KINDS, type ElementKind, type ScreenplayElement } from '../screenplay';
import { numberAt, objectAt, type Place, textAt, wrongShape } from './json-members';

/** A heading within the elements: the scene's own once more, or a SHOT. */
export type JsonKind = ElementKind | 'SLUGLINE';
export interface JsonElement extends Omit<ScreenplayElement, 'kind'> {
  readonly kind: JsonKind;
}

const DEEPEST = 99;
const OTHER_NAMES: Readonly<Record<string, JsonKind>> = {
  SLUGLINE: 'SLUGLINE',
  SCENE_HEADING: 'SLUGLINE',
  HEADING: 'SLUGLINE',
  DESCRIPTION: 'ACTION',
  CENTERED: 'CENTRED',
  LYRICS: 'LYRIC',
  CUE: 'CHARACTER',
};

/** What is of an unknown kind is seen: ACTION. */
function kindOf(type: string | null): JsonKind {
  const name = (type ?? '').trim().toUpperCase().replace(/[\s-]/g, '_');
  const known = ELEMENT_KINDS.find((kind) => kind === name);
  return known ?? (Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined) ?? 'ACTION';
}

/** An element, or a line of action as a bare text. Speech that names its speaker has its cue before it. */
export function elementsOf(value: JsonValue, where: Omit<Place, 'object'>): JsonElement[] {
  if (typeof value === 'string') return said({ kind: 'ACTION', text: value });
  if (typeof value !== 'object' || value === null) throw wrongShape(where, 'an element', value);
  const place = objectAt(value, where);
  const kind = kindOf(textAt(place, 'element_type') ?? textAt(place, 'type') ?? textAt(place, 'kind'));
  const text = textAt(place, 'content') ?? textAt(place, 'text') ?? '';
  return [...cueOf(kind, place), ...said(elementOf(kind, text, place))];
}

function elementOf(kind: JsonKind, text: string, place: Place): JsonElement {
  if (kind === 'SECTION')
    return { kind, text, depth: Math.min(Math.max(Math.trunc(numberAt(place, 'depth') ?? 1), 1), DEEPEST) };
  if (kind === 'CHARACTER' && place.object.is_dual === true) return { kind, text, isDual: true };
  return { kind, text: kind === 'PARENTHETICAL' ? withoutBrackets(text) : kind === 'PAGE_BREAK' ? '' : text };
}

function cueOf(kind: JsonKind, place: Place): JsonElement[] {
  if (kind !== 'DIALOGUE') return [];
  const parenthetical = withoutBrackets(textAt(place, 'parenthetical') ?? '');
  return [
    ...said({ kind: 'CHARACTER', text: textAt(place, 'character') ?? '' }),
    ...said({ kind: 'PARENTHETICAL', text: parenthetical }),
  ];
}

function said(element: JsonElement): JsonElement[] {
  return element.kind === 'PAGE_BREAK' || element.text.trim() !== '' ? [element] : [];
}

function withoutBrackets(text: string): string {
  const bare = text.trim();
  return bare.length > 1 && bare.startsWith('(') && bare.endsWith(')') ? bare.slice(1, -1) : text;
}

/** A heading within the elements is a shot. */
export function asShot({ kind, ...element }: JsonElement): ScreenplayElement {
  return { kind: kind === 'SLUGLINE' ? 'SHOT' : kind, ...element };
}

export function elementToJson({ kind, text, isDual, depth }: ScreenplayElement): JsonObject {
  return {
    element_type: kind.toLowerCase(),
    content: kind === 'PARENTHETICAL' ? `(${text})` : text,
    ...(isDual ? { is_dual: true } : {}),
    ...(kind === 'SECTION' ? { depth: depth ?? 1 } : {}),
  };
}

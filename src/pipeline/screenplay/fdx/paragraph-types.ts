import type { ElementKind } from '../screenplay';

/** Of what Final Draft calls a paragraph. Centred ones are CENTRED whatever their type. */
const KINDS: Readonly<Record<string, ElementKind>> = {
  action: 'ACTION',
  general: 'ACTION',
  character: 'CHARACTER',
  parenthetical: 'PARENTHETICAL',
  dialogue: 'DIALOGUE',
  transition: 'TRANSITION',
  shot: 'SHOT',
  lyrics: 'LYRIC',
  singing: 'LYRIC',
  'new act': 'SECTION',
  'end of act': 'CENTRED',
};

/** A type of somebody's own is seen: ACTION. */
export function kindOfType(type: string): ElementKind {
  return KINDS[type.trim().toLowerCase()] ?? 'ACTION';
}

/** Kinds that have a type; what has none travels as a script note of a General paragraph. */
export const TYPES: Readonly<Partial<Record<ElementKind, string>>> = {
  ACTION: 'Action',
  CHARACTER: 'Character',
  PARENTHETICAL: 'Parenthetical',
  DIALOGUE: 'Dialogue',
  TRANSITION: 'Transition',
  SHOT: 'Shot',
  LYRIC: 'Lyrics',
  CENTRED: 'General',
};

/** The name of a script note that holds an element. */
export function noteName(kind: ElementKind, depth = 1): string {
  if (kind === 'SECTION') return `Section ${depth}`;
  return kind === 'SYNOPSIS' ? 'Synopsis' : kind === 'BONEYARD' ? 'Boneyard' : 'Note';
}

export function kindOfNote(name: string): { kind: ElementKind; depth?: number } {
  const depth = /^Section (\d{1,2})$/.exec(name)?.[1];
  if (depth) return { kind: 'SECTION', depth: Number(depth) };
  return { kind: name === 'Synopsis' ? 'SYNOPSIS' : name === 'Boneyard' ? 'BONEYARD' : 'NOTE' };
}

/** The script note of a paragraph of the title page that says what it is. */
export const TITLE_PAGE_NOTE = 'Title page';

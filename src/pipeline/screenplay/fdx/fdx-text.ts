import { markedText } from '../marked-text';
import type { ElementKind, ScreenplayElement } from '../screenplay';
import { type StyledPart, styledParts } from '../styled-text';
import { kindOfNote, TITLE_PAGE_NOTE } from './paragraph-types';
import { xmlSafe } from './xml-text';
import { elementsOf, textWithin, type XmlElement } from './xml-tree';

/** What a paragraph shows, with marks of emphasis and its notes, and what it shows without its notes. */
export function paragraphText(paragraph: XmlElement): { text: string; isNotesAlone: boolean } {
  const parts = elementsOf(paragraph, 'Text', 'ScriptNote').flatMap(partOf);
  return { text: markedText(parts), isNotesAlone: parts.every((part) => 'kind' in part || part.text.trim() === '') };
}

function partOf(element: XmlElement): StyledPart[] {
  if (element.name === 'Text') return styledPart(element);
  const note = noteElement(element);
  if (isTitleNote(element) || note.text.trim() === '') return [];
  return [{ kind: note.kind === 'BONEYARD' ? 'BONEYARD' : 'NOTE', text: note.text }];
}

function styledPart(element: XmlElement): StyledPart[] {
  const styles = (element.attributes.get('Style') ?? '').toLowerCase().split('+');
  const has = (style: string) => styles.some((it) => it.trim() === style);
  const text = xmlSafe(textWithin(element));
  return [{ text, isBold: has('bold'), isItalic: has('italic'), isUnderlined: has('underline') }];
}

/** What a script note holds: a remark, or an element that Final Draft has no paragraph for. */
export function noteElement(note: XmlElement): ScreenplayElement {
  const paragraphs = elementsOf(note, 'Paragraph');
  const text = paragraphs.length > 0 ? paragraphs.map(textWithin).join('\n') : textWithin(note);
  return { ...kindOfNote(note.attributes.get('Name') ?? ''), text: xmlSafe(text).trim() };
}

export function isTitleNote({ attributes }: XmlElement): boolean {
  return attributes.get('Name') === TITLE_PAGE_NOTE;
}

/** Text as a paragraph of this kind can say it: marks in one order, blanks trimmed, without controls. */
export function fdxText(kind: ElementKind, written: string): string {
  return trimmed(kind, markedText(styledParts(trimmed(kind, xmlSafe(written)))));
}

/** Action alone may be indented. */
export function trimmed(kind: ElementKind, text: string): string {
  return kind === 'ACTION' ? text.trimEnd() : text.trim();
}

export function withoutBrackets(text: string): string {
  const bare = text.trim();
  return bare.length > 1 && bare.startsWith('(') && bare.endsWith(')') ? bare.slice(1, -1).trim() : bare;
}

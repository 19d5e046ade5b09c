import type { TitleField } from '../screenplay';
import { fdxText, isTitleNote, noteElement, paragraphText } from './fdx-text';
import { elementsOf, type XmlElement } from './xml-tree';

/** The fields of a title page: by the notes of ours, or as far as its lines say what they are. */
export function titleFieldsOf(root: XmlElement): TitleField[] {
  const contents = elementsOf(root, 'TitlePage').flatMap((page) => elementsOf(page, 'Content'));
  const lines = contents.flatMap((content) => elementsOf(content, 'Paragraph')).map(lineOf);
  const said = lines.filter(({ text }) => text !== '');
  if (said.some(({ key }) => key !== null))
    return said.map(({ key, text }) => ({ key: key ?? 'Contact', value: text }));
  return guessedFields(said.map(({ text }) => text));
}

function lineOf(paragraph: XmlElement): { key: string | null; text: string } {
  const note = elementsOf(paragraph, 'ScriptNote').find(isTitleNote);
  return { key: note ? noteElement(note).text || null : null, text: paragraphText(paragraph).text.trim() };
}

const CREDIT = /^(?:(?:screenplay|written|teleplay|story|adapted)[ \t]+)?by$/i;
const SOURCE = /^(?:based|adapted|suggested|inspired)[ \t]/i;

/** The first line is the title, the one after `written by` the author; the last lines are where to reach them. */
function guessedFields([title, ...rest]: readonly string[]): TitleField[] {
  const fields: TitleField[] = title === undefined ? [] : [{ key: 'Title', value: title }];
  const contact: string[] = [];
  for (const [at, line] of rest.entries()) {
    const key = keyOf(line, rest[at - 1]);
    const value = key === 'Author' ? line.replace(/^by[ \t]+/i, '') : line;
    if (key === null || fields.some((field) => field.key === key)) contact.push(line);
    else fields.push({ key, value });
  }
  return contact.length === 0 ? fields : [...fields, { key: 'Contact', value: contact.join('\n') }];
}

function keyOf(line: string, before: string | undefined): string | null {
  if (CREDIT.test(line)) return 'Credit';
  if (/^by[ \t]+\S/i.test(line) || (before !== undefined && CREDIT.test(before))) return 'Author';
  return SOURCE.test(line) ? 'Source' : null;
}

/** Fields as a title page can hold them. */
export function fdxFields(fields: readonly TitleField[]): TitleField[] {
  const said = fields.map(({ key, value }) => ({ key: safeKey(key), value: fdxText('CENTRED', value) }));
  return said.filter(({ key, value }) => key !== '' && value !== '');
}

function safeKey(key: string): string {
  return fdxText('NOTE', key.replace(/[[\]*_/\\]/g, ''));
}

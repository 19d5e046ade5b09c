import { factNotes } from '../scene-facts';
import type { Screenplay, ScreenplayElement, ScreenplayScene, TitleField } from '../screenplay';
import { actAfterAll } from '../section-acts';
import { isHiddenPart, type StyledPart, styledParts } from '../styled-text';
import { fdxSafe, isNewAct } from './fdx-safe';
import { noteName, TITLE_PAGE_NOTE, TYPES } from './paragraph-types';
import { xmlAttribute, xmlText } from './xml-text';

/**
 * A screenplay as the XML of Final Draft. What it has no paragraph for are script notes by name; facts are script notes of the heading, as
 * `beat: Catalyst`; the notes of the title page name its fields. Read back it equals `fdxSafe` of it.
 */
export function writeFdx(screenplay: Screenplay): string {
  const { titlePage, opening, scenes } = fdxSafe(screenplay);
  let act = actAfterAll(opening, null);
  const inScenes = scenes.flatMap((scene) => {
    const written: FdxBlock[] = [{ write: headingWriter(scene, act) }, ...blocksOf(scene.elements)];
    act = actAfterAll(scene.elements, act);
    return written;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
    '<FinalDraft DocumentType="Script" Template="No" Version="5">',
    '<Content>',
    ...withPageBreaks([...blocksOf(opening), ...inScenes]),
    '</Content>',
    ...writtenTitlePage(titlePage),
    '</FinalDraft>',
    '',
  ].join('\n');
}

/** A paragraph, or a page break before the next one. */
type FdxBlock = 'PAGE_BREAK' | { readonly write: (startsPage: boolean) => string };

/** A break that no paragraph follows has an empty one. */
function withPageBreaks(blocks: readonly FdxBlock[]): string[] {
  const written: string[] = [];
  let startsPage = false;
  for (const block of [...blocks, null]) {
    if (block === 'PAGE_BREAK' || block === null) {
      if (startsPage) written.push(paragraph({ Type: 'General', StartsNewPage: 'Yes' }, '<Text></Text>'));
      startsPage = block !== null;
    } else {
      written.push(block.write(startsPage));
      startsPage = false;
    }
  }
  return written;
}

function paragraph(attributes: Readonly<Record<string, string | null>>, inside: string): string {
  const said = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : [` ${name}="${xmlAttribute(value)}"`],
  );
  return `<Paragraph${said.join('')}>${inside}</Paragraph>`;
}

function headingWriter(scene: ScreenplayScene, sectionAct: number | null) {
  const notes = factNotes(scene, sectionAct).map((text) => scriptNote('Note', text));
  const inside = `${notes.join('')}<Text>${xmlText(scene.slugline)}</Text>`;
  return (startsPage: boolean) =>
    paragraph({ Number: scene.label, Type: 'Scene Heading', StartsNewPage: startsPage ? 'Yes' : null }, inside);
}

/** Speeches beside each other are one block. */
function blocksOf(elements: readonly ScreenplayElement[]): FdxBlock[] {
  const blocks: FdxBlock[] = [];
  for (let at = 0; at < elements.length; ) {
    const end = endOfDual(elements, at);
    const [first] = elements.slice(at, at + 1);
    if (end > at + 1) blocks.push({ write: dualWriter(elements.slice(at, end)) });
    else if (first) blocks.push(first.kind === 'PAGE_BREAK' ? first.kind : { write: (page) => standing(first, page) });
    at = Math.max(end, at + 1);
  }
  return blocks;
}

const IN_SPEECH: ReadonlySet<ScreenplayElement['kind']> = new Set(['DIALOGUE', 'PARENTHETICAL', 'LYRIC']);

/** After the last of the speeches beside the one that begins at a place; the place itself where none is. */
function endOfDual(elements: readonly ScreenplayElement[], at: number): number {
  if (elements[at]?.kind !== 'CHARACTER') return at;
  let end = at;
  let next = afterSpeech(elements, at);
  for (; elements[next]?.isDual; next = afterSpeech(elements, next)) end = next;
  return end === at ? at : next;
}

function afterSpeech(elements: readonly ScreenplayElement[], at: number): number {
  let end = at + 1;
  while (IN_SPEECH.has(elements[end]?.kind ?? 'ACTION')) end += 1;
  return end;
}

function dualWriter(elements: readonly ScreenplayElement[]) {
  const inside = elements.map((element) => standing(element, false)).join('');
  return (startsPage: boolean) =>
    paragraph({ StartsNewPage: startsPage ? 'Yes' : null }, `<DualDialogue>${inside}</DualDialogue>`);
}

function standing({ kind, text, depth }: ScreenplayElement, startsPage: boolean): string {
  const page = { StartsNewPage: startsPage ? 'Yes' : null };
  if (isNewAct({ kind, text, depth })) return paragraph({ Type: 'New Act', ...page }, writtenParts(text));
  const type = TYPES[kind];
  if (!type) return paragraph({ Type: 'General', ...page }, `${scriptNote(noteName(kind, depth), text)}<Text></Text>`);
  const shown = kind === 'PARENTHETICAL' ? `(${text})` : text;
  const Alignment = kind === 'CENTRED' ? 'Center' : null;
  return paragraph({ Alignment, Type: type, ...page }, writtenParts(shown));
}

function writtenParts(text: string): string {
  return styledParts(text).map(writtenPart).join('');
}

function writtenPart(part: StyledPart): string {
  if (isHiddenPart(part)) return scriptNote(noteName(part.kind), part.text);
  const styles = [part.isBold && 'Bold', part.isItalic && 'Italic', part.isUnderlined && 'Underline'].filter(Boolean);
  const style = styles.length > 0 ? ` Style="${styles.join('+')}"` : '';
  return `<Text${style}>${xmlText(part.text)}</Text>`;
}

function scriptNote(name: string, text: string): string {
  return `<ScriptNote Name="${name}"><Paragraph><Text>${xmlText(text)}</Text></Paragraph></ScriptNote>`;
}

function writtenTitlePage(fields: readonly TitleField[]): string[] {
  if (fields.length === 0) return [];
  const lines = fields.map(({ key, value }) =>
    paragraph({ Alignment: 'Center', Type: 'General' }, `${scriptNote(TITLE_PAGE_NOTE, key)}${writtenParts(value)}`),
  );
  return ['<TitlePage>', '<Content>', ...lines, '</Content>', '</TitlePage>'];
}

import type { ScreenplayElement } from '../screenplay';
import type { FountainBlock, FountainDocument } from './fountain-document';
import { type FountainLine, firstShown, fountainLines, isBlank, unwrapped } from './fountain-lines';
import { headingOf } from './headings';
import { hiddenElement } from './hidden-element';
import { interruptsAction, lineKind } from './line-kind';
import { actionText, markedText } from './paragraph-text';
import { speechAt } from './speech';
import { titlePageAt } from './title-page';

/**
 * A Fountain text as its blocks, losing nothing: `sourceOf` gives the text back. Any text is Fountain; linear in its length. It is read up
 * to the last of so many headings.
 */
export function readFountain(text: string, mostHeadings = Number.POSITIVE_INFINITY): FountainDocument {
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  const blocks: FountainBlock[] = begin > 0 ? [{ kind: 'BLANK', lines: 0, source: '\uFEFF' }] : [];
  const titlePage = titlePageAt(text, begin);
  if (titlePage) {
    const { fields, endExclusive } = titlePage;
    blocks.push({ kind: 'TITLE_PAGE', fields, source: text.slice(begin, endExclusive) });
  }
  const lines = fountainLines(text, titlePage?.endExclusive ?? begin);
  let headings = 0;
  for (let at = 0; at < lines.length && headings < mostHeadings; ) {
    at = readBlock(lines, at, blocks);
    if (blocks.at(-1)?.kind === 'HEADING') headings += 1;
  }
  return { blocks };
}

/** Adds what begins at a line; answers the first line after it. */
function readBlock(lines: readonly FountainLine[], at: number, blocks: FountainBlock[]): number {
  const line = lines[at];
  if (!line) return lines.length;
  const kind = lineKind(line, lines[at + 1]);
  if (kind === 'CHARACTER') return speechAt(lines, at, blocks);
  const end = endOf(kind, lines, at);
  const source = sourceOfLines(lines, at, end);
  if (kind === 'BLANK') blocks.push({ kind, lines: end - at, source });
  else if (kind === 'HEADING') blocks.push({ kind, ...headingOf(line), source });
  else if (kind === 'HIDDEN') for (const block of hiddenBlocks(line)) blocks.push(block);
  else
    blocks.push({ kind: 'ELEMENT', element: elementOf(kind, end === at + 1 ? [line] : lines.slice(at, end)), source });
  return end;
}

type ReadKind = ReturnType<typeof lineKind>;

/** Where what begins at a line ends. */
function endOf(kind: ReadKind, lines: readonly FountainLine[], at: number): number {
  const goesOn = GOES_ON[kind];
  let end = at + 1;
  for (let line = lines[end]; goesOn && line && goesOn(line); line = lines[end]) end += 1;
  return end;
}

const GOES_ON: Partial<Record<ReadKind, (line: FountainLine) => boolean>> = {
  BLANK: isBlank,
  ACTION: (line) => !isBlank(line) && !interruptsAction(line),
  LYRIC: (line) => lineKind(line, undefined) === 'LYRIC',
  CENTRED: (line) => lineKind(line, undefined) === 'CENTRED',
};

function sourceOfLines(lines: readonly FountainLine[], from: number, endExclusive: number): string {
  const [first, last] = [lines[from], lines[endExclusive - 1]];
  return first && last ? first.text.slice(first.start, last.next) : '';
}

function elementOf(kind: Exclude<ReadKind, 'BLANK' | 'HEADING' | 'HIDDEN'>, lines: FountainLine[]): ScreenplayElement {
  const [line] = lines;
  if (!line || kind === 'PAGE_BREAK') return { kind, text: '' };
  switch (kind) {
    case 'SECTION': {
      const depth = rank(line);
      return { kind, text: unwrapped(line, { first: depth }), depth };
    }
    case 'SYNOPSIS':
      return { kind, text: unwrapped(line, { first: 1 }) };
    case 'TRANSITION':
      return { kind, text: unwrapped(line, { first: line.shown.startsWith('>') ? 1 : 0 }) };
    case 'LYRIC':
      return { kind, text: markedText(lines, { first: 1 }) };
    case 'CENTRED':
      return { kind, text: markedText(lines, { first: 1, last: 1 }) };
    default:
      return { kind, text: actionText(lines) };
  }
}

function rank(line: FountainLine): number {
  const begin = firstShown(line);
  let at = begin;
  while (line.text[at] === '#') at += 1;
  return at - begin;
}

/** Each note and boneyard of a line that holds nothing else; the blanks after it go with it. */
function hiddenBlocks({ text, start, next, hidden }: FountainLine): FountainBlock[] {
  return hidden.map((range, at) => ({
    kind: 'ELEMENT' as const,
    element: hiddenElement(text, range),
    source: text.slice(at === 0 ? start : range.start, hidden[at + 1]?.start ?? next),
  }));
}

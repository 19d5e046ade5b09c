import { hiddenRanges } from '../hidden';
import { oneLine, withLineFeeds, withoutOuterBlankLines } from '../lines';
import { type FountainLine, fountainLines, writtenOf } from './fountain-lines';
import { withEmptyLines } from './hidden-element';

/** Such that nothing in it opens a note or a boneyard that it does not close. */
export function selfContained(written: string): string {
  const text = withLineFeeds(written);
  const parts: string[] = [];
  let from = 0;
  for (const { start, endExclusive } of hiddenRanges(text)) {
    parts.push(shielded(text.slice(from, start)), text.slice(start, endExclusive));
    from = endExclusive;
  }
  return parts.join('') + shielded(text.slice(from));
}

function shielded(text: string): string {
  return text.replace(/\[(?=\[)/g, '[ ').replace(/\/(?=\*)/g, '/\\');
}

/** Its lines, those without words at its ends left out. */
export function safeLines(text: string, safeLine: (line: FountainLine) => string): string {
  return withoutOuterBlankLines(fountainLines(selfContained(text)).map(safeLine)).join('\n');
}

export function indentedLine(line: FountainLine): string {
  return writtenOf(line).trimEnd();
}

export function bareLine(line: FountainLine): string {
  return writtenOf(line).trim();
}

export function safeOneLine(text: string): string {
  return oneLine(selfContained(text));
}

export function safeNote(text: string): string {
  return withEmptyLines(withLineFeeds(text))
    .replace(/\](?=\])/g, '] ')
    .trim();
}

export function safeBoneyard(text: string): string {
  return withLineFeeds(text)
    .replace(/\*(?=\/)/g, '* ')
    .trim();
}

/** Without what is hidden, on one line, and without the period that would force it. */
export function safeSlugline(text: string): string {
  const shown = fountainLines(oneLine(selfContained(text)))[0]?.shown ?? '';
  const said = shown.replace(/\[(?=\[)/g, '[ ').replace(/\/(?=\*)/g, '/ ');
  return said.replace(/^[.\s]+/, '') || 'SCENE';
}

/** Without marks at its end: a cue that ends with `^` is another's neighbour, what ends with `<` is centred. */
export function withoutMarkAtEnd(text: string, mark: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === mark || text[end - 1]?.trim() === '')) end -= 1;
  const bare = text.slice(0, end);
  return fountainLines(bare)[0]?.shown.endsWith(mark) ? bare.replaceAll(mark, '').trim() : bare;
}

import type { HiddenRange } from '../hidden';
import { withLineFeeds } from '../lines';
import type { ScreenplayElement } from '../screenplay';

/** A note or a boneyard without its brackets. The empty lines of a note lose the blanks that keep it together. */
export function hiddenElement(text: string, { kind, start, endExclusive }: HiddenRange): ScreenplayElement {
  const inside = withLineFeeds(text.slice(start + 2, endExclusive - 2));
  return { kind, text: kind === 'NOTE' ? withEmptyLines(inside).trim() : inside.trim() };
}

/** Lines of blanks as empty ones. */
export function withEmptyLines(text: string): string {
  return text.includes('\n') ? mapLines(text, (line) => (line.trim() === '' ? '' : line)) : text;
}

/** With its brackets, as it stands in a text. */
export function writtenHidden({ kind, text }: ScreenplayElement): string {
  if (kind === 'BONEYARD') return text.includes('\n') ? `/*\n${text}\n*/` : `/* ${text} */`;
  const inside = mapLines(text, (line) => (line === '' ? '  ' : line));
  return inside.endsWith(']') ? `[[${inside} ]]` : `[[${inside}]]`;
}

function mapLines(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}

import { withoutOuterBlankLines } from '../lines';
import type { ElementKind, ScreenplayElement } from '../screenplay';
import type { FountainBlock } from './fountain-document';
import { endsSpeech, type FountainLine, isBlank, unwrapped } from './fountain-lines';

type Spoken = Extract<ElementKind, 'PARENTHETICAL' | 'DIALOGUE' | 'LYRIC'>;

/** Adds a cue and what is said under it; answers the first line after the speech. */
export function speechAt(lines: readonly FountainLine[], cueAt: number, blocks: FountainBlock[]): number {
  const [cue] = lines.slice(cueAt, cueAt + 1);
  if (!cue) return lines.length;
  blocks.push({ kind: 'ELEMENT', element: cueElement(cue), source: sourceOf([cue]) });
  const following = lines[cueAt + 1];
  let at = cueAt + 1;
  if (!following || isBlank(following)) return at; // a forced cue that nobody speaks under
  for (let line = lines[at]; line && !endsSpeech(line); line = lines[at]) {
    const begin = at;
    const kind = spokenKind(line);
    do at += 1;
    while (goesOn(kind, lines[at]));
    const stretch = lines.slice(begin, at);
    blocks.push({ kind: 'ELEMENT', element: spokenElement(kind, stretch), source: sourceOf(stretch) });
  }
  return at;
}

function sourceOf(lines: readonly FountainLine[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  return first && last ? first.text.slice(first.start, last.next) : '';
}

/** Marks are taken off whatever stands before and after them: notes stay in the text. */
function cueElement(line: FountainLine): ScreenplayElement {
  const first = line.shown.startsWith('@') ? 1 : 0;
  const isDual = line.shown.length > first && line.shown.endsWith('^');
  const text = unwrapped(line, { first, last: isDual ? 1 : 0 });
  return isDual ? { kind: 'CHARACTER', text, isDual } : { kind: 'CHARACTER', text };
}

export function spokenKind({ shown }: Pick<FountainLine, 'shown'>): Spoken {
  if (shown.startsWith('~')) return 'LYRIC';
  return shown.length > 1 && shown.startsWith('(') && shown.endsWith(')') ? 'PARENTHETICAL' : 'DIALOGUE';
}

/** A line of two blanks goes with what is before it. */
function goesOn(kind: Spoken, line: FountainLine | undefined): boolean {
  if (!line || endsSpeech(line)) return false;
  return isBlank(line) || (kind !== 'PARENTHETICAL' && spokenKind(line) === kind);
}

function spokenElement(kind: Spoken, lines: readonly FountainLine[]): ScreenplayElement {
  const texts = lines.map((line) => unwrapped(line, isBlank(line) ? {} : MARKS[kind]));
  return { kind, text: withoutOuterBlankLines(texts).join('\n').trim() };
}

const MARKS = { LYRIC: { first: 1 }, PARENTHETICAL: { first: 1, last: 1 }, DIALOGUE: {} } as const;

import { type HiddenRange, hiddenRanges, seeker } from '../hidden';
import { withLineFeeds } from '../lines';

/** A line of a text. A line break within a note or a boneyard ends none. */
export interface FountainLine {
  readonly text: string;
  readonly start: number;
  /** Without its line break. */
  readonly endExclusive: number;
  /** With its line break. */
  readonly next: number;
  readonly hidden: readonly HiddenRange[];
  /** What it shows, without blanks around it. */
  readonly shown: string;
}

const NONE: readonly HiddenRange[] = [];

export function fountainLines(text: string, from = 0): FountainLine[] {
  const ranges = hiddenRanges(text, from);
  const lineEnd = lineEndSeeker(text);
  const lines: FountainLine[] = [];
  let at = 0;
  for (let start = from; start < text.length; ) {
    const first = at;
    let endExclusive = lineEnd(start);
    for (let range = ranges[at]; range && range.start < endExclusive; range = ranges[++at]) {
      if (range.endExclusive > endExclusive) endExclusive = lineEnd(range.endExclusive);
    }
    const hidden = at === first ? NONE : ranges.slice(first, at);
    const next = endExclusive + breakLength(text, endExclusive);
    lines.push({ text, start, endExclusive, next, hidden, shown: shownOf(text, { start, endExclusive, hidden }) });
    start = next;
  }
  return lines;
}

function lineEndSeeker(text: string): (from: number) => number {
  const feed = seeker(text, '\n');
  const carriage = seeker(text, '\r');
  return (from) => Math.min(feed(from), carriage(from), text.length);
}

function breakLength(text: string, at: number): number {
  if (text[at] === '\r') return text[at + 1] === '\n' ? 2 : 1;
  return at < text.length ? 1 : 0;
}

function shownOf(text: string, line: Pick<FountainLine, 'start' | 'endExclusive' | 'hidden'>): string {
  if (line.hidden.length === 0) return text.slice(line.start, line.endExclusive).trim();
  const shown: string[] = [];
  let from = line.start;
  for (const { start, endExclusive } of line.hidden) {
    shown.push(text.slice(from, start));
    from = endExclusive;
  }
  return `${shown.join('')}${text.slice(from, line.endExclusive)}`.trim();
}

export function isBlank({ shown, hidden }: FountainLine): boolean {
  return shown === '' && hidden.length === 0;
}

/** Two blanks or more on an empty line keep a speech together. */
export function endsSpeech(line: FountainLine): boolean {
  return isBlank(line) && line.endExclusive - line.start < 2;
}

/** As written, but for its line breaks. */
export function writtenOf({ text, start, endExclusive }: FountainLine): string {
  return withLineFeeds(text.slice(start, endExclusive));
}

/** As written, without so many shown characters at its beginning and its end, and without blanks around it. */
export function unwrapped(line: FountainLine, { first = 0, last = 0 }: { first?: number; last?: number }): string {
  const { text, start, endExclusive } = line;
  const head = first === 0 ? start : firstShown(line);
  const tail = last === 0 ? endExclusive : lastShown(line) + 1;
  const before = text.slice(start, head);
  const inner = text.slice(head + first, tail - last);
  return withLineFeeds(`${before}${inner}${text.slice(tail, endExclusive)}`).trim();
}

/** Where the first character is that it shows. */
export function firstShown({ text, start, hidden }: FountainLine): number {
  let at = start;
  for (const range of hidden) {
    const gap = text.slice(at, range.start);
    if (gap.trim() !== '') break;
    at = range.endExclusive;
  }
  while (isSpace(text[at])) at += 1;
  return at;
}

function lastShown({ text, endExclusive, hidden }: FountainLine): number {
  let at = endExclusive;
  for (const range of hidden.toReversed()) {
    if (text.slice(range.endExclusive, at).trim() !== '') break;
    at = range.start;
  }
  while (isSpace(text[at - 1])) at -= 1;
  return at - 1;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && character.trim() === '';
}

/** A note or what is struck out, with its brackets, within a text. */
export interface HiddenRange {
  readonly kind: 'NOTE' | 'BONEYARD';
  readonly start: number;
  readonly endExclusive: number;
}

const NONE: readonly HiddenRange[] = [];
/** Less than two blanks between two line breaks: what a note may not hold. */
const EMPTY_LINE = /(?:\r\n|\n|\r(?!\n))[^\S\r\n]?(?=[\r\n])/g;

/**
 * `[[notes]]` and `/* what is struck out * /`, in order, none within another: whichever opens first holds the rest. What is never closed is
 * text, and so is a note with an empty line in it. Linear: every search goes on from where the last one ended.
 */
export function hiddenRanges(text: string, from = 0): readonly HiddenRange[] {
  if (!text.includes('[[', from) && !text.includes('/*', from)) return NONE;
  const ranges: HiddenRange[] = [];
  const seek = seekersOf(text);
  let at = from;
  while (at < text.length) {
    const [note, boneyard] = [seek.note(at), seek.boneyard(at)];
    const start = Math.min(note, boneyard);
    if (start === Number.POSITIVE_INFINITY) break;
    const range = note < boneyard ? noteAt(start, seek) : boneyardAt(start, seek);
    if (range) ranges.push(range);
    at = range ? range.endExclusive : start + 1;
  }
  return ranges;
}

type Seek = (from: number) => number;

function seekersOf(text: string) {
  return {
    note: seeker(text, '[['),
    noteEnd: seeker(text, ']]'),
    boneyard: seeker(text, '/*'),
    boneyardEnd: seeker(text, '*/'),
    emptyLine: emptyLineSeeker(text),
  };
}

type Seekers = ReturnType<typeof seekersOf>;

function noteAt(start: number, seek: Seekers): HiddenRange | null {
  const end = seek.noteEnd(start + 2);
  if (end === Number.POSITIVE_INFINITY || seek.emptyLine(start) < end) return null;
  return { kind: 'NOTE', start, endExclusive: end + 2 };
}

function boneyardAt(start: number, seek: Seekers): HiddenRange | null {
  const end = seek.boneyardEnd(start + 2);
  return end === Number.POSITIVE_INFINITY ? null : { kind: 'BONEYARD', start, endExclusive: end + 2 };
}

/** The next place of a word, for places that only grow; infinite where there is none. */
export function seeker(text: string, word: string): Seek {
  let found = -1;
  return (from) => {
    if (found < from) found = text.indexOf(word, from);
    if (found < 0) found = Number.POSITIVE_INFINITY;
    return found;
  };
}

function emptyLineSeeker(text: string): Seek {
  const pattern = new RegExp(EMPTY_LINE);
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    pattern.lastIndex = from;
    found = pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    return found;
  };
}

/** A stretch of a text that is set alike, without marks. */
export interface StyledRun {
  readonly text: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
}

export interface PlacedRun extends StyledRun {
  readonly at: number;
}

/** A character that is no word: a backslash that shields what follows it, or a mark that opens or closes. */
export interface Mark {
  readonly at: number;
  readonly length: number;
  readonly role: 'ESCAPE' | 'OPEN' | 'CLOSE';
}

interface Opener {
  at: number;
  length: number;
}

const MARKED = /[*_\\]/;
const TOKEN = /\\[*_\\]|\*+|_|[\r\n]/g;
/** `****` and longer are a row of stars. */
const LONGEST_RUN = 3;

/**
 * The marks of `*italics*`, `**bold**`, `***both***` and `_underline_`, in order. A mark opens before what is no blank and closes after
 * what is none, on one line; what finds no partner is text. Linear: each mark is put on a pile once and taken off once.
 */
export function marksOf(text: string): Mark[] {
  if (!MARKED.test(text)) return [];
  const marks: Mark[] = [];
  let piles: Piles = { '*': [], _: [] };
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    if (token === '\n' || token === '\r') piles = { '*': [], _: [] };
    else if (token[0] === '\\') marks.push({ at, length: 1, role: 'ESCAPE' });
    else if (token.length <= LONGEST_RUN) weigh({ text, at, length: token.length }, piles, marks);
  }
  return marks.sort((a, b) => a.at - b.at);
}

type Piles = Record<'*' | '_', Opener[]>;

function weigh({ text, at, length }: { text: string; at: number; length: number }, piles: Piles, marks: Mark[]): void {
  const pile = text[at] === '_' ? piles._ : piles['*'];
  const closed = isInk(text[at - 1]) ? close({ at, length }, pile, marks) : 0;
  const left = length - closed;
  if (left > 0 && isInk(text[at + length])) pile.push({ at: at + closed, length: left });
}

function isInk(character: string | undefined): boolean {
  return character !== undefined && /\S/.test(character);
}

/** How many of its characters close something. `**bold *both***` closes twice. */
function close({ at, length }: Opener, pile: Opener[], marks: Mark[]): number {
  let closed = 0;
  for (let last = pile.at(-1); last && closed < length; last = pile.at(-1)) {
    if (last.at + last.length === at + closed) break; // nothing between them
    const count = Math.min(last.length, length - closed);
    last.length -= count;
    marks.push(
      { at: last.at + last.length, length: count, role: 'OPEN' },
      { at: at + closed, length: count, role: 'CLOSE' },
    );
    closed += count;
    if (last.length === 0) pile.pop();
  }
  return closed;
}

/** The text in stretches that are set alike, without its marks and the backslashes before what is none; where each stood. */
export function styledRuns(text: string): PlacedRun[] {
  const runs: PlacedRun[] = [];
  const depth = { bold: 0, italic: 0, underlined: 0 };
  let from = 0;
  for (const mark of marksOf(text)) {
    append(runs, { text: text.slice(from, mark.at), at: from }, depth);
    if (mark.role !== 'ESCAPE') turn(depth, text[mark.at] === '_', mark);
    from = mark.at + mark.length;
  }
  append(runs, { text: text.slice(from), at: from }, depth);
  return runs;
}

interface Depth {
  bold: number;
  italic: number;
  underlined: number;
}

function turn(depth: Depth, isUnderline: boolean, { role, length }: Mark): void {
  const step = role === 'OPEN' ? 1 : -1;
  if (isUnderline) depth.underlined += step;
  else {
    if (length !== 2) depth.italic += step;
    if (length !== 1) depth.bold += step;
  }
}

function append(runs: PlacedRun[], { text, at }: Pick<PlacedRun, 'text' | 'at'>, depth: Depth): void {
  const { bold, italic, underlined } = depth;
  if (text !== '') runs.push({ text, at, isBold: bold > 0, isItalic: italic > 0, isUnderlined: underlined > 0 });
}

/** How wide a text is at a size of 1. */
export type Width = (text: string) => number;

export interface Wrapped {
  readonly lines: readonly string[];
  /** A word was wider than the room. */
  readonly isBroken: boolean;
}

interface Part {
  readonly text: string;
  readonly width: number;
  /** False where a broken word goes on. */
  readonly isSpaced: boolean;
}

/** Lines that the room is wide enough for, as few as it takes, evenly filled. The text's own line ends are kept. */
export function wrappedLines(text: string, room: number, width: Width): Wrapped {
  const paragraphs = text.split(/[\r\n]+/u).map((one) => one.split(/\s+/u).filter(Boolean));
  const lines = paragraphs.flatMap((words) => evenLines(partsOf(words, room, width), { room, space: width(' ') }));
  return { lines, isBroken: paragraphs.some((words) => words.some((word) => width(word) > room)) };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function partsOf(words: readonly string[], room: number, width: Width): Part[] {
  return words.flatMap((word) => {
    const whole = { text: word, width: width(word), isSpaced: true };
    if (whole.width <= room) return [whole];
    return brokenWord(word, room, width).map((text, index) => ({ text, width: width(text), isSpaced: index === 0 }));
  });
}

/** The segmenter takes time by the square of what it is given. */
const WINDOW = 512;

/** As people count them, found in windows: the last of a window may go on, and begins the next one. */
function* charactersOf(word: string): Generator<string> {
  for (let from = 0; from < word.length; ) {
    const found = Array.from(graphemes.segment(word.slice(from, from + WINDOW)), ({ segment }) => segment);
    const whole = from + WINDOW < word.length && found.length > 1 ? found.slice(0, -1) : found;
    yield* whole;
    from += whole.join('').length;
  }
}

function brokenWord(word: string, room: number, width: Width): string[] {
  const parts: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const character of charactersOf(word)) {
    const needed = width(character);
    if (used + needed <= room) parts[parts.length - 1] += character;
    else parts.push(character);
    used = used + needed <= room ? used + needed : needed;
  }
  return parts;
}

interface Measure {
  readonly room: number;
  readonly space: number;
}

const HALVINGS = 8;

/** In the narrowest room that takes no more lines: no word is left alone below a full line. */
function evenLines(parts: readonly Part[], { room, space }: Measure): string[] {
  let lines = filledLines(parts, { room, space });
  let [low, high] = [parts.reduce((most, part) => Math.max(most, part.width), 0), room];
  for (let step = 0; step < HALVINGS && lines.length > 1 && low < high; step += 1) {
    const middle = (low + high) / 2;
    const narrower = filledLines(parts, { room: middle, space });
    if (narrower.length <= lines.length) [lines, high] = [narrower, middle];
    else low = middle;
  }
  return lines;
}

function filledLines(parts: readonly Part[], { room, space }: Measure): string[] {
  const lines: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const { text, width, isSpaced } of parts) {
    const needed = width + (isSpaced ? space : 0);
    if (used + needed <= room) {
      lines[lines.length - 1] += isSpaced ? ` ${text}` : text;
      used += needed;
    } else {
      lines.push(text);
      used = width;
    }
  }
  return lines;
}

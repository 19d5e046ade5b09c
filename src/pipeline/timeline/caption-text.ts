export const LINE_CHARACTERS = 42;
const LINES = 2;

interface Word {
  readonly text: string;
  readonly characters: number;
  /** False where the word before runs on: parts of a long word, scripts without spaces. */
  readonly spaced: boolean;
}

/** Captions of one or two lines of at most 42 characters as people count them, evenly filled, in the text's order. */
export function captionTexts(text: string): string[] {
  const lines = evenLines(wordsOf(text));
  const captions: string[] = [];
  for (let first = 0; first < lines.length; first += LINES) {
    captions.push(lines.slice(first, first + LINES).join('\n'));
  }
  return captions;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wordBreaks = new Intl.Segmenter('en', { granularity: 'word' });

function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Each a character by itself, as most of English is: asking the segmenter took most of the time. */
const PLAIN = /^[ -~]*$/;

export function characterCount(text: string): number {
  return PLAIN.test(text) ? text.length : graphemesOf(text).length;
}

function wordsOf(text: string): Word[] {
  const words = text.split(/\s+/u).filter(Boolean);
  return words.flatMap((word) => partsOf(word).map((part, index) => wordOf(part, index === 0)));
}

function wordOf(text: string, spaced: boolean): Word {
  return { text, characters: characterCount(text), spaced };
}

/** What has no space within 42 characters is broken where its script has words (Chinese, Thai), else anywhere. */
function partsOf(word: string): string[] {
  if (characterCount(word) <= LINE_CHARACTERS) return [word];
  const parts: string[] = [];
  for (const { segment, isWordLike } of wordBreaks.segment(word)) {
    const before = parts.at(-1);
    const joined = isWordLike || before === undefined ? null : before + segment;
    if (joined !== null && characterCount(joined) <= LINE_CHARACTERS) parts[parts.length - 1] = joined;
    else parts.push(segment);
  }
  return parts.flatMap(brokenAnywhere);
}

function brokenAnywhere(part: string): string[] {
  const characters = graphemesOf(part);
  const pieces: string[] = [];
  for (let first = 0; first < characters.length; first += LINE_CHARACTERS) {
    pieces.push(characters.slice(first, first + LINE_CHARACTERS).join(''));
  }
  return pieces;
}

/** As few lines as 42 characters allow, at the smallest width that needs no more of them: no word is left alone. */
function evenLines(words: readonly Word[]): string[] {
  const fewest = filledLines(words, LINE_CHARACTERS);
  const total = words.reduce((sum, { characters, spaced }) => sum + characters + (spaced ? 1 : 0), 0);
  const narrowest = Math.max(1, Math.ceil(total / Math.max(1, fewest.length)) - 1);
  for (let width = narrowest; width < LINE_CHARACTERS; width += 1) {
    const lines = filledLines(words, width);
    if (lines.length <= fewest.length) return lines;
  }
  return fewest;
}

function filledLines(words: readonly Word[], width: number): string[] {
  const lines: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const { text, characters, spaced } of words) {
    const needed = characters + (spaced ? 1 : 0);
    if (used + needed <= width) {
      lines[lines.length - 1] += spaced ? ` ${text}` : text;
      used += needed;
    } else {
      lines.push(text);
      used = characters;
    }
  }
  return lines;
}

/** Whatever a printer or a terminal would obey is a blank. */
export const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Ideographs, kana, hangul and emoji take two columns; marks none. */
const TWICE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function columnsOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return TWICE.test(character) ? 2 : 1;
}

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Lines of at most so many columns, broken at blanks; a word that is longer is broken where the line ends. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of printable(text)
    .split(' ')
    .flatMap((long) => broken(long, width))) {
    const needed = widthOf(word);
    if (used > 0 && used + 1 + needed > width) {
      lines.push(line);
      [line, used] = ['', 0];
    }
    line = used === 0 ? word : `${line} ${word}`;
    used += needed + (used === 0 ? 0 : 1);
  }
  return [...lines, line];
}

function broken(word: string, width: number): string[] {
  const parts: string[] = [];
  let [part, used] = ['', 0];
  for (const character of word) {
    const needed = columnsOf(character);
    if (used + needed > width) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += character;
    used += needed;
  }
  return [...parts, part];
}

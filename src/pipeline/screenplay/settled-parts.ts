import type { StyledRun } from './emphasis';
import { isHiddenPart, joinedParts, type StyledPart } from './styled-text';

export type Style = Pick<StyledRun, 'isBold' | 'isItalic' | 'isUnderlined'>;

const PLAIN: Style = { isBold: false, isItalic: false, isUnderlined: false };

export function isPlain({ isBold, isItalic, isUnderlined }: Style): boolean {
  return !isBold && !isItalic && !isUnderlined;
}

/** As marks can say it: blanks around a stretch, and line breaks, are set as what is on both sides of them. */
export function settledParts(parts: readonly StyledPart[]): StyledPart[] {
  const pieces = joinedParts(parts).flatMap(piecesOf);
  const after = stylesAfter(pieces);
  let before = PLAIN;
  return joinedParts(
    pieces.map((piece, at) => {
      if (isHiddenPart(piece)) return piece;
      if (isInk(piece)) {
        before = piece;
        return piece;
      }
      if (endsLine(piece)) before = PLAIN;
      return { ...inBoth(inBoth(before, after[at] ?? PLAIN), piece), text: piece.text };
    }),
  );
}

/** Blanks apart from words where that matters: at the ends of a stretch, and around its line breaks. */
function piecesOf(part: StyledPart): StyledPart[] {
  if (isHiddenPart(part) || isPlain(part)) return [part];
  const texts = endsLine(part) ? (part.text.match(/\s+|\S+/g) ?? []) : inkApart(part.text);
  return texts.map((text) => ({ ...part, text }));
}

function inkApart(text: string): string[] {
  const begin = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  if (begin >= end) return [text];
  return [text.slice(0, begin), text.slice(begin, end), text.slice(end)].filter((it) => it !== '');
}

/** For each piece: how the next words are set; plain where a line ends before them. */
function stylesAfter(pieces: readonly StyledPart[]): Style[] {
  const styles: Style[] = [];
  let style = PLAIN;
  for (const piece of pieces.toReversed()) {
    if (!isHiddenPart(piece) && isInk(piece)) style = piece;
    else if (!isHiddenPart(piece) && endsLine(piece)) style = PLAIN;
    styles.push(style);
  }
  return styles.reverse();
}

function isInk({ text }: StyledRun): boolean {
  return /\S/.test(text);
}

function endsLine({ text }: StyledRun): boolean {
  return text.includes('\n') || text.includes('\r');
}

function inBoth(one: Style, other: Style): Style {
  return {
    isBold: one.isBold && other.isBold,
    isItalic: one.isItalic && other.isItalic,
    isUnderlined: one.isUnderlined && other.isUnderlined,
  };
}

import type { Size } from './motion';

/** A token and its place in the caption's order, which is what lights up. */
export interface PlacedToken {
  readonly text: string;
  readonly token: number;
  readonly left: number;
  readonly baseline: number;
}

/** Of a caption on a frame, in its pixels. */
export interface CaptionLayout {
  readonly fontSize: number;
  readonly plate: Size & { readonly left: number; readonly top: number; readonly radius: number };
  readonly tokens: readonly PlacedToken[];
}

/** One line: what is drawn of each token, and which token it is. */
export type TokenLine = readonly { readonly text: string; readonly token: number }[];

/** What is above it is never under a caption of two lines. */
export function captionsTop(frame: Size): number {
  const height = (PADDING.top + MOST_LINES * LINE_HEIGHT + PADDING.bottom) * usualSize(frame);
  return frame.height * (1 - SAFE.bottom) - height;
}

const MOST_LINES = 2;
const roomIn = ({ width }: Size): number => width * (1 - 2 * SAFE.side);
const usualSize = (frame: Size): number =>
  Math.min(FONT_SIZE * frame.height, roomIn(frame) / (LINE_EMS + 2 * PADDING.side));

/** Of the frame's height; less where the frame is narrow, so that 42 characters of half an em fit in one line. */
const FONT_SIZE = 0.046;
const LINE_EMS = 20.5;
/** Of the frame, at each side: what a set with overscan shows for certain. */
const SAFE = { side: 0.05, bottom: 0.06 };
const LINE_HEIGHT = 1.24;
const PADDING = { side: 0.62, top: 0.26, bottom: 0.34 };
const RADIUS = 0.3;
/** From a line's top to its baseline, in ems: the capitals then stand in the middle of their line. */
const ASCENT = 0.95;

/**
 * Where a caption stands: centred, above the lower edge of what is safe, on one plate as wide as its longest line. `widthAt1` is how
 * wide a text is at a size of 1. A line that would be too wide makes all of the caption smaller.
 */
export function captionLayout(
  lines: readonly TokenLine[],
  frame: Size,
  widthAt1: (text: string) => number,
): CaptionLayout {
  const texts = lines.map((line) => line.map(({ text }) => text).join(' '));
  const widest = Math.max(0, ...texts.map(widthAt1));
  const room = roomIn(frame);
  const fontSize = Math.min(usualSize(frame), room / (widest + 2 * PADDING.side));
  const width = (widest + 2 * PADDING.side) * fontSize;
  const height = (PADDING.top + lines.length * LINE_HEIGHT + PADDING.bottom) * fontSize;
  const plate = {
    left: (frame.width - width) / 2,
    top: frame.height * (1 - SAFE.bottom) - height,
    width,
    height,
    radius: RADIUS * fontSize,
  };
  const tokens = lines.flatMap((line, row) => {
    const lineLeft = (frame.width - widthAt1(texts[row] ?? '') * fontSize) / 2;
    const baseline = plate.top + (PADDING.top + row * LINE_HEIGHT + ASCENT) * fontSize;
    return line.map(({ text, token }, index) => {
      const before = line
        .slice(0, index)
        .map((one) => `${one.text} `)
        .join('');
      return { text, token, left: lineLeft + widthAt1(before) * fontSize, baseline };
    });
  });
  return { fontSize, plate, tokens };
}

import type { Size } from './motion';
import {
  barWidth,
  hasRule,
  largestScale,
  type OverlayWords,
  type Role,
  RULE,
  roomFor,
  STYLES,
  type Type,
  unitOf,
  type Widths,
} from './overlay-words';
import { type Width, wrappedLines } from './wrapped-lines';

export interface TypeLine {
  readonly text: string;
  readonly width: number;
}

export interface Block {
  readonly role: Role;
  readonly lines: readonly TypeLine[];
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly isBroken: boolean;
}

/** Words in lines, and the size of the plate that they need. */
export interface TypeSet extends Size {
  readonly unit: number;
  readonly main: Block;
  readonly aside: Block;
  /** Between the two; a rule has its place there. */
  readonly gap: number;
}

const SMALLER = 0.94;
/** As long as they are larger than this, words are made smaller before one of them is broken. */
const BREAKS_BELOW = 0.6;

/** As large as there is room for, however many words there are. */
export function typeset(words: OverlayWords, frame: Size, widths: Widths): TypeSet {
  const room = roomFor(words, frame);
  const known = { MAIN: remembered(widths.MAIN), ASIDE: remembered(widths.ASIDE) };
  const setAt = (step: number): TypeSet | null => {
    const scale = largestScale(words) * smaller(step);
    const set = setIn(words, { unit: scale * unitOf(frame), width: room.width, widths: known });
    const breaks = scale > BREAKS_BELOW && (set.main.isBroken || set.aside.isBroken);
    return set.height <= room.height && !breaks ? set : null;
  };
  return firstThatFits(setAt);
}

/** Products only, which every machine rounds alike; a power need not be. */
function smaller(steps: number): number {
  let scale = 1;
  for (let step = 0; step < steps; step += 1) scale *= SMALLER;
  return scale;
}

/** By doubling and halving: 20,000 lines took 14 s step by step, and take 2. */
function firstThatFits(setAt: (step: number) => TypeSet | null): TypeSet {
  let [tooLarge, step] = [-1, 0];
  let set = setAt(step);
  while (!set) {
    [tooLarge, step] = [step, 2 * step + 1];
    set = setAt(step);
  }
  while (step - tooLarge > 1) {
    const middle = (tooLarge + step) >> 1;
    const larger = setAt(middle);
    if (larger) [step, set] = [middle, larger];
    else tooLarge = middle;
  }
  return set;
}

/** Words are measured again at every size. */
function remembered(width: Width): Width {
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text) ?? width(text);
    widths.set(text, known);
    return known;
  };
}

interface Room {
  readonly unit: number;
  readonly width: number;
  readonly widths: Widths;
}

function setIn(words: OverlayWords, { unit, width, widths }: Room): TypeSet {
  const style = STYLES[words.kind];
  const sides = 2 * style.padding.x * unit + barWidth(words, unit);
  const inner = { unit, width: width - sides, widths };
  const main = blockOf(words.main, { role: 'MAIN', ...style.main }, inner);
  const aside = blockOf(words.aside, { role: 'ASIDE', ...style.aside }, inner);
  const rule = RULE.above + RULE.height + (words.aside ? RULE.below : 0);
  const gap = unit * (hasRule(words) ? rule : words.aside ? style.gap : 0);
  return {
    ...{ unit, main, aside, gap },
    width: sides + widest([...main.lines, ...aside.lines], hasRule(words) ? RULE.width * unit : 0),
    height: 2 * style.padding.y * unit + heightOf(main) + gap + heightOf(aside),
  };
}

function blockOf(text: string, type: Type & { readonly role: Role }, { unit, width, widths }: Room): Block {
  const { role, leading } = type;
  const widthOf = widths[role];
  const usual = type.size * unit;
  const squeezed = squeezedSize(text, type, { usual, width, widthOf });
  const { lines, isBroken } = squeezed
    ? { lines: [inOneLine(text)], isBroken: false }
    : wrappedLines(text, width / usual, widthOf);
  const measured = lines.map((line) => ({ text: line, width: widthOf(line) }));
  // What is wider than the room all the same, since words kern across blanks, is set smaller.
  const fontSize = Math.min(usual, width / widest(measured, 0));
  const set = measured.map((line) => ({ ...line, width: line.width * fontSize }));
  return { role, lines: set, fontSize, lineHeight: leading * (squeezed ?? usual), isBroken };
}

interface Line {
  readonly usual: number;
  readonly width: number;
  readonly widthOf: Width;
}

/** At which text stands in one line; null where it takes several at any size that will do, or has line ends of its own. */
function squeezedSize(text: string, { squeezed }: Type, { usual, width, widthOf }: Line): number | null {
  if (/[\r\n]/u.test(text) || !/\S/u.test(text)) return null;
  const size = Math.min(usual, width / widthOf(inOneLine(text)));
  return size >= squeezed * usual ? size : null;
}

const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/gu, ' ');

const widest = (lines: readonly TypeLine[], least: number): number =>
  lines.reduce((most, { width }) => Math.max(most, width), least);

export const heightOf = ({ lines, lineHeight }: Block): number => lines.length * lineHeight;

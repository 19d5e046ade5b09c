import type { Overlay, OverlayPlace } from '../timeline/cut';
import type { Box } from './cel';
import type { Size } from './motion';
import { alignmentAt, evenDown, evenUp, overlayArea, placedBox } from './overlay-place';
import { type Width, wrappedLines } from './wrapped-lines';

/** What an overlay says, as its faces draw it. */
export interface OverlayWords {
  readonly kind: Exclude<Overlay['kind'], 'LOGO'>;
  readonly place: OverlayPlace;
  readonly main: string;
  /** Below the other, and smaller; empty: nothing. */
  readonly aside: string;
}

/** MAIN and ASIDE are set in faces of their own. */
export type Role = 'MAIN' | 'ASIDE';
export type Widths = Readonly<Record<Role, Width>>;

export interface PlacedLine {
  readonly role: Role;
  readonly text: string;
  readonly fontSize: number;
  readonly left: number;
  readonly baseline: number;
}

/** Of an overlay's words on a frame, in its pixels. The plate fills the box. */
export interface OverlayLayout {
  readonly box: Box;
  readonly radius: number;
  /** In the accent: a bar along the side where words stand at one, else a short rule below the main words. */
  readonly mark: Box;
  readonly lines: readonly PlacedLine[];
}

/** All in units, of which the frame's height is one, or less where it is narrow. */
interface Style {
  readonly main: { readonly size: number; readonly leading: number };
  readonly aside: { readonly size: number; readonly leading: number };
  /** Between main words and aside, where no rule is between them. */
  readonly gap: number;
  readonly padding: { readonly x: number; readonly y: number };
}

const STYLES: Record<OverlayWords['kind'], Style> = {
  TEXT: {
    main: { size: 0.062, leading: 1.2 },
    aside: { size: 0.034, leading: 1.3 },
    gap: 0.01,
    padding: { x: 0.042, y: 0.028 },
  },
  KPI: {
    main: { size: 0.15, leading: 0.98 },
    aside: { size: 0.036, leading: 1.3 },
    gap: 0.006,
    padding: { x: 0.044, y: 0.022 },
  },
  LOWER_THIRD: {
    main: { size: 0.05, leading: 1.2 },
    aside: { size: 0.033, leading: 1.3 },
    gap: 0.002,
    padding: { x: 0.034, y: 0.02 },
  },
};

const BAR = 0.0095;
const RULE = { width: 0.1, height: 0.006, above: 0.014, below: 0.016 };
const RADIUS = 0.014;
const CAPITALS = 0.67;
/** Lines stop where they are too long to be read at a glance. */
const WIDEST = { side: 0.85, middle: 1.5 };
/** Of the area: what stands in two corners at once does not meet. */
const CORNER = 0.485;
const HALF = 0.5;
/** What stands alone in the centre is larger. */
const IN_CENTRE = 1.2;

const unitOf = ({ width, height }: Size): number => Math.min(height, 0.75 * width);

const SMALLER = 0.94;
/** As long as they are larger than this, words are made smaller before one of them is broken. */
const BREAKS_BELOW = 0.6;

/** Null where there is nothing to say. Words are made smaller until they fit, however many there are. */
export function overlayLayout(words: OverlayWords, frame: Size, widths: Widths): OverlayLayout | null {
  if (!/\S/u.test(words.main + words.aside)) return null;
  const setting = { words, frame, widths: { MAIN: remembered(widths.MAIN), ASIDE: remembered(widths.ASIDE) } };
  const room = roomFor(words.place, frame);
  let scale = words.place === 'CENTRE' ? IN_CENTRE : 1;
  let set = typeset(setting, room, scale);
  while (set.height > room.height || (set.isBroken && scale > BREAKS_BELOW)) {
    scale *= SMALLER;
    set = typeset(setting, room, scale);
  }
  return placed(set, setting);
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

function roomFor(place: OverlayPlace, frame: Size): Size {
  const { width, height } = overlayArea(frame);
  const widest = unitOf(frame) * (alignmentAt(place) === 'MIDDLE' ? WIDEST.middle : WIDEST.side);
  const isCorner = place === 'TOP_LEFT' || place === 'TOP_RIGHT' || place === 'BOTTOM_RIGHT';
  return {
    width: evenDown(Math.min(isCorner ? CORNER * width : width, widest)),
    height: place === 'CENTRE' ? height : evenDown(HALF * height),
  };
}

interface Setting {
  readonly words: OverlayWords;
  readonly frame: Size;
  readonly widths: Widths;
}

interface Block {
  readonly role: Role;
  readonly lines: readonly string[];
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly isBroken: boolean;
}

/** Words in lines, and how large a plate they need. */
interface TypeSet extends Size {
  readonly unit: number;
  readonly main: Block;
  readonly aside: Block;
  /** Between the two; a rule has its place there. */
  readonly gap: number;
  readonly isBroken: boolean;
}

function typeset({ words, frame, widths }: Setting, room: Size, scale: number): TypeSet {
  const { gap, padding, ...types } = STYLES[words.kind];
  const unit = scale * unitOf(frame);
  const sides = 2 * padding.x * unit + barWidth(words.place, unit);
  const block = (role: Role, text: string, { size, leading }: Style['main']): Block => {
    const inner = room.width - sides;
    const { lines, isBroken } = wrappedLines(text, inner / (size * unit), widths[role]);
    const widest = Math.max(0, ...lines.map(widths[role]));
    return {
      role,
      lines,
      isBroken,
      fontSize: Math.min(size * unit, inner / widest),
      lineHeight: size * leading * unit,
    };
  };
  const [main, aside] = [block('MAIN', words.main, types.main), block('ASIDE', words.aside, types.aside)];
  const between =
    unit * (hasRule(words) ? RULE.above + RULE.height + (words.aside ? RULE.below : 0) : words.aside ? gap : 0);
  return {
    ...{ unit, main, aside, gap: between, isBroken: main.isBroken || aside.isBroken },
    width: sides + Math.max(widthOf(main, widths), widthOf(aside, widths), hasRule(words) ? RULE.width * unit : 0),
    height: 2 * padding.y * unit + heightOf(main) + between + heightOf(aside),
  };
}

const hasRule = ({ place }: OverlayWords): boolean => alignmentAt(place) === 'MIDDLE';
const barWidth = (place: OverlayPlace, unit: number): number => (alignmentAt(place) === 'MIDDLE' ? 0 : BAR * unit);
const heightOf = ({ lines, lineHeight }: Block): number => lines.length * lineHeight;
const widthOf = ({ role, lines, fontSize }: Block, widths: Widths): number =>
  Math.max(0, ...lines.map((line) => widths[role](line) * fontSize));

function placed(set: TypeSet, { words, frame, widths }: Setting): OverlayLayout {
  const { unit, main, aside, gap } = set;
  const box = placedBox({ width: evenUp(set.width), height: evenUp(set.height) }, words.place, frame);
  const mainTop = box.top + STYLES[words.kind].padding.y * unit + (box.height - set.height) / 2;
  const asideTop = mainTop + heightOf(main) + gap;
  const laid = (block: Block, top: number) =>
    block.lines.map((text, row): PlacedLine => {
      const { role, fontSize, lineHeight } = block;
      const left = lineLeft({ words, box, unit }, widths[role](text) * fontSize);
      return { role, text, fontSize, left, baseline: top + row * lineHeight + (lineHeight + CAPITALS * fontSize) / 2 };
    });
  const mark = markOf({ words, box, unit }, mainTop + heightOf(main));
  return { box, radius: RADIUS * unit, mark, lines: [...laid(main, mainTop), ...laid(aside, asideTop)] };
}

interface Plate {
  readonly words: OverlayWords;
  readonly box: Box;
  readonly unit: number;
}

function lineLeft({ words: { kind, place }, box, unit }: Plate, width: number): number {
  const margin = barWidth(place, unit) + STYLES[kind].padding.x * unit;
  const alignment = alignmentAt(place);
  if (alignment === 'LEFT') return box.left + margin;
  return alignment === 'RIGHT' ? box.left + box.width - margin - width : box.left + (box.width - width) / 2;
}

function markOf({ words, box, unit }: Plate, mainEnd: number): Box {
  if (hasRule(words)) {
    const width = RULE.width * unit;
    return {
      left: box.left + (box.width - width) / 2,
      top: mainEnd + RULE.above * unit,
      width,
      height: RULE.height * unit,
    };
  }
  const width = barWidth(words.place, unit);
  const left = alignmentAt(words.place) === 'LEFT' ? box.left : box.left + box.width - width;
  return { left, top: box.top, width, height: box.height };
}

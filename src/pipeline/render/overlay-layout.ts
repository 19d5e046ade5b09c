import type { Box } from './cel';
import type { Size } from './motion';
import { alignmentAt, evenUp, placedBox } from './overlay-place';
import { type Block, heightOf, type TypeSet, typeset } from './overlay-typeset';
import { barWidth, hasRule, type OverlayWords, type Role, RULE, STYLES, type Widths } from './overlay-words';

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

const RADIUS = 0.014;
/** In ems, as high as capitals and figures are: these stand in the middle of their line. */
const CAPITALS = 0.67;

/** Null where there is nothing to say. `widths` are those at a size of 1. */
export function overlayLayout(words: OverlayWords, frame: Size, widths: Widths): OverlayLayout | null {
  if (!/\S/u.test(words.main + words.aside)) return null;
  const set = typeset(words, frame, widths);
  const box = placedBox({ width: evenUp(set.width), height: evenUp(set.height) }, words.place, frame);
  const plate = { words, box, set };
  const mainTop = box.top + (box.height - set.height) / 2 + STYLES[words.kind].padding.y * set.unit;
  const mainEnd = mainTop + heightOf(set.main);
  const lines = [...placedLines(plate, set.main, mainTop), ...placedLines(plate, set.aside, mainEnd + set.gap)];
  return { box, radius: RADIUS * set.unit, mark: markOf(plate, mainEnd), lines };
}

interface Plate {
  readonly words: OverlayWords;
  readonly box: Box;
  readonly set: TypeSet;
}

function placedLines(plate: Plate, { role, lines, fontSize, lineHeight }: Block, top: number): PlacedLine[] {
  const first = top + (lineHeight + CAPITALS * fontSize) / 2;
  return lines.map(({ text, width }, row) => {
    return { role, text, fontSize, left: lineLeft(plate, width), baseline: first + row * lineHeight };
  });
}

function lineLeft({ words, box, set }: Plate, width: number): number {
  const margin = barWidth(words, set.unit) + STYLES[words.kind].padding.x * set.unit;
  const alignment = alignmentAt(words.place);
  if (alignment === 'LEFT') return box.left + margin;
  return alignment === 'RIGHT' ? box.left + box.width - margin - width : box.left + (box.width - width) / 2;
}

function markOf({ words, box, set: { unit } }: Plate, mainEnd: number): Box {
  if (hasRule(words)) {
    const [width, height] = [RULE.width * unit, RULE.height * unit];
    return { left: box.left + (box.width - width) / 2, top: mainEnd + RULE.above * unit, width, height };
  }
  const width = barWidth(words, unit);
  const left = alignmentAt(words.place) === 'LEFT' ? box.left : box.left + box.width - width;
  return { left, top: box.top, width, height: box.height };
}

import { type Area, heightOf, overlapDown, widthOf } from './area';
import { labelOf } from './labels';
import type { Line } from './lines';
import type { Mark } from './page';

/** Of a frame, in ems of the caption in it: what is lower is the shading of a caption alone. */
const LEAST_HEIGHT = 5;

/** Frames and tints that hold a caption beside its picture or its table: of the journal, and no part of what they hold. */
export function floatFrames(marks: readonly Mark[], lines: readonly Line[]): Set<Mark> {
  const first = lines.filter((line) => beginsCaption(line) && !lines.some((other) => stopsShort(other, line)));
  return new Set(
    marks.filter(
      ({ kind, area }) =>
        kind !== 'IMAGE' && first.some((line) => holds(area, line.area) && heightOf(area) > LEAST_HEIGHT * line.size),
    ),
  );
}

function beginsCaption({ text, isOfDrawing }: Line): boolean {
  const label = labelOf(text);
  return label !== null && label.kind !== 'OTHER' && !isOfDrawing && (label.rest === '' || /^\P{Ll}/u.test(label.rest));
}

/** A line right above in the same measure: the label is within a paragraph. */
const stopsShort = ({ area, size, text }: Line, line: Line): boolean =>
  line.area.top - area.bottom < 0.4 * line.size &&
  line.area.top > area.top + 2 &&
  Math.abs(size - line.size) < 0.4 &&
  Math.abs(area.left - line.area.left) < 2 &&
  widthOf(area) > 0.8 * widthOf(line.area) &&
  text.length > 20 &&
  overlapDown(area, line.area) < 2;

const holds = (outer: Area, inner: Area): boolean =>
  outer.left < inner.left && outer.right > inner.right && outer.top < inner.top && outer.bottom > inner.bottom;

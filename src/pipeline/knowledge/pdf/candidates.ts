import { type Area, holdsMiddle, overlapAcross, overlapDown, overlaps, unionOf } from './area';
import { beside } from './beside';
import type { Candidate } from './candidate';
import type { Caption } from './captions';
import { chains } from './chains';
import { isInRow } from './lines';
import type { Part, Scene } from './scene';
import type { TableFrame } from './table-frames';
import { textOnly } from './words-alone';

export function candidatesOf(caption: Caption, scene: Scene): Candidate[] {
  const framed = scene.page.frames.filter((frame) => frame.caption === caption).map((frame) => framedBy(frame, scene));
  const drawn = [
    ...framed,
    ...chains(caption, scene, 'ABOVE'),
    ...chains(caption, scene, 'BELOW'),
    ...beside(caption, scene),
  ];
  return [...drawn, ...textOnly(caption, scene)];
}

function framedBy(frame: TableFrame, scene: Scene): Candidate {
  const { caption, direction, area } = frame;
  const parts = withOuterRows(
    frame,
    scene.parts.filter((part) => holdsMiddle(area, part.area, 2)),
    scene,
  );
  const whole = unionOf([area, ...parts.map((part) => part.area)]);
  const gap = Math.max(-overlapDown(whole, caption.area), -overlapAcross(whole, caption.area));
  return { caption, direction, area: whole, parts, gap, isFramed: true, isPrefix: false, leavesDrawings: false };
}

/** Farther than this from the outermost rule a row is none of the table, in points; what is known as its note stands up to 12 off. */
const ROW_GAP = 6;
const NOTE_GAP = 12;
/** Between a caption and the first rule under it stand heads alone. */
const HEAD_GAP = 24;

/** Heads over the first rule, with the shorter rules among them, and notes under the last. */
function withOuterRows(
  { area: frame, caption, direction }: TableFrame,
  inside: readonly Part[],
  { parts, barriers, page }: Scene,
): Part[] {
  const taken = [...inside];
  let whole = frame;
  const isHead = ({ area, kind }: Part) =>
    direction === 'BELOW' && kind === 'TEXT' && area.top > caption.area.bottom - 1 && area.bottom < frame.top + 2;
  const gapOf = (part: Part) => (isHead(part) ? HEAD_GAP : part.line && page.notes.has(part.line) ? NOTE_GAP : ROW_GAP);
  const isNext = (part: Part) =>
    (part.kind === 'TEXT' || part.kind === 'RULE') &&
    isWithin(part.area) &&
    overlapDown(part.area, whole) > -gapOf(part) &&
    overlapDown(part.area, caption.area) < 0 &&
    !barriers.some((barrier) => overlaps(barrier, part.area, 2));
  const isWithin = ({ left, right }: Area) => left > frame.left - 20 && right < frame.right + 20;
  const found = () => parts.find((part) => !taken.includes(part) && isNext(part));
  for (let next = found(); next; next = found()) {
    taken.push(next);
    whole = unionOf([whole, next.area]);
  }
  return taken;
}

/** Rows with two cells or more. */
export function rowsOf(parts: readonly Part[]): number {
  const lines = parts.flatMap(({ line }) => line ?? []).toSorted((one, other) => one.baseline - other.baseline);
  let rows = 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    let end = at + 1;
    for (let next = lines[end]; line && next && isInRow(line, next); next = lines[end]) end += 1;
    if (end - at >= 2) rows += 1;
    at = end;
  }
  return rows;
}

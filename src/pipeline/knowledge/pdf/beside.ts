import { type Area, heightOf, overlapDown, overlaps, sizeOf, unionOf, widthOf } from './area';
import type { Candidate } from './candidate';
import type { Caption } from './captions';
import { spanOf } from './columns';
import type { Part, Scene } from './scene';

/** Farthest from a caption to what stands beside it; farther where both begin at one height, within so much. In points. */
const MOST_GAP = 40;
const MOST_GAP_LEVEL = 90;
const LEVEL = 8;

/** To the left or the right of a caption: within its columns where it is narrower, else wherever on the page. */
export function beside(caption: Caption, scene: Scene): Candidate[] {
  const span = spanOf(caption.area, scene.page.columns);
  const isNarrow = span !== null && widthOf(caption.area) < 0.7 * widthOf(span);
  const page = { left: 0, right: scene.page.width };
  const reaches = isNarrow && span ? [span, page] : [page];
  return (['LEFT', 'RIGHT'] as const).flatMap((direction) => {
    for (const reach of reaches) {
      const candidate = besideAt(caption, direction, reach, scene);
      if (candidate) return [candidate];
    }
    return [];
  });
}

function besideAt(
  caption: Caption,
  direction: 'LEFT' | 'RIGHT',
  reach: { left: number; right: number },
  scene: Scene,
): Candidate | null {
  const { area } = caption;
  const isThere = (part: Area) =>
    direction === 'LEFT'
      ? part.right <= area.left + 3 && part.left > reach.left - 30
      : part.left >= area.right - 3 && part.right < reach.right + 30;
  const there = scene.parts.filter((part) => isThere(part.area));
  const first = there.filter(
    (part) =>
      part.kind !== 'TEXT' &&
      sizeOf(part.area) > 1500 &&
      overlapDown(part.area, area) > 0.5 * Math.min(heightOf(area), heightOf(part.area)),
  );
  if (first.length === 0) return null;
  const gapOf = (part: Area) => (direction === 'LEFT' ? area.left - part.right : part.left - area.right);
  const nearest = Math.min(...first.map((part) => gapOf(part.area)));
  const isLevel = first.some((part) => Math.abs(part.area.top - area.top) < LEVEL);
  if (nearest > (isLevel ? MOST_GAP_LEVEL : MOST_GAP)) return null;
  const taken = closure(first, there, scene);
  const whole = unionOf(taken.map((part) => part.area));
  const isBarred = [
    ...scene.barriers,
    ...scene.page.captions.filter((other) => other !== caption).map((other) => other.area),
  ].some((barrier) => overlaps(barrier, whole, 3));
  return isBarred
    ? null
    : {
        caption,
        direction,
        area: whole,
        parts: taken,
        gap: Math.max(0, nearest),
        isFramed: false,
        isPrefix: false,
        leavesDrawings: false,
      };
}

function closure(first: readonly Part[], there: readonly Part[], { barriers }: Scene): Part[] {
  const taken = new Set(first);
  for (let changed = true; changed; ) {
    changed = false;
    const whole = unionOf([...taken].map((part) => part.area));
    const near = { left: whole.left - 12, top: whole.top - 14, right: whole.right + 12, bottom: whole.bottom + 14 };
    for (const part of there) {
      if (
        taken.has(part) ||
        !overlaps(near, part.area) ||
        barriers.some((barrier) => overlaps(barrier, unionOf([whole, part.area]), 3))
      )
        continue;
      taken.add(part);
      changed = true;
    }
  }
  return [...taken];
}

import type { Box } from '../reading';

/** A rectangle by its edges, in points from the left and the top of the page. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const widthOf = ({ left, right }: Area): number => Math.max(0, right - left);
export const heightOf = ({ top, bottom }: Area): number => Math.max(0, bottom - top);
export const sizeOf = (area: Area): number => widthOf(area) * heightOf(area);
export const middleOf = ({ left, right }: Area): number => (left + right) / 2;

export function unionOf(areas: readonly Area[]): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    left = Math.min(left, area.left);
    top = Math.min(top, area.top);
    right = Math.max(right, area.right);
    bottom = Math.max(bottom, area.bottom);
  }
  return { left, top, right, bottom };
}

/** What two areas share; edges that pass each other make its width or height negative. */
export function sharedBy(one: Area, other: Area): Area {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

export const isEmpty = ({ left, top, right, bottom }: Area): boolean => !(right > left && bottom > top);

/** How many points of width two areas have in common; below 0 is the gap between them. */
export const overlapAcross = (one: Area, other: Area): number =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left);

export const overlapDown = (one: Area, other: Area): number =>
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);

export const overlaps = (one: Area, other: Area, byPoints = 0): boolean =>
  overlapAcross(one, other) > byPoints && overlapDown(one, other) > byPoints;

export function holdsMiddle(outer: Area, inner: Area, slack = 0): boolean {
  const across = middleOf(inner);
  const down = (inner.top + inner.bottom) / 2;
  return (
    across >= outer.left - slack &&
    across <= outer.right + slack &&
    down >= outer.top - slack &&
    down <= outer.bottom + slack
  );
}

export const grown = ({ left, top, right, bottom }: Area, by: number): Area => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

export const boxOf = (area: Area): Box => ({
  left: rounded(area.left),
  top: rounded(area.top),
  width: rounded(widthOf(area)),
  height: rounded(heightOf(area)),
});

const rounded = (points: number): number => Math.round(points * 100) / 100;

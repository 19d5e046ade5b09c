import { type Area, widthOf } from './area';
import type { Drawing } from './drawings';

/** Where the first rule of a table may be against the top of a caption in the margin beside it, in points. */
const OVER = 12;
const UNDER = 4;

/** The first rule of a table to the right of its caption, which stands in a margin of its own. */
export function ruleBeside(caption: Area, drawings: readonly Drawing[]): Area | null {
  const beside = drawings.filter(
    ({ area, isRule }) =>
      isRule &&
      area.left > caption.right + UNDER &&
      area.top > caption.top - OVER &&
      area.top < caption.top + UNDER &&
      widthOf(area) > 2 * widthOf(caption),
  );
  const [first] = beside.toSorted((one, other) => one.area.left - other.area.left);
  return first?.area ?? null;
}

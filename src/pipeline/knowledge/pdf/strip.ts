import { type Area, heightOf, overlapAcross, overlapDown } from './area';
import type { Caption } from './captions';
import { type Columns, spanOf } from './columns';

export interface Strip extends Area {
  /** With a caption beside this one. */
  readonly isShared: boolean;
}

/** The columns that a caption touches, less what captions in the same row claim. */
export function stripOf(
  caption: Caption,
  page: { readonly columns: Columns; readonly captions: readonly Caption[] },
): Strip | null {
  const span = spanOf(caption.area, page.columns);
  if (!span) return null;
  let isShared = false;
  let [left, right] = [Math.min(span.left, caption.area.left), Math.max(span.right, caption.area.right)];
  for (const { area } of page.captions.filter((other) => other !== caption)) {
    if (overlapDown(area, caption.area) < 0.4 * Math.min(heightOf(area), heightOf(caption.area))) continue;
    const isAside = area.left >= caption.area.right - 4 || area.right <= caption.area.left + 4;
    isShared ||= isAside && overlapAcross(area, span) > 10;
    if (area.left >= caption.area.right - 4) right = Math.min(right, (area.left + caption.area.right) / 2);
    if (area.right <= caption.area.left + 4) left = Math.max(left, (area.right + caption.area.left) / 2);
  }
  return { left, right, top: caption.area.top, bottom: caption.area.bottom, isShared };
}

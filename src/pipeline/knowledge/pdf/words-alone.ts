import { type Area, overlapAcross, unionOf, widthOf } from './area';
import type { Candidate } from './candidate';
import type { Caption } from './captions';
import type { Line } from './lines';
import type { Part, Scene } from './scene';
import { stripOf } from './strip';
import type { Typography } from './typography';

/** A paragraph, or four lines of running text across the column on when most are such: the figure is elsewhere. */
function isProse(lines: readonly Line[], strip: Area, { font, size }: Typography): boolean {
  const text = lines.filter((line) => line.font === font && Math.abs(line.size - size) < 0.4);
  const full = text.filter((line) => widthOf(line.area) > 0.96 * widthOf(strip));
  const isParagraph = text.length === lines.length && full.length >= Math.max(1, lines.length - 1);
  return isParagraph || (full.length >= 4 && full.length > lines.length * 0.5);
}

/** A figure of nothing but words, over its caption: it begins where its column or what was before it ends. */
export function textOnly(caption: Caption, { page, typography }: Scene): Candidate[] {
  const strip = stripOf(caption, page);
  if (!strip) return [];
  const own = page.lines.filter(({ area }) => overlapAcross(area, strip) > 3 && area.bottom < caption.area.top + 2);
  const captions = page.captions.flatMap(({ lines }) => lines);
  const taken: Line[] = [];
  let top = caption.area.top;
  let isBounded = true;
  let endsAtCaption = false;
  for (const line of own.toSorted((one, other) => other.baseline - one.baseline)) {
    endsAtCaption = captions.includes(line);
    if (endsAtCaption || top - line.area.bottom > (taken.length === 0 ? 40 : line.size * 1.6)) break;
    if (line.area.left < strip.left - 8 || line.area.right > strip.right + 8) {
      isBounded = false;
      break;
    }
    taken.push(line);
    top = Math.min(top, line.area.top);
  }
  const before = own.filter((line) => !taken.includes(line) && !captions.includes(line) && line.area.bottom > top - 60);
  const area = unionOf(taken.map((line) => line.area));
  if (
    !isBounded ||
    taken.length < 2 ||
    (before.length > 0 && !endsAtCaption) ||
    isProse(taken, strip, typography) ||
    area.bottom - area.top > page.height * 0.45
  )
    return [];
  const parts = taken.map((line): Part => ({ area: line.area, kind: 'TEXT', line, isLikeText: false }));
  const gap = caption.area.top - area.bottom;
  return [
    {
      caption,
      direction: 'ABOVE',
      area,
      parts,
      gap,
      isFramed: false,
      isPrefix: false,
      leavesDrawings: false,
      isWords: true,
    },
  ];
}

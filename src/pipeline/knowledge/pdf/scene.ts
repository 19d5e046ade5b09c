import type { Area } from './area';
import { isInRow, type Line } from './lines';
import type { Role, RolePage } from './roles';
import { MATH_FONT, type Typography } from './typography';

/** What a figure may consist of. */
export interface Part {
  readonly area: Area;
  readonly kind: 'DRAWING' | 'IMAGE' | 'RULE' | 'TEXT';
  readonly line: Line | null;
  /** Words in the type of the running text, alone in their row: the end of a paragraph, more often than a label. */
  readonly isLikeText: boolean;
}

export interface Scene {
  readonly page: RolePage;
  readonly parts: readonly Part[];
  readonly barriers: readonly Area[];
  readonly typography: Typography;
}

export function sceneOf(
  page: RolePage,
  roles: ReadonlyMap<Line, Role>,
  turned: readonly Area[],
  typography: Typography,
): Scene {
  const text = page.lines.filter((line) => roles.get(line) === 'PART');
  const parts: Part[] = [
    ...page.drawings.map(
      ({ area, isRule, hasImage }): Part => ({
        area,
        kind: isRule ? 'RULE' : hasImage ? 'IMAGE' : 'DRAWING',
        line: null,
        isLikeText: false,
      }),
    ),
    ...text.map(
      (line): Part => ({ area: line.area, kind: 'TEXT', line, isLikeText: isLikeText(line, page, typography) }),
    ),
    ...turned.map((area): Part => ({ area, kind: 'TEXT', line: null, isLikeText: false })),
  ];
  const barriers = page.lines
    .filter((line) => roles.get(line) === 'BODY' || roles.get(line) === 'HEADING')
    .map(({ area }) => area);
  const drawn = parts.filter(({ area, kind }) => kind !== 'RULE' || !isOfText(area, barriers));
  return { page, parts: drawn, barriers, typography };
}

function isLikeText(line: Line, { lines }: RolePage, { font, size }: Typography): boolean {
  const words = line.text.match(/\p{L}{2,}/gu)?.length ?? 0;
  if (line.isOfDrawing || Math.abs(line.size - size) > 0.3) return false;
  const isTextType = line.font === font;
  if ((isTextType || MATH_FONT.test(line.font)) && /[=\u2264\u2265\u2211]|\botherwise\b/.test(line.text)) return true;
  if (/^\([a-z]\)/.test(line.text)) return false;
  return (
    isTextType &&
    words >= 3 &&
    !lines.some((other) => other !== line && isInRow(other, line) && Math.abs(other.area.left - line.area.right) < 60)
  );
}

/** Underlines, roots and fractions. */
const isOfText = (rule: Area, barriers: readonly Area[]): boolean =>
  barriers.some(
    (line) =>
      rule.top > line.top - 2 &&
      rule.bottom < line.bottom + 2.5 &&
      rule.left > line.left - 3 &&
      rule.right < line.right + 3,
  );

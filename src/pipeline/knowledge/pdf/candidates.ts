import {
  type Area,
  heightOf,
  holdsMiddle,
  overlapAcross,
  overlapDown,
  overlaps,
  sizeOf,
  unionOf,
  widthOf,
} from './area';
import type { Caption } from './captions';
import { spanOf } from './columns';
import { isInRow, type Line } from './lines';
import { MATH_FONT } from './passages';
import type { Role, RolePage } from './roles';
import { stripOf } from './strip';
import type { TableFrame } from './table-frames';
import type { Typography } from './typography';

export type Direction = 'ABOVE' | 'BELOW' | 'LEFT' | 'RIGHT';

/** What a figure may consist of. */
export interface Part {
  readonly area: Area;
  readonly kind: 'DRAWING' | 'IMAGE' | 'RULE' | 'TEXT';
  readonly line: Line | null;
  /** Words in the type of the running text, alone in their row: the end of a paragraph, more often than a label. */
  readonly isLikeText: boolean;
}

export interface Candidate {
  readonly caption: Caption;
  readonly direction: Direction;
  readonly area: Area;
  readonly parts: readonly Part[];
  /** Points between the caption and what it names. */
  readonly gap: number;
  readonly isFramed: boolean;
  /** Not all that could belong to it: the rest may be another's. */
  readonly isPrefix: boolean;
  /** Of what is left out something is drawn. */
  readonly leavesDrawings: boolean;
}

export interface Scene {
  readonly page: RolePage;
  readonly parts: readonly Part[];
  readonly barriers: readonly Area[];
}

/** Farthest that parts of one figure stand from each other, and from their caption, in points. */
const GAPS = { FIGURE: { first: 90, next: 42 }, TABLE: { first: 50, next: 24 } } as const;

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
  return { page, parts: parts.filter(({ area, kind }) => kind !== 'RULE' || !isOfText(area, barriers)), barriers };
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

export function candidatesOf(caption: Caption, scene: Scene): Candidate[] {
  const framed = scene.page.frames.filter((frame) => frame.caption === caption).map((frame) => framedBy(frame, scene));
  return [...framed, ...chains(caption, scene, 'ABOVE'), ...chains(caption, scene, 'BELOW'), ...beside(caption, scene)];
}

function framedBy({ caption, isBelow, area }: TableFrame, scene: Scene): Candidate {
  const parts = scene.parts.filter((part) => holdsMiddle(area, part.area, 2));
  const whole = unionOf([area, ...parts.map((part) => part.area)]);
  const gap = isBelow ? whole.top - caption.area.bottom : caption.area.top - whole.bottom;
  return {
    caption,
    direction: isBelow ? 'BELOW' : 'ABOVE',
    area: whole,
    parts,
    gap,
    isFramed: true,
    isPrefix: false,
    leavesDrawings: false,
  };
}

/** Upwards as downwards: below is above in a mirror. */
const mirrored = ({ left, top, right, bottom }: Area): Area => ({ left, top: -bottom, right, bottom: -top });

function chains(caption: Caption, scene: Scene, direction: 'ABOVE' | 'BELOW'): Candidate[] {
  const seen = (area: Area) => (direction === 'ABOVE' ? area : mirrored(area));
  const others = scene.page.captions.filter((other) => other !== caption);
  const start = stripOf(caption, scene.page);
  if (!start) return [];
  const parts = scene.parts.map((part) => ({ part, area: seen(part.area) }));
  const barriers = [...scene.barriers, ...others.map(({ area }) => area)].map(seen);
  const chain = new Chain(
    seen(start),
    seen(caption.area),
    parts,
    barriers,
    GAPS[caption.label.kind === 'TABLE' ? 'TABLE' : 'FIGURE'],
  );
  const made = chain.grow();
  return made.map(({ parts: taken, gap }, index) => ({
    caption,
    direction,
    area: unionOf(taken.map(({ area }) => area)),
    parts: taken,
    gap,
    isFramed: false,
    isPrefix: index < made.length - 1,
    leavesDrawings: drawnIn(taken) < drawnIn(made.at(-1)?.parts ?? []),
  }));
}

interface Placed {
  readonly part: Part;
  readonly area: Area;
}

const drawnIn = (parts: readonly Part[]): number =>
  parts.filter(({ kind }) => kind === 'DRAWING' || kind === 'IMAGE').length;

/** Grows upwards from a caption, nearest part first, until running text, another caption or too wide a gap. */
class Chain {
  readonly #caption: Area;
  readonly #parts: readonly Placed[];
  readonly #barriers: readonly Area[];
  readonly #gaps: { readonly first: number; readonly next: number };
  readonly #taken = new Set<Placed>();
  #strip: Area;
  #edge: number;

  constructor(
    strip: Area,
    caption: Area,
    parts: readonly Placed[],
    barriers: readonly Area[],
    gaps: { readonly first: number; readonly next: number },
  ) {
    this.#strip = strip;
    this.#caption = caption;
    this.#gaps = gaps;
    this.#edge = caption.top;
    this.#parts = parts.filter(
      ({ area }) =>
        area.top < caption.top - 1 && area.bottom <= caption.top + Math.max(4, Math.min(12, heightOf(area) * 0.2)),
    );
    this.#barriers = barriers.filter(({ top }) => top < caption.top - 1);
  }

  grow(): { parts: Part[]; gap: number }[] {
    const made: { parts: Part[]; gap: number }[] = [];
    for (let next = this.#next(); next; next = this.#next()) {
      const gap = this.#edge - next.area.bottom;
      if (next.part.isLikeText && gap > 8 && this.#hasDrawing() && !this.#hasDrawingBeyond(next)) break;
      if (gap > 7 && this.#taken.size > 0) made.push(this.#made());
      this.#take(next);
    }
    if (this.#taken.size > 0) made.push(this.#made());
    return [...made.slice(0, -1).slice(-6), ...made.slice(-1)];
  }

  /** What looks like text may also stand between two rows of drawings. */
  #hasDrawingBeyond({ area: text }: Placed): boolean {
    return this.#parts.some(
      ({ part, area }) =>
        (part.kind === 'DRAWING' || part.kind === 'IMAGE') &&
        area.bottom <= text.top + 2 &&
        text.top - area.bottom < this.#gaps.next &&
        sizeOf(area) > 400 &&
        overlapAcross(area, this.#strip) > 0.3 * widthOf(area) &&
        !this.#isBarred(area),
    );
  }

  #hasDrawing(): boolean {
    return [...this.#taken].some(({ part }) => part.kind === 'DRAWING' || part.kind === 'IMAGE');
  }

  #made(): { parts: Part[]; gap: number } {
    const taken = [...this.#taken];
    const nearest = Math.max(...taken.map(({ area }) => area.bottom));
    return { parts: taken.map(({ part }) => part), gap: Math.max(0, this.#caption.top - nearest) };
  }

  #next(): Placed | null {
    const most = this.#taken.size === 0 ? this.#gaps.first : this.#gaps.next;
    let best: Placed | null = null;
    for (const placed of this.#parts) {
      if (this.#taken.has(placed) || this.#edge - placed.area.bottom > most) continue;
      if (best && placed.area.bottom <= best.area.bottom) continue;
      if (
        overlapAcross(placed.area, this.#strip) >
          Math.max(Math.min(3, widthOf(placed.area) / 2), 0.3 * widthOf(placed.area)) &&
        !this.#isBarred(placed.area)
      )
        best = placed;
    }
    return best;
  }

  /** Running text between the frontier and the part, or over it, within the columns that both take. */
  #isBarred(area: Area): boolean {
    const left = Math.max(Math.min(area.left, this.#strip.left), area.left - 2);
    const across = { ...area, left, right: Math.min(area.right, Math.max(area.right, this.#strip.right)) };
    return this.#barriers.some((barrier) => {
      if (overlapAcross(barrier, this.#strip) <= 3 && overlapAcross(barrier, across) <= 3) return false;
      const isBetween =
        barrier.bottom > area.bottom - 1 && barrier.top < this.#edge - 1 && barrier.bottom <= this.#caption.top + 2;
      const isOver = overlaps(barrier, area, 2) && !holdsMiddle(area, barrier);
      return (isBetween && overlapAcross(barrier, this.#strip) > 3) || isOver;
    });
  }

  #take(placed: Placed): void {
    this.#taken.add(placed);
    this.#edge = Math.min(this.#edge, placed.area.top);
    const { left, right } = placed.area;
    if (placed.part.kind === 'TEXT') return;
    this.#strip = { ...this.#strip, left: Math.min(this.#strip.left, left), right: Math.max(this.#strip.right, right) };
  }
}

/** To the left or the right of a caption that is narrower than its columns. */
function beside(caption: Caption, scene: Scene): Candidate[] {
  const span = spanOf(caption.area, scene.page.columns);
  const isNarrow = span !== null && widthOf(caption.area) < 0.7 * widthOf(span);
  const page = { left: 0, right: scene.page.width };
  const reach = isNarrow && span ? span : page;
  return (['LEFT', 'RIGHT'] as const).flatMap((direction) => besideAt(caption, direction, reach, scene) ?? []);
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
  if (nearest > 40) return null;
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

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
import type { Candidate } from './candidate';
import type { Caption } from './captions';
import type { Part, Scene } from './scene';
import { type Strip, stripOf } from './strip';

/** Farthest that parts of one figure stand from each other, and from their caption, in points. */
const GAPS = { FIGURE: { first: 90, next: 42 }, TABLE: { first: 50, next: 24 } } as const;
/** Large drawings may stand this many times as far where nothing is between: pictures have margins that leave no ink. */
const LARGE_FACTOR = 1.6;
/** In square points. */
const LARGE = 8000;

/** Upwards as downwards: below is above in a mirror. */
const mirrored = ({ left, top, right, bottom }: Area): Area => ({ left, top: -bottom, right, bottom: -top });

export function chains(caption: Caption, scene: Scene, direction: 'ABOVE' | 'BELOW'): Candidate[] {
  const seen = (area: Area) => (direction === 'ABOVE' ? area : mirrored(area));
  const others = scene.page.captions.filter((other) => other !== caption);
  const start = stripOf(caption, scene.page);
  if (!start) return [];
  const parts = scene.parts.map((part) => clipped(part, start)).map((part) => ({ part, area: seen(part.area) }));
  const barriers = [...scene.barriers, ...others.map(({ area }) => area)].map(seen);
  const chain = new Chain(
    seen(start),
    seen(caption.area),
    parts,
    barriers,
    GAPS[caption.label.kind === 'TABLE' ? 'TABLE' : 'FIGURE'],
  );
  const made = chain.grow();
  const all = made.at(-1)?.parts ?? [];
  return made.map(({ parts: taken, gap }, index) => {
    const own = caption.label.kind === 'TABLE' ? taken : withoutOuterRules(taken, start);
    const area = unionOf(own.map((part) => part.area));
    const leavesDrawings = leavesDrawn(taken, all);
    return {
      caption,
      direction,
      area,
      parts: own,
      gap,
      isFramed: false,
      isPrefix: index < made.length - 1,
      leavesDrawings,
    };
  });
}

/** From a drawing to a rule that is none of its axes, in points. */
const RULE_GAP = 3;

/** Rules across the column over and under all else part a figure from its caption and from the text. */
function withoutOuterRules(parts: readonly Part[], strip: Area): readonly Part[] {
  const rest = parts.filter(({ kind }) => kind !== 'RULE');
  const whole = unionOf(rest.map(({ area }) => area));
  const isOuter = ({ kind, area }: Part) =>
    kind === 'RULE' &&
    widthOf(area) > 0.9 * widthOf(strip) &&
    (area.top > whole.bottom + RULE_GAP || area.bottom < whole.top - RULE_GAP);
  return rest.length === 0 ? parts : parts.filter((part) => !isOuter(part));
}

interface Placed {
  readonly part: Part;
  readonly area: Area;
}

const isLarge = ({ part: { kind }, area }: Placed): boolean =>
  (kind === 'DRAWING' || kind === 'IMAGE') && sizeOf(area) > LARGE;

/** Where nothing is drawn, words are what is drawn. */
const leavesDrawn = (taken: readonly Part[], all: readonly Part[]): boolean =>
  drawnIn(all) === 0 ? taken.length < all.length : drawnIn(taken) < drawnIn(all);

/** Drawings that touch are one; under captions side by side each has its share. */
function clipped(part: Part, { left, right, isShared }: Strip): Part {
  const { area, kind } = part;
  if (!isShared || kind === 'TEXT' || kind === 'RULE') return part;
  const shared = overlapAcross(area, { ...area, left, right });
  if (shared < 0.3 * widthOf(area) || shared > 0.9 * widthOf(area)) return part;
  return { ...part, area: { ...area, left: Math.max(left, area.left), right: Math.min(right, area.right) } };
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
      if (this.#taken.has(placed) || this.#edge - placed.area.bottom > most * (isLarge(placed) ? LARGE_FACTOR : 1))
        continue;
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
      const isOver =
        overlaps(barrier, area, 2) &&
        overlapDown(barrier, area) > 0.5 * heightOf(barrier) &&
        !holdsMiddle(area, barrier);
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

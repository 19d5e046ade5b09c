import { heightOf, overlapAcross, overlapDown, sizeOf, widthOf } from './area';
import type { Candidate, Direction } from './candidate';
import { rowsOf } from './candidates';
import type { Caption } from './captions';

/** How often the document's captions of a kind stand where, among those that leave no choice. */
export type Habits = Readonly<Record<'FIGURE' | 'TABLE', Readonly<Record<Direction, number>>>>;

export interface Choice {
  readonly candidate: Candidate;
  readonly score: number;
  /** Over the next best, from 0 to 1. */
  readonly confidence: number;
}

export const NO_HABITS: Habits = {
  FIGURE: { ABOVE: 0.6, BELOW: 0, LEFT: -0.6, RIGHT: -0.6 },
  TABLE: { ABOVE: 0, BELOW: 0.4, LEFT: -0.8, RIGHT: -0.8 },
};

/** Of a figure of words: more than of a stray line, less than of anything drawn. */
const WORDS = 1.9;

/** Rules alone are no figure. */
const NOTHING = -5;

/** What it costs to leave a drawing out that nobody else claims. */
const LEFT_OUT = 0.35;

/** Worth of a candidate before its neighbours are heard; below 0 nothing is better. */
export function scoreOf(candidate: Candidate, habits: Habits, pageSize: number): number {
  const kind = candidate.caption.label.kind === 'TABLE' ? 'TABLE' : 'FIGURE';
  if (candidate.isWords) return WORDS - candidate.gap / 60;
  const content = kind === 'TABLE' ? tableContent(candidate) : figureContent(candidate);
  const extent =
    Math.min(1, heightOf(candidate.area) / 120) * 0.5 + Math.min(1.2, (3 * sizeOf(candidate.area)) / pageSize);
  const distance = candidate.gap / (kind === 'TABLE' ? 30 : 45);
  const left = candidate.leavesDrawings ? LEFT_OUT : 0;
  return content + extent - distance - left + habits[kind][candidate.direction] + alignment(candidate);
}

function figureContent({ parts, area }: Candidate): number {
  const drawn = parts.filter(({ kind }) => kind === 'DRAWING' || kind === 'IMAGE');
  const size = drawn.reduce((sum, part) => sum + sizeOf(part.area), 0);
  const lines = parts.filter(({ kind }) => kind === 'TEXT').length;
  if (size > 900) return 3 + Math.min(0.6, size / Math.max(1, sizeOf(area)));
  if (size > 150) return 1.4;
  if (drawn.length === 0 && lines === 0) return NOTHING;
  return lines >= 3 ? 0.7 : -0.6;
}

function tableContent({ parts, isFramed }: Candidate): number {
  const rules = parts.filter(({ kind }) => kind === 'RULE').length;
  const grid = parts.some(({ kind, area }) => kind === 'DRAWING' && sizeOf(area) > 1500);
  const image = parts.some(({ kind, area }) => kind === 'IMAGE' && sizeOf(area) > 3000);
  const rows = rowsOf(parts);
  let content = rows >= 2 ? 1.6 : rows === 1 ? 0.6 : -0.8;
  if (rules >= 2) content += 1.4;
  if (grid) content += rows >= 2 ? 1.2 : 0.6;
  if (image) content += rows >= 2 ? 0 : 1.6;
  if (isFramed) content += 1.2;
  return content;
}

/** What stands over or under its caption shares its middle or its left edge. */
function alignment({ caption, area, direction }: Candidate): number {
  if (direction === 'LEFT' || direction === 'RIGHT') return 0;
  const shared = overlapAcross(caption.area, area) / Math.max(1, Math.min(widthOf(caption.area), widthOf(area)));
  return shared < 0.3 ? -1 : 0;
}

/** Fewer than this many points of overlap are two boxes that touch. */
const TOUCH = 4;

const touch = (one: number, other: number): number => Math.max(TOUCH, 0.08 * Math.min(one, other));

const collide = (one: Candidate, other: Candidate): boolean =>
  (overlapAcross(one.area, other.area) > touch(widthOf(one.area), widthOf(other.area)) &&
    overlapDown(one.area, other.area) > touch(heightOf(one.area), heightOf(other.area))) ||
  coversCaption(one, other.caption) ||
  coversCaption(other, one.caption);

/** By its parts: what lies between them is painted over. */
const coversCaption = ({ parts }: Candidate, { area: caption }: Caption): boolean =>
  parts.some(({ area }) => overlapAcross(area, caption) > TOUCH && overlapDown(area, caption) > TOUCH);

const MOST_STEPS = 60_000;
const MOST_CHOICES = 7;

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** The best choice for a page: at most one candidate a caption, none over another. */
export function assigned(options: readonly (readonly Scored[])[]): Choice[] {
  const ordered = options.map((choices) =>
    choices
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score)
      .slice(0, MOST_CHOICES),
  );
  const rest = ordered.map((_, index) =>
    ordered.slice(index).reduce((sum, choices) => sum + (choices[0]?.score ?? 0), 0),
  );
  let best: { chosen: readonly Scored[]; score: number } = { chosen: [], score: -1 };
  let steps = 0;
  const walk = (index: number, chosen: readonly Scored[], score: number): void => {
    steps += 1;
    if (steps > MOST_STEPS || score + (rest[index] ?? 0) <= best.score) return;
    const choices = ordered[index];
    if (!choices) {
      best = { chosen, score };
      return;
    }
    for (const choice of choices) {
      if (chosen.every(({ candidate }) => !collide(candidate, choice.candidate)))
        walk(index + 1, [...chosen, choice], score + choice.score);
    }
    walk(index + 1, chosen, score);
  };
  walk(0, [], 0);
  return best.chosen.map((choice) => ({ ...choice, confidence: confidenceOf(choice, ordered.flat()) }));
}

function confidenceOf({ candidate, score }: Scored, all: readonly Scored[]): number {
  const rivals = all.filter(
    (other) => other.candidate.caption === candidate.caption && other.candidate.direction !== candidate.direction,
  );
  const next = Math.max(0, ...rivals.map((rival) => rival.score));
  const content = Math.min(1, Math.max(0, score / 4));
  return (
    Math.round(Math.min(1, 0.35 + 0.4 * content + 0.25 * Math.min(1, Math.max(0, (score - next) / 2))) * 100) / 100
  );
}

/** From captions with one possible direction; each such caption weighs as much as ten points of distance. */
export function habitsOf(options: readonly (readonly Scored[])[]): Habits {
  const counts = {
    FIGURE: { ABOVE: 0, BELOW: 0, LEFT: 0, RIGHT: 0 },
    TABLE: { ABOVE: 0, BELOW: 0, LEFT: 0, RIGHT: 0 },
  };
  for (const choices of options) {
    const good = choices.filter(({ score }) => score > 1.2);
    const [first] = good;
    if (first && good.every(({ candidate }) => candidate.direction === first.candidate.direction)) {
      counts[first.candidate.caption.label.kind === 'TABLE' ? 'TABLE' : 'FIGURE'][first.candidate.direction] += 1;
    }
  }
  return { FIGURE: shifted('FIGURE', counts.FIGURE), TABLE: shifted('TABLE', counts.TABLE) };
}

function shifted(kind: 'FIGURE' | 'TABLE', counts: Record<Direction, number>): Record<Direction, number> {
  const total = counts.ABOVE + counts.BELOW + counts.LEFT + counts.RIGHT;
  const weight = (direction: Direction) =>
    NO_HABITS[kind][direction] + (total === 0 ? 0 : 1.6 * (counts[direction] / total) * Math.min(1, total / 3));
  return { ABOVE: weight('ABOVE'), BELOW: weight('BELOW'), LEFT: weight('LEFT'), RIGHT: weight('RIGHT') };
}

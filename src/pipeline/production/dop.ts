import type { DisplayMode, SegmentIntent } from '../script/segment';
import { clipQuota, imageQuota, type Tier } from './tiers';

/** A segment, as the director of photography sees it. */
export interface Directed {
  readonly intent: SegmentIntent;
  readonly importance: number;
  /** As people, or the file that it came in, say. */
  readonly displayMode: DisplayMode | null;
  readonly speaksOfFigure: boolean;
  readonly hasApprovedPicture: boolean;
  /** What is approved is a card: words alone. */
  readonly hasApprovedCard?: boolean;
}

/** What these show is settled: whatever stands in a script from its import on, DALL_E, is nobody's decision. */
export function decidedMode({ displayMode }: Pick<Directed, 'displayMode'>): DisplayMode | null {
  return displayMode === 'DALL_E' ? null : displayMode;
}

/** What a segment shows: what people decided, else what the tier gives it. */
export function shownMode(segment: {
  readonly displayMode: DisplayMode | null;
  readonly directedMode: DisplayMode | null;
}): DisplayMode | null {
  return decidedMode(segment) ?? segment.directedMode ?? segment.displayMode;
}

/** The same in SQL, of the columns of a segment. */
export const shownModeSql = (segment: (column: string) => string): string =>
  `coalesce(nullif(${segment('display_mode')}, 'DALL_E'), ${segment('directed_mode')}, ${segment('display_mode')})`;

/**
 * Whether a picture moves slowly while it is seen: what was drawn does. Type would be read in motion, so pages and cards stand still, and so
 * does what was brought, or set by an earlier release, for a segment that shows a figure.
 */
export function moves(
  { task, isDrawn }: { readonly task: string | null; readonly isDrawn: boolean },
  mode: DisplayMode | null,
): boolean {
  return task !== 'PAGE' && task !== 'CARD' && (mode !== 'FIGURE_SYNC' || isDrawn);
}

/** A segment that holds the picture before it has no use for one of its own. One of text alone has its card. */
export function showsOwnPicture(mode: DisplayMode | null): boolean {
  return mode !== 'CARRY_FORWARD';
}

/**
 * What each segment shows in a tier: what a person decided; figures in every tier; what is approved, which is free; text for all the
 * rest in a tier without pictures, and for transitions; then pictures for the most important of the rest, as many as the tier pays
 * for. The others hold the picture before.
 */
export function directed(segments: readonly Directed[], tier: Tier): DisplayMode[] {
  const most = imageQuota(tier, segments.length);
  const settled = segments.map((segment) => settledMode(segment, most));
  const open = segments.flatMap((segment, index) => (settled[index] === null ? [{ segment, index }] : []));
  const drawn = new Set(mostImportant(open, most));
  return settled.map((mode, index) => mode ?? (drawn.has(index) ? 'DALL_E' : 'CARRY_FORWARD'));
}

function settledMode(segment: Directed, most: number): DisplayMode | null {
  const decided = decidedMode(segment);
  if (decided) return decided;
  if (segment.speaksOfFigure) return 'FIGURE_SYNC';
  if (segment.hasApprovedCard) return 'TEXT_ONLY';
  if (segment.hasApprovedPicture) return 'DALL_E';
  return most === 0 || segment.intent === 'TRANSITION' ? 'TEXT_ONLY' : null;
}

interface Moving {
  readonly importance: number;
  readonly hasApprovedClip: boolean;
}

/** Which pictures move as clips: approved clips are free; of the other drawn pictures the most important, as many as the tier pays for. */
export function clipped(segments: readonly Moving[], modes: readonly DisplayMode[], tier: Tier): boolean[] {
  const most = clipQuota(tier, segments.length);
  const drawn = segments.flatMap((segment, index) => (modes[index] === 'DALL_E' ? [{ segment, index }] : []));
  const open = drawn.filter(({ segment }) => !segment.hasApprovedClip);
  const moving = new Set(most === 0 ? [] : mostImportant(open, most));
  const free = new Set(most === 0 ? [] : drawn.flatMap(({ segment, index }) => (segment.hasApprovedClip ? index : [])));
  return segments.map((_, index) => moving.has(index) || free.has(index));
}

/** Of equals, those that come first. */
function mostImportant(
  open: readonly { readonly segment: { readonly importance: number }; readonly index: number }[],
  most: number,
): number[] {
  const sorted = open.toSorted((a, b) => b.segment.importance - a.segment.importance || a.index - b.index);
  return sorted.slice(0, most).map(({ index }) => index);
}

import type { DisplayMode, SegmentIntent } from '../script/segment';
import { imageQuota, type Tier } from './tiers';

/** A segment, as the director of photography sees it. */
export interface Directed {
  readonly intent: SegmentIntent;
  readonly importance: number;
  readonly displayMode: DisplayMode | null;
  readonly speaksOfFigure: boolean;
  readonly hasApprovedPicture: boolean;
}

/** What these show is settled: whatever stands in a script from its import on, DALL_E, is nobody's decision. */
export function decidedMode({ displayMode }: Pick<Directed, 'displayMode'>): DisplayMode | null {
  return displayMode === 'DALL_E' ? null : displayMode;
}

/** A segment that shows the picture before it, or text, has no use for one of its own. */
export function showsOwnPicture(mode: DisplayMode | null): boolean {
  return mode !== 'CARRY_FORWARD' && mode !== 'TEXT_ONLY';
}

/**
 * What each segment shows in a tier: what a person decided; figures in every tier; text for transitions, and for all in a tier
 * without pictures; then approved pictures, which are free, and drawn ones for the most important of the rest, as many as the
 * tier pays for. The others hold the picture before.
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
  if (most === 0 || segment.intent === 'TRANSITION') return 'TEXT_ONLY';
  return segment.hasApprovedPicture ? 'DALL_E' : null;
}

/** Of equals, those that come first. */
export function mostImportant(
  open: readonly { readonly segment: { readonly importance: number }; readonly index: number }[],
  most: number,
): number[] {
  const sorted = open.toSorted((a, b) => b.segment.importance - a.segment.importance || a.index - b.index);
  return sorted.slice(0, most).map(({ index }) => index);
}

import { screeningOf } from '../library/screening';
import type { RunPlan } from '../runner/plan';
import type { Cut } from '../timeline/cut';
import { type AskedParts, isWhole, selectionOf } from './asked-parts';
import { TIERS, type Tier } from './tiers';

/** What is asked of a run besides what it makes. */
export interface RunWishes {
  /** Null: as it was directed last. */
  readonly tier?: Tier | null;
  readonly captions?: CaptionPlace | null;
}

/** SIDECAR: files beside the film. */
export const CAPTION_PLACES = ['SIDECAR', 'BURNED', 'KARAOKE'] as const;
export type CaptionPlace = (typeof CAPTION_PLACES)[number];

/** As a run keeps what was asked of it: what it grows by and how it is cut is read from here. */
export function keptOptions(input: AskedParts & RunWishes & object, leftOut: readonly string[]): RunPlan['options'] {
  const { numbers = null, parts = null, tier = null, captions = null } = input;
  const isPartial = !isWhole(selectionOf({ numbers, parts }));
  return { ...screeningOf(input), isPartial, numbers, parts, tier, captions, leftOut };
}

export function tierIn(options: object): Tier | null {
  const { tier } = options as { tier?: unknown };
  return TIERS.find((known) => known === tier) ?? null;
}

export function captionStyleIn(options: object): Cut['captionStyle'] {
  const { captions } = options as { captions?: unknown };
  return captions === 'BURNED' || captions === 'KARAOKE' ? captions : undefined;
}

import type { AssetType } from '../library/asset';
import { SEGMENT_PARTS } from '../library/slot';
import { wishHash } from '../library/wish';
import { type House, type Narration, type ShownFigure, segmentWishes } from '../production/segment-wishes';

export interface Owned extends Narration {
  readonly id: string;
  readonly projectId: string;
}

interface Page extends House {
  /** Those that the segment speaks of and that have a picture, the first one first. */
  readonly figures: readonly ShownFigure[];
  readonly now: Date;
  readonly newId: () => string;
}

/** The empty places of a new segment, a page for each further figure that it shows among them. */
export function slotsOf(segment: Owned, { figures, now, newId, ...house }: Page) {
  return Object.entries(segmentWishes(segment, house, figures)).map(([part, wish]) => {
    return {
      id: newId(),
      projectId: segment.projectId,
      ownerType: 'SEGMENT' as const,
      ownerId: segment.id,
      part,
      type: typeOfPart(part),
      wishHash: wishHash(wish),
      wishedAt: now,
      ...wish,
      inputs: [...wish.inputs],
    };
  });
}

/** Whatever is no narration and no clip is a picture. */
export function typeOfPart(part: string): AssetType {
  return SEGMENT_PARTS.find((known) => known.part === part)?.type ?? 'IMAGE';
}

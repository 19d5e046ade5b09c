import { SEGMENT_PARTS } from '../library/slot';
import { wishHash } from '../library/wish';
import { type House, type Narration, type ShownFigure, segmentWishes } from '../production/segment-wishes';

export interface Owned extends Narration {
  readonly id: string;
  readonly projectId: string;
}

interface Page extends House {
  /** The one that the segment speaks of first, where it has a picture. */
  readonly figure: ShownFigure | null;
  readonly now: Date;
  readonly newId: () => string;
}

/** The empty places of a new segment. */
export function slotsOf(segment: Owned, { figure, now, newId, ...house }: Page) {
  const wishes = segmentWishes(segment, house, figure);
  return SEGMENT_PARTS.map(({ part, type }) => {
    const wish = wishes[part];
    return {
      id: newId(),
      projectId: segment.projectId,
      ownerType: 'SEGMENT' as const,
      ownerId: segment.id,
      part,
      type,
      wishHash: wishHash(wish),
      wishedAt: now,
      ...wish,
      inputs: [...wish.inputs],
    };
  });
}

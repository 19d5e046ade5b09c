import type { SlotOwnerType } from '../library/slot';
import type { Cut } from './cut';

export const TRACKS = ['PICTURE', 'NARRATION', 'AMBIENCE'] as const;
export type Track = (typeof TRACKS)[number];

export interface Clip {
  readonly track: Track;
  /** Within its track, from 0. */
  readonly position: number;
  readonly ownerType: SlotOwnerType;
  readonly ownerId: string;
  readonly assetId: string;
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

type Laid = Pick<Cut['picture'][number], 'ownerId' | 'assetId' | 'startFrame' | 'durationFrames'>;

/**
 * The takes that a cut shows and plays: a card is none. Of a script, pictures and narration are laid out for segments and ambience for the
 * timeline itself; of a plan, everything is laid out for the plan.
 */
export function clipsOf(
  { picture, narration, ambience }: Pick<Cut, 'picture' | 'narration' | 'ambience'>,
  owner: 'SEGMENT' | 'PRODUCTION_PLAN',
): Clip[] {
  return [
    ...onTrack('PICTURE', owner, picture),
    ...onTrack('NARRATION', owner, narration),
    ...onTrack('AMBIENCE', owner === 'SEGMENT' ? 'TIMELINE' : owner, ambience),
  ];
}

function onTrack(track: Track, ownerType: SlotOwnerType, laid: readonly Laid[]): Clip[] {
  const takes = laid.flatMap(({ assetId, ...clip }) => (assetId === null ? [] : [{ ...clip, assetId }]));
  return takes.map(({ ownerId, assetId, startFrame, durationFrames }, position) => ({
    ...{ track, position, ownerType, ownerId, assetId, startFrame },
    endFrameExclusive: startFrame + durationFrames,
  }));
}

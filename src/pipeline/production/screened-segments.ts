import { isLeftOut, type Screening } from '../library/screening';
import type { DisplayMode } from '../script/segment';
import type { NarratedSegment } from '../timeline/explainer-cut';
import { showsOwnPicture } from './dop';

/** A segment with the takes that were found for it. */
export interface FoundSegment extends NarratedSegment {
  readonly number: number;
  readonly displayMode: DisplayMode | null;
  readonly isAudioSentBack: boolean;
  readonly isPictureSentBack: boolean;
}

/** `isPartial`: a run that was asked for a part of the film takes what there is of the rest. */
export type CutScreening = Screening & { readonly isPartial?: boolean };

/** What goes into the cut, and what is left out of it, as people call it. */
export function screened(
  found: readonly FoundSegment[],
  screening: CutScreening,
): { segments: NarratedSegment[]; leftOut: string[] } {
  const told = found.map((segment) => ({ segment, missing: missingPart(segment, screening) }));
  return {
    segments: told.flatMap(({ segment, missing }) => (missing === 'audio' ? [] : [shown(segment)])),
    leftOut: told.flatMap(({ segment, missing }) => (missing ? [`segment ${segment.number} / ${missing}`] : [])),
  };
}

function shown(segment: FoundSegment): NarratedSegment {
  return showsOwnPicture(segment.displayMode) ? segment : { ...segment, picture: null, pages: [], clip: null };
}

/** A segment that falls out takes its picture along without a word. */
function missingPart(segment: FoundSegment, screening: CutScreening): 'audio' | 'picture' | null {
  const { audio, picture, pages = [], isAudioSentBack, isPictureSentBack, displayMode } = segment;
  const isAsked = screening.isPartial !== true;
  if (isLeftOut({ hasTake: audio !== null, isSentBack: isAudioSentBack, isAsked }, screening)) return 'audio';
  if (!showsOwnPicture(displayMode)) return null;
  const hasTake = picture !== null || pages.length > 0;
  return isLeftOut({ hasTake, isSentBack: isPictureSentBack, isAsked }, screening) ? 'picture' : null;
}

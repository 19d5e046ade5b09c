import type { DisplayMode } from '../script/segment';
import type { Narration } from '../timeline/explainer-cut';
import type { FigurePage } from '../timeline/figure-pages';
import { moves } from './dop';
import type { FoundSegment } from './screened-segments';
import { pageNumber } from './segment-wishes';

/** A take, as far as a cut shows or plays it. */
export interface FoundTake {
  readonly assetId: string;
  readonly sha256: string;
  readonly durationSeconds: number | null;
  readonly loudnessLufs: number | null;
  readonly sentences: Narration['sentences'];
  readonly words: Narration['words'];
  /** Or published. */
  readonly isApproved: boolean;
  readonly task: string | null;
  /** Out of words alone. */
  readonly isDrawn: boolean;
}

/** What a place wants, as far as a cut can tell it. */
export interface WantedTake {
  readonly hash: string;
  readonly task: string | null;
  /** The name of what it is made of first: `figure/3`; null: of words alone. */
  readonly input: string | null;
}

/** A place of a segment with the take that a build would use. */
export interface FoundPlace {
  /** Null: the place is still to be made. */
  readonly slotId: string | null;
  readonly part: string;
  readonly wanted: WantedTake;
  readonly take: FoundTake | null;
  readonly isSentBack: boolean;
  readonly hasFailed: boolean;
}

export interface SegmentPlaces {
  readonly id: string;
  /** In its script, from 1. */
  readonly number: number;
  readonly text: string;
  readonly displayMode: DisplayMode | null;
  readonly estimatedSeconds: number;
  /** Its picture is to move. */
  readonly isClip: boolean;
  readonly chapter: string | null;
  readonly places: readonly FoundPlace[];
}

/** What its places make of a segment, for the cut. */
export function segmentFound({ places, isClip, ...segment }: SegmentPlaces): FoundSegment {
  const [audio, picture, video] = ['audio', 'picture', 'video'].map((part) => places.find((one) => one.part === part));
  return {
    ...segment,
    audio: audio?.take ? heard(audio.take) : null,
    picture: picture?.take && !figureWanted(picture) ? seen(picture.take, segment.displayMode) : null,
    pages: pagesOf(places),
    clip: video?.take && (isClip || video.take.isApproved) ? mediaOf(video.take) : null,
    failed: { audio: audio?.hasFailed ?? false, picture: picture?.hasFailed ?? false },
    isAudioSentBack: audio?.isSentBack ?? false,
    isPictureSentBack: picture?.isSentBack ?? false,
  };
}

const mediaOf = ({ assetId, sha256 }: FoundTake) => ({ assetId, sha256 });

function heard(take: FoundTake): FoundSegment['audio'] {
  const { durationSeconds, loudnessLufs, sentences, words } = take;
  return {
    ...mediaOf(take),
    durationSeconds: durationSeconds ?? 0,
    loudnessLufs: loudnessLufs ?? 0,
    sentences,
    words,
  };
}

function seen(take: FoundTake, mode: DisplayMode | null): FoundSegment['picture'] {
  return { ...mediaOf(take), moves: moves(take, mode) };
}

/** In the order in which the segment shows them: its picture, where that is a page, then its further ones. */
function pagesOf(places: readonly FoundPlace[]): FigurePage[] {
  const numbered = places.flatMap((place) => {
    const number = place.part === 'picture' ? 1 : pageNumber(place.part);
    return number === null ? [] : [{ number, place }];
  });
  return numbered
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ place }) => {
      const figure = figureWanted(place);
      return figure && place.take ? [{ ...figure, ...mediaOf(place.take) }] : [];
    });
}

const FIGURE_INPUT = /^(figure|table)\/(\d+)$/;

/** A place that wants a page is told by what it is made of. */
function figureWanted({ wanted }: FoundPlace): Pick<FigurePage, 'kind' | 'number'> | null {
  const [, kind, number] = FIGURE_INPUT.exec(wanted.input ?? '') ?? [];
  return kind ? { kind: kind === 'table' ? 'TABLE' : 'FIGURE', number: Number(number) } : null;
}

import type { FilmFrame } from '../production/film-frame';
import { type FoundPlace, type FoundTake, type SegmentPlaces, segmentFound } from '../production/found-places';
import { screened } from '../production/screened-segments';
import type { Cut } from '../timeline/cut';
import { explainerCut, type NarratedSegment, showsSomething } from '../timeline/explainer-cut';
import { splitSentences } from '../values/sentences';

/** That its sentences are told apart in. */
const LANGUAGE = 'en';

/** Whatever is still to be made is there, and nothing is left out. */
const ALL = { onlyApproved: false, skipRejected: false, allowMissing: false };

export interface ForeseenFilm extends FilmFrame {
  readonly captionStyle: NonNullable<Cut['captionStyle']> | null;
}

/**
 * The cut of these places, with something of its own where a take is still to come: equal wishes have the same. Sound is left out, which
 * makes no picture. Null: nothing would be seen.
 */
export function foreseenCut(rows: readonly SegmentPlaces[], { captionStyle, ...frame }: ForeseenFilm): Cut | null {
  const { segments } = screened(
    rows.map((row) => segmentFound(withTakes(row))),
    ALL,
  );
  if (!showsSomething({ ...frame, segments })) return null;
  if (captionStyle) return explainerCut({ ...frame, segments, captionStyle, ambience: null });
  return explainerCut({ ...frame, segments: segments.map(unread), ambience: null });
}

function withTakes({ places, ...row }: SegmentPlaces): SegmentPlaces {
  return { ...row, places: places.map((place) => ({ ...place, take: place.take ?? takeToCome(place, row) })) };
}

/** Nobody knows when the words of a narration to come are heard: then figures are turned to by their share of the text. */
function takeToCome({ part, wanted }: FoundPlace, row: Omit<SegmentPlaces, 'places'>): FoundTake {
  return {
    assetId: '',
    sha256: `to come: ${wanted.hash}`,
    durationSeconds: row.estimatedSeconds,
    loudnessLufs: null,
    sentences: part === 'audio' ? sentencesToCome(row) : [],
    words: null,
    isApproved: false,
    task: wanted.task,
    isDrawn: wanted.input === null,
  };
}

/** Each has its share of the time. */
function sentencesToCome({ text, estimatedSeconds }: Omit<SegmentPlaces, 'places'>): FoundTake['sentences'] {
  const sentences = splitSentences(text, LANGUAGE);
  const letters = sentences.reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  return sentences.map((sentence) => {
    const startSeconds = (estimatedSeconds * before) / letters;
    before += sentence.length;
    return { text: sentence, startSeconds, endSeconds: (estimatedSeconds * before) / letters };
  });
}

/** Where no captions are burned in, words make pictures only by the figures that they name: breaking all into lines took most of the time. */
function unread(segment: NarratedSegment): NarratedSegment {
  const { audio, pages = [] } = segment;
  if (pages.length > 0) return segment;
  return { ...segment, text: '', audio: audio && { ...audio, sentences: [], words: null } };
}

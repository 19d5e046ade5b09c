import { MissingAssets } from '../errors';
import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import { captionLines, type Sentence } from './caption-lines';
import type { Cut, PictureClip, SoundClip } from './cut';
import { filmLayout, type Laid } from './film-layout';
import { motionOfSegment } from './motions';

export interface NarratedSegment {
  /** The clips' ownerId. */
  readonly id: string;
  /** In its script, from 1; its place among these where it is not given. */
  readonly number?: number;
  readonly text: string;
  readonly audio: Narration | null;
  /** Null: the picture before stays. */
  readonly picture: { readonly assetId: string; readonly sha256: string; readonly moves: boolean } | null;
}

export interface Narration extends Sound {
  readonly durationSeconds: number;
  readonly sentences: readonly Sentence[];
}

interface Sound {
  readonly assetId: string;
  readonly sha256: string;
  readonly loudnessLufs: number;
}

export interface Explainer {
  readonly segments: readonly NarratedSegment[];
  readonly ambience: (Sound & { readonly ownerId: string }) | null;
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
}

const DISSOLVE_SECONDS = 0.5;

const NARRATION_LUFS = -16;
/** In the pauses; the mix ducks it by 8 dB under a voice, to −34. */
const AMBIENCE_LUFS = -26;
const MOST_GAIN_DB = 24;

/** A segment with all it needs, in its place. */
interface Placed extends Laid {
  readonly segment: NarratedSegment;
  readonly audio: Narration;
}

export function explainerCut({ segments, ambience, rate, size }: Explainer): Cut {
  const { laid, durationFrames } = laidOut(complete(segments), rate);
  return {
    rate,
    size,
    durationFrames,
    picture: pictureClips(laid, { rate, durationFrames }),
    narration: laid.map(narrationClip),
    ambience: ambience ? [ambienceClip(ambience, durationFrames)] : [],
    captions: laid.flatMap(({ segment, audio, voiceFrame, endFrameExclusive }) =>
      captionLines({ sentences: sentencesOf(segment.text, audio), startFrame: voiceFrame, endFrameExclusive }, rate),
    ),
  };
}

/** Of a narration that came without its timing, the words are shared out over its length. */
function sentencesOf(text: string, { sentences, durationSeconds }: Narration): readonly Sentence[] {
  return sentences.length > 0 ? sentences : [{ text, startSeconds: 0, endSeconds: durationSeconds }];
}

type Complete = NarratedSegment & { readonly audio: Narration };

function complete(segments: readonly NarratedSegment[]): Complete[] {
  const silent = segments.flatMap(({ audio, number }, index) => (audio === null ? [number ?? index + 1] : []));
  const isDark = segments.every(({ picture }) => picture === null);
  const lacks = [...lack('narration', silent), ...(segments.length === 0 ? ['segment'] : isDark ? ['picture'] : [])];
  if (lacks.length === 0) return segments.filter((segment): segment is Complete => segment.audio !== null);
  const got = `no ${lacks.join(' and no ')}`;
  throw new MissingAssets(`The film cannot be cut: there is ${got}.`, {
    expected: 'a narration for every segment, and at least one picture',
    got,
    remedy: 'Make or choose the missing takes, then cut again.',
  });
}

function lack(what: string, numbers: readonly number[]): string[] {
  if (numbers.length === 0) return [];
  return [`${what} for segment${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`];
}

function laidOut(segments: readonly Complete[], rate: Rate): { laid: Placed[]; durationFrames: number } {
  const { laid, durationFrames } = filmLayout(
    segments.map(({ audio }) => audio.durationSeconds),
    rate,
  );
  const placed = laid.flatMap((place, index) => {
    const segment = segments[index];
    return segment ? [{ ...place, segment, audio: segment.audio }] : [];
  });
  return { laid: placed, durationFrames };
}

/** The first picture there is stands from the start. */
function pictureClips(laid: readonly Placed[], film: { rate: Rate; durationFrames: number }): PictureClip[] {
  const clips = laid.flatMap(({ segment: { id, picture }, startFrame }, idx) =>
    picture ? [{ id, picture, idx, startFrame }] : [],
  );
  const shown = clips.map((clip, index) => (index === 0 ? { ...clip, startFrame: 0 } : clip));
  const ends = [...shown.slice(1).map(({ startFrame }) => startFrame), film.durationFrames];
  const lengths = shown.map(({ startFrame }, index) => (ends[index] ?? startFrame) - startFrame);
  const dissolve = 2 * Math.floor(framesForSeconds(DISSOLVE_SECONDS, film.rate) / 2);
  return shown.map(({ id, picture, idx, startFrame }, index) => {
    const durationFrames = lengths[index] ?? 0;
    const turning = idx === 1 || (idx > 0 && idx === laid.length - 1);
    // Each side gives half of it and may give as much at its other end; half a second of the picture itself must be left.
    const longEnough = Math.min(lengths[index - 1] ?? 0, durationFrames) >= 2 * dissolve;
    return {
      ownerId: id,
      startFrame,
      durationFrames,
      assetId: picture.assetId,
      sha256: picture.sha256,
      motion: picture.moves ? motionOfSegment(idx) : null,
      dissolveFrames: turning && longEnough ? dissolve : 0,
    };
  });
}

function narrationClip({ segment, audio, voiceFrame, voiceFrames }: Placed): SoundClip {
  return {
    ownerId: segment.id,
    startFrame: voiceFrame,
    durationFrames: voiceFrames,
    assetId: audio.assetId,
    sha256: audio.sha256,
    gainDb: gainTo(NARRATION_LUFS, audio.loudnessLufs),
    loops: false,
  };
}

function ambienceClip(
  { ownerId, assetId, sha256, loudnessLufs }: Sound & { ownerId: string },
  frames: number,
): SoundClip {
  const gainDb = gainTo(AMBIENCE_LUFS, loudnessLufs);
  return { ownerId, startFrame: 0, durationFrames: frames, assetId, sha256, gainDb, loops: true };
}

/**
 * What brings a sound to its place, but no more than 24 dB: beyond that it is silence, or noise, that was measured. In hundredths:
 * loudness is measured in tenths, and 4.399999999999999 would be another cut than 4.4.
 */
function gainTo(lufs: number, measuredLufs: number): number {
  const gainDb = Math.min(MOST_GAIN_DB, Math.max(-MOST_GAIN_DB, lufs - measuredLufs));
  return Math.round(gainDb * 100) / 100;
}

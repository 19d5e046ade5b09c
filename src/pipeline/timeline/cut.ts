import type { Rate } from '../values/rate';

/** A moving crop of a still, as fractions of the largest crop of the frame's shape: `zoom` 1 shows all of it. */
export interface Framing {
  readonly zoom: number;
  /** Where the crop's centre lies between the outermost places it may have: 0 is left or top, 1 right or bottom. */
  readonly x: number;
  readonly y: number;
}

export interface Motion {
  readonly from: Framing;
  readonly to: Framing;
}

/** One stretch of picture. It is visible from `startFrame` on, and under the transition into the next one. */
export interface PictureClip {
  readonly ownerId: string;
  readonly startFrame: number;
  readonly durationFrames: number;
  /** The take that is shown, by row id and by content. */
  readonly assetId: string;
  readonly sha256: string;
  /** Null: it stands still. */
  readonly motion: Motion | null;
  /** Frames of dissolve from the clip before; 0 is a cut. Half of them lie before `startFrame`. An even number. */
  readonly dissolveFrames: number;
}

export interface SoundClip {
  readonly ownerId: string;
  readonly startFrame: number;
  readonly durationFrames: number;
  readonly assetId: string;
  readonly sha256: string;
  /** What brings the asset to its place in the mix; its measured loudness is in it. */
  readonly gainDb: number;
  /** Narration plays once; ambience begins again where it ends. */
  readonly loops: boolean;
}

export interface CaptionLine {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  /** One or two lines. */
  readonly text: string;
}

/** A film down to the frame: what is seen, what is heard, what is read. It holds no paths and no times but frames. */
export interface Cut {
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
  readonly durationFrames: number;
  readonly picture: readonly PictureClip[];
  readonly narration: readonly SoundClip[];
  readonly ambience: readonly SoundClip[];
  readonly captions: readonly CaptionLine[];
}

import type { Motion, Overlay } from '../timeline/cut';
import type { Rate } from '../values/rate';
import type { Sway } from './motion';

/** A still as a source of frames: `pathFrames` is how long its whole move takes, `firstFrame` where on it the piece begins. */
export interface StillSource {
  readonly sha256: string;
  /** CLIP: no still, but frames of its own, of which the piece begins with `firstFrame` at its rate. It has no motion. */
  readonly medium?: 'CLIP';
  /** Its ground may be as dark as its style wants it. */
  readonly isCard?: true;
  readonly motion: Motion | null;
  /** How the camera shakes on its way; only with a motion that leaves room for it. */
  readonly sway?: Sway;
  readonly firstFrame: number;
  readonly pathFrames: number;
}

/** A caption as it is seen in a piece, in the piece's frames: where the film has it makes no difference. */
export interface BurnedCaption {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  /** One or two lines. */
  readonly text: string;
  /** Karaoke: from which frame on each of its tokens is the current one. Absent: all of it is plain. */
  readonly wordFrames?: readonly number[];
}

/**
 * An overlay as it is seen in a piece, in the piece's frames. It comes and goes over `fadeFrames` each, and reaches out of the piece by
 * so many at most: where the film has it, and for how much longer, makes no difference.
 */
export interface PieceOverlay extends Omit<Overlay, 'assetId'> {
  readonly fadeFrames: number;
}

/** One stretch of rendered picture: one source, or two of which the first dissolves into the second. */
export interface Piece {
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
  readonly durationFrames: number;
  readonly sources: readonly [StillSource] | readonly [StillSource, StillSource];
  /** In order, no two at once; absent where there are none. */
  readonly captions?: readonly BurnedCaption[];
  /** Below the captions, the later above the earlier; absent where there are none. */
  readonly overlays?: readonly PieceOverlay[];
}

import type { Motion } from '../timeline/cut';
import type { Rate } from '../values/rate';
import type { Sway } from './motion';

/** A still as a source of frames: `pathFrames` is how long its whole move takes, `firstFrame` where on it the piece begins. */
export interface StillSource {
  readonly sha256: string;
  readonly motion: Motion | null;
  /** How the camera shakes on its way; only with a motion that leaves room for it. */
  readonly sway?: Sway;
  readonly firstFrame: number;
  readonly pathFrames: number;
}

/** One stretch of rendered picture: one source, or two of which the first dissolves into the second. */
export interface Piece {
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
  readonly durationFrames: number;
  readonly sources: readonly [StillSource] | readonly [StillSource, StillSource];
}

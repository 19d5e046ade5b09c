import type { Piece, StillSource } from '../../pipeline/render/piece';

/** A still under way: what of the picture is shown when. */
export interface StillClip
  extends Pick<Piece, 'rate' | 'size' | 'durationFrames'>,
    Pick<StillSource, 'motion' | 'sway'> {
  /** PNG or JPEG. */
  readonly still: Uint8Array;
}

/** The means to encode a moving still, which a supplier is given. Refuses what is no whole picture. */
export interface StillEncoder {
  /** An MP4 of exactly its frames that belongs to whoever ordered it. */
  encode(
    clip: StillClip,
    options: { readonly signal: AbortSignal; readonly onFrame: (doneFrames: number) => void },
  ): Promise<{ readonly file: string }>;
}

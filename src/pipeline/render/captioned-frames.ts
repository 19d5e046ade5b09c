import { layOver, type Overlay } from './overlay';
import type { BurnedCaption, Piece } from './piece';
import type { PictureFrame } from './piece-frames';
import { planesBytes } from './resampler';

/** What is to be read at a frame: a caption, and which of its tokens is the current one; −1 before the first, null where all are plain. */
export interface Read {
  readonly caption: BurnedCaption;
  readonly token: number | null;
}

export function readAt(captions: readonly BurnedCaption[], frame: number): Read | null {
  const caption = captions.find((one) => one.startFrame <= frame && frame < one.endFrameExclusive);
  if (!caption) return null;
  return { caption, token: caption.wordFrames?.findLastIndex((begins) => begins <= frame) ?? null };
}

/** The frames of a piece with its captions over them. What is told of a frame is told of the picture below. */
export async function* captionedFrames(
  frames: Iterable<PictureFrame> | AsyncIterable<PictureFrame>,
  piece: Piece,
  overlayOf: (read: Read) => Overlay,
): AsyncGenerator<PictureFrame> {
  const captioner = new Captioner(piece, overlayOf);
  let index = 0;
  for await (const frame of frames) {
    yield captioner.over(frame, index);
    index += 1;
  }
}

/**
 * Frames with captions leave from two buffers of their own by turns, since the frame before is still being written: the picture below is
 * compared with the next one, and may be shown again. A picture that stands is not copied again for the same words.
 */
class Captioner {
  readonly #piece: Piece;
  readonly #overlayOf: (read: Read) => Overlay;
  readonly #buffers: readonly [Uint8Array, Uint8Array];
  #turn: 0 | 1 = 0;
  #read: Read | null = null;
  #overlay: Overlay | null = null;
  #below: Uint8Array | null = null;

  constructor(piece: Piece, overlayOf: (read: Read) => Overlay) {
    this.#piece = piece;
    this.#overlayOf = overlayOf;
    this.#buffers = [new Uint8Array(planesBytes(piece.size)), new Uint8Array(planesBytes(piece.size))];
  }

  over(frame: PictureFrame, index: number): PictureFrame {
    const read = readAt(this.#piece.captions ?? [], index);
    if (read === null) return frame;
    const isSame = read.caption === this.#read?.caption && read.token === this.#read.token;
    if (!isSame || this.#overlay === null) this.#overlay = this.#overlayOf(read);
    this.#read = read;
    if (!isSame || frame.bytes !== this.#below) this.#lay(frame.bytes, this.#overlay);
    return { ...frame, bytes: this.#buffers[this.#turn] };
  }

  #lay(below: Uint8Array, overlay: Overlay): void {
    this.#turn = this.#turn === 0 ? 1 : 0;
    const bytes = this.#buffers[this.#turn];
    bytes.set(below);
    layOver(bytes, this.#piece.size, overlay);
    this.#below = below;
  }
}

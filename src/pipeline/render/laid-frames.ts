import { type Cel, layOver } from './cel';
import type { Size } from './motion';
import type { PictureFrame } from './piece-frames';
import { planesBytes } from './resampler';

/** The frames of a piece with what lies over each, the last on top. What is told of a frame is told of the picture below. */
export async function* laidFrames(
  frames: Iterable<PictureFrame> | AsyncIterable<PictureFrame>,
  size: Size,
  celsAt: (frame: number) => readonly Cel[],
): AsyncGenerator<PictureFrame> {
  const table = new LayingTable(size);
  let index = 0;
  for await (const frame of frames) {
    yield table.over(frame, celsAt(index));
    index += 1;
  }
}

/**
 * Frames under cels leave from two buffers of their own by turns, since the frame before is still being written: the picture below is
 * compared with the next one, and may be shown again. A picture that stands is not copied again under the same cels.
 */
class LayingTable {
  readonly #size: Size;
  readonly #buffers: readonly [Uint8Array, Uint8Array];
  #turn: 0 | 1 = 0;
  #cels: readonly Cel[] = [];
  #below: Uint8Array | null = null;

  constructor(size: Size) {
    this.#size = size;
    this.#buffers = [new Uint8Array(planesBytes(size)), new Uint8Array(planesBytes(size))];
  }

  over(frame: PictureFrame, cels: readonly Cel[]): PictureFrame {
    if (cels.length === 0) return frame;
    const isSame = cels.length === this.#cels.length && cels.every((cel, index) => cel === this.#cels[index]);
    if (!isSame || frame.bytes !== this.#below) this.#lay(frame.bytes, cels);
    return { ...frame, bytes: this.#buffers[this.#turn] };
  }

  #lay(below: Uint8Array, cels: readonly Cel[]): void {
    this.#turn = this.#turn === 0 ? 1 : 0;
    const bytes = this.#buffers[this.#turn];
    bytes.set(below);
    for (const cel of cels) layOver(bytes, this.#size, cel);
    this.#below = below;
    this.#cels = cels;
  }
}

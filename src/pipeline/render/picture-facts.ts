import { isMoving } from './motion';
import type { Piece } from './piece';
import type { PictureFrame } from './piece-frames';

/** From the first frame of it to the one after its last. */
export type FrameSpan = readonly [startFrame: number, endExclusive: number];

export interface PictureFacts {
  readonly frames: number;
  /** Of no card: its ground may be dark. */
  readonly blackSpans: readonly FrameSpan[];
  /** Two seconds and more of a moving piece in which nothing moves. */
  readonly frozenSpans: readonly FrameSpan[];
}

/** Mean luma below which a frame is black: 16 is black itself in limited range, a fade ends near it. */
const BLACK_BELOW_LUMA = 20;
const FROZEN_SECONDS = 2;

/** Looks at frames as they pass. */
export class PictureWatch {
  readonly #piece: Piece;
  readonly #black: FrameSpan[] = [];
  readonly #still: FrameSpan[] = [];
  #frames = 0;

  constructor(piece: Piece) {
    this.#piece = piece;
  }

  see({ meanLuma, sameAsBefore }: Pick<PictureFrame, 'meanLuma' | 'sameAsBefore'>): void {
    const frame = this.#frames++;
    if (meanLuma < BLACK_BELOW_LUMA) extend(this.#black, frame, frame);
    if (sameAsBefore) extend(this.#still, frame, frame - 1);
  }

  facts(): PictureFacts {
    const { rate, sources } = this.#piece;
    const leastFrames = (FROZEN_SECONDS * rate.numerator) / rate.denominator;
    const moving = sources.some(({ motion }) => isMoving(motion));
    const frozenSpans = moving ? this.#still.filter(([start, end]) => end - start >= leastFrames) : [];
    const blackSpans = sources.some(({ isCard }) => isCard) ? [] : this.#black;
    return { frames: this.#frames, blackSpans, frozenSpans };
  }
}

/** Adds `frame` to the span that ends where it begins, or begins one at `from`. */
function extend(spans: FrameSpan[], frame: number, from: number): void {
  const last = spans.at(-1);
  if (last?.[1] === frame) spans[spans.length - 1] = [last[0], frame + 1];
  else spans.push([from, frame + 1]);
}

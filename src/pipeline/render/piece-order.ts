import type { Refusal } from '../errors';
import type { FrameSpan } from './picture-facts';
import type { Piece } from './piece';

/** What a finished piece is, as it lies beside it in `<piece>.json`. */
export interface PieceFacts {
  readonly frames: number;
  readonly bytes: number;
  readonly blackSpans: readonly FrameSpan[];
  readonly frozenSpans: readonly FrameSpan[];
}

/** To the process that encodes. `order` tells an abort that comes late from one that is meant. */
export type ToWorker =
  | { readonly kind: 'encode'; readonly order: number; readonly work: PieceWork }
  | { readonly kind: 'abort'; readonly order: number };

export interface PieceWork {
  readonly piece: Piece;
  /** Where the stills and clips of its sources lie, in their order. */
  readonly stillPaths: readonly string[];
  /** Where the logos of its overlays lie, by their hashes. */
  readonly logoPaths: Readonly<Record<string, string>>;
  readonly to: string;
}

export type FromWorker =
  | { readonly kind: 'frame'; readonly doneFrames: number }
  | { readonly kind: 'done'; readonly facts: PieceFacts }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error on its way between processes, which keeps no classes. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly refusal: Refusal;
}

export interface WorkerSettings {
  readonly ffmpeg: string;
  readonly wasm: string;
}

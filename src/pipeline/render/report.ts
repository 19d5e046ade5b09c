/** What was found in a film by looking at the film itself. */
export interface RenderReport {
  readonly ok: boolean;
  readonly durationFrames: number;
  /** Sound's end less picture's end. */
  readonly driftMs: number;
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
  /** Sentences for people; empty where `ok`. */
  readonly problems: readonly string[];
  readonly piecesEncoded: number;
  readonly piecesReused: number;
  readonly soundChunksEncoded: number;
  readonly soundChunksReused: number;
}

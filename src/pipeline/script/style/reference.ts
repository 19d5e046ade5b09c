import type { TranscriptFormat } from './read-transcript';

/** What a style was learned from: the file, and not its words. */
export interface StyleReference {
  /** As its owner calls it; null where it was sent as text. */
  readonly fileName: string | null;
  readonly sha256: string;
  readonly words: number;
  readonly format: TranscriptFormat;
}

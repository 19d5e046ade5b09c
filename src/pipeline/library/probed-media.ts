import type { MediaType } from '../values/media-type';

/** What bytes turned out to be. Of archives and texts the type alone is known. */
export interface ProbedMedia {
  readonly mimeType: MediaType;
  readonly durationSeconds: number | null;
  /** As it is shown: a film that a telephone turned is measured upright. */
  readonly width: number | null;
  readonly height: number | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly loudnessLufs: number | null;
  readonly truePeakDbtp: number | null;
}

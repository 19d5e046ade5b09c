import type { SettledWish } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import type { JobErrorCode, JobType } from './run';

/** Why a job was not done, as people and tools read it. */
export interface Failure {
  readonly code: JobErrorCode;
  readonly message: string;
  readonly provider: string | null;
  readonly retryable: boolean;
  readonly remedy: string | null;
}

/** What a supplier is asked for: a wish of a slot, with everything settled. */
export interface MakeOrder {
  readonly jobId: string;
  readonly runId: string;
  readonly projectId: string;
  readonly slotId: string;
  readonly type: JobType;
  readonly wishHash: string;
  readonly wish: SettledWish;
  readonly provider: string;
  readonly model: string;
}

/** What came of an order: the blob that holds the bytes, and what is known of them. Small enough to be kept in a log. */
export interface Made {
  readonly sha256: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly durationSeconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly loudnessLufs: number | null;
  readonly truePeakDbtp: number | null;
  readonly sentences: readonly { text: string; startSeconds: number; endSeconds: number }[];
  readonly text: string | null;
  readonly voice: string | null;
  /** The parameters that were really used. */
  readonly parameters: JsonObject;
  readonly costMicros: number;
  /** What else its trade wants to keep of it. */
  readonly facts: JsonObject;
}

export type Outcome = { readonly made: Made } | { readonly failure: Failure };

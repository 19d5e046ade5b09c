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
  /** Of the job when it ordered: a workflow that is left over from before it was begun anew has no say. */
  readonly tries: number;
  readonly runId: string;
  readonly projectId: string;
  readonly slotId: string;
  readonly type: JobType;
  readonly wishHash: string;
  readonly wish: SettledWish;
  readonly provider: string;
  readonly model: string;
  /** Where its money is set aside. */
  readonly chargeId: string;
  /** Of its intent: a wish that was given up is ordered anew under the next number. */
  readonly attempt: number;
  /** Of this supplier, from 1. */
  readonly tryNumber: number;
  readonly mostTries: number;
  /** Calls of this order of which nobody knows what became. */
  readonly losses: number;
  /** For a supplier that takes one: the same for what it should do and bill once. */
  readonly idempotencyKey: string;
  /** Who was asked before, in vain. */
  readonly passedOver: readonly PassedOver[];
}

export interface PassedOver {
  readonly name: string;
  readonly reason: string;
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
  /** Where each word is heard, if anybody told. */
  readonly words: readonly { text: string; startSeconds: number; endSeconds: number }[] | null;
  readonly text: string | null;
  readonly voice: string | null;
  /** The parameters that were really used. */
  readonly parameters: JsonObject;
  readonly costMicros: number;
  /** What else its trade wants to keep of it. */
  readonly facts: JsonObject;
}

/** What was made, and which charge pays for it: not the order's first one, where a call was lost. */
export type Outcome = { readonly made: Made; readonly chargeId: string } | { readonly failure: Failure };

/** A try that came to nothing, with what decides about its money and the next. Small and plain, since it is kept in a log. */
export interface FailedTry {
  readonly failure: Failure;
  readonly retryAfterSeconds: number | null;
  readonly billed: 'NOTHING' | 'UNKNOWN' | { readonly micros: string };
  /** The supplier has the order, under a name of its own. */
  readonly isTaken: boolean;
  /** False: it was left alone, and its failures are not counted once more. */
  readonly wasAsked: boolean;
  /** A reply that was no good, as a blob. */
  readonly evidenceSha256: string | null;
}

export type Tried = { readonly made: Made } | FailedTry;

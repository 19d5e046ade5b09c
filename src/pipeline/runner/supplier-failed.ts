import type { JobErrorCode } from './run';

/** What a supplier bills for a call that failed: nothing, an amount, or nobody knows. */
export type Billed = 'NOTHING' | 'UNKNOWN' | { readonly micros: bigint };

export interface SupplierFailure {
  readonly code: JobErrorCode;
  readonly message: string;
  readonly remedy?: string;
  /** As the supplier said in `Retry-After`; null where it said nothing. */
  readonly retryAfterSeconds?: number | null;
  readonly billed: Billed;
  /** A reply that was no good, to be looked at by people. */
  readonly evidence?: Uint8Array;
}

/** A supplier did not make what was ordered. It becomes the failure of a job, and no refusal of a request. */
export class SupplierFailed extends Error implements SupplierFailure {
  readonly code: JobErrorCode;
  readonly remedy?: string;
  readonly retryAfterSeconds: number | null;
  readonly billed: Billed;
  readonly evidence?: Uint8Array;

  constructor(failure: SupplierFailure) {
    super(failure.message);
    this.name = 'SupplierFailed';
    this.code = failure.code;
    this.remedy = failure.remedy;
    this.retryAfterSeconds = failure.retryAfterSeconds ?? null;
    this.billed = failure.billed;
    this.evidence = failure.evidence;
  }
}

/** It was not asked at all, so its failures are not counted once more. */
export class SupplierClosed extends SupplierFailed {}

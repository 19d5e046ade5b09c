import type { DomainError } from '../errors';
import { SupplierFailed } from '../runner/supplier-failed';

interface PaidFor {
  readonly error: DomainError;
  readonly costMicros: bigint;
}

/** What was made and paid for is not what it should be. */
export function noGood(vendor: string, { error, costMicros }: PaidFor): SupplierFailed {
  return new SupplierFailed({
    code: 'BAD_REPLY',
    message: `${vendor} sent what is no good: ${error.message} ${error.got ?? ''}`.trim(),
    remedy: 'It is asked again by itself.',
    billed: costMicros > 0n ? { micros: costMicros } : 'NOTHING',
  });
}

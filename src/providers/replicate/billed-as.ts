import { type Billed, SupplierFailed } from '../../pipeline/runner/supplier-failed';

/** The same failure, where more is known of its money than one request shows. */
export function billedAs(error: unknown, billed: Billed): unknown {
  return error instanceof SupplierFailed ? Object.assign(error, { billed }) : error;
}

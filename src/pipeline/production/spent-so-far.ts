import { DomainError } from '../errors';
import { type Billed, SupplierFailed } from '../runner/supplier-failed';

/** One after the other. Where one fails, what those before it cost is said to have been billed. */
export async function spentSoFar<Part, Made extends { readonly costMicros: bigint }>(
  parts: readonly Part[],
  make: (part: Part, index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      made.push(await make(part, index));
    } catch (error) {
      const spentMicros = made.reduce((sum, { costMicros }) => sum + costMicros, 0n);
      throw spentMicros > 0n ? withSpent(error, spentMicros) : error;
    }
  }
  return made;
}

/** A refusal of ours costs nothing by itself. Of whatever else went wrong nobody knows what it cost, so it stays as it is. */
function withSpent(error: unknown, spentMicros: bigint): unknown {
  if (error instanceof DomainError) {
    const { message, remedy } = error;
    return new SupplierFailed({ code: 'REFUSED', message, remedy, billed: { micros: spentMicros } });
  }
  if (!(error instanceof SupplierFailed)) return error;
  const { code, message, remedy, retryAfterSeconds, billed, evidence } = error;
  return new SupplierFailed({ code, message, remedy, retryAfterSeconds, evidence, billed: plus(billed, spentMicros) });
}

/** Where nobody knows what the last one cost, nobody knows what all of them did. */
function plus(billed: Billed, spentMicros: bigint): Billed {
  if (billed === 'UNKNOWN') return 'UNKNOWN';
  return { micros: spentMicros + (billed === 'NOTHING' ? 0n : billed.micros) };
}

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
      throw error instanceof SupplierFailed && spentMicros > 0n ? withSpent(error, spentMicros) : error;
    }
  }
  return made;
}

function withSpent(failed: SupplierFailed, spentMicros: bigint): SupplierFailed {
  const { code, message, remedy, retryAfterSeconds, billed, evidence } = failed;
  return new SupplierFailed({ code, message, remedy, retryAfterSeconds, evidence, billed: plus(billed, spentMicros) });
}

/** Where nobody knows what the last one cost, nobody knows what all of them did. */
function plus(billed: Billed, spentMicros: bigint): Billed {
  if (billed === 'UNKNOWN') return 'UNKNOWN';
  return { micros: spentMicros + (billed === 'NOTHING' ? 0n : billed.micros) };
}

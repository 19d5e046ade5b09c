/**
 * What becomes of the money of one call. RESERVED: set aside, and perhaps under way. SETTLED: billed, for an asset or for a reply
 * that was no good. RELEASED: nothing was billed. LOST: nobody knows, so it counts as spent at its ceiling. OVERDUE: we stopped
 * waiting and the supplier may still finish; it stays set aside until that is known.
 */
export const CHARGE_STATUSES = ['RESERVED', 'SETTLED', 'RELEASED', 'LOST', 'OVERDUE'] as const;
export type ChargeStatus = (typeof CHARGE_STATUSES)[number];

/** Whose money a budget is: of a whole project or run, of one pilot of a run, or of the jobs of one type. */
export const BUDGET_KINDS = ['PROJECT', 'RUN', 'PILOT', 'JOB_TYPE'] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

/** A charge at its end. `billedMicros` may pass the ceiling: that part is an overrun. */
export type ChargeEnd =
  | { readonly status: 'SETTLED'; readonly billedMicros: bigint; readonly assetId: string | null }
  | { readonly status: 'RELEASED' | 'LOST' };

/** How the money of a call moves when it ends. */
export interface Closing {
  readonly spentMicros: bigint;
  readonly overrunMicros: bigint;
  /** What the call cost as far as anybody knows; null where it cost nothing. */
  readonly actualMicros: bigint | null;
}

export function closingOf(end: ChargeEnd, ceilingMicros: bigint): Closing {
  if (end.status === 'RELEASED') return { spentMicros: 0n, overrunMicros: 0n, actualMicros: null };
  const actualMicros = end.status === 'SETTLED' ? end.billedMicros : ceilingMicros;
  const isOver = actualMicros > ceilingMicros;
  return {
    spentMicros: isOver ? ceilingMicros : actualMicros,
    overrunMicros: isOver ? actualMicros - ceilingMicros : 0n,
    actualMicros,
  };
}

/** People are told once that less than this share of a cap is left. */
const LOW_SHARE = 10n;

export function isLow({ capMicros, leftMicros }: { capMicros: bigint; leftMicros: bigint }): boolean {
  return leftMicros * LOW_SHARE < capMicros;
}

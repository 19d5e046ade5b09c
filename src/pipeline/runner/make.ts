/** OPEN: it may be under way. SETTLED: its result is an asset. FAILED: it was given up. */
export const MAKE_STATUSES = ['OPEN', 'SETTLED', 'FAILED'] as const;
export type MakeStatus = (typeof MAKE_STATUSES)[number];

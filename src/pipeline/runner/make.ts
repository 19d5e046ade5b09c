/** OPEN: the call may be under way. SETTLED: its result is an asset. LOST: nobody knows what became of it. */
export const MAKE_STATUSES = ['OPEN', 'SETTLED', 'FAILED', 'LOST'] as const;
export type MakeStatus = (typeof MAKE_STATUSES)[number];

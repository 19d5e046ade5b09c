/** What a film is put together from. */
export const MEDIA_TYPES = ['AUDIO', 'IMAGE', 'FIGURE', 'VIDEO'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** TEXT is a draft of a script: a take like any other, and no part of a film. */
export const ASSET_TYPES = [...MEDIA_TYPES, 'TEXT'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

export const ASSET_STATUSES = ['DRAFT', 'REVIEW', 'APPROVED', 'REJECTED', 'REVISED', 'PUBLISHED'] as const;
export type AssetStatus = (typeof ASSET_STATUSES)[number];

/** Approved and published assets are locked: regenerating makes another take and leaves them in place. */
export const LOCKED_STATUSES: readonly AssetStatus[] = ['APPROVED', 'PUBLISHED'];

/** Which take a build picks, best first; within one status fresh before stale, then the newest. REJECTED never. */
const TAKE_PRECEDENCE: readonly AssetStatus[] = ['PUBLISHED', 'APPROVED', 'REVIEW', 'REVISED', 'DRAFT'];

interface Take {
  readonly status: AssetStatus;
  readonly wishHash: string;
  readonly take: number;
}

/** The take that a build picks for a slot with this wish; null where all were rejected. The database keeps it as `slot.current_id`. */
export function bestTake<T extends Take>(takes: readonly T[], wishHash: string): T | null {
  const rank = ({ status, wishHash: made, take }: T) =>
    [TAKE_PRECEDENCE.indexOf(status), made === wishHash ? 0 : 1, -take] as const;
  const usable = takes.filter(({ status }) => TAKE_PRECEDENCE.includes(status));
  const sorted = usable.sort((a, b) => {
    const [ranks, others] = [rank(a), rank(b)];
    return ranks[0] - others[0] || ranks[1] - others[1] || ranks[2] - others[2];
  });
  return sorted[0] ?? null;
}

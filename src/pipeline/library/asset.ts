export const ASSET_TYPES = ['AUDIO', 'IMAGE', 'FIGURE', 'VIDEO'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

export const ASSET_STATUSES = ['DRAFT', 'REVIEW', 'APPROVED', 'REJECTED', 'REVISED', 'PUBLISHED'] as const;
export type AssetStatus = (typeof ASSET_STATUSES)[number];

/** Approved and published assets are locked: regenerating makes another take and leaves them in place. */
export const LOCKED_STATUSES: readonly AssetStatus[] = ['APPROVED', 'PUBLISHED'];

/** Which take a build picks, best first; within one status fresh before stale, then the newest. REJECTED never. */
export const TAKE_PRECEDENCE: readonly AssetStatus[] = ['PUBLISHED', 'APPROVED', 'REVIEW', 'REVISED', 'DRAFT'];

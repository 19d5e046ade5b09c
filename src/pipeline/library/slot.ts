import type { AssetType } from './asset';

/** The kinds of thing that own places to fill. */
export const SLOT_OWNER_TYPES = [
  'PROJECT',
  'SEGMENT',
  'FIGURE',
  'TIMELINE',
  'STRUCTURED_SCRIPT',
  'SCENE',
  'SHOT',
  'CHARACTER',
  'SETTING',
  'PRODUCTION_PLAN',
] as const;
export type SlotOwnerType = (typeof SLOT_OWNER_TYPES)[number];

/** The places that every segment has, whatever the tier of the run: some stay empty. */
export const SEGMENT_PARTS = [
  { part: 'audio', type: 'AUDIO' },
  { part: 'picture', type: 'IMAGE' },
  { part: 'video', type: 'VIDEO' },
] as const satisfies readonly { part: string; type: AssetType }[];

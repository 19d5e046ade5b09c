import type { JsonObject, JsonValue } from '../values/canonical-json';
import type { Capability } from '../values/capability';
import { contentHash } from '../values/content-hash';
import type { AssetType } from './asset';

/** The kinds of thing that own places to fill. */
export const SLOT_OWNER_TYPES = [
  'PROJECT',
  'SEGMENT',
  'FIGURE',
  'TIMELINE',
  'SCENE',
  'SHOT',
  'CHARACTER',
  'SETTING',
] as const;
export type SlotOwnerType = (typeof SLOT_OWNER_TYPES)[number];

/** What a slot wants now. Its hash decides whether a take is fresh, so everything that may change the bytes is in it. */
export interface WishTerms {
  capability: Capability;
  provider: string | null;
  model: string | null;
  prompt: string | null;
  parameters: JsonObject;
  inputs: readonly { name: string; sha256: string }[];
  overrides: JsonObject;
  /** 0 for the first; each regeneration that changes nothing else asks for the next, so that it is a new wish. */
  variation: number;
}

export function wishHash(wish: WishTerms): string {
  return contentHash({ ...wish, inputs: wish.inputs.map(({ name, sha256 }) => ({ name, sha256 })) } as JsonValue);
}

/** A wish with nothing decided yet but what it is for: the supplier is chosen when it is made. */
export function plainWish(capability: Capability, prompt: string | null): WishTerms {
  return {
    capability,
    provider: null,
    model: null,
    prompt,
    parameters: {},
    inputs: [],
    overrides: {},
    variation: 0,
  };
}

/** The places that every segment has, whatever the tier of the run: some stay empty. */
export const SEGMENT_PARTS: readonly { part: string; type: AssetType; capability: Capability }[] = [
  { part: 'audio', type: 'AUDIO', capability: 'SPEECH' },
  { part: 'picture', type: 'IMAGE', capability: 'IMAGE' },
  { part: 'video', type: 'VIDEO', capability: 'VIDEO' },
];

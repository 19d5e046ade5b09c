import type { Preferences } from '../runner/vendor';
import type { Capability } from '../values/capability';
import type { SettledWish } from './wish';

/** Whom a project may ask, and what they ask for it. */
export interface PriceList {
  /** The most that one call for this wish can cost, as it is set aside before the call. 0 where nobody may be asked. */
  ceilingMicros(wish: SettledWish, project: Preferences): bigint;
  /** What it will most likely cost: less than the ceiling where a supplier counts what nobody can count before. */
  expectedMicros(wish: SettledWish, project: Preferences): bigint;
  /** Null: somebody who does this may be asked. Else what would have to be configured. */
  lackOf(wish: SettledWish, project: Preferences): Lack | null;
}

export interface Lack {
  readonly capability: Capability;
  /** Suppliers by name, with the settings that they miss. */
  readonly wouldDo: readonly { readonly name: string; readonly settings: readonly string[] }[];
}

/** Offline suppliers work for nothing, and nobody else is there. */
export const FREE: PriceList = {
  ceilingMicros: () => 0n,
  expectedMicros: () => 0n,
  lackOf: ({ capability }, { mode, offlineFor }) =>
    mode === 'OFFLINE' || offlineFor.includes(capability) ? null : { capability, wouldDo: [] },
};

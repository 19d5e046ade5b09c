import type { SettledWish } from './wish';

/** What suppliers ask. `ceilingMicros` is the most that one call for this wish can cost, as it is set aside before the call. */
export interface PriceList {
  ceilingMicros(wish: SettledWish): bigint;
}

/** Offline suppliers work for nothing. */
export const FREE: PriceList = { ceilingMicros: () => 0n };

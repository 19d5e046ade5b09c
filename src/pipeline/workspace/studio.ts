import type { PriceList } from '../library/price';

/** What verbs are given instead of a global clock and global randomness. */
export interface Studio<Store> {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly newToken: () => string;
  readonly prices: PriceList;
}

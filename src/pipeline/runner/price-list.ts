import type { Lack, PriceList } from '../library/price';
import type { SettledWish } from '../library/wish';
import type { Capability } from '../values/capability';
import { type Asked, type Preferences, vendorsFor } from './vendor';

/** A supplier as whoever only wants to know its price sees it. */
export interface Seller extends Asked {
  readonly capability: Capability;
  ceilingMicros(wish: SettledWish): bigint;
  expectedMicros(wish: SettledWish): bigint;
}

/** One that is known here, and of whom the configuration does not say enough. */
export interface Unconfigured {
  readonly capability: Capability;
  readonly name: string;
  readonly settings: readonly string[];
}

/** Whoever is there and cannot do this one wish is no lack of the project's: its job says so, and the others go on. */
function hasHouse(sellers: readonly Seller[], capability: Capability, { mode, offlineFor }: Preferences): boolean {
  const isStoodInFor = mode === 'OFFLINE' || offlineFor.includes(capability);
  return isStoodInFor || sellers.some(({ reach, isOffByDefault }) => reach === 'NETWORK' && !isOffByDefault);
}

/** What whoever would be asked first asks for. `sellers`: in the server's order of preference. */
export function priceListOf(sellers: readonly Seller[], unconfigured: readonly Unconfigured[]): PriceList {
  const of = (capability: Capability) => sellers.filter((seller) => seller.capability === capability);
  const firstFor = (wish: SettledWish, project: Preferences): Seller | undefined =>
    vendorsFor(of(wish.capability), project, wish)[0];
  return {
    ceilingMicros: (wish, project) => firstFor(wish, project)?.ceilingMicros(wish) ?? 0n,
    expectedMicros: (wish, project) => firstFor(wish, project)?.expectedMicros(wish) ?? 0n,
    lackOf: (wish, project): Lack | null => {
      const { capability } = wish;
      if (firstFor(wish, project) || hasHouse(of(capability), capability, project)) return null;
      return { capability, wouldDo: unconfigured.filter((one) => one.capability === capability) };
    },
  };
}

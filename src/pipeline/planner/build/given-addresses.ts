import { isOpenAddress } from '../asset-address';
import type { Treatment } from '../treatment/treatment';
import type { Warn } from '../warnings';

/** The addresses that a treatment gives, each handed out once, in their order. */
export class GivenAddresses {
  readonly #left: Treatment['assets'][number][];

  constructor(given: Treatment['assets'], warn: Warn) {
    this.#left = given.filter(({ url }) => isOpenAddress(url));
    const refused = given.length - this.#left.length;
    if (refused === 0) return;
    const message = `${refused} addresses of assets are no open https addresses, and are left out.`;
    warn({ code: 'ADDRESS_REMOVED', message, path: 'assets' });
  }

  next(kind: Treatment['assets'][number]['kind']): string | null {
    const index = this.#left.findIndex((address) => address.kind === kind);
    return index < 0 ? null : (this.#left.splice(index, 1)[0]?.url ?? null);
  }
}

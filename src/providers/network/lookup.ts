import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf } from '../../pipeline/values/allowance';
import { isAddress } from '../../pipeline/values/public-address';

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<string[]>;

export const systemLookup: Lookup = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** None where nobody knows the name: whatever the resolver says differs by system. */
export async function addressesOf(url: URL, lookup: Lookup): Promise<string[]> {
  const host = hostOf(url);
  return isAddress(host) ? [host] : lookup(host).catch(() => []);
}

/** Answers every name with these addresses: what was judged is what is connected to. */
export function leadingTo(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    const [first] = known;
    if (all || !first) callback(null, known);
    else callback(null, first.address, first.family);
  };
}

/** A look-up cannot be broken off, only left. */
export function beforeItIsOver<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

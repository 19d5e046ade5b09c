import { type Block, isPublicAddress, isWithin, parseBlock } from './public-address';

/** Whom we may call although a stranger could not: host names, and blocks of addresses. */
export interface Allowance {
  readonly hosts: ReadonlySet<string>;
  readonly blocks: readonly Block[];
}

export const NOBODY: Allowance = { hosts: new Set(), blocks: [] };

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** `127.0.0.1, 10.20.0.0/16, hooks.internal`. Null where one of them is neither a host nor a block. */
export function parseAllowance(text: string): Allowance | null {
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase());
  const blocks = entries.map(parseBlock);
  const hosts = entries.filter((_, index) => !blocks[index]);
  // A URL whose last part is a number names an address: `10.1` would be a host that nobody can write.
  if (!hosts.every((host) => HOST_NAME.test(host) && !/(?:^|\.)\d+$/.test(host))) return null;
  return { hosts: new Set(hosts), blocks: blocks.filter((block) => block !== null) };
}

/** The host to look up, or the address itself: URLs write IPv6 in brackets, and names may end with a dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/**
 * Whether whoever answers at these addresses may be called: public ones over https, allowed ones over either. Anybody on the way of
 * plain HTTP could read it.
 */
export function reachOf(
  url: URL,
  addresses: readonly string[],
  { hosts, blocks }: Allowance,
): 'OPEN' | 'UNKNOWN' | 'PRIVATE' | 'PLAIN' {
  if (addresses.length === 0) return 'UNKNOWN';
  const others = addresses.filter((address) => !isWithin(address, blocks));
  if (hosts.has(hostOf(url)) || others.length === 0) return 'OPEN';
  if (!others.every(isPublicAddress)) return 'PRIVATE';
  return url.protocol === 'https:' ? 'OPEN' : 'PLAIN';
}

/**
 * An address as a number, with the width of its family. An IPv4 address and the IPv6 one that maps it are two different
 * addresses.
 */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** All addresses that begin with the same bits as this one: `10.0.0.0/8`. */
export interface Block extends Address {
  readonly prefixBits: number;
}

/** Null for what is no address, one with a zone (`fe80::1%eth0`) among them: a zone names an interface of this machine. */
function parseAddress(text: string): Address | null {
  return parseIPv4(text) ?? parseIPv6(text);
}

/** Four decimal parts without leading zeros: some programs read `010` as eight. */
function parseIPv4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return null;
  return { bits: 32, value: joined(parts.map(Number), 8n) };
}

function parseIPv6(text: string): Address | null {
  const [head, tail, ...more] = withoutDots(text)?.split('::') ?? [];
  if (head === undefined || more.length > 0) return null;
  const [front, back] = [groupsOf(head), groupsOf(tail ?? '')];
  if (!front || !back) return null;
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return { bits: 128, value: joined([...front, ...Array<number>(missing).fill(0), ...back], 16n) };
}

/** `::ffff:127.0.0.1` → `::ffff:7f00:1`. */
function withoutDots(text: string): string | null {
  if (!text.includes('.')) return text;
  const cut = text.lastIndexOf(':') + 1;
  const last = parseIPv4(text.slice(cut));
  if (!last || cut === 0) return null;
  return `${text.slice(0, cut)}${(last.value >> 16n).toString(16)}:${(last.value & 0xffffn).toString(16)}`;
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}

const joined = (parts: readonly number[], width: bigint): bigint =>
  parts.reduce((value, part) => (value << width) | BigInt(part), 0n);

/** `10.0.0.0/8`, or one address, which is a block of itself. Null for anything else. */
export function parseBlock(text: string): Block | null {
  const [first = '', prefix, ...more] = text.split('/');
  const address = parseAddress(first);
  if (!address || more.length > 0) return null;
  if (prefix === undefined) return { ...address, prefixBits: address.bits };
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > address.bits) return null;
  return { ...address, prefixBits: Number(prefix) };
}

export function isWithin(address: string, blocks: readonly Block[]): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && blocks.some((block) => holds(block, parsed));
}

function holds({ bits, value, prefixBits }: Block, address: Address): boolean {
  const rest = BigInt(bits - prefixBits);
  return bits === address.bits && value >> rest === address.value >> rest;
}

const blocks = (...texts: string[]): Block[] =>
  texts.map((text) => {
    const block = parseBlock(text);
    if (!block) throw new Error(`${text} is no block of addresses.`);
    return block;
  });

/** The registries of special-purpose addresses (IANA), and multicast: what no host of the open internet answers at. */
const NOT_PUBLIC = blocks(
  '0.0.0.0/8', // this network: Linux takes 0.0.0.0 for itself
  '10.0.0.0/8',
  '100.64.0.0/10', // behind a carrier's NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, where clouds hand out credentials
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // once 6to4 relays
  '192.168.0.0/16',
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '2001::/23', // Teredo, which holds an IPv4 address, and other protocols' own
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which holds an IPv4 address
  '3fff::/20',
);

/**
 * Of IPv6 only this is given out. Loopback, unspecified, unique local, link-local, multicast, IPv4-mapped and NAT64 addresses
 * lie outside of it.
 */
const GIVEN_OUT = blocks('0.0.0.0/0', '2000::/3');

/** Whether a URL names this host by its address, and not by a name that is to be looked up. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== null;
}

/** Whether a host of the open internet may have this address. What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  return isWithin(address, GIVEN_OUT) && !isWithin(address, NOT_PUBLIC);
}

import { type DomainError, Forbidden, InvalidInput, LimitExceeded } from '../errors';
import { type Block, isAddress, isPublicAddress, isWithin, parseBlock } from '../values/public-address';

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

const MOST_CHARACTERS = 2_000;

/** The host to look up, or the address itself: URLs write IPv6 in brackets, and names may end with a dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/**
 * The URL of a webhook as it will be called. Refuses what can be told without looking a name up; `assertCallable` has
 * the last word.
 */
export function targetUrl(text: string, allowance: Allowance): string {
  if (text.length > MOST_CHARACTERS) throw tooLong(text.length);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw notAUrl(text);
  if (url.username || url.password) throw withPassword();
  url.hash = '';
  const host = hostOf(url);
  if (isAddress(host)) assertCallable(url, [host], allowance);
  else assertNameable(url, allowance);
  return url.href;
}

/** A name may still lead into an allowed block, where plain HTTP is no secret's way out. */
function assertNameable(url: URL, { hosts, blocks }: Allowance): void {
  const host = hostOf(url);
  if (hosts.has(host) || blocks.length > 0) return;
  if (/(?:^|\.)localhost$/.test(host)) throw notPublic(url);
  if (url.protocol !== 'https:') throw notEncrypted(url);
}

/**
 * Refuses a target unless every address of it may be called: public ones over https, allowed ones over either. Anybody
 * on the way of plain HTTP could read it.
 */
export function assertCallable(url: URL, addresses: readonly string[], allowance: Allowance): void {
  if (addresses.length === 0) throw unknownHost(url);
  const others = addresses.filter((address) => !isWithin(address, allowance.blocks));
  if (allowance.hosts.has(hostOf(url)) || others.length === 0) return;
  if (!others.every(isPublicAddress)) throw notPublic(url);
  if (url.protocol !== 'https:') throw notEncrypted(url);
}

const FIELD = ['input', 'url'];

function tooLong(characters: number): LimitExceeded {
  return new LimitExceeded(`The URL of a webhook has at most ${MOST_CHARACTERS} characters.`, {
    field: FIELD,
    expected: `at most ${MOST_CHARACTERS} characters`,
    got: `${characters} characters`,
    remedy: 'Use a shorter URL.',
  });
}

function notAUrl(text: string): InvalidInput {
  return new InvalidInput('This is not a URL that can be called.', {
    field: FIELD,
    expected: 'an https:// URL',
    got: JSON.stringify(text.slice(0, 80)),
    remedy: 'Write it in full, such as https://example.com/hooks/workprint.',
  });
}

function withPassword(): InvalidInput {
  return new InvalidInput('The URL of a webhook holds no user and no password: whoever sees the project sees them.', {
    field: FIELD,
    expected: 'a URL without a user and a password',
    got: 'a URL with them (not shown)',
    remedy: 'Leave them out and check the signature of each call instead.',
  });
}

/** Said of a name that nobody knows, and of one that is not answered for just now. */
export function unknownHost(url: URL): DomainError {
  return new InvalidInput(`The host ${hostOf(url)} cannot be found.`, {
    field: FIELD,
    expected: 'a host that has an address',
    got: hostOf(url),
    remedy: 'Correct the host, or wait if it was named just now.',
  });
}

/** The address is not in it: a name of somebody else's network is not ours to tell. */
function notPublic(url: URL): Forbidden {
  return new Forbidden('Webhooks call hosts of the open internet only; this one has a private or reserved address.', {
    field: FIELD,
    expected: 'a host all of whose addresses are public',
    got: hostOf(url),
    remedy: 'Use another host, or ask whoever runs this server to name it in WORKPRINT_WEBHOOK_ALLOW.',
  });
}

function notEncrypted(url: URL): Forbidden {
  return new Forbidden('Webhooks are sent over https.', {
    field: FIELD,
    expected: 'an https:// URL',
    got: `http://${url.host}`,
    remedy: 'Use https, or ask whoever runs this server to name the host in WORKPRINT_WEBHOOK_ALLOW.',
  });
}
